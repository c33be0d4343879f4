"""Starts a real Label Studio of one's own: on this machine alone, with sqlite, in an environment of its own.

`python -m training.annotate.studio` also makes a project and fills it with the sample filings and the models' labels.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "work" / "label-studio-venv" / "bin" / "label-studio"
DATA = ROOT / "work" / "label-studio"
SAMPLES = ROOT / "annotations" / "samples"
USER = "labeller@localhost.localdomain"
FIRST_START = 600.0
"""Seconds that the first start may take: it makes the database."""
SHOWN = ("form4-messy.txt", "form4-printed.pdf", "form3-vendor.html", "form4-layout.txt", "form4-ocr.txt")
"""Samples that a new project is filled with."""


class NoStudio(Exception):
    """Label Studio is not installed, or does not start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Studio:
    """A running server: its address, and how to log in and to ask."""

    url: str
    password: str
    token: str
    user: str = USER


def settings(folder: Path, password: str, token: str) -> dict[str, str]:
    """The environment of a server that keeps to itself: no sign-up, no analytics, no look for newer versions."""
    ours = {
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_USERNAME": USER,
        "LABEL_STUDIO_PASSWORD": password,
        "LABEL_STUDIO_USER_TOKEN": token,
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        # A backend on loopback is refused otherwise.
        "SSRF_PROTECTION_ENABLED": "false",
        "USE_DEFAULT_BANNED_SUBNETS": "false",
        "COLLECT_ANALYTICS": "false",
        "LATEST_VERSION_CHECK": "false",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "FEATURE_FLAGS_OFFLINE": "1",
    }
    return {**os.environ, **ours}


@contextmanager
def run_studio(folder: Path, port: int, program: Path = PROGRAM) -> Iterator[Studio]:
    """A server as long as the context lasts. Raises NoStudio."""
    if not program.exists():
        raise NoStudio(f"no Label Studio in {program.parent.parent}: `make label-studio` installs it")
    folder.mkdir(parents=True, exist_ok=True)
    password, token = _kept(folder / "password", 12), _kept(folder / "token", 20)
    command = [str(program), "start", "--no-browser", "--internal-host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=settings(folder, password, token), stdout=log, stderr=log)
    studio = Studio(f"http://127.0.0.1:{port}", password, token)
    try:
        _await(studio.url, process, folder / "server.log")
        yield studio
    finally:
        process.terminate()
        process.wait()


def _kept(path: Path, length: int) -> str:
    """A secret of so many bytes, made up once and kept where only its owner reads it."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(length), encoding="ascii")
    return path.read_text(encoding="ascii")


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + FIRST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NoStudio(f"Label Studio ended at once; its words are in {log}")
        try:
            with urlopen(f"{url}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise NoStudio(f"Label Studio does not answer; its words are in {log}")


def main() -> int:
    """Start, fill, say where, and stay until Ctrl-C."""
    port = int(os.environ.get("PORT", "8080"))
    print("starting Label Studio (the first start takes a minute) ...", flush=True)
    try:
        with run_studio(DATA, port) as studio:
            _fill(studio)
            print(f"\nLabel Studio is at {studio.url}\n  user      {studio.user}\n  password  {studio.password}")
            print(f"  token     {studio.token}   (for `tieout annotate push` and `pull`)\nend with Ctrl-C", flush=True)
            while True:
                time.sleep(3600)
    except NoStudio as error:
        print(f"tieout: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _fill(studio: Studio) -> None:
    """The samples with the models' labels, through the same command that a user types."""
    files = [str(SAMPLES / name) for name in SHOWN]
    command = [sys.executable, "-m", "extraction.cli", "annotate", "push", *files, "--url", studio.url]
    environment: Mapping[str, str] = {**os.environ, "LABEL_STUDIO_TOKEN": studio.token}
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
