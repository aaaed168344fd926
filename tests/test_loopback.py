"""The guard that keeps every test on this machine."""

import socket
import subprocess

import pytest
import requests


def test_a_request_to_another_machine_is_refused_and_noticed(loopback: list[object]) -> None:
    with pytest.raises(requests.ConnectionError):
        requests.get("http://192.0.2.1/", timeout=1)
    with pytest.raises(ConnectionRefusedError), socket.socket() as one:
        one.connect(("192.0.2.1", 80))
    assert len(loopback) >= 2
    loopback.clear()


def test_git_reaches_no_other_machine() -> None:
    words = ["git", "ls-remote", "http://192.0.2.1/list.git"]
    done = subprocess.run(words, capture_output=True, check=False, text=True, timeout=10)
    assert done.returncode
    assert "127.0.0.1" in done.stderr
