"""A made-up list as a page: hostile titles, two sections, papers with and without abstracts."""

from collections.abc import Sequence

from curator import site
from curator.site import Record
from curator.types import Choice, Decision, Evidence, Paper, PaperId, SectionPath, Suggestion
from curator.use_cases.site import assets

HOSTILE = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
METHODS: SectionPath = ("All", "Methods")
TESTS: SectionPath = ("All", "Tests & <b>More</b>")


def record(number: int, title: str, *sections: SectionPath, url: str | None = None, **more: object) -> Record:
    """Return a paper of a list."""
    name = PaperId(f"{2401 + number % 12}.{number:05}")
    paper = Paper(name, title, **more)  # type: ignore[arg-type]
    where = name.url if url is None else url
    return Record(name, title, where, sections or (METHODS,), paper, f"20{name[:2]}-{name[2:4]}")


RECORDS = [
    record(1, "Pruning Crème Networks", METHODS, abstract="Weights of small magnitude.", authors=("Ann Lee",)),
    record(2, HOSTILE, TESTS, abstract=HOSTILE, authors=(HOSTILE,), categories=("cs.LG", "cs.CL")),
    record(3, "A Benchmark", TESTS, METHODS, categories=("cs.CL",)),
    record(4, "No Page of Its Own", url="javascript:window.hacked=1"),
    *(record(number, f"Filler on matter {number}") for number in range(5, 60)),
]
PENDING = Decision(
    (Suggestion(Paper(PaperId("2603.00001"), HOSTILE), 0.4, (Choice(METHODS, 0.8), Choice(TESTS, 0.1)),
                Evidence((HOSTILE,), ("A Benchmark",))),),
    (Suggestion(Paper(PaperId("2603.00002"), "Unsure"), 0.2, (), Evidence()),), 0,
)  # fmt: skip


def page(records: Sequence[Record] = tuple(RECORDS), pending: Decision = PENDING, *, months: int = 4) -> str:
    """Return the page of a list."""
    places = [((7 * n % 60) / 60, (11 * n % 60) / 60) for n in range(len(records))]
    growth = {f"2024-{month:02}": 400 * month for month in range(1, months + 1)}
    shown = site.Site(f"List {HOSTILE}", records, places, pending, growth, "Papers in the list.")
    return site.render(shown, assets())
