"""Labels that are set apart in front of titles: what counts as one, and that it is no part of the title."""

import pytest

from curator.lists import parse

_LINK = "[[paper](https://arxiv.org/abs/2401.00001)]"


def _title(item: str) -> str:
    (entry,) = parse(f"## Topic\n\n- {item} {_LINK}\n").entries
    return entry.title


@pytest.mark.parametrize(
    "label",
    [
        "[Sieve] ",
        "[**Sieve**] ",
        "\\[Sieve\\] ",
        "🔥🔥 [**DP: Sieve**] ",
        "[**The Quick Little Sieve**] ",
        "【Sieve】",
        "**Sieve**, ",
        "__Sieve__, ",
        "**Sieve**,",
        "[⭐️] **Quick Sieve**, ",
        "**Hand-held Sieve**, ",
    ],
)
def test_a_label_set_apart_in_front_of_a_title_is_no_part_of_it(label: str) -> None:
    assert _title(f"{label}Learning Where to Look First.") == "Learning Where to Look First"


@pytest.mark.parametrize(
    "label", ["**Sieve**: ", "**Sieve**, ", "*Sieve* ", "(Sieve)", "[Sieve]", "**sieve** - ", "[**Sieve**] "]
)
def test_a_label_that_the_title_repeats_is_said_once(label: str) -> None:
    assert _title(f"{label}Sieve: Learning Where to Look.") == "Sieve: Learning Where to Look"


@pytest.mark.parametrize("title", ["*Learning Where to Look*", '"Learning Where to Look"', "_Learning Where to Look_"])
@pytest.mark.parametrize("label", ["**Sieve** — ", "[Core] **Sieve 2** - ", "**Sieve** "])
def test_a_strong_label_before_an_emphasised_title_is_no_part_of_it(label: str, title: str) -> None:
    assert _title(f"{label}{title}. ICML 2024.") == "Learning Where to Look"


@pytest.mark.parametrize("name", ["World Action Checker", "A Sieve of Sand"])
def test_a_long_label_that_the_title_repeats_is_no_title(name: str) -> None:
    assert _title(f"**{name}**, {name}: Learning Where to Look.") == f"{name}: Learning Where to Look"


def test_a_long_label_in_brackets_is_no_title() -> None:
    assert _title("[**PP: Many Small Sieves**] Learning Where to Look First") == "Learning Where to Look First"


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("**Sieve**, Ann Author, Ben Writer.", "Sieve, Ann Author, Ben Writer"),
        ("**Deep Sieves** *Ann Author, Ben Writer*.", "Deep Sieves"),
        ("**Deep** **Sieves** Learn Where to *Look* First", "Deep Sieves Learn Where to Look First"),
        ("**Deep Sieves** — *Ann Author et al.*", "Deep Sieves"),
        ("**Learning Where to Look**, Ann Author and Ben Writer.", "Learning Where to Look"),
        ("**Learning Where to Look**, An Unusual Venue of Note.", "Learning Where to Look"),
        (
            "**Deep Sieves** - deep sieves is a new book about sand.",
            "Deep Sieves - deep sieves is a new book about sand",
        ),
        ("**Sieve**: Learning Where to Look.", "Sieve: Learning Where to Look"),
        ('**Sieve**: "Learning Where to Look".', "Sieve: Learning Where to Look"),
        ("**Sieve**: Sieve-Like Layers for Sand.", "Sieve: Sieve-Like Layers for Sand"),
        ("[MASK] is what a model reads first.", "[MASK] is what a model reads first"),
        ("(Almost) Every Grain of Sand Counts", "(Almost) Every Grain of Sand Counts"),
        ("[one two three four five six] Grains of Sand Count", "[one two three four five six] Grains of Sand Count"),
        ("[Sieve] Grains", "[Sieve] Grains"),
    ],
)
def test_what_names_follow_and_what_a_sentence_or_a_subtitle_goes_on_from_is_no_label(item: str, title: str) -> None:
    assert _title(item) == title


@pytest.mark.parametrize("label", ["[Sieve] ", "**Sieve**, "])
def test_a_paragraph_may_begin_with_a_label(label: str) -> None:
    text = f"## Topic\n\n{label}**Learning Where to Look First.** {_LINK}\n"
    assert [entry.title for entry in parse(text).entries] == ["Learning Where to Look First"]


@pytest.mark.parametrize("whose", ["(@acme.com)", " (@Acme Labs, Inc)", " [@acme]"])
def test_whose_a_paper_is_after_an_at_sign_is_no_part_of_its_title(whose: str) -> None:
    assert _title(f"Learning Where to Look{whose}") == "Learning Where to Look"
