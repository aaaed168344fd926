"""What people ticked on pull requests → what that decides, what waits with it, and what curator says of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.feedback import branch_state, labels, learning, sources
from curator.feedback.learning import Learnt, Listing
from curator.papers.withdrawal import is_withdrawn
from curator.proposals import body, checkboxes, instructions, queue, settled
from curator.proposals.instructions import Instructions
from curator.proposals.pull_request import Situation
from curator.proposals.short_paths import shortened_instructions
from curator.types import Decision, Impression, Label, Paper, Placed, PullRequest, SectionPath, Survey

_NEXT = " with the next pull request"
_UNKNOWN = "is not known any more, since what curator knew was lost: add it by hand"


def read(now: Situation, waited: Decision, sections: Mapping[str, Sequence[SectionPath]]) -> Mapping[int, Instructions]:
    """Return what was ticked about papers that wait, or waited, by pull request: the open one last, it counts most.

    `sections` are as of `checkboxes.keys`.
    """
    papers = {one.id for one in queue.papers(waited)}
    pulls = [*reversed(now.late), *([now.open] if now.open else [])]
    return {one.number: instructions.of(checkboxes.read(one.body), papers, sections) for one in pulls}


def learn(
    now: Situation, wanted: Mapping[int, Instructions], known: Sequence[Label], waited: Decision, listing: Listing
) -> Learnt:
    """Learn from the end of a pull request and the list, then from ticks, then from lines deleted on a branch.

    A tick on an earlier pull request outweighs the closing of a later one that was read together with it.
    """
    asked = [Placed(one.id, one.title, ()) for one in queue.papers(waited) if one.id in now.state.asked]
    learnt = learning.learn(known, now.state, now.pull, asked, listing)
    together = {now.pull.number} if now.pull and now.pull.number > now.state.learnt else set()
    decided = learnt.labels
    for ticked, each in wanted.items():
        for number in together | {ticked}:
            decided = learning.undo(decided, number, each.papers)
    undecided = queue.papers(queue.still_open(waited, listing.surveys, decided))
    decided = [*decided, *_refused(wanted, undecided, now)]
    return Learnt([*decided, *_deleted(now, {one.id for one in decided})], learnt.state)


def _refused(wanted: Mapping[int, Instructions], undecided: Iterable[Paper], now: Situation) -> list[Label]:
    """Return what was ticked as not for this list, of what nobody decided yet."""
    where = {paper: number for number, each in wanted.items() for paper in each.refused}
    once = {one.id: one for one in undecided if one.id in where}
    return [
        Label(one.id, one.title, (), now.today, sources.of_pull(where[one.id], "ticked").text) for one in once.values()
    ]


def _deleted(now: Situation, decided: Collection[str]) -> list[Label]:
    """Return what people deleted on the branch, of what they did not decide before or bring to the list by hand."""
    if now.open is None:
        return []
    gone = [one for one in now.edited if one.verdict == "rejected" and one.id not in decided]
    return labels.from_outcomes(gone, now.today, sources.of_pull(now.open.number, "rebuilt"), "")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known once all was learnt: what was ticked, by pull request, and what was decided.

    `waited` is what waited for a decision before, as arXiv has it now; `shown` what was put before the maintainer.
    """

    now: Situation
    wanted: Mapping[int, Instructions]
    waited: Decision
    labels: Sequence[Label]
    surveys: Sequence[Survey]
    shown: Sequence[Impression]

    @property
    def here(self) -> Instructions:
        """What was ticked on the open pull request."""
        return self.wanted[self.now.open.number] if self.now.open else Instructions()


def waiting(known: Known) -> Decision:
    """Return what waited, with what was ticked or moved by hand in its place."""
    decision = queue.moved(known.waited, known.now.edited)
    for each in known.wanted.values():
        decision = instructions.apply(decision, each)
    return decision


def reply(known: Known) -> str:
    """Say what the boxes that were ticked come to, and which papers of the open pull request wait no more."""
    now, papers = known.now, queue.papers(known.waited)
    named = branch_state.named(now.state) if now.open else frozenset()
    forgotten = queue.forgotten(_undecided(known, known.waited), known.shown, now.today)
    dropped = {one.paper.id for one in forgotten.questions} - known.here.placed.keys()
    withdrawn = {one.id for one in papers if is_withdrawn(one)}
    said = body.replies(_shortened(known, known.here)) | _settled(known)
    return body.reply(said, now.ticked.wishes, named & dropped, named & withdrawn, papers)


def replied(known: Known, text: str) -> str:
    """Return the body of the open pull request, which is left as it stands, with what comes of each tick."""
    standing = {one.id for one in known.now.state.placed}
    said = body.replies(_shortened(known, known.here), _NEXT, standing) | _settled(known)
    return checkboxes.replied(text, said)


def replied_late(known: Known, pull: PullRequest, pending: Decision) -> str:
    """Return the body of a pull request that has ended with what came of each tick; `pending` is what waits by now."""
    wanted, decided = known.wanted[pull.number], {one.id for one in known.labels}
    ticked = checkboxes.read(pull.body).papers
    lines = {one.paper.id for one in _undecided(known, pending).lines}
    said = {paper: settled.DECIDED if paper in decided else _UNKNOWN for paper in ticked}
    said |= body.replies(_shortened(known, wanted), _NEXT)
    said |= settled.replies(wanted, queue.papers(known.waited), known.labels, lines)
    return checkboxes.replied(pull.body, said | dict.fromkeys(wanted.refused - decided, settled.DECIDED))


def _settled(known: Known) -> dict[str, str]:
    """Say of ticked papers of the open pull request why a tick decides nothing; of withdrawn ones that is said."""
    papers = queue.papers(known.waited)
    left = [*queue.papers(_undecided(known, known.waited)), *filter(is_withdrawn, papers)]
    return settled.replies(known.here, papers, known.labels, {one.id for one in left})


def _undecided(known: Known, decision: Decision) -> Decision:
    return queue.still_open(decision, known.surveys, known.labels)


def _shortened(known: Known, wanted: Instructions) -> Instructions:
    return shortened_instructions(wanted, known.waited)
