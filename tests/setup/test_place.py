import pytest

from curator.setup.place import Place, place


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/owner/a-list.git",
        "https://github.com/owner/a-list/",
        "https://someone:s3cret@github.com/owner/a-list",
        "git@github.com:owner/a-list.git",
        "ssh://git@github.com:22/owner/a-list.git",
        "git://github.com/owner/a-list\n",
    ],
)
def test_every_way_to_write_a_remote_gives_one_address_and_no_password(remote: str) -> None:
    found = place(remote)
    assert found.url == "https://github.com/owner/a-list"
    assert found.on_github


@pytest.mark.parametrize("remote", ["", "/srv/git/list.git", "../list", "file:///srv/list.git", "a-bundle.bundle"])
def test_a_remote_on_this_machine_has_no_place(remote: str) -> None:
    assert place(remote) == Place()
    assert (place(remote).url, place(remote).on_github) == ("", False)


def test_other_hosts_have_a_page_and_no_actions() -> None:
    assert place("https://gitlab.com/group/sub/list.git").url == "https://gitlab.com/group/sub/list"
    assert not place("https://gitlab.com/group/sub/list.git").on_github
