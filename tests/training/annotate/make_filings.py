"""Filings to label: text, PDF and HTML that say the same, and a text with tabs, other letters and emoji."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extraction.labelers.models import Models, load_models
from extraction.readers import read
from training.annotate.collect import Filing, open_filing
from training.annotate.marks import Mark
from training.annotate.suggest import name_all, suggest

SAMPLES = Path(__file__).resolve().parents[3] / "annotations" / "samples"
NAMES = ("form4-messy.txt", "form4-printed.pdf", "form3-vendor.html", "form4-layout.txt")


@cache
def models() -> Models:
    return load_models()


@cache
def sample(name: str) -> Filing:
    return open_filing(SAMPLES / name)


@cache
def suggested(name: str) -> tuple[Mark, ...]:
    filing = sample(name)
    return suggest(name_all(filing.document, models()), filing.sheet)


def write_strange(folder: Path) -> Path:
    """The messy sample with an issuer in other letters, emoji before and within what is labelled, and line ends of
    another system."""
    text = (SAMPLES / "form4-messy.txt").read_text(encoding="utf-8")
    text = text.replace("Hathersage Kenelm", "Хэтерсейдж 𝒦enelm").replace(
        "Common Stock", "Акции 📈 Ordinary\u00a0株", 2
    )
    path = folder / "strange.txt"
    path.write_bytes(("🖨️ as filed\t✅\n" + text).replace("\n", "\r\n").encode())
    assert read(path.read_bytes(), path.name)
    return path
