import pytest

from curator.lists import parse
from curator.lists.reading import endings
from curator.lists.reading.inline import links
from curator.lists.reading.titles import clean, find, marker_end

ARXIV = "https://arxiv.org/abs/2401.00001"


def title(source: str) -> str:
    start, end = find(source, links(source), marker_end(source))
    return clean(source[start:end])


@pytest.mark.parametrize(
    "source",
    [
        f"- [One Good Title]({ARXIV})",
        f"- [**One Good Title**]({ARXIV}) Ann Smith, Bo Li",
        f"- **[One Good Title]({ARXIV})**",
        f"* One Good Title. [[Paper]]({ARXIV}) ![](https://img.shields.io/badge/pdf-2024.01-red)",
        f"+ **One Good Title.** *Ann Smith et al.* [[paper]({ARXIV})]",
        f"12. __One Good Title__ <br /> Ann Smith, Bo Li [[paper]({ARXIV})]",
        f"- [2024/01] **One Good Title** [[paper]({ARXIV})]",
        f"- 2024-01-03 One Good Title [pdf]({ARXIV})",
        f"- **2024.01** - One Good Title [pdf]({ARXIV})",
        f"- (*ICML'24*) One Good Title [[paper]({ARXIV})]",
        f"- [CVPR 2024] One Good Title [[arXiv]({ARXIV})] [[Code](https://github.com/a/b)]",
        f"- 🔥 One Good Title [[arXiv]({ARXIV})]",
        f'- Ann Smith, Bo Li. "One Good Title". 2024. [link]({ARXIV})',
        f'- "One Good Title", Ann Smith et al., [pdf]({ARXIV})',
        f"- [ ] One Good Title [pdf]({ARXIV})",
        f"- <b>One Good Title</b> [pdf]({ARXIV})",
        f'- <a href="{ARXIV}">One Good Title</a>',
        f"- One Good Title <br> Arxiv 2024 [[Paper]]({ARXIV})",
        f"- ![Star](https://img.shields.io/github/stars/a/b) [One Good Title]({ARXIV}) ![](https://x.org/y.png)",
        f"- *One Good Title*, [pdf]({ARXIV})",
        f"- One Good Title: <{ARXIV}>",
        f"- One Good Title {ARXIV}",
        f"- **NeurIPS 2024 Oral** One Good Title [pdf]({ARXIV})",
        f"- One Good Title [[The Project Page of Ours](https://a.github.io)] [[Paper]({ARXIV})]",
        "- **One Good Title** [[Some Repository of Code](https://github.com/a/b)]",
        "- [One Good Title](https://openreview.net/forum?id=x) [[Code](https://github.com/a/b)]",
        f"- [One Good Title]({ARXIV} 'a tooltip')",
        f"- [One Good Title](<{ARXIV}>)",
        f"- [ One Good Title ]({ARXIV})",
        f"- [One Good Title**]({ARXIV})",
        f"- [**One Good Title]({ARXIV})",
        f"- **One Good Title** [[Some Odd Journal 2024]({ARXIV})]",
        f"- [12:fire:] One Good Title. [__`qnn`__] [[Paper]({ARXIV})]",
        f"- One Good Title [*arXiv*] [paper]({ARXIV})",
        f"- One Good Title, *Hu and Xu* [paper]({ARXIV})",
        f"- &nbsp;**&nbsp;One Good Title&nbsp;** [paper]({ARXIV})",
        f"- One Good Title. arXiv preprint arXiv:2401.00001, 2024 [paper]({ARXIV})",
        f"- [One Good Title]({ARXIV}): a method of much use",
        "1. One Good Title. Smith, Ann et al. CVPR 2019",
        "1. One Good Title. Smith, Ann & Li, Bo. arXiv:2401.00001",
        "1. One Good Title [[qnn](https://x.org)] [2024-01]",
        f"+ 2019 | One Good Title | Ann Smith, et al. | arXiv | [`PDF`]({ARXIV})",
        f"- Smith A, Li B C, et al. One Good Title[J]. Some Journal, 2024, 3: 1-9. [[Paper]]({ARXIV})",
        f"- Smith A, Li B. One Good Title[C]//Some Conference. 2024. [[Paper]]({ARXIV})",
        f"- Smith A. <b>One Good Title[J/OL]</b>. Some Journal, 2024. [[Paper]]({ARXIV})",
    ],
)
def test_the_title_is_found_in_the_entry_s_own_form(source: str) -> None:
    assert title(source) == "One Good Title"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"- **Name**: One Good Title [[pdf]({ARXIV})]", "Name: One Good Title"),
        (f"- [Short]({ARXIV})", "Short"),
        (f"- Two Words [pdf]({ARXIV})", "Two Words"),
        (f"- Entropy after `</Think>` for models [pdf]({ARXIV})", "Entropy after </Think> for models"),
        (f"- Scaling [Re]visited in Models [pdf]({ARXIV})", "Scaling [Re]visited in Models"),
        (f"- One `[x](y)` Good `Title [pdf]({ARXIV})", "One [x](y) Good `Title"),
        (f"- A* Search of 90%* of Trees [pdf]({ARXIV})", "A* Search of 90%* of Trees"),
        (f"- Escaped \\*stars\\* and \\[brackets\\] [pdf]({ARXIV})", "Escaped *stars* and [brackets]"),
        (f"- [arXiv]({ARXIV})", ""),
        (f"- In 2024 May We Ask [pdf]({ARXIV})", "In 2024 May We Ask"),
        (f'- One "really quite good" Title [pdf]({ARXIV})', 'One "really quite good" Title'),
        (
            f"- [A Good Title of Much More than Eight Words in All]({ARXIV})",
            "A Good Title of Much More than Eight Words in All",
        ),
        (f"- [**One Good Title**: with a rest]({ARXIV})", "One Good Title: with a rest"),
        (f"- [One Good **Title**]({ARXIV})", "One Good Title"),
        (f"- Is This One Good Title? NeurIPS 2021. [paper]({ARXIV})", "Is This One Good Title?"),
        (f"- **Name**: One Good Title, *Ann Smith et al.* [pdf]({ARXIV})", "Name: One Good Title"),
        (f"- **Name**: One Good Title. *Ann Smith, Bo Li.* [pdf]({ARXIV})", "Name: One Good Title"),
        (f"- **Tune-A-Title**: One Good Rest [pdf]({ARXIV})", "Tune-A-Title: One Good Rest"),
        (f"- **Tune-A-Title:** One Good Rest [pdf]({ARXIV})", "Tune-A-Title: One Good Rest"),
        (f"- Making **Text-to-Titles** Good [pdf]({ARXIV})", "Making Text-to-Titles Good"),
        (f"- **Tune-A-Title** - a method of much use [pdf]({ARXIV})", "Tune-A-Title"),
        (f"- *One* Good *Title* [pdf]({ARXIV})", "One Good Title"),
        (f"- Good Titles: Long, Formed, and Sensible [pdf]({ARXIV})", "Good Titles: Long, Formed, and Sensible"),
        (f"- Good Titles of Some Length, Ann Smith, Bo Li, and Cy Wu [pdf]({ARXIV})", "Good Titles of Some Length"),
        (f"- One Good Title, in *Journal of Titles and Names* 2023. [pdf]({ARXIV})", "One Good Title"),
        (
            f"- One Good Title, in *Journal of Titles and Names* [pdf]({ARXIV})",
            "One Good Title, in Journal of Titles and Names",
        ),
        (f"- One Good Title.\\[[pdf]({ARXIV})\\]", "One Good Title"),
        (
            f"- TSN (CVPR 2021) [[Site]](https://a.org) [[Some-Other-Name]](https://github.com/a/b) [[pdf]]({ARXIV})",
            "TSN",
        ),
        (f"- **Name: One Good Title (ICML 2020)** [[pdf]]({ARXIV})", "Name: One Good Title"),
        (f"- TSN(ECCV2021), [[pdf]]({ARXIV})", "TSN"),
        (f"- TSN (May 2021) <br> One Good Title [[pdf]]({ARXIV})", "One Good Title"),
        ("- ", ""),
    ],
)
def test_what_belongs_to_a_title_stays_and_what_does_not_is_left_out(source: str, expected: str) -> None:
    assert title(source) == expected


