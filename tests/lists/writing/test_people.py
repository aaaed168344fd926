import pytest

from curator.lists.writing import people

NAMES = ("Ada Byron", "Bo van Sample", "Cy Third")


def test_names_that_and_alone_joins_are_written_so_again() -> None:
    found, *_ = people.find("Ann Roe and Ben Lee and Cal Poe and Dan Kim")
    assert found.form.write(NAMES) == "Ada Byron and Bo van Sample and Cy Third"
    family, *_ = people.find("Roe, Ann and Lee, Ben and Poe, Cal")
    assert family.form.write(NAMES[:2]) == "Byron, Ada and van Sample, Bo"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ben Mildenhall", "Mildenhall"),
        ("Di Wu", "Wu"),
        ("Van Nguyen", "Nguyen"),
        ("Jan van der Berg", "van der Berg"),
        ("Gerard Ben Arous", "Ben Arous"),
        ("van Gogh", "van Gogh"),
        ("Plato", "Plato"),
    ],
)
def test_a_given_name_is_no_particle(name: str, family: str) -> None:
    assert people.surname(name) == family
