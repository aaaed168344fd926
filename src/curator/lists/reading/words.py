"""The few words that tell what a label, a heading or a bracket is about, whatever the list."""

import re
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which spaces part."""
    return frozenset(text.split())


_GENERIC = word_set(
    """
    abs abstract acm acl anthology api app arxiv article blog blogpost bib bibtex camera checkpoint checkpoints
    code codes colab dataset datasets data demo demos doc docs documentation doi download face form full gist
    git github gitlab here hf home homepage html hugging huggingface hub ieee implementation info journal
    leaderboard link links main media model models modelscope note notebook notes official online openreview page
    pages paper papers pdf playground poster post preprint proceedings project projects pytorch ready read reading repo
    repository report review resource resources scholar site slides source space spaces springer star stars supp
    supplementary talk tensorflow text the thread to tweet twitter unofficial url version video videos web
    webpage website weights wiki x youtube zhihu et al
    others publication publish published conference conf workshop biorxiv
    medrxiv ssrn
    """
)
_VENUES = word_set(
    """
    aaai aacl aamas accv acl aistats alt arxiv asplos asru automl bmvc bibm blog ccs chi cikm cogsci coling colm
    colt conll corl cpal cscw cvpr cvprw dac dasfaa date dlde eaai eacl ecai eccv eccvw ecir ecml ecmlpkdd emnlp
    eurosys facct findings fse hpca iccad iccv iccvw icassp iclr icde icdm icme icml icmlw icmr icra icse icwsm
    ijcai ijcnn ijcv interspeech iros isca isit issta iswc jair jmlr jbhi kbs kdd lrec micro miccai midl mlsys
    mm mobicom naacl nature nc neurips neuripsw nips nsdi osdi pakdd pami pldi pmlr pnas popl ppopp preprint
    recsys rss sc science sensys sigcomm sigdial siggraph sigir sigmod sigkdd sosp spaa stoc tacl taslp tip tist
    tkdd tkde tmlr tmm tnnls tog tois tosem tpami transactions tvcg uai uist usenix uss vldb wacv wsdm www 3dv
    """
)
_HONOURS = word_set(
    """
    accepted award best candidate finalist findings highlight honorable mention notable oral outstanding paper spotlight
    student submission top track
    """
)
PARTICLES = "van|von|de|der|den|di|da|do|dos|du|la|le|el|al|bin|ben|ter|ten"
"""What stands in small letters before a family name, as a pattern."""

SPACE = "&nbsp;"
"""A space as HTML writes it."""

SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
"""A picture as GitHub writes it."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:[^\W\d]+)?(?:19|20)\d\d")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)|[\w'’ -]\d\d(?!\d)")
_KIND_OF_ONE = re.compile(r"\W*([^\W\d_][^\W_]*)\s?[(（][^()（）]{1,30}[)）]\W*")
_KIND_UNSPACED = re.compile(
    r"(?:论文|論文|代码|源码|开源|项目|主页|页面|网站|博客|数据集|数据|视频|解读|摘要|原文|链接|下载|地址"
    r"|コード|実装|解説|動画|リンク|プロジェクト|ページ|논문|코드|링크|프로젝트|데이터셋)+\d?"
)
"""Kinds of links where words are not parted by spaces."""

_VENUE_YEAR = re.compile(r"^([A-Za-z]{2,12})['’]?(?:20)?\d\d$")


def words(text: str) -> list[str]:
    """Return the words of `text`, casefolded."""
    return _WORD.findall(text.casefold().replace(SPACE, " ") if "&" in text else text.casefold())


def is_venue(word: str) -> bool:
    """Tell whether `word`, casefolded, names a conference, a journal or a preprint server."""
    match = _VENUE_YEAR.match(word) if word[-1:].isdigit() else None
    return word in _VENUES or bool(match and match[1] in _VENUES)


@lru_cache(maxsize=1 << 14)
def is_generic(label: str) -> bool:
    """Tell whether `label` names a kind of link, a venue or a date rather than a paper, "Code (PyTorch)" too."""
    if kind := _KIND_OF_ONE.fullmatch(label):
        label = kind[1]
    found = words(label)
    if len(found) > 8:
        return False
    if all(map(_is_kind, found)):
        return True
    if len(found) <= 5 and _YEAR.fullmatch(found[-1]):
        return True
    unknown = [word for word in found if not _is_kind(word)]
    if len(found) <= 4 and any(map(_YEAR.fullmatch, found)) and len(unknown) <= 1:
        return True
    return len(found) <= 6 and any(map(is_venue, found)) and any(re.search(r"\d\d", word) for word in found)


def names_volume(text: str) -> bool:
    """Tell whether `text` names a venue and its year and no more, as "ICML 2024 oral" does."""
    if not _ANY_YEAR.search(text) or not any(map(is_venue, words(text))):
        return False
    return is_standing(text)


def is_standing(text: str) -> bool:
    """Tell whether `text` says no more than where a paper stands, as "Oral" and "ICML 2024 spotlight" do."""
    return all(word in _HONOURS or _is_kind(word) for word in words(text))


def _is_kind(word: str) -> bool:
    """Tell whether a word names a kind of link or a venue, or is a number."""
    known = word in _GENERIC or is_venue(word) or _NUMBER.fullmatch(word)
    return bool(known or (not word.isascii() and _KIND_UNSPACED.fullmatch(word)))


def is_tag(text: str) -> bool:
    """Tell whether emphasised words name a venue, a date or, two at most, a kind of link."""
    if not is_generic(text):
        return False
    found = words(text)
    return len(found) < 3 or any(is_venue(word) or any(map(str.isdigit, word)) for word in found)
