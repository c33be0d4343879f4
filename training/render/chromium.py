"""Print HTML pages to PDF with one headless Chromium, driven over its debugging pipe."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--mute-audio",
    "--remote-debugging-pipe",
)
PAPER = {"printBackground": True, "preferCSSPageSize": True, "paperWidth": 8.5, "paperHeight": 11.0}


class NoChromium(Exception):
    """Chromium is not installed, or did not answer."""


def find_chromium() -> str:
    """The path of the installed Chromium; NoChromium if there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoChromium("printing needs Chromium, e.g. apt-get install chromium")


class Printer:
    """A running Chromium that prints: `with Printer() as printer: pdf = printer.print(html)`."""

    def __enter__(self) -> Self:
        self._profile = tempfile.TemporaryDirectory(prefix="tieout-chromium-", ignore_cleanup_errors=True)
        command = [find_chromium(), *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        # Chromium reads commands from descriptor 3 and answers on 4.
        shell = ["sh", "-c", 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1', *command]
        self._process = subprocess.Popen(shell, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin and self._process.stdout
        self._commands: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._count = 0
        self._rest = b""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._commands.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()
        self._profile.cleanup()

    def print(self, html: str) -> bytes:
        """One HTML page as a PDF; size and margins are those of its CSS `@page`, else US letter."""
        self._call("Page.setDocumentContent", frameId=self._frame, html=html)
        return base64.b64decode(self._call("Page.printToPDF", **PAPER)["data"])

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command, wait for its answer; NoChromium if Chromium ends or refuses."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if hasattr(self, "_session"):
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        self._commands.flush()
        for answer in self._messages():
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise NoChromium(f"{method}: {answer['error'].get('message')}")
                result: dict[str, Any] = answer["result"]
                return result
        raise NoChromium(f"Chromium ended during {method}")

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Messages from Chromium, split at their null bytes, until it closes its end."""
        while True:
            while (end := self._rest.find(b"\0")) < 0:
                read = self._answers.read1(1 << 20)  # type: ignore[attr-defined]
                if not read:
                    return
                self._rest += read
            message, self._rest = self._rest[:end], self._rest[end + 1 :]
            yield json.loads(message)


def print_pdfs(pages: Iterable[str]) -> list[bytes]:
    """HTML pages as PDFs, in order, by one run of Chromium."""
    with Printer() as printer:
        return [printer.print(page) for page in pages]


def print_files(pages: Iterable[Path]) -> list[bytes]:
    """HTML files as PDFs, in order."""
    return print_pdfs(page.read_text(encoding="utf-8") for page in pages)
