"""The places where an entry writes the facts of its paper; facts.py writes those of another there."""

import re
from collections.abc import Iterator

from curator.lists.reading import dates, inline
from curator.lists.reading.inline import Link
from curator.lists.reading.marks import Span
from curator.lists.reading.unit import Unit, linked_id
from curator.lists.reading.words import SHORTCODE, is_generic, is_venue, word_set, words
from curator.lists.writing import numbers, people
from curator.lists.writing.parts import Claim
from curator.lists.writing.tree import ANCHOR
from curator.types import canonical_id

HIDDEN = "\0"
_YEARS = 2
_SPLIT = re.compile(r"(.{1,60}?)((?:\*{1,3}|_{1,3}|`|</\w+>)\s*[:：]\s*|[:：]\s?(?:\*{1,3}|_{1,3}|`|</\w+>)\s*)(?=\S)")
_QUOTES = '"“”《》'
_OPENING = re.compile(r"\*{1,3}|_{1,3}|`|<\w+>")
_HEADING = re.compile(r"#{2,6}\s+(?:\d+[.)]\s+)?(?P<name>\S(?:[^\n]*\S)?)\s*\n")
_VERSION = re.compile(r"v\d+")
CODE = re.compile(r"https?://(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)/([\w.-]+/[\w.-]*[\w-])")
PAGE = re.compile(r"https?://[\w-]+\.(?:github|gitlab)\.io(?:/[\w.~%/-]*[\w~%/-])?")
_PAGE_WORDS = word_set("project projects page pages website homepage webpage web site home")
_CODE_WORDS = word_set("code codes github repo repository")
_NO_CODE = word_set(
    "bib bibtex blog slides slide video poster talk data dataset datasets weights checkpoints demo colab unofficial"
)
_PAPER = word_set(
    "paper papers arxiv pdf abs abstract article preprint publication report link links url doc full text html here"
)
_PLACES = word_set(
    """
    university universities institute institutes college school academy laboratory laboratories lab labs inc ltd
    corporation company research center centre department technology technologies group google microsoft meta
    alibaba tencent huawei nvidia amazon bytedance openai deepmind apple ibm adobe baidu
    affiliation affiliations institution institutions organization organizations publisher 机构 单位
    """
)
_KEY = re.compile(r"(?<![\w-])([A-Z][\w'’-]*?)((?:19|20)\d\d)[a-z]?(?![\w-])")
_NOTE = re.compile(r"\([^()]*\)|<[^<>]*>")
_BEFORE_NAME, _AFTER_NAME = re.compile(r"[\[(*_`|>【\0]\s?\Z"), re.compile(r"\s?[\])*_`|<:】\0]")
_FIELD = re.compile(r"([^\W\d_]+)[*_`]*[:：](?!//)")
_BEFORE = re.compile(r"[^\W\d_]+[*_`]*[:：][\s*_`]*\Z")
_BADGE = re.compile("badge|shields")
_NOTHING_BETWEEN = re.compile(r"[\s\W_]*")


def claims_of(unit: Unit) -> list[Claim]:
    """Return the places of an entry that its facts explain, in order."""
    return sorted(_Claims(unit).all(), key=lambda claim: claim.start)


