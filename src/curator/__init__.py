"""Keep curated paper lists alive: learn a list, read arXiv every night, propose the few papers that fit.

The command line calls these same names (docs/python.ipynb shows them at work); each is imported when it is first used.

- `read_config`, `read_list`, `read_labels`, `read_papers`: from files to values
- `train`, `load_model`, `predict`, `decide`: from a list to a model, from a model to what it suggests
- `insert`: from papers and sections to the list's new text, written as its entries are
- `night`, `backtest`: one night's work, and what all of them would have come to in the past
- `example`: the folder of the list that the examples are about
- `Paper`, `Placement`, `CuratorError`: what is passed, and what is raised when a person can mend it
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curator.errors import CuratorError
    from curator.lists import insert
    from curator.model.persistence import load as load_model
    from curator.papers.readers import read_papers
    from curator.types import Paper, Placement
    from curator.use_cases.backtest import backtest
    from curator.use_cases.demo import example
    from curator.use_cases.night import night
    from curator.use_cases.predict import decide, predict
    from curator.use_cases.train import train
    from curator.workspace import read_config, read_labels, read_list

__version__ = "0.1.0"
__all__ = [
    "CuratorError",
    "Paper",
    "Placement",
    "__version__",
    "backtest",
    "decide",
    "example",
    "insert",
    "load_model",
    "night",
    "predict",
    "read_config",
    "read_labels",
    "read_list",
    "read_papers",
    "train",
]

_HOMES = {
    "CuratorError": "curator.errors",
    "Paper": "curator.types",
    "Placement": "curator.types",
    "backtest": "curator.use_cases.backtest",
    "decide": "curator.use_cases.predict",
    "example": "curator.use_cases.demo",
    "insert": "curator.lists",
    "load_model": "curator.model.persistence",
    "night": "curator.use_cases.night",
    "predict": "curator.use_cases.predict",
    "read_config": "curator.workspace",
    "read_labels": "curator.workspace",
    "read_list": "curator.workspace",
    "read_papers": "curator.papers.readers",
    "train": "curator.use_cases.train",
}
_THERE = {"load_model": "load"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import curator` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), _THERE.get(name, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
