import pytest

from curator.config import Config, parse, parse_lists
from curator.errors import ConfigError


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse("") == Config()


def test_settings_replace_the_defaults_one_by_one() -> None:
    config = parse('[list]\nfiles = ["README.md", "docs/*.md"]\n[suggest]\nat_most = 3\n')
    assert config.list.files == ["README.md", "docs/*.md"]
    assert config.suggest.at_most == 3
    assert config.suggest.section_confidence == Config().suggest.section_confidence


def test_a_byte_order_mark_as_editors_on_windows_write_it_does_not_matter() -> None:
    assert parse('\ufeff[list]\nfiles = "LIST.md"\n').list.files == ["LIST.md"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[list", "here.toml: not valid TOML: "),
        ('[list]\nfile = "README.md"', "here.toml: [list] file is not a setting; did you mean files?"),
        (
            '[host]\nbranch = "curator-state"',
            "here.toml: [host] branch and [state] branch are both curator-state: name two",
        ),
        ("[lisst]", "here.toml: [lisst] is not a setting; did you mean list?"),
        ("[list]\nzzzzzz = 1", "here.toml: [list] zzzzzz is not a setting; remove it"),
        ("[list]\nfiles = []", "here.toml: [list] files is []: name at least one"),
        ('[model]\nestimator = "Mine"', "here.toml: [model] estimator is 'Mine': write it as package.module:function"),
        (
            '[arxiv]\ncategories = ["CS"]',
            "here.toml: [arxiv] categories holds 'CS': write a category as arXiv does, cs.CL",
        ),
        ('[rules]\nnever = ["*"]', "here.toml: [rules] never holds '*': it holds no word"),
        (
            '[host]\nbranch = "a b"',
            "here.toml: [host] branch is 'a b': a branch is named by letters, digits and any of . / - _",
        ),
        ("[suggest]\nprecision = 2.0", "here.toml: [suggest] precision is 2.0: input should be less than 1"),
        ("[list]\nfiles = []", "here.toml: [list] files is []: "),
        ('[arxiv]\ncategories = ["cs.CL; rm"]', "here.toml: [arxiv] categories holds 'cs.CL; rm': "),
        ('[suggest]\npace = "fast"', "here.toml: [suggest] pace is 'fast': input should be 'auto' or a valid number"),
        ('[list]\nfiles = "/etc/x.md"', "here.toml: [list] files holds '/etc/x.md': name a file below"),
        ('[list]\nfiles = [""]', "here.toml: [list] files holds '': name a file below"),
        ('[list]\nfiles = ["a/../../b.md"]', "here.toml: [list] files holds 'a/../../b.md': "),
        ('[state]\npapers = "."', "here.toml: [state] papers is '.': name a file below"),
        ('[model]\nestimator = "os.system"', "here.toml: [model] estimator is 'os.system': "),
        ("suggest = 3", "here.toml: [suggest] is 3: write [suggest] on a line, and its settings below"),
        (
            '[list]\nfiles = ["docs/**x.md"]',
            "here.toml: [list] files holds 'docs/**x.md': two stars stand for any folders",
        ),
        ('[host]\nbranch = "a..b"', "here.toml: [host] branch is 'a..b': git has no branch of such a name"),
        ('[host]\nbranch = "a.lock"', "here.toml: [host] branch is 'a.lock': git has no branch of such a name"),
        ('[host]\nbranch = "a/"', "here.toml: [host] branch is 'a/': git has no branch of such a name"),
        (
            '[state]\nbranch = "refs/heads/a"',
            "here.toml: [state] branch is 'refs/heads/a': name a branch without refs/",
        ),
        (
            '[host]\nbranch = "curator-state/a"',
            "here.toml: git has no branch curator-state/a beside one called curator-state",
        ),
        (
            '[state]\nlabels = "data//seen.json"',
            "here.toml: [state] labels and [state] seen are both data/seen.json: name two",
        ),
        (
            '[state]\nlabels = "data/./seen.json"',
            "here.toml: [state] labels and [state] seen are both data/seen.json: name two",
        ),
        (
            '[state]\nlabels = "models/labels.csv"',
            "here.toml: [state] labels is in models, which every training makes anew: name another",
        ),
        ("[arxiv]\ndelay = inf", "here.toml: [arxiv] delay is inf: input should be less than or equal to 3600"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_that_names_file_table_and_key(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse(text, "here.toml")
    assert str(raised.value).startswith(complaint)
    assert "\n" not in str(raised.value)


def test_a_file_of_lists_names_the_settings_of_each() -> None:
    assert parse_lists('lists = ["a/curator.toml", "b/curator.toml"]') == ["a/curator.toml", "b/curator.toml"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "lists.toml: [lists] is {}: field required"),
        ("lists = []", "lists.toml: [lists] is []: "),
        ('list = ["a"]\nlists = ["a"]', "lists.toml: [list] is not a setting; did you mean lists?"),
        ("lists = [", "lists.toml: not valid TOML: "),
    ],
)
def test_what_is_wrong_with_a_file_of_lists_is_said_too(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_lists(text)
    assert str(raised.value).startswith(complaint)
