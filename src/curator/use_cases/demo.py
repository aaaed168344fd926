"""Show what a night does: the example that curator ships, or a copy of a list, on one real day of arXiv."""

from importlib.resources import files as shipped
from pathlib import Path

from curator import pipeline, workspace
from curator.hosts import git
from curator.storage import files
from curator.use_cases.night import night
from curator.use_cases.steps import Steps, silently
from curator.use_cases.train import Sources, Training, learn


def example() -> Path:
    """Return the folder of the example: a list, its settings and labels, papers of five weeks, a day's feed.

    It is part of an installed curator; in a checkout it stands in `data/`.
    """
    package = Path(str(shipped("curator")))
    installed = package / "example"
    return installed if installed.is_dir() else package.parents[1] / "data" / "example"


def demo(folder: Path, list_: Path | None = None, steps: Steps = silently) -> tuple[Training, pipeline.Night]:
    """Make a repository in `folder`, anew, with the example or a copy of a list; train on it, and do a night's work."""
    ours = example()
    texts = {"README.md": files.read_text(list_ or ours / "README.md")}
    git.start(folder, texts | {"curator.toml": files.read_text(ours / "curator.toml")})
    labels = [] if list_ else workspace.read_labels(ours / "labels.csv")
    settings = workspace.read_config(folder / "curator.toml")
    training = learn(Sources(texts, labels, ours / "background.atom.gz", settings), steps=steps)
    training.save(folder / "models")
    return training, night(folder / "curator.toml", feed=ours / "feed.atom", steps=steps)
