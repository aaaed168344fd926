import pytest

from curator.audit.fix import edited
from tests.audit.listing import found


def mended(line: str) -> str:
    """Return a line as its findings would have it; fail where there is not one finding."""
    text = f"# L\n\n{line}\n"
    (one,) = found(text, rule="malformed-link")
    assert one.line == one.end_line == 3
    return edited(text, one.fix).split("\n")[2] if one.fix else one.why


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("[a](https://https://a.org/x)", "[a](https://a.org/x)"),
        ("[a](https:/a.org/x)", "[a](https://a.org/x)"),
        ("[a](ttps://a.org/x)", "[a](https://a.org/x)"),
        ("[a](https//a.org/x)", "[a](https://a.org/x)"),
        ("[a](github.com/a/b)", "[a](https://github.com/a/b)"),
        ("[a](www.a.org)", "[a](https://www.a.org)"),
        ("[a](https://arxiv.org/abs//2401.00001)", "[a](https://arxiv.org/abs/2401.00001)"),
        ("[a] (https://a.org/x)", "[a](https://a.org/x)"),
        ("[a](https://a.org/x", "[a](https://a.org/x)"),
        ("[a](https://a.org/x}", "[a](https://a.org/x)"),
        ("[[a](https://a.org/x] [[b](c.md)]", "[[a](https://a.org/x)] [[b](c.md)]"),
        ("[a]([b](https://a.org/x))", "[a](https://a.org/x)"),
        ("[a]([https://a.org/x)", "[a](https://a.org/x)"),
        ("see (a)[https://a.org/x]", "see [a](https://a.org/x)"),
        ("[a](https://arxiv.org/pdf/2401.00001v)", "[a](https://arxiv.org/pdf/2401.00001)"),
        ("[a](https://arxiv.org/abs/2401.00001.)", "[a](https://arxiv.org/abs/2401.00001)"),
        ("[a](https://arxiv.org/pdf/2401.00001.pdf%22)", "[a](https://arxiv.org/pdf/2401.00001.pdf)"),
        ("[a](https://arxiv.org/abs/2401.00001/v2)", "[a](https://arxiv.org/abs/2401.00001v2)"),
        ('<a href="github.com/a/b">x</a>', '<a href="https://github.com/a/b">x</a>'),
    ],
)
def test_an_address_that_leads_nowhere_is_mended_where_the_right_one_is_plain(line: str, right: str) -> None:
    assert mended(line) == right


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[a](https://arxiv.org/abs/2505.1228)", "ends in 5 digits"),
        ("[a](https://arxiv.org/abs/1312.12345)", "ends in 4 digits"),
        ("[a](https://arxiv.org/abs/2513.12345)", "month 13"),
        ("[a](https://arxiv.org/pdf/2306.01987v2/7)", "no arXiv id"),
        ("[a](https://arxiv.org/abs/2306.1987.)", "no arXiv id"),
        ("[a]([b](c.md))", "a bracket before it"),
        ("[a](https://arxiv.org/abs/soon)", "no arXiv id"),
        ("[a](https://a.org/one two)", "a space"),
    ],
)
def test_an_address_that_nobody_can_guess_is_named(line: str, why: str) -> None:
    assert why in mended(line)


@pytest.mark.parametrize(
    "line",
    [
        "[a](https://arxiv.org/abs/2401.00001v2) [b](https://arxiv.org/pdf/2401.00001.pdf)",
        "[a](https://arxiv.org/abs/cs/0112017) [b](https://arxiv.org/pdf/cs/0112017.pdf)",
        "[a](https://web.archive.org/web/2020/https://a.org/x)",
        "[a](#section) [b](docs/x.md) [c](mailto:a@b.org) [d]()",
        "`[a](github.com/x)` is how a link is not written",
        "![badge](https://arxiv.org/abs/soon)",
        "<https://a.org/x> https://a.org/y",
        "| [x] (see below) | [y](https://a.org/(z)) |",
        "f(x)[https://a.org/x] `[a] (https://a.org)` and (a)[b]",
    ],
)
def test_a_sound_link_is_left_alone(line: str) -> None:
    assert not found(f"# L\n\n{line}\n")


def test_an_address_may_close_in_the_line_below_and_one_that_is_broken_off_there_has_no_plain_end() -> None:
    assert not found("# L\n\n- [a](https://a.org/x\n) and more\n")
    (one,) = found("# L\n\n- [a](https://a.org/\n  x.html) and more\n")
    assert (one.line, one.fix) == (3, ())
    assert "broken off" in one.why
    assert [one.line for one in found("# L\n\n- [a](https://a.org/x\n- (b)\n") if one.fix] == [3]


@pytest.mark.parametrize("block", ["```\n{}\n```\n", "    {}\n", "<pre>\n{}\n</pre>\n"])
def test_code_is_no_list(block: str) -> None:
    assert not found("# L\n\n" + block.format("[a](github.com/x)"))


def test_html_is_looked_into() -> None:
    assert found("# L\n\n<div>\n[a](github.com/x)\n</div>\n")
