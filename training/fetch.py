"""The command `tieout corpus fetch`: ownership XML of listed filings, from EDGAR, as the SEC allows.

At most ten requests a second, a user agent with a name and an address, backing off when asked to
(https://www.sec.gov/os/accessing-edgar-data). What was fetched is kept, so that a run goes on where the last one ended.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from re import DOTALL, compile, fullmatch
from time import monotonic, sleep
from typing import Annotated

import typer

EDGAR = "https://www.sec.gov"
PACE = 0.125
"""Seconds between two requests: eight a second, where ten are allowed."""
TRIES = 6
FIRST_WAIT, LONGEST_WAIT = 1.0, 120.0
"""Seconds before trying again; twice as many each time, or as many as the server asks for."""
PATIENCE = 60.0
"""Seconds without an answer."""
AGAIN = frozenset({403, 429, 500, 502, 503, 504})
"""Statuses after which it is worth trying again; EDGAR answers 403 to who asked too often."""
SUMS = "checksums.json"
_ACCESSION = r"\d{10}-\d\d-\d{6}"
_HEADER = compile(rf"ACCESSION NUMBER:\s*({_ACCESSION})")
_XML = compile(r"<XML>\s*(.*?)\s*</XML>", DOTALL)

app = typer.Typer(help="The filings that the models were trained on.", no_args_is_help=True)


class NotFetched(Exception):
    """What could not be fetched, and why."""


@app.callback()
def corpus() -> None:
    """The filings that the models were trained on."""


@dataclass(slots=True)
class Access:
    """Requests to one server, one after the other and never faster than `pace` allows."""

    base: str
    agent: str
    pace: float = PACE
    first_wait: float = FIRST_WAIT
    last: float = field(default=-1e9)

    def get(self, path: str) -> bytes:
        """What the server has at a path; NotFetched where it keeps saying no, or says less than it announced."""
        from http.client import HTTPException
        from urllib.error import HTTPError

        wait, said = self.first_wait, ""
        for attempt in range(TRIES):
            if attempt:
                sleep(min(wait, LONGEST_WAIT))
            try:
                return self._once(path)
            except HTTPError as error:
                said = f"{error.code} {error.reason}"
                if error.code not in AGAIN:
                    break
                asked = error.headers.get("Retry-After", "")
                wait = float(asked) if asked.isdigit() else wait * 2
            except (OSError, EOFError, HTTPException) as error:
                said, wait = str(error), wait * 2
        raise NotFetched(f"{self.base}{path}: {said}")

    def _once(self, path: str) -> bytes:
        from urllib.parse import urlsplit
        from urllib.request import ProxyHandler, Request, build_opener

        sleep(max(0.0, self.last + self.pace - monotonic()))
        self.last = monotonic()
        request = Request(self.base + path, headers={"User-Agent": self.agent})
        local = urlsplit(self.base).hostname in ("127.0.0.1", "localhost")
        opener = build_opener(ProxyHandler({})) if local else build_opener()
        with opener.open(request, timeout=PATIENCE) as answer:
            content: bytes = answer.read()
            announced = answer.headers.get("Content-Length")
        if announced is not None and len(content) != int(announced):
            raise EOFError(f"{len(content)} bytes of {announced}")
        return content


@app.command()
def fetch(
    wanted: Annotated[
        Path, typer.Argument(metavar="LIST", exists=True, dir_okay=False, help="Accession numbers, one a line.")
    ],
    to: Annotated[Path, typer.Option(file_okay=False, help="Where ACCESSION.xml go; what is there is not asked for.")],
    user_agent: Annotated[str, typer.Option(help='Your name and e-mail address, as the SEC asks: "name email".')],
    base: Annotated[str, typer.Option("--from", help="The server that answers under EDGAR's paths.")] = EDGAR,
) -> None:
    """Download the ownership XML of listed filings from EDGAR, slowly, so that anyone can train the same models."""
    from training.tell import Teller

    if not fullmatch(r".*\S\s+\S+@\S+\.\S+.*", user_agent):
        raise typer.BadParameter('the SEC asks for a name and an e-mail address: --user-agent "name email"')
    names = sorted(set(wanted.read_text(encoding="utf-8").split()))
    strange = [name for name in names if not fullmatch(_ACCESSION, name)]
    if strange:
        raise typer.BadParameter(f"{wanted}: {strange[0]!r} is no accession number (0000014272-23-000035)")
    to.mkdir(parents=True, exist_ok=True)
    access, failed = Access(base.rstrip("/"), user_agent), 0
    with Teller().stage("fetching filings", len(names)) as advance:
        for name, error in fetch_all(names, to, access):
            advance(1)
            if error:
                failed += 1
                typer.echo(f"{name}: {error}", err=True)
    typer.echo(f"{len(names) - failed} of {len(names)} filings in {to}", err=True)
    if failed:
        raise typer.Exit(1)


def fetch_all(names: Iterable[str], to: Path, access: Access) -> Iterator[tuple[str, str]]:
    """Each accession number once its filing is there and is whole, or with what went wrong."""
    sums = read_sums(to)
    missing = []
    for name in names:
        if is_whole(to / f"{name}.xml", sums.get(name)):
            yield name, ""
        else:
            missing.append(name)
    paths: dict[str, str] = {}
    for name in missing:
        try:
            if name not in paths:
                paths |= _index_of_year(name, missing, to, access)
            content = ownership_xml(name, access.get(f"/Archives/{paths[name]}"))
        except (KeyError, NotFetched, ValueError) as error:
            yield name, "EDGAR's index of its year does not name it" if isinstance(error, KeyError) else str(error)
            continue
        put(to / f"{name}.xml", content)
        sums[name] = sha256(content).hexdigest()
        put(to / SUMS, (json.dumps(sums, indent=0, sort_keys=True) + "\n").encode())
        yield name, ""


def read_sums(to: Path) -> dict[str, str]:
    """SHA-256 of each file that was fetched."""
    path = to / SUMS
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def is_whole(path: Path, known: str | None) -> bool:
    """Whether a file is there and is what was fetched."""
    return path.exists() and known is not None and sha256(path.read_bytes()).hexdigest() == known


def put(path: Path, content: bytes) -> None:
    """Write a file in one step."""
    partial = path.with_name(f"{path.name}.partial")
    partial.write_bytes(content)
    partial.replace(path)


def _index_of_year(name: str, missing: Iterable[str], to: Path, access: Access) -> dict[str, str]:
    """Paths of the missing filings of the year that an accession number names, by EDGAR's quarterly index."""
    year = 2000 + int(name[11:13]) if int(name[11:13]) < 90 else 1900 + int(name[11:13])
    mine = {other for other in missing if other[11:13] == name[11:13]}
    found: dict[str, str] = {}
    for quarter in (1, 2, 3, 4):
        for line in _kept(to, f"/Archives/edgar/full-index/{year}/QTR{quarter}/master.idx", access.get):
            path = line.rpartition("|")[2].strip()
            accession = path.rpartition("/")[2].removesuffix(".txt")
            if accession in mine:
                found.setdefault(accession, path)
    return found


def _kept(to: Path, path: str, get: Callable[[str], bytes]) -> list[str]:
    """The lines of an index, kept beside the filings: it is large, and the next run needs it too."""
    kept = to / ".index" / path.removeprefix("/Archives/edgar/full-index/").replace("/", "-")
    if not kept.exists():
        content = get(path)
        kept.parent.mkdir(exist_ok=True)
        put(kept, content)
    return kept.read_text(encoding="latin-1").splitlines()


def ownership_xml(name: str, submission: bytes) -> bytes:
    """The ownership document of a submission; ValueError where it is another filing or holds none."""
    from xml.etree import ElementTree

    text = submission.decode("utf-8", "replace")
    told = _HEADER.search(text)
    if not told or told[1] != name:
        raise ValueError(f"its header names {told[1] if told else 'no accession number'}")
    for part in _XML.findall(text):
        if "<ownershipDocument" in part:
            try:
                ElementTree.fromstring(part.encode())
            except ElementTree.ParseError as error:
                raise ValueError(f"its ownership document is broken: {error}") from None
            return bytes(part.encode()) + b"\n"
    raise ValueError("it holds no ownership document")