class _Claims:
    """Collects the claims on one entry; the first to take a place keeps it."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.text = unit.text
        self.found: list[Claim] = []
        self.outside = [link for link in unit.links if not link.image]
        self.linked = bool(linked_id(unit.text, unit.links))

    def all(self) -> list[Claim]:
        self._number()
        self._title()
        for link in self.outside:
            self._link(link)
        for start, end in _places(self.text, self.unit.id):
            if not self._is_figure(start):
                self._add_id(start, end)
        masked = self._masked()
        for match in _KEY.finditer(masked):
            if not _is_acronym(match[1]) and not any(map(is_venue, words(match[1]))):
                self._add(*match.span(), "key")
        self._authors()
        for date in self._dates():
            self._add(date.start, date.end, "date", date.form)
        self._name()
        return self.found

    def _add(self, start: int, end: int, slot: str, form: object = None) -> None:
        if end > start and all(end <= other.start or start >= other.end for other in self.found):
            self.found.append(Claim(start, end, slot, form))

    def _add_id(self, start: int, end: int, slot: str = "id") -> None:
        """Claim an id; where it names the first version, so may that of another paper."""
        self._add(start, end, slot, "v1" if self.text[start:end] == f"{self.unit.id}v1" else "")

    def _is_figure(self, at: int) -> bool:
        """Tell whether a place is in the address of an image other than a badge: which figure it is nobody knows."""
        images = (link for link in self.unit.links if link.image and link.start <= at < link.end)
        return any(not _BADGE.search(self.text, link.start, link.end) for link in images)

    def _number(self) -> None:
        self._add(*numbers.numbered(self.unit), "number")

    def _title(self) -> None:
        """Claim the title, or its name and what comes after the colon where they are marked apart."""
        start, end = self.unit.title
        if (heading := _HEADING.match(self.text)) and heading.end() <= start:
            self._add(*heading.span("name"), "heading")
        if self.unit.lead:
            self._add(*self.unit.lead, "lead")
            self._add(start, end, "rest")
            return
        opening = _OPENING.match(self.text, start, end)
        split = _SPLIT.match(self.text, opening.end() if opening else start, end)
        if split and not split[1].count(split[2].strip(" :：")):
            self._add(*split.span(1), "lead")
            quoted = self.text[split.end()] in _QUOTES and self.text[end - 1] in _QUOTES
            self._add(split.end() + quoted, end - quoted, "rest")
        else:
            self._add(start, end, "title")

    def _link(self, link: Link) -> None:
        start, end = link.href
        href, label = self.text[start:end], self.text[link.label[0] : link.label[1]]
        holds_title = link.label[0] <= self.unit.title[0] and self.unit.title[1] <= link.label[1]
        plain = set(words(inline.plain(label)))
        if self.unit.id and canonical_id(href) == self.unit.id and not self._is_wrong(link, plain):
            places = _places(href.casefold(), self.unit.id)
            at = places[0] if places else (0, len(href))
            self._add_id(start + at[0], start + at[1], "id" if places else "link")
            self._add(start + (href + "?").index("?"), end, "query")
        elif holds_title or (not self.linked and link == self._main()):
            self._add(start, end, "link")
        elif plain & _NO_CODE:
            return
        elif (code := CODE.match(href)) and (_says_nothing(label, href) or self._names(link, code[1])):
            self._code(link, code[1])
        elif not _says_nothing(label, href):
            return
        elif PAGE.match(href) or (plain | self._column(start)[0]) & _PAGE_WORDS:
            self._add(start, end, "project")

    def _is_wrong(self, link: Link, plain: set[str]) -> bool:
        """Tell whether a link to the paper says that it leads to code or a project, and another link to the paper."""
        elsewhere = plain & (_PAGE_WORDS | _CODE_WORDS) and not plain & _PAPER
        ids = (canonical_id(self.text[slice(*other.href)]) for other in self.outside if other is not link)
        return bool(elsewhere) and self.unit.id in ids

    def _code(self, link: Link, repo: str) -> None:
        """Claim the address of a repository, and the places that name it: in its label, in its badges."""
        self._add(*link.href, "code")
        for start, end in _spans(repo, self.text):
            if not self._is_elsewhere(start):
                self._add(start, end, "repo")
        if _is_same(self.text[slice(*link.label)], package := repo.rpartition("/")[2]):
            self._add(*next(_spans(package, self.text, link.label[0])), "package")

    def _names(self, link: Link, repo: str) -> bool:
        """Tell whether a link's label is its repository's name, and no field before it says what else that is."""
        label = self.text[slice(*link.label)]
        line = self.text[self.text.rfind("\n", 0, link.start) + 1 : link.start]
        own = all(map(is_generic, _FIELD.findall(line)[-1:]))
        return own and (_is_same(label, repo) or _is_same(label, repo.rpartition("/")[2]))

    def _is_elsewhere(self, at: int) -> bool:
        """Tell whether a place is in the address of another page than a repository's, or of a figure."""
        links = (link for link in self.outside if link.href[0] <= at < link.href[1])
        return self._is_figure(at) or not all(CODE.match(self.text, link.href[0]) for link in links)

    def _column(self, at: int) -> tuple[set[str], Span]:
        """Return the words over the column of a row that a place is in, and its cell; none and all, where none is."""
        columns = zip(self.unit.block.head, self.unit.cells, strict=False)
        head, cell = next((one for one in columns if one[1][0] <= at < one[1][1]), ("", (0, len(self.text))))
        return set(words(inline.plain(head))), cell

    def _main(self) -> Link | None:
        """Return the link that leads to the paper when none carries an arXiv id."""
        return next((link for link in self.outside if self._may_be_paper(link)), None)

    def _may_be_paper(self, link: Link) -> bool:
        """Tell whether a link leads to no repository, and its label to no other place than the paper."""
        label = inline.plain(self.text[slice(*link.label)])
        found = words(label)
        elsewhere = is_generic(label) and not _PAPER.intersection(found) and not any(map(is_venue, found))
        return not CODE.match(self.text, link.href[0]) and not (found and elsewhere)

    def _masked(self) -> str:
        hidden = [(claim.start, claim.end) for claim in self.found] + [link.href for link in self.outside]
        hidden += [anchor.span() for anchor in ANCHOR.finditer(self.text)]
        return inline.blanked(self.text, hidden, HIDDEN)

    def _authors(self) -> None:
        """Claim the first list of names; surnames alone only right after the title, no list of places."""
        masked = self._masked()
        named = [link for link in self.outside if self._is_person(link)]
        around = [span for link in named for span in ((link.start, link.label[0]), (link.label[1], link.end))]
        masked = inline.blanked(masked, around, " ")
        for written in people.find(masked):
            between = masked[self.unit.title[1] : written.start].replace(HIDDEN, "")
            after_title = written.start >= self.unit.title[1] and _NOTHING_BETWEEN.fullmatch(between)
            field = _BEFORE.search(masked, 0, written.start)
            read = set(words(_NOTE.sub(" ", masked[field.start() if field else written.start : written.end])))
            if (written.sure or after_title) and not read & _PLACES and self._may_name(written.start):
                start = min([written.start, *(link.start for link in named if link.label[0] == written.start)])
                end = max([written.end, *(link.end for link in named if link.label[1] == written.end)])
                self._add(start, end, "authors", written.form)
                return

    def _is_person(self, link: Link) -> bool:
        """Tell whether a link is named by what may be a person's name."""
        label = self.text[slice(*link.label)]
        free = all(link.end <= claim.start or claim.end <= link.start for claim in self.found)
        return free and bool(people.FULL_NAME.fullmatch(label)) and not is_generic(label)

    def _may_name(self, at: int) -> bool:
        """Tell whether a row's cell may hold authors: its head says so, or it holds the title as well."""
        head, (start, end) = self._column(at)
        return bool({word[:6] for word in head} & {"author", "作者"}) or start <= self.unit.title[0] < end

    def _dates(self) -> list[dates.Written]:
        """Return the dates of an entry; of three years or more, which tell of several works, that of the id alone."""
        found = dates.agreeing(self._masked(), self.unit.id)
        several = len({date.year for date in found if date.year}) > _YEARS
        return [date for date in found if not several or date.year == dates.of_id(self.unit.id)[0]]

    def _name(self) -> None:
        """Claim the short name that the title starts with, where it is written apart."""
        name, colon, _ = self.unit.name.partition(":")
        masked = self._masked()
        if colon and len(name.split()) <= 4:
            for start, end in _spans(name, masked):
                if _BEFORE_NAME.search(masked[max(0, start - 2) : start]) and _AFTER_NAME.match(masked, end):
                    self._add(start, end, "name")
        for start, end in self.unit.cells:
            cell = masked[start:end]
            inner = cell.strip(" \t*_`")
            if HIDDEN not in cell and len(inner) > 1 and _is_short(inner, self.unit.name):
                self._add(start + cell.index(inner), start + cell.index(inner) + len(inner), "name")


