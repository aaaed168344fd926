from curator.audit import audit
from curator.lists import parse
from curator.types import NO_ID, Choice, Paper, Prediction
from tests.audit.listing import entry, paper

TEXT = "# L\n\n## Methods\n\n" + entry("Pruning Large Models", "2401.00001")
TEXT += "\n## Benchmarks\n\n" + entry("Tests", "2401.00002")


def said(*choices: tuple[str, float]) -> Prediction:
    return Prediction(paper("2401.00001", ""), 0.9, tuple(Choice((name,), share) for name, share in choices))


def test_an_entry_that_models_put_surely_elsewhere_is_named() -> None:
    (one,) = audit([parse(TEXT)], (), [said(("Benchmarks", 0.99), ("Surveys", 0.01))])
    assert (one.rule, one.line, one.level) == ("section", 5, "note")
    assert '"Benchmarks"' in one.why


def test_what_is_said_of_an_entry_without_an_id_is_said_of_no_other() -> None:
    links = "- [Pruning Models Well](https://x.org/a)\n- [Testing Models Well](https://x.org/b)\n"
    elsewhere = Prediction(Paper(NO_ID, "Testing Models Well"), 0.9, (Choice(("Benchmarks",), 0.99),))
    (one,) = audit([parse(f"# L\n\n## Methods\n\n{links}")], (), [elsewhere])
    assert '"Testing Models Well"' in one.why


def test_a_likely_section_an_own_section_among_the_choices_or_none_says_nothing() -> None:
    sure, likely, own = ("Benchmarks", 0.98), ("Benchmarks", 0.9), ("Methods", 0.01)
    for prediction in (said(likely), said(sure, own), said(("Methods", 0.99)), said()):
        assert not audit([parse(TEXT)], (), [prediction])
