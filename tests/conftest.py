"""What all tests share: golden files, and the real filings where they are at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a golden file, or rewrites the file under --rewrite-goldens."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite-goldens"):
            path.write_text(text, encoding="utf-8")
        assert path.exists(), (
            f"no golden file {path.name}: look at what comes out, then write it with --rewrite-goldens"
        )
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real filings and the contract; tests that need it are skipped without it."""
    folder = Path(os.environ.get("TIEOUT_SHARED", ROOT.parent / "shared"))
    if not (folder / "filings").is_dir():
        pytest.skip(f"no real filings: {folder}/filings is not there (TIEOUT_SHARED names its place)")
    return folder
