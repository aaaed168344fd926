"""Settings: the text of a `curator.toml` → `Config`; what is not a setting is an error that says so."""

import difflib
import tomllib
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from curator.errors import ConfigError
from curator.types import AnnounceType

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Share = Annotated[float, Field(gt=0, lt=1)]
Category = Annotated[str, StringConstraints(pattern=r"^[a-z-]+(\.[A-Za-z-]+)?$")]
Factory = Annotated[str, StringConstraints(pattern=r"^([A-Za-z_][\w.]*:[A-Za-z_]\w*)?$")]
Rule = Annotated[str, StringConstraints(pattern=r"\w")]
Branch = Annotated[str, StringConstraints(pattern=r"^[\w][\w./-]*$")]


def _listed(value: Any) -> Any:
    """Return one name as a list of it."""
    return [value] if isinstance(value, str) else value


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, title="curator.toml")


class ListTable(_Table):
    """Where the list stands; `template` overrides what is learned of how an entry is written."""

    files: Annotated[list[str], Field(min_length=1), BeforeValidator(_listed)] = ["README.md"]
    template: str = ""


class ArxivTable(_Table):
    """What is read from arXiv; `delay` is in seconds between requests, `days_back` how far missed days are made up."""

    categories: Annotated[list[Category], Field(min_length=1)] = ["cs.CL", "cs.LG"]
    announce_types: Annotated[list[AnnounceType], Field(min_length=1)] = ["new"]
    days_back: Annotated[int, Field(ge=0, le=90)] = 7
    delay: Annotated[float, Field(ge=0)] = 3.0
    contact: str = ""
    feed_url: str = "https://rss.arxiv.org/atom"
    api_url: str = "https://export.arxiv.org/api/query"
    oai_url: str = "https://oaipmh.arxiv.org/oai"


class SuggestTable(_Table):
    """How much is put before the maintainer, how sure of its section a suggested line is, and how often it comes.

    `pace` is a number of papers a week, or `auto` for one that follows the list and what becomes of the suggestions.
    On GitHub, papers wait for the day of the `schedule`; they are read every night all the same.
    """

    precision: Share | None = None
    """Read no more; `workspace.read_config` says what to write instead."""

    pace: Literal["auto"] | Annotated[float, Field(gt=0, le=40)] = "auto"
    section_confidence: Share = 0.8
    at_most: Annotated[int, Field(ge=0)] = 10
    schedule: Literal["daily", "weekly", "monthly"] = "daily"

    @property
    def a_week(self) -> float | None:
        """The papers a week that were asked for; None where the list decides."""
        return None if self.pace == "auto" else float(self.pace)


class RulesTable(_Table):
    """What decides whatever the model says: papers that are shown, at least as a question, and those that never are.

    A rule is words of a title, an abstract or an author's name; a star stands for any ending: `unlearn*`.
    """

    always: list[Rule] = []
    never: list[Rule] = []


class ModelTable(_Table):
    """Which classifier learns the list: curator's own, or that of a factory, named as `package.module:function`.

    The factory takes no arguments and returns an unfitted scikit-learn classifier of texts. It is imported and run by
    the commands that train or load a model, never by a job that may write: who may change these settings may run code
    there, as who may change a workflow may.
    """

    estimator: Factory = ""


class StateTable(_Table):
    """Where curator keeps what it knows, relative to the folder of `curator.toml`.

    On GitHub these files are on the branch `branch`, which may be the list's own.
    """

    labels: str = "data/labels.csv"
    papers: str = "data/papers.sqlite"
    seen: str = "data/seen.json"
    pending: str = "data/pending.json"
    shown: str = "data/shown.json"
    standing: str = "data/standing.json"
    sections: str = "data/sections.json"
    model: str = "models"
    branch: Branch = "curator-state"


class HostTable(_Table):
    """The branch that takes the proposal."""

    branch: Branch = "curator/suggestions"


class Config(_Table):
    """All settings; every one has a default that suits a list in `README.md`."""

    list: ListTable = ListTable()
    arxiv: ArxivTable = ArxivTable()
    suggest: SuggestTable = SuggestTable()
    rules: RulesTable = RulesTable()
    model: ModelTable = ModelTable()
    state: StateTable = StateTable()
    host: HostTable = HostTable()


def parse(text: str, name: str = "curator.toml") -> Config:
    """Read settings from TOML; `name` stands in the errors.

    Raises
    ------
    ConfigError
        The text is no TOML, names an unknown setting, or gives one a value it cannot have.
    """
    try:
        return Config.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        raise ConfigError(f"{name}: " + "; ".join(_explain(problem) for problem in error.errors())) from error


def _explain(problem: "ErrorDetails") -> str:
    *tables, key = (str(part) for part in problem["loc"])
    place = f"[{'.'.join(tables)}] {key}" if tables else f"[{key}]"
    if problem["type"] != "extra_forbidden":
        return f"{place} is {problem['input']!r}: {problem['msg'].lower()}"
    near = difflib.get_close_matches(key, _settings(tables), n=1)
    return f"{place} is not a setting" + (f"; did you mean {near[0]}?" if near else "; remove it")


def _settings(tables: list[str]) -> list[str]:
    fields: dict[str, Any] = dict(Config.model_fields)
    for table in tables:
        fields = dict(fields[table].annotation.model_fields)
    return [*fields]
