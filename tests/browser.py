"""Chromium as a person uses it, driven over W3C WebDriver by the chromedriver that comes with it."""

import base64
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import requests

PROGRAMS = ("chromium", "chromedriver")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PATIENCE = 30.0  # seconds


class Browser:
    """One tab."""

    def __init__(self, driver: str, *, dark: bool = False, width: int = 1200, height: int = 900) -> None:
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--disable-background-networking", "--force-device-scale-factor=1", f"--window-size={width},{height}",
        ]  # fmt: skip
        wanted = {
            "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        self._url = driver
        session = self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        self._url = f"{driver}/{session['sessionId']}"
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", {"features": [scheme]})
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.devtools("Emulation.setDeviceMetricsOverride", size)

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        answer = requests.request(method, self._url + path, json=body, timeout=_PATIENCE).json()["value"]
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer

    def devtools(self, command: str, parameters: Mapping[str, Any]) -> Any:
        """Give a command of the DevTools protocol."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url: str) -> None:
        """Load a page to its end."""
        self._ask("POST", "/url", {"url": url})

    def run(self, script: str, *values: object) -> Any:
        """Return what a function's body returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": values})

    def wait_for(self, script: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + _PATIENCE
        while not self.run(f"return Boolean({script})"):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.02)

    def later(self, script: str) -> Any:
        """Return what an expression, a promise, comes to."""
        body = f"const done = arguments[0]; ({script}).then(done, error => done({{failed: String(error)}}))"
        return self._ask("POST", "/execute/async", {"script": body, "args": []})

    def type(self, selector: str, text: str) -> None:
        """Type into an element."""
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        self._ask("POST", f"/element/{found[_ELEMENT]}/value", {"text": text})

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        strokes = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def texts(self, selector: str) -> list[str]:
        """Return the text of all elements that a selector finds."""
        script = "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText)"
        found: Sequence[str] = self.run(script, selector)
        return [*found]

    def errors(self) -> list[str]:
        """Return what the console has of errors since it was last asked."""
        entries = self._ask("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in {"SEVERE", "WARNING"}]

    def requests(self) -> list[str]:
        """Return the addresses that pages asked for since it was last asked."""
        entries = self._ask("POST", "/se/log", {"type": "performance"})
        events = (json.loads(entry["message"])["message"] for entry in entries)
        sent = (event["params"] for event in events if event["method"] == "Network.requestWillBeSent")
        return [one["request"]["url"] for one in sent]

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        """End the session."""
        self._ask("DELETE", "")


@contextmanager
def driver() -> Iterator[str]:
    """Run a chromedriver on a free port, and give the address where sessions are opened."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _PATIENCE
        while not _answers(port):
            assert time.monotonic() < end, "chromedriver does not answer"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/session"
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _answers(port: int) -> bool:
    try:
        return bool(requests.get(f"http://127.0.0.1:{port}/status", timeout=_PATIENCE).json()["value"]["ready"])
    except requests.ConnectionError:
        return False
