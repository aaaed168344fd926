"""Measure what docs/classifier.md and docs/writing.md claim of today's program, and write their tables anew.

    python -m experiments FOLDERS --papers PAPERS [--peers FOLDER] [--embedding NAME] [--check]

FOLDERS hold a folder for each list: a replay case (`before.md`, `meta.json`, `feed.csv`, `accepted.csv`), a masked list
(`masked.md`, `truth.jsonl`), or both. Results are kept under build/experiments and count until the program, the papers
or the case change; tables that no document has a place for are kept there, too. All together it takes some hours of one
core, and a few minutes where all results are there.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed
from rich.progress import track

from experiments import attainable, bootstrap, cases, documents, groups, masked, relevance, sections
from experiments.repositories import replays
from experiments.store import Measured, Store, commit, digest, program

EXPERIMENTS = ("ranking", "sections", "masked", "groups", "attainable", "embedding")
DOCUMENTS = tuple(Path(__file__).parent.parent / "docs" / name for name in ("classifier.md", "writing.md"))


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is measured of each list in some folders, and the tables that sum it up."""

    folders: Callable[[Sequence[Path]], list[Path]]
    measure: Callable[[Path], Any]
    tables: Callable[[Mapping[str, Any]], dict[str, str]]


def experiments(chosen: argparse.Namespace, store: Store) -> dict[str, Experiment]:
    """Return the experiments that are asked for, by name."""
    given = {"papers": chosen.papers}
    rank = partial(relevance.measure, **given)
    ask = partial(masked.measure, **given, output=store.folder / "answers")
    found = {
        "ranking": Experiment(relevance.folders, rank, partial(relevance.tables, peers=chosen.peers)),
        "sections": Experiment(cases.folders, partial(sections.measure, **given), sections.tables),
        "masked": Experiment(cases.folders, ask, masked.tables),
        "groups": Experiment(groups.folders, partial(groups.measure, **given), groups.tables),
        "attainable": Experiment(cases.folders, partial(attainable.measure, **given), attainable.tables),
    }
    if chosen.embedding:
        embed = partial(sections.measure, **given, embedding=chosen.embedding)
        found[f"embedding-{Path(chosen.embedding).name}"] = Experiment(cases.folders, embed, sections.tables)
    return {name: one for name, one in found.items() if name.partition("-")[0] in chosen.only}


def measured(name: str, one: Experiment, chosen: argparse.Namespace, store: Store) -> dict[str, Measured[Any]]:
    """Measure what was not measured before, and return all of it by list."""
    folders = one.folders(chosen.folders)
    calls = (delayed(store.measured)(name, folder, one.measure) for folder in folders)
    done = track(Parallel(chosen.jobs, return_as="generator")(calls), name, total=len(folders), transient=True)
    return {folder.name: each for folder, each in zip(folders, done, strict=True)}


def sources(chosen: argparse.Namespace) -> str:
    """Return what all of it was measured on: the lists by name, the papers, and what was drawn by lot."""
    replayed, asked = (", ".join(folder.name for folder in some(chosen.folders)) for some in (replays, cases.folders))
    papers = f"`{chosen.papers.name}`, digest {digest([chosen.papers])}"
    lots = f"seed {bootstrap.SEED}; intervals from {bootstrap.DRAWS:,} draws of the lists"
    named = {"replays": replayed, "masked lists": asked, "papers": papers, "by lot": lots}
    return documents.table(["what", "which"], named.items(), 2)


def rebuild(document: Path, tables: Mapping[str, str], output: Path | None) -> bool:
    """Write a document with its tables; with `output` write it there, print what differs, and say whether any does."""
    old = document.read_text("utf-8")
    new = documents.rebuilt(old, tables)
    (output / document.name if output else document).write_text(new, "utf-8")
    here, there = documents.bare(old).splitlines(), documents.bare(new).splitlines()
    if output:
        print("\n".join(unified_diff(here, there, document.name, "measured", lineterm="", n=0)))
    return here != there


def main(arguments: Sequence[str] | None = None, to: Sequence[Path] = DOCUMENTS) -> int:
    """Read the arguments, measure, write the documents; return 1 where a check finds that they differ."""
    parser = argparse.ArgumentParser(
        "experiments", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", help="folders of replay cases and of masked lists")
    parser.add_argument("--papers", type=Path, required=True, help="a table or a snapshot of papers")
    parser.add_argument(
        "--peers", type=Path, help="other rankings of the replays: PEER/CASE.csv, as `curator predict`'s"
    )
    parser.add_argument("--embedding", default="", help="a folder or package with a text encoder, to be measured, too")
    parser.add_argument("--only", nargs="+", choices=EXPERIMENTS, default=EXPERIMENTS, help="some of the experiments")
    parser.add_argument("--check", action="store_true", help="leave the documents, and say what differs")
    parser.add_argument("--jobs", type=int, default=1, help="how many lists at a time")
    parser.add_argument("--output", type=Path, default=Path("build/experiments"), help="where all that is kept")
    chosen = parser.parse_args(arguments)
    chosen.output.mkdir(parents=True, exist_ok=True)
    store = Store(chosen.output / digest([*program(), chosen.papers]))
    tables = {"sources": sources(chosen)}
    for name, one in experiments(chosen, store).items():
        found = measured(name, one, chosen, store)
        note = documents.note(len(found), sum(each.seconds for each in found.values()), commit())
        for what, table in one.tables({name: each.value for name, each in found.items()}).items():
            tables[what] = f"{table}\n\n{note}"
            print(f"{what}\n\n{tables[what]}\n", flush=True)
            (chosen.output / f"{what}.md").write_text(f"{tables[what]}\n", "utf-8")
    differs = [rebuild(document, tables, chosen.output if chosen.check else None) for document in to]
    return int(chosen.check and any(differs))


if __name__ == "__main__":
    sys.exit(main())