def test_a_venue_in_the_name_of_a_link_is_no_part_of_the_title() -> None:
    assert title(f"- [CVPR18 One Good Title of Our Own Making]({ARXIV})") == "One Good Title of Our Own Making"
    assert title(f"- [CVPR18 One Good Title]({ARXIV}) [[Code](https://github.com/a/b)]") == "One Good Title"
    assert (
        title("- [ICLR 2024: One Good Title of Our Own](https://openreview.net/forum?id=x)")
        == "One Good Title of Our Own"
    )


@pytest.mark.parametrize(
    ("lead", "left"),
    [
        ("EMNLP 2021: ", ""),
        ("arXiv 2023.10, ", ""),
        ("ICLR 2024 submission, ", ""),
        ("NeurIPS 2020 (spotlight), ", ""),
        ("CVPR'24 ", ""),
        ("ICLR'23 workshop ", ""),
        ("*3. (CVPR 2025) ", ""),
        ("【Name】", ""),
        ("Tasks of Learning at KDD 2023: ", "Tasks of Learning at KDD 2023: "),
        ("Titles 2017: ", "Titles 2017: "),
        ("AAAI, ", "AAAI, "),
        ("CVPR18 ", ""),
        ("\\[2024 TPAMI\\] ", ""),
    ],
)
def test_a_venue_with_its_year_before_a_title_is_no_part_of_it(lead: str, left: str) -> None:
    (entry,) = parse(f"## Topic\n\n- {lead}One Good Title [[paper]({ARXIV})]\n").entries
    assert entry.title == f"{left}One Good Title"


