"""Settings: the text of a `curator.toml` → `Config`; what is not a setting is an error that says so."""

import difflib
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from curator.errors import ConfigError
from curator.types import AnnounceType
from curator.values import (
    FORMS,
    Branch,
    Category,
    Factory,
    Inside,
    Rule,
    Share,
    require_a_place_for_each,
    require_two_branches,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def _listed(value: Any) -> Any:
    """Return one name as a list of it."""
    return [value] if isinstance(value, str) else value


class _Table(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, title="curator.toml", use_attribute_docstrings=True
    )


_T = TypeVar("_T", bound=_Table)


class ListTable(_Table):
    """Where the list stands, and how it is written."""

    files: Annotated[
        list[Inside], Field(min_length=1), BeforeValidator(_listed, json_schema_input_type=list[str] | str)
    ] = ["README.md"]
    """The list's files: names, or patterns such as `docs/*.md`."""

    template: str = ""
    """How an entry is written, if not the way its section does: `- [{title}]({link})`."""


class ArxivTable(_Table):
    """What is read from arXiv, and how."""

    categories: Annotated[list[Category], Field(min_length=1)] = ["cs.CL", "cs.LG"]
    """The categories whose announcements are read every night."""

    announce_types: Annotated[list[AnnounceType], Field(min_length=1)] = ["new"]
    """Kinds of announcements that count: `cross` adds papers that were announced elsewhere first."""

    days_back: Annotated[int, Field(ge=0, le=90)] = 7
    """How many missed days are made up for."""

    delay: Annotated[float, Field(ge=0, le=3600)] = 3.0
    """Seconds between two requests; arXiv asks for three."""

    contact: str = ""
    """Whom arXiv may write to: an address of yours, or that of the list."""

    feed_url: str = "https://rss.arxiv.org/atom"
    """Where the announcements are read."""

    api_url: str = "https://export.arxiv.org/api/query"
    """Where papers are looked up by id and by title."""

    oai_url: str = "https://oaipmh.arxiv.org/oai"
    """Where the papers of missed days and of late are read."""


class SuggestTable(_Table):
    """How much is put before the maintainer, how sure of its section a suggested line is, and how often it comes."""

    precision: Annotated[Share | None, Field(json_schema_extra={"deprecated": True})] = None
    """Read no more: write `pace` instead."""

    pace: Literal["auto"] | Annotated[float, Field(gt=0, le=40)] = "auto"
    """Papers shown a week: `auto` follows the list and what becomes of the suggestions, a number is kept to."""

    section_confidence: Share = 0.75
    """How likely the section of a suggested line must be."""

    at_most: Annotated[int, Field(ge=0)] = 10
    """Papers that one night names."""

    schedule: Literal["daily", "weekly", "monthly"] = "daily"
    """On GitHub, how often new papers join the pull request; they are read every night all the same."""

    @property
    def a_week(self) -> float | None:
        """The papers a week that were asked for; None where the list decides."""
        return None if self.pace == "auto" else float(self.pace)


class RulesTable(_Table):
    """What decides whatever the model says.

    A rule is words of a title, an abstract or an author's name; a star stands for any ending: `unlearn*`.
    """

    always: list[Rule] = []
    """Papers that are shown, at least as a question."""

    never: list[Rule] = []
    """Papers that are never shown."""


class ModelTable(_Table):
    """Which classifier learns the list.

    The factory takes no arguments and returns an unfitted scikit-learn classifier of texts. It is imported and run by
    the commands that train or load a model, never by a job that may write: who may change these settings may run code
    there, as who may change a workflow may.
    """

    estimator: Factory = ""
    """A scikit-learn classifier of yours, as `package.module:factory`; empty for curator's own."""

    embedding: str = ""
    """A text encoder that tells sections apart: a folder, as seen from `curator.toml`, or an installed package."""

    _folder: str = PrivateAttr("")

    @property
    def folder(self) -> str:
        """The folder of the settings, from which on an encoder's is told; that of the command where none is known."""
        return self._folder

    def within(self, folder: str) -> Self:
        """Return the same settings as those of a file in that folder."""
        own = self.model_copy()
        own._folder = folder  # noqa: SLF001 - of a copy
        return own


class StateTable(_Table):
    """Where curator keeps what it knows, relative to the folder of `curator.toml`.

    On GitHub these files are on the branch `branch`, which may be the list's own.
    """

    labels: Inside = "data/labels.csv"
    """What was decided, one line a paper."""

    papers: Inside = "data/papers.sqlite"
    """The table of papers; never on the branch. The workflows on GitHub know it by this name."""

    seen: Inside = "data/seen.json"
    """Which announcements were read."""

    pending: Inside = "data/pending.json"
    """What waits for a decision."""

    shown: Inside = "data/shown.json"
    """What was put before the maintainer, and when."""

    standing: Inside = "data/standing.json"
    """What the bot left on its branch, and what it learnt from it."""

    sections: Inside = "data/sections.json"
    """The sections as they were read last, known by their entries."""

    model: Inside = "models"
    """The model's folder. The workflows on GitHub know it by this name."""

    branch: Branch = "curator-state"
    """The branch of these files on GitHub."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files on that branch beside the model's."""
        return self.labels, self.pending, self.shown, self.standing, self.sections, self.seen


class HostTable(_Table):
    """Where the proposal goes."""

    branch: Branch = "curator/suggestions"
    """The branch that takes the proposal: the bot's, and nobody else's."""


class Config(_Table):
    """All settings; every one has a default that suits a list in `README.md`."""

    list: ListTable = ListTable()
    arxiv: ArxivTable = ArxivTable()
    suggest: SuggestTable = SuggestTable()
    rules: RulesTable = RulesTable()
    model: ModelTable = ModelTable()
    state: StateTable = StateTable()
    host: HostTable = HostTable()

    @model_validator(mode="after")
    def _keeps_things_apart(self) -> Self:
        require_two_branches(self.host.branch, self.state.branch)
        require_a_place_for_each({name: path for name, path in self.state if name != "branch"})
        return self


def schema() -> dict[str, Any]:
    """Return the settings as a JSON schema, from which editors complete and check a `curator.toml`."""
    return Config.model_json_schema()


def parse(text: str, name: str = "curator.toml", folder: str = "") -> Config:
    """Read settings from TOML, as they stand in a folder; `name` stands in the errors.

    Raises
    ------
    ConfigError
        The text is no TOML, names an unknown setting, or gives one a value it cannot have.
    """
    settings = _validated(Config, text, name)
    return settings.model_copy(update={"model": settings.model.within(folder)})


class _Lists(_Table):
    lists: Annotated[list[str], Field(min_length=1)]


def parse_lists(text: str, name: str = "lists.toml") -> list[str]:
    """Read which lists are kept together: the paths of their `curator.toml`; raise ConfigError as `parse` does."""
    return _validated(_Lists, text, name).lists


def _validated(kind: type[_T], text: str, name: str) -> _T:
    try:
        return kind.model_validate(tomllib.loads(text.removeprefix("\ufeff")))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        problems: defaultdict[str, list[str]] = defaultdict(list)
        for problem in error.errors():
            what, remedy = _explain(kind, problem)
            problems[what].append(remedy)
        raise ConfigError(
            f"{name}: " + "; ".join(f"{what}{_either(some)}" for what, some in problems.items())
        ) from error


def _either(remedies: Sequence[str]) -> str:
    """Join what a value of one kind and of another should be."""
    first, *others = remedies
    return " or ".join([first, *(one.removeprefix(": input should be ") for one in others)])


def _explain(kind: type[_Table], problem: "ErrorDetails") -> tuple[str, str]:
    """Return what is wrong, and what to do."""
    if not problem["loc"]:
        return problem["msg"].removeprefix("Value error, "), ""
    unknown = problem["type"] == "extra_forbidden"
    # A value that may be of several kinds is told once for each, under a name of the kind, which is no setting.
    *tables, key = (str(part) for part in problem["loc"] if unknown or str(part).isidentifier())
    place = f"[{'.'.join(tables)}] {key}" if tables else f"[{key}]"
    if not unknown:
        verb = "holds" if isinstance(problem["loc"][-1], int) else "is"
        return f"{place} {verb} {problem['input']!r}", f": {_expected(problem)}"
    near = difflib.get_close_matches(key, _settings(kind, tables), n=1)
    return f"{place} is not a setting", f"; did you mean {near[0]}?" if near else "; remove it, or update curator"


def _expected(problem: "ErrorDetails") -> str:
    """Say what a value should be."""
    if problem["type"] == "model_type":
        return f"write [{problem['loc'][0]}] on a line, and its settings below"
    if problem["type"] == "too_short":
        return "name at least one"
    if problem["type"] == "string_pattern_mismatch":
        return FORMS[problem["ctx"]["pattern"]]
    said = problem["msg"].removeprefix("Value error, ")
    return said[:1].lower() + said[1:]


def _settings(kind: type[_Table], tables: list[str]) -> list[str]:
    fields: dict[str, Any] = dict(kind.model_fields)
    for table in tables:
        fields = dict(fields[table].annotation.model_fields)
    return [*fields]
