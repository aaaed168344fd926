"""What a person sees of a list's models, and the same for machines."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from curator.cli import show
from curator.model.manifest import Manifest
from curator.model.versions import Refusal, Version
from curator.proposals.wording import count


def versions(found: Sequence[Version], refused: Refusal | None, *, as_json: bool) -> None:
    """Print the model in use and those before it, and why the newest was not taken into use."""
    rows = [{**learnt_from(one.manifest), "why": one.manifest.why, "used": n == 0} for n, one in enumerate(found)]
    if as_json:
        show.print_json({"models": rows, "refused": asdict(refused) if refused else None}, indent=1)
        return
    for row in rows:
        state = ("used", "green") if row["used"] else ("was used", "dim")
        text = f"  {learnt(row)}; {row['why']}"
        show.say(Text.assemble(state, text.rstrip("; ")))
    if refused:
        show.say(f"not used: learnt {refused.on}; {refused.why}")


def learnt_from(manifest: Manifest) -> dict[str, Any]:
    """Return what a model was learnt from, in the words of `curator train`."""
    counts = dict(manifest.trained)
    listed, rejected, negatives = (counts.pop(name) for name in ("entries", "rejected", "negatives"))
    left_out = int(rejected or 0) + int(negatives or 0)
    return {"learnt": manifest.learnt, "listed": listed, "left_out": left_out, "rejected": rejected, **counts}


def learnt(facts: Mapping[str, Any]) -> str:
    """Say what `learnt_from` told of a model."""
    day = facts["learnt"] or "on an unknown day"
    listed = count(facts["listed"], "listed paper")
    return f"learnt {day} from {listed} and {facts['left_out']:,} left out"
