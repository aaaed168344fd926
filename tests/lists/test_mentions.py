import pytest

from curator.lists import parse
from curator.lists.mentions import Mentions, visible

LIST = """# A list

## Methods

- [One Good Title](https://arxiv.org/abs/2401.00001); [Two Good Titles](https://arxiv.org/abs/2401.00002)

> - [Three Good Titles](https://arxiv.org/abs/2401.00003)

## Data

### 2024

- [Four Good Titles](https://arxiv.org/abs/2401.00004)
- **Five Good Titles**, to appear

<!-- - [Seven Good Titles](https://arxiv.org/abs/2401.00007)
  - [Eight Good Titles](https://arxiv.org/abs/2401.00008) -->
Six is arXiv:2401.00006, and a word on five good titles that are never as good as where a line says little else of them.
"""


@pytest.mark.parametrize(
    ("arxiv_id", "title", "section"),
    [
        ("2401.00002", "", ("Methods",)),
        ("2401.00003", "", ("Methods",)),
        ("2401.00006", "", ("Data",)),
        ("2401.00009", "Five good titles", ("Data",)),
        ("", "Five Good Titles", ("Data",)),
        ("2401.00005", "", None),
        ("2401.00007", "", ("Data",)),
        ("401.00006", "", None),
        ("2401.0000", "", None),
        ("", "word on five good titles", None),
        ("", "to appear", None),
        ("", "", None),
    ],
)
def test_a_paper_is_named_by_its_id_or_by_a_title_that_its_line_is_about(
    arxiv_id: str, title: str, section: tuple[str, ...] | None
) -> None:
    assert Mentions([parse(LIST)]).section_of(arxiv_id, title) == section


def test_what_a_comment_hides_is_not_visible() -> None:
    seen = Mentions([visible(parse(LIST))])
    found = [seen.section_of(f"2401.0000{number}", "") for number in (6, 7, 8)]
    assert found == [("Data",), None, None]