def test_the_title_column_of_a_table_is_found_by_its_header_or_by_its_words() -> None:
    rows = {
        "| Name | Title | Paper |": "| `AB` | One Good Title | [Paper](https://arxiv.org/abs/2401.00001) |",
        "| Method | Paper | Code |": "| AB | [One Good Title](https://arxiv.org/abs/2401.00001) | - |",
        "| Authors | What | Year |": "| Ann Smith, Bo Li | [One Good Title](https://arxiv.org/abs/2401.00001) | 2024 |",
        "| 日期 | 标题 | 视频 |": "| 2021 | [One Good Title](https://arxiv.org/abs/2401.00001) | [A Video](v) |",
        "| Name | What |": "| | One Good Title [Paper](https://arxiv.org/abs/2401.00001) |",
        "| Dataset | Task |": "| [One Good Title](https://arxiv.org/abs/2401.00001) | Answering questions on videos |",
    }
    for head, row in rows.items():
        delimiter = "|" + "---|" * (head.count("|") - 1)
        survey = parse(f"## Topic\n\n{head}\n{delimiter}\n{row}\n")
        assert [entry.title for entry in survey.entries] == ["One Good Title"], head


def test_words_in_bold_within_a_title_belong_to_it() -> None:
    assert title(f"- Learning **to reason very well** with models [[paper]]({ARXIV})") == (
        "Learning to reason very well with models"
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (f"- [A Good Name]({ARXIV}): What It Does, *Ann Smith et al.*", "A Good Name: What It Does"),
        (f"- [Smith et al.]({ARXIV}): One Good Title", "One Good Title"),
    ],
)
def test_a_link_may_carry_the_first_part_of_a_title_or_its_authors(source: str, name: str) -> None:
    (entry,) = parse(f"## Topic\n\n{source}\n").entries
    assert entry.title == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('**PaLM**: "PaLM: Scaling Models" [2022-04] [JMLR]', "PaLM: Scaling Models"),
        ('**HiRoPE**: "Length Extrapolation" [2024-03] [ACL 2024]', "HiRoPE: Length Extrapolation"),
        ('**Tune-A-Code**: "A Good Technical Report" [2024-09]', "Tune-A-Code: A Good Technical Report"),
        ('UPDT: "The Power of Deep Tracking" ECCV.', "UPDT: The Power of Deep Tracking"),
        ('**CuBERT** (MLM): "Learning Good Code" [2019-12]', "CuBERT (MLM): Learning Good Code"),
    ],
)
def test_a_name_before_a_quoted_title_belongs_to_it(source: str, name: str) -> None:
    (entry,) = parse(f"## Topic\n\n- {source} [[paper]({ARXIV})]\n").entries
    assert entry.title == name


def test_a_label_is_read_alike_wherever_it_leads() -> None:
    label = "Heads that Talk: New Views, Speech and Metrics"
    assert title(f"- [{label}](https://heads.github.io)") == title(f"- [{label}]({ARXIV})") == label


def test_a_quotation_that_a_title_opens_with_is_not_all_of_it() -> None:
    assert title(f"- [“Do It All Now”: Prompts in the Wild]({ARXIV})") == "“Do It All Now”: Prompts in the Wild"


def test_what_stands_before_a_comma_is_a_part_of_the_title_unless_it_is_several_names() -> None:
    assert title(f"- [Masked Models, Contrast and Beyond, CVPR 2020]({ARXIV})") == "Masked Models, Contrast and Beyond"
    assert title(f"- [Masked Models in Depth, A Survey, CVPR 2020]({ARXIV})") == "Masked Models in Depth, A Survey"


