"""TeX in titles: what plain letters say is said with them, all else keeps its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.papers.identity import title_key
from curator.papers.tex import plain


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (r"$\delta$-Net", "δ-Net"),
        (r"A$^2$RD: Long Video", "A²RD: Long Video"),
        (r"$τ^2$-Bench", "τ²-Bench"),
        (r"$π_0$: A Model", "π₀: A Model"),
        (r"M$^\text{4}$World", "M⁴World"),
        (r"H$^{\mathbf{3}}$DP", "H³DP"),
        (r"$\texttt{BATCLIP}$: Bimodal Adaptation", "BATCLIP: Bimodal Adaptation"),
        (r"\textsc{Name}: \emph{very} plain", "Name: very plain"),
        (r"$\mathcal{V}$-Usable Information", "𝒱-Usable Information"),
        (r"360$^\circ$ Video", "360° Video"),
        (r"Super-Resolution ($\times$4)", "Super-Resolution (×4)"),
        (r"$x_{ij}$ and $n+1$ of $k$", "xᵢⱼ and n+1 of k"),
        (r"Schr\"odinger \& Co, \$100", "Schrödinger & Co, $100"),
    ],
)
def test_what_letters_say_is_said_with_letters(title: str, said: str) -> None:
    assert plain(title) == said
    assert title_key(title) == title_key(said)


@pytest.mark.parametrize(
    "title",
    [
        r"$\ell_\infty$ norms",  # no letter stands so low
        r"$V_{0.5}$: A Model",
        r"A $\frac{1}{2}$ step",  # a slash says less than a fraction
        r"MVG: PM$_{2.5}$",
        r"\textcolor{red}{Hot} \texorpdfstring{K}{K}",  # two arguments are no font
        "From $5 to $10 an hour",
        "$OneMillion-Bench",
        "a $ b $ c",
        "$$x$$",
        "plain_text with {braces} and 2^3",
        "\\",
    ],
)
def test_what_they_cannot_say_keeps_its_source(title: str) -> None:
    assert plain(title) == title


@given(st.text(alphabet=st.characters(exclude_characters="$\\")))
def test_a_title_without_tex_stays_as_it_is(title: str) -> None:
    assert plain(title) == title


_MACROS = (r"\text{", r"\alpha", r"\frac", r"\href", r"\input", r"\verb", r"\title", r"\bar{", r"\mathbb{")


@given(st.lists(st.sampled_from([*r"$\{}^_ ax2", *_MACROS, "$^2$", "é"])).map("".join))
def test_any_text_is_read(title: str) -> None:
    assert isinstance(plain(title), str)
