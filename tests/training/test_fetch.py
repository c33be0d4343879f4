"""Fetching from a server of our own that answers under EDGAR's paths, and is at times as busy as EDGAR."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from typer.testing import CliRunner, Result

from training import fetch
from training.prepare import xml_files

AGENT = "Ada Quillmark ada@example.org"
ONE, TWO, THREE = "0001111111-23-000001", "0002222222-23-000002", "0003333333-24-000003"
DOCUMENT = "<ownershipDocument><documentType>4</documentType></ownershipDocument>"


def submission(accession: str, document: str = DOCUMENT) -> str:
    head = f"<SEC-DOCUMENT>{accession}.txt\nACCESSION NUMBER:\t\t{accession}\n</SEC-HEADER>\n"
    return f'{head}<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n<?xml version="1.0"?>\n{document}\n</XML>\n</TEXT>\n</DOCUMENT>'


def index(*accessions: str) -> str:
    lines = (f"77|QUILLMARK TIDAL|4|2023-01-02|edgar/data/77/{accession}.txt" for accession in accessions)
    return "CIK|Company Name|Form Type|Date Filed|Filename\n-----\n" + "\n".join(lines)


@dataclass
class Edgar:
    """What the server has, what it will say no with, and who asked for what, when."""

    base: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, list[int]] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, float]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


@pytest.fixture
def edgar(monkeypatch: pytest.MonkeyPatch) -> Iterator[Edgar]:
    server_state = Edgar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state = server_state
            state.asked.append((self.path, self.headers["User-Agent"], monotonic()))
            refusals = state.refusals.get(self.path, [])
            status = refusals.pop(0) if refusals else 200 if self.path in state.pages else 404
            content = state.pages[self.path].encode() if status == 200 else b"no"
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            cut = status == 200 and self.path in state.cut
            self.wfile.write(content[: len(content) // 2] if cut else content)
            state.cut -= {self.path} if cut else set()

        def log_message(self, *args: object) -> None:
            pass

    for year in (2023, 2024):
        for quarter in (1, 2, 3, 4):
            server_state.pages[f"/Archives/edgar/full-index/{year}/QTR{quarter}/master.idx"] = index()
    server_state.pages["/Archives/edgar/full-index/2023/QTR2/master.idx"] = index("0009999999-23-000009", ONE, TWO)
    server_state.pages["/Archives/edgar/full-index/2024/QTR1/master.idx"] = index(THREE)
    for accession in (ONE, TWO, THREE):
        server_state.pages[f"/Archives/edgar/data/77/{accession}.txt"] = submission(accession)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server_state.base = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(fetch, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(fetch.Access.__init__, "__defaults__", (0.02, 0.01, -1e9))
    yield server_state
    server.shutdown()


def run(edgar: Edgar, folder: Path, *accessions: str, agent: str = AGENT) -> Result:
    wanted = folder / "list.txt"
    wanted.write_text("\n".join(accessions) + "\n")
    settings = ["--to", str(folder / "xml"), "--user-agent", agent, "--from", edgar.base]
    return CliRunner().invoke(fetch.app, ["fetch", str(wanted), *settings])


def test_listed_filings_become_a_corpus(edgar: Edgar, tmp_path: Path) -> None:
    result = run(edgar, tmp_path, ONE, TWO, THREE)
    assert result.exit_code == 0, result.output
    assert "3 of 3 filings" in result.stderr
    held = dict(xml_files(tmp_path / "xml"))
    assert sorted(held) == [ONE, TWO, THREE]
    assert DOCUMENT.encode() in held[ONE]
    assert {agent for _, agent, _ in edgar.asked} == {AGENT}


def test_what_is_there_and_whole_is_not_asked_for_again(edgar: Edgar, tmp_path: Path) -> None:
    run(edgar, tmp_path, ONE, TWO)
    (tmp_path / "xml" / f"{TWO}.xml").write_text("cut off by a full di")
    edgar.asked.clear()
    result = run(edgar, tmp_path, ONE, TWO)
    assert result.exit_code == 0
    assert edgar.paths() == [f"/Archives/edgar/data/77/{TWO}.txt"]
    assert DOCUMENT in (tmp_path / "xml" / f"{TWO}.xml").read_text()


def test_it_backs_off_and_tries_again(edgar: Edgar, tmp_path: Path) -> None:
    path = f"/Archives/edgar/data/77/{ONE}.txt"
    edgar.refusals[path] = [429, 503, 403]
    edgar.cut.add(path)
    result = run(edgar, tmp_path, ONE)
    assert result.exit_code == 0, result.output
    assert edgar.paths().count(path) == 5


def test_requests_keep_their_pace(edgar: Edgar, tmp_path: Path) -> None:
    run(edgar, tmp_path, ONE, TWO, THREE)
    times = [when for _, _, when in edgar.asked]
    assert times[-1] - times[0] >= 0.02 * (len(times) - 1) - 0.01
    assert fetch.PACE >= 0.1


def test_what_cannot_be_fetched_is_told_and_the_rest_goes_on(edgar: Edgar, tmp_path: Path) -> None:
    unknown, other, broken = "0004444444-23-000004", "0005555555-23-000005", "0006666666-23-000006"
    edgar.pages["/Archives/edgar/full-index/2023/QTR1/master.idx"] = index(other, broken)
    edgar.pages[f"/Archives/edgar/data/77/{other}.txt"] = submission(TWO)
    edgar.pages[f"/Archives/edgar/data/77/{broken}.txt"] = submission(broken, "<ownershipDocument><a>")
    edgar.refusals[f"/Archives/edgar/data/77/{TWO}.txt"] = [500] * 99
    result = run(edgar, tmp_path, ONE, TWO, unknown, other, broken)
    assert result.exit_code == 1
    said = result.stderr
    assert f"{TWO}: {edgar.base}/Archives/edgar/data/77/{TWO}.txt: 500" in said
    assert f"{unknown}: EDGAR's index of its year does not name it" in said
    assert f"{other}: its header names {TWO}" in said
    assert f"{broken}: its ownership document is broken" in said
    assert "1 of 5 filings" in said
    assert sorted(p.name for p in (tmp_path / "xml").glob("*.xml")) == [f"{ONE}.xml"]


@pytest.mark.parametrize("agent", ["", "curl/8.0", "ada@example.org"])
def test_without_a_name_and_an_address_nothing_is_asked(edgar: Edgar, tmp_path: Path, agent: str) -> None:
    assert run(edgar, tmp_path, ONE, agent=agent).exit_code == 2
    assert edgar.asked == []


def test_a_list_of_something_else_is_refused(edgar: Edgar, tmp_path: Path) -> None:
    assert "is no accession number" in run(edgar, tmp_path, "quillmark").stderr
    assert edgar.asked == []
