"""What the values of settings look like: each kind refuses any other, and says what to write."""

from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints


def _inside(path: str) -> str:
    """Return a path, or a pattern of paths, that leads to something below the list's folder."""
    parts = path.split("/")
    if not path or "\0" in path or ".." in parts or parts[0] in {"", "."}:
        raise ValueError("name a file below the folder of curator.toml")
    if any("**" in part and part != "**" for part in parts):
        raise ValueError("two stars stand for any folders, and alone: docs/**/*.md")
    return path


def _branch(name: str) -> str:
    """Return a name that git gives a branch (git-check-ref-format), and that means no other one."""
    parts = name.split("/")
    if any(not part or part.startswith(".") or part.endswith((".", ".lock")) or ".." in part for part in parts):
        raise ValueError("git has no branch of such a name")
    if parts[0] in {"HEAD", "refs"}:
        raise ValueError("name a branch without refs/heads/")
    return name


_CATEGORY, _FACTORY, _RULE = r"^[a-z-]+(\.[A-Za-z-]+)?$", r"^([A-Za-z_][\w.]*:[A-Za-z_]\w*)?$", r"\w"
_BRANCH = r"^[\w][\w./-]*$"
FORMS = {
    _CATEGORY: "write a category as arXiv does, cs.CL",
    _FACTORY: "write it as package.module:function",
    _RULE: "it holds no word",
    _BRANCH: "a branch is named by letters, digits and any of . / - _",
}
"""What to say where a value is not of the form of its kind."""

Share: TypeAlias = Annotated[float, Field(gt=0, lt=1)]
Category: TypeAlias = Annotated[str, StringConstraints(pattern=_CATEGORY)]
Factory: TypeAlias = Annotated[str, StringConstraints(pattern=_FACTORY)]
Rule: TypeAlias = Annotated[str, StringConstraints(pattern=_RULE)]
Inside: TypeAlias = Annotated[str, AfterValidator(_inside)]
Branch: TypeAlias = Annotated[str, StringConstraints(pattern=_BRANCH), AfterValidator(_branch)]


def require_two_branches(host: str, state: str) -> None:
    """Raise ValueError where the branches of the proposal and of what is kept are one, or one is within the other."""
    if host == state:
        raise ValueError(f"[host] branch and [state] branch are both {host}: name two")
    short, long = sorted((host, state), key=len)
    if long.startswith(f"{short}/"):
        raise ValueError(f"git has no branch {long} beside one called {short}: name [host] or [state] branch otherwise")


def require_a_place_for_each(state: Mapping[str, str]) -> None:
    """Raise ValueError where two settings of what is kept name one file, or one is in the folder of the `model`."""
    paths = {name: tuple(part for part in path.split("/") if part not in {"", "."}) for name, path in state.items()}
    for (name, path), (other, its) in combinations(paths.items(), 2):
        if path == its:
            raise ValueError(f"[state] {name} and [state] {other} are both {'/'.join(path)}: name two")
    model = paths.pop("model")
    for name, path in paths.items():
        if path[: len(model)] == model:
            raise ValueError(f"[state] {name} is in {'/'.join(model)}, which every training makes anew: name another")