@pytest.mark.parametrize("names", ["Smith, A., Li, B. C., & Roe, D.", "Smith et al."])
def test_a_title_of_a_word_or_two_is_known_by_its_link_where_only_names_follow(names: str) -> None:
    assert title(f"1. [Image Growing](https://x.org/1.pdf). {names} ICML2014. [[code](https://github.com/a/b)]") == (
        "Image Growing"
    )


def test_a_year_before_a_bar_makes_no_venue_of_a_name_after_it() -> None:
    assert title(f"+ 2019 | AutoML: One Good Title | Ann Smith | [`PDF`]({ARXIV})") == "AutoML: One Good Title"


def test_of_many_venues_before_a_title_the_first_few_are_left_out() -> None:
    assert title(f"- {'CVPR 2020: ' * 3}One Good Title [[pdf]]({ARXIV})") == "One Good Title"
    assert title(f"- {'CVPR 2020: ' * 90}One Good Title [[pdf]]({ARXIV})").startswith("CVPR 2020: ")


def test_what_follows_a_title_is_left_out_up_to_eight_times_and_from_no_text_that_is_too_long_for_one() -> None:
    title, venue = "A Title of Several Words", ", CVPR 2019"
    for count, left in ((1, 0), (8, 0), (9, 1)):
        said = title + venue * count
        assert endings.cut(said, 0, len(said)) == len(title + venue * left)
    prose = f"{title}{venue} {'word ' * 1000}{venue}"
    assert endings.cut(prose, 0, len(prose)) == len(prose)


@pytest.mark.parametrize("kind", ["Paper (Sieve)", "code(C++)", "Project (Sieve Two)", "[Video (12 min)]"])
def test_a_kind_of_link_with_a_remark_in_brackets_is_no_title(kind: str) -> None:
    (entry,) = parse(f"## Topic\n\n- **[2025] One Good Title** [[{kind}]({ARXIV})]\n").entries
    assert entry.title == "One Good Title"


@pytest.mark.parametrize("quoted", ['"What Is in a Name"', "“What Is in a Name”"])
def test_a_title_that_goes_on_after_a_quotation_and_a_colon_is_more_than_that(quoted: str) -> None:
    (entry,) = parse(f"## Topic\n\n- {quoted}: Counting Good Titles [[paper]({ARXIV})]\n").entries
    assert entry.title == f"{quoted}: Counting Good Titles"


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_an_item_without_links_is_a_title_where_its_venue_and_year_stand_before_a_sentence_on_it(dash: str) -> None:
    items = f"- One Good Title {dash} ICML 2024. It says what is good.\n- One more {dash} of 2024. It is no title.\n"
    text = f"## Topic\n\n{items}"
    (entry,) = parse(text).entries
    assert (entry.title, entry.date) == ("One Good Title", "2024")


@pytest.mark.parametrize("label", ["Some Venue of Ours 2024 Short Paper", "Workshop on Titles 2021 at Some Venue 2021"])
@pytest.mark.parametrize("people", ["Ann Smith, Bo Li, Cy van Dam", "Ann Smith et al.", "*Ann Smith and Bo Li*"])
def test_a_strong_line_over_a_line_of_names_is_the_title_whatever_the_link_is_called(label: str, people: str) -> None:
    (entry,) = parse(f"## Topic\n\n**Good Titles** <br>\n{people}  \n[{label}]({ARXIV})\n").entries
    assert (entry.title, entry.id) == ("Good Titles", "2401.00001")


@pytest.mark.parametrize("over", ["**Some Words of Ours** <br>\nwhich we say", "**ICML 2024** <br>\nAnn Smith, Bo Li"])
def test_a_strong_line_over_other_words_or_with_a_venue_alone_is_no_title(over: str) -> None:
    assert title(f"- {over} <br>\n  [One Good Title]({ARXIV})") == "One Good Title"


