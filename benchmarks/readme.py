"""Figures that a benchmark writes into the README, each between its own markers."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
END = "<!-- end of figures -->"


def begin(name: str) -> str:
    """The marker before the figures of that name; the plain ones are those of `benchmarks.run`."""
    return f"<!-- figures{': ' + name + ',' if name else ':'} written by `make benchmark` -->\n"


def put_between(text: str, figures: str, name: str = "") -> str:
    """The text with new figures between the README's markers."""
    before, _, rest = text.partition(begin(name))
    _, marker, after = rest.partition(END)
    if not marker:
        raise ValueError(f"the README has lost the markers of its figures {name}")
    return f"{before}{begin(name)}{figures}{END}{after}"


def update_readme(name: str, figures: str) -> None:
    """Put figures between the markers of that name."""
    README.write_text(put_between(README.read_text(encoding="utf-8"), f"\n{figures}\n\n", name), encoding="utf-8")
