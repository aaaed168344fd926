"""The pull request of corrections, beside the rolling one: what people did with it is final."""

from curator.errors import HostError
from curator.hosts.reading import Repository
from curator.proposals import corrections
from curator.types import Proposal, Publication


class Corrections:
    """Takes a proposal of corrections to a list's repository on a server."""

    def __init__(self, repository: Repository) -> None:
        self._forge, self._remote = repository.forge, repository.remote

    def publish(self, proposal: Proposal) -> Publication:
        """Bring the proposal to its branch and pull request, unless people committed there or closed all that it holds.

        Raises
        ------
        MovedError
            Someone changed the branch meanwhile: read everything again.
        HostError
            The server refused, or the branch is someone else's.
        """
        base, branch = self._forge.default_branch(), proposal.branch
        self._remote.fetch(base, branch, base)
        pulls = self._forge.recent(branch)
        pull = pulls[0] if pulls else None
        if pull and pull.state == "closed" and corrections.marked(proposal.body) <= corrections.marked(pull.body):
            return Publication(pull.where, changed=False)
        there = pull if pull and pull.state == "open" else None
        head, tip = self._remote.head(base), self._remote.head(branch)
        if tip and self._remote.people(head, tip):
            if there is None:
                raise HostError(f"branch {branch} has commits that are not curator's: merge, rename or delete it")
            return Publication(there.where, changed=False)
        same = self._remote.makes(tip, proposal.changes)
        if not same:
            tree = self._remote.tree(head, proposal.changes)
            self._remote.push({branch: self._remote.commit(tree, head, proposal.message)})
        if there is None:
            return Publication(self._forge.open(proposal.title, proposal.body, branch, base).where, changed=True)
        if not same:
            self._forge.edit(there, title=proposal.title, body=proposal.body)
        return Publication(there.where, changed=not same)
