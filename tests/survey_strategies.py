"""Lists and papers as hypothesis draws them: every form of entry, every line end, titles that try to break out."""

from datetime import date

from hypothesis import strategies as st

from curator.types import Paper, PaperId

WORDS = st.sampled_from(
    [
        "Sparse",
        "Graph",
        "Attention",
        "for",
        "Large",
        "Networks",
        "with",
        "Deep",
        "Reward",
        "Search",
        "via",
        "Latent",
        "Agents",
        "in",
        "Context",
    ]
)
PLAIN_TITLES = st.lists(WORDS, min_size=3, max_size=8).map(" ".join)
HOSTILE = st.sampled_from(
    [
        "](https://arxiv.org/abs/2301.00001)",
        "[x](https://arxiv.org/abs/2301.00001)",
        "\n- [Another Paper of Mine](https://arxiv.org/abs/2301.00001)",
        "\n\n# Heading\n\n",
        "## Heading",
        "| a | b | c |",
        "|",
        "\\",
        "<a href='https://arxiv.org/abs/2301.00001'>Another Paper of Mine</a>",
        "<!--",
        "-->",
        "<br>",
        "<details>",
        "https://arxiv.org/abs/2301.00001",
        "www.arxiv.org/abs/2301.00001",
        "**bold**",
        "`code",
        "```",
        "$x_1$",
        "&lt;",
        "[ref]: https://arxiv.org/abs/2301.00001",
        "![image](https://arxiv.org/abs/2301.00001)",
        "{title}",
        "{",
        "}",
        "\u202e",
        "\u00a0",
        "1.",
        "-",
        "***",
        "~~~",
        "A*",
        "_x_",
    ]
)
HOSTILE_TITLES = (
    st.lists(st.one_of(PLAIN_TITLES, HOSTILE), min_size=1, max_size=4).map(" ".join).map(lambda text: "Paper " + text)
)
TITLES = st.one_of(PLAIN_TITLES, HOSTILE_TITLES)
IDS = st.tuples(st.integers(20, 26), st.integers(1, 12), st.integers(1, 99999)).map(
    lambda t: PaperId(f"{t[0]:02d}{t[1]:02d}.{t[2]:05d}")
)
FORMS = [
    "- [{title}](https://arxiv.org/abs/{id})",
    "* {title}. [[Paper]](https://arxiv.org/pdf/{id}) ![](https://img.shields.io/badge/pdf-20{id}-red)",
    "- **{title}** \\\n  [[arXiv](https://arxiv.org/abs/{id})] [[Code](https://github.com/x/y)]",
    "1. **{title}**. <br />\n   Ann Smith, Bo Li. [[paper](https://arxiv.org/abs/{id})]",
    "- (*arXiv 2024.05*) {title} [[paper](https://arxiv.org/abs/{id})][[code](https://github.com/x/y)]",
    "+ [2024/05] **{title}.** *Ann Smith et al. arXiv* [[paper](https://arxiv.org/abs/{id})]",
]
ROW = "| {title} | 2024-05 | [Paper](https://arxiv.org/abs/{id}) | - |"
TABLE = "| Title | Date | Link | Code |\n|---|---|---|---|"
PARAGRAPH = "**{title}** \\\n[[Website](https://arxiv.org/abs/{id})]"


@st.composite
def sections(draw: st.DrawFn, name: str) -> str:
    """Draw one section with entries in one form."""
    entries = draw(st.lists(st.tuples(PLAIN_TITLES, IDS), min_size=1, max_size=5, unique_by=lambda pair: pair[1]))
    form = draw(st.sampled_from([*FORMS, ROW, PARAGRAPH]))
    written = [form.replace("{title}", title).replace("{id}", arxiv_id) for title, arxiv_id in entries]
    between = "\n\n" if form == PARAGRAPH else draw(st.sampled_from(["\n", "\n\n"])) if form != ROW else "\n"
    head = TABLE + "\n" if form == ROW else ""
    blank = draw(st.sampled_from(["\n", "\n\n"]))
    return f"## {name}{blank}{head}{between.join(written)}\n"


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Draw a list of papers with sections A, B and so on, in any line end, with or without a final one."""
    names = ["Alpha Topics", "Beta Topics", "Gamma Topics"][: draw(st.integers(1, 3))]
    text = draw(st.sampled_from(["", "# A List of Papers\n\nWelcome.\n\n", "\ufeff# A List of Papers\n\n"]))
    text += draw(st.sampled_from(["\n", "\n\n"])).join(draw(sections(name)) for name in names)
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text if draw(st.booleans()) else text.rstrip("\r\n")


PAPERS = st.builds(
    Paper,
    id=IDS,
    title=TITLES,
    authors=st.lists(st.sampled_from(["Ann Smith", "Bo Li", "C. van Dyk", "<b>Eve</b>"]), max_size=3).map(tuple),
    announced=st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2026, 12, 31))),
)
ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "# A",
                "## B",
                "- [Some Long Title](https://arxiv.org/abs/2401.00001)",
                "",
                "\t- x",
                "|a|b|",
                "|-|-|",
                "```",
                "<!--",
                "-->",
                "> q",
                "    code",
                "1. **One Two Three** [x](http://arxiv.org/abs/2401.00002)",
                "\r",
                "\u2028",
                "\x00",
                "  ",
                "\u00a0",
                "---",
                "===",
                "[a]: http://b",
                "<div>",
                "\\",
            ]
        ),
        max_size=30,
    ).flatmap(lambda parts: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(parts))),
)