def _is_short(short: str, title: str) -> bool:
    """Tell whether words are the name that a title starts with: one before a colon, or no plain word."""
    after = title[len(short) :].lstrip()
    starts = title.casefold().startswith(short.casefold()) and not title[len(short) : len(short) + 1].isalnum()
    return starts and (after.startswith((":", "：")) or not short[1:].islower())


def _is_acronym(word: str) -> bool:
    """Tell whether a word is all in capitals, as no surname is."""
    return len(word) > 1 and word.isupper()


def _says_nothing(label: str, href: str) -> bool:
    """Tell whether a link's label says no more than what it leads to."""
    return label == href or is_generic(SHORTCODE.sub("", inline.plain(label)))


def _is_same(label: str, name: str) -> bool:
    return inline.plain(label).strip().casefold() == name.casefold()


def _spans(part: str, text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where a part stands in a text from a place on, whatever its case."""
    small = text.lower(), part.lower()
    within, wanted = small if [len(one) for one in small] == [len(text), len(part)] else (text, part)
    start = within.find(wanted, begin)
    while start >= 0:
        yield start, start + len(part)
        start = within.find(wanted, start + len(part))


def _places(text: str, arxiv_id: str) -> list[tuple[int, int]]:
    """Return where an id stands in `text`, with its version."""
    found = _spans(arxiv_id, text) if arxiv_id else ()
    versions = ((start, end, _VERSION.match(text, end)) for start, end in found)
    return [(start, version.end() if version else end) for start, end, version in versions]
