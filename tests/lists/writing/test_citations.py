"""An entry may be a reference that as a whole is one link; nothing of another paper's is left in it."""

import pytest

from tests.lists.writing.added import ARXIV, added

TITLES = ("Learning to Prune", "A Second Way to Prune", "Pruning without Regrets", "Growing Nets from Seeds")
VENUES = ("CVPR", "ICML", "NeurIPS", "arXiv")
TEAMS = ("Ann Smith, Bo Li", "Cy Doe, Di Fox, Eve Gu", "Ann Smith, Fay Hu", "Guy Ivo, Hal Jay")
COMPANIES = ("Acme", "Bolt Labs", "Acme", "Crate")


@pytest.mark.parametrize(
    ("form", "new"),
    [
        ("{team}, {title}, {venue} {year}", "Ida Kim, Jo Lu, A New Work of Ours, arXiv 2026"),
        ("{title}. {venue} ({company}), {year}", "A New Work of Ours. arXiv, 2026"),
        ("**{title}** ({year}) <br /> *{team}*", "**A New Work of Ours** (2026) <br /> *Ida Kim, Jo Lu*"),
    ],
)
def test_a_reference_that_is_one_link_is_written_with_what_is_known(form: str, new: str) -> None:
    facts = enumerate(zip(TITLES, VENUES, TEAMS, COMPANIES, strict=True), 19)
    entries = "".join(
        f"- [{form}]({ARXIV}{n}01.00001)\n".format(title=title, venue=venue, team=team, company=company, year=f"20{n}")
        for n, (title, venue, team, company) in facts
    )
    assert added(f"## Topic\n\n{entries}", authors=("Ida Kim", "Jo Lu")) == f"- [{new}]({ARXIV}2611.01234)"
