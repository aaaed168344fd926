"""An entry may be a reference that as a whole is one link; nothing of another paper's is left in it."""

from collections.abc import Sequence

import pytest

from tests.lists.writing.added import ARXIV, added

TITLES = ("Learning to Prune", "A Second Way to Prune", "Pruning without Regrets", "Growing Nets from Seeds")
VENUES = ("CVPR", "ICML", "NeurIPS", "arXiv")
TEAMS = ("Ann Smith, Bo Li", "Cy Doe, Di Fox, Eve Gu", "Ann Smith, Fay Hu", "Guy Ivo, Hal Jay")
COMPANIES = ("Acme", "Bolt Labs", "Acme", "Crate")


def by(teams: Sequence[str], form: str) -> str:
    """Return an entry of a form for the names of each team."""
    papers = enumerate(zip(teams, TITLES, strict=True), 1)
    return "".join(form.format(n=n, names=names, title=title, id=f"240{n}.00001") for n, (names, title) in papers)


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


@pytest.mark.parametrize(
    ("team", "new"),
    [
        (("Ida Kim", "Jo Lu"), "Kim I, Lu J."),
        (("Ida Kim", "Jo Lu", "Ky Ma"), "Kim I, Lu J, Ma K."),
        (("Ida Kim", "Jo Lu", "Ky Ma", "Lu Ng"), "Kim I, Lu J, Ma K, et al."),
    ],
)
def test_names_are_left_out_as_others_leave_out_theirs_and_end_in_one_full_stop(
    team: tuple[str, ...], new: str
) -> None:
    teams = ("Smith A, Li B.", "Doe C, Fox D, Gu E.", "Ivo F, Jay G, Kay H.", "Oz I, Poe J, Qi K, et al.")
    entries = by(teams, f"- {{names}} **{{title}}**[J]. arXiv preprint arXiv:{{id}}, 2024.[[Paper]]({ARXIV}{{id}})\n")
    link = f"arXiv preprint arXiv:2611.01234, 2026.[[Paper]]({ARXIV}2611.01234)"
    assert added(f"## Topic\n\n{entries}", authors=team) == f"- {new} **A New Work of Ours**[J]. {link}"


def test_names_stay_in_full_where_longer_lists_than_the_shortened_one_do() -> None:
    teams = ("Ann Smith et al.", "Cy Doe, Di Fox, Eve Gu", "Fay Ivo, Guy Jay", "Hal Kay, Ina Loy")
    entries = by(teams, f"- [{{title}}]({ARXIV}{{id}}), {{names}}\n")
    new = added(f"## Topic\n\n{entries}", authors=("Ida Kim", "Jo Lu"))
    assert new == f"- [A New Work of Ours]({ARXIV}2611.01234), Ida Kim, Jo Lu"


def test_several_initials_of_the_last_name_are_its_own() -> None:
    teams = ("Smith, A., & Li, B. C.", "Doe, C., Fox, D., & Gu, E. F.", "Ivo, F., & Jay, G. H.", "Oz, I., & Poe, J. K.")
    entries = by(teams, f"{{n}}. [{{title}}]({ARXIV}{{id}}). {{names}} Arxiv2024.\n")
    new = added(f"## Topic\n\n{entries}", authors=("Ida Kim", "Jo Lu"))
    assert new == f"5. [A New Work of Ours]({ARXIV}2611.01234). Kim, I., & Lu, J. Arxiv2026."


def test_a_date_is_not_said_twice_in_a_row_where_what_stood_between_is_left_out() -> None:
    entries = "".join(
        f"- [{title}]({ARXIV}{n}01.00001), 20{n}, room {n}b, 20{n}.\n" for n, title in enumerate(TITLES, 19)
    )
    assert added(f"## Topic\n\n{entries}") == f"- [A New Work of Ours]({ARXIV}2611.01234), 2026."