def test_a_strong_title_closed_by_a_stop_may_have_two_words_and_one_may_go_on_in_the_next_line() -> None:
    assert title(f"1. **Good Titles.** ICML 2024. [paper]({ARXIV})") == "Good Titles"
    assert title(f"1. **One Good**\n   **title of ours.** ICML 2024. [paper]({ARXIV})") == "One Good title of ours"
    assert title(f"1. **One Good Title**\n   **Ann Smith** [paper]({ARXIV})") == "One Good Title"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"- **(GoodNet) One Good Title of Ours** [paper]({ARXIV})", "One Good Title of Ours"),
        (f"- (Titles2) One Good Title of Ours [paper]({ARXIV})", "One Good Title of Ours"),
        (f"- (Almost) One Good Title of Ours [paper]({ARXIV})", "(Almost) One Good Title of Ours"),
        (f"- (De)Naming One Good Title of Ours [paper]({ARXIV})", "(De)Naming One Good Title of Ours"),
        ("- [One Good Title.pdf](https://github.com/a/b/blob/main/x.pdf)", "One Good Title"),
        (f"- [Tales of One Good Title (1990-2010)]({ARXIV})", "Tales of One Good Title (1990-2010)"),
        (f'- GN:"One Good Title of Ours" CVPR. [paper]({ARXIV})', "GN: One Good Title of Ours"),
        (f"- RSS 2022 Best Student Paper Award Finalist, One Good Title, [arXiv]({ARXIV})", "One Good Title"),
        (
            f"- arXiv 2023.10, **One Good Title**: Naming What We Read, [x]({ARXIV})",
            "One Good Title: Naming What We Read",
        ),
        (f"- **One Good Title**: Naming What We Read [pdf]({ARXIV})", "One Good Title: Naming What We Read"),
        (f"- **One Good Title**: It says what we read in them [pdf]({ARXIV})", "One Good Title"),
        (f"- **One Good Title**: Anna Smith, Boris Liang [pdf]({ARXIV})", "One Good Title"),
    ],
)
def test_a_name_in_round_brackets_or_a_file_s_ending_is_no_part_of_a_title_and_a_subtitle_is(
    source: str, expected: str
) -> None:
    assert title(source) == expected


def test_a_link_of_two_words_is_the_title_where_its_venue_follows_whatever_comes_after() -> None:
    assert title(f"- [Deep Oaks]({ARXIV}) (ICML 2024) a remark on old trees") == "Deep Oaks"
    assert title(f"- [Deep Oaks]({ARXIV}) (2024) a remark on old trees") == "Deep Oaks"
    assert title(f"- [Deep Oaks]({ARXIV}) A Title of Old Trees") == "A Title of Old Trees"
    assert title(f"- [Paper]({ARXIV}) (2024) A Title of Old Trees") == "A Title of Old Trees"


@pytest.mark.parametrize("volume", ["ICML-24: ", "ICML-2024: ", "arXiv-24: ", "CVPR 2020. ", "CVPR 2020 Oral. "])
def test_a_venue_and_its_year_before_a_title_are_no_part_of_it(volume: str) -> None:
    assert title(f"- {volume}Good Titles of Oaks [[pdf]({ARXIV})]") == "Good Titles of Oaks"


def test_that_a_paper_is_available_somewhere_is_no_part_of_its_title() -> None:
    assert title(f"- Good Titles of Oaks, available [here]({ARXIV})") == "Good Titles of Oaks"


def test_a_venue_that_leads_nowhere_yet_is_no_title() -> None:
    line = "- OakNet: Growing Trees with Labels of Kinds [[Knowledge of Tree Systems]]()\n"
    found = parse(f"## Trees\n\n{line}- [Old Oaks]({ARXIV})\n").entries
    assert [entry.title for entry in found] == ["OakNet: Growing Trees with Labels of Kinds", "Old Oaks"]
    remark = "- **V 0.x**: one that is old, such as [Oak]().\n"
    assert [entry.title for entry in parse(f"## Trees\n\n{remark}- [Old Oaks]({ARXIV})\n").entries] == ["Old Oaks"]


def test_a_name_in_braces_keeps_both() -> None:
    assert title(f"- **{{OakNet}}: Growing Trees of Kinds** [Link]({ARXIV})") == "{OakNet}: Growing Trees of Kinds"


def test_a_link_of_two_words_is_the_title_wherever_it_leads() -> None:
    line = "[Old Oaks](https://doi.org/10.1/1){} (2005) - four rows of them in parks, a first count"
    assert title("- " + line.format("")) == title("- **" + line.format("**")) == "Old Oaks"


@pytest.mark.parametrize(
    "source",
    [
        f"- [Ann Smith](https://ann.org) (2021) [One Good Title of Trees]({ARXIV})",
        f"- [Oak Net](https://github.com/a/b) (CVPR 2023) **One Good Title of Trees**. [pdf]({ARXIV})",
        "- [Ann Smith](https://ann.org) (2021) [One Good Title of Trees](https://a.org/1)",
        "- [Ann Smith](https://ann.org) (2021) **One Good Title of Trees**. [pdf](https://a.org/1.pdf)",
    ],
)
def test_who_or_what_a_year_follows_is_no_title_where_another_one_stands_behind(source: str) -> None:
    assert title(source) == "One Good Title of Trees"
