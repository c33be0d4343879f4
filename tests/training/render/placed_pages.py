"""Placed pages made by hand: a ruled table of two rows below a line of text."""

from __future__ import annotations

from training.render.placed import NOTHING, Char, PlacedPage

POINTERS = ("/non_derivative/0/security_title", "/non_derivative/0/shares", "/non_derivative/0/footnotes/shares")
SHOWN = {0: "Common Stock", 1: "12,345", 2: "(1)"}
EDGES = (10.0, 100.0, 130.0, 200.0, 300.0)


def letters(text: str, x: float, top: float, run: int, pointer: int = NOTHING, raised: bool = False) -> list[Char]:
    """Text in letters five points wide and ten high."""
    return [Char(c, x + 5 * i, top, x + 5 * i + 5, top + 10, 8.5, run, pointer, raised) for i, c in enumerate(text)]


def page() -> PlacedPage:
    """One page with POINTERS' values in the table's second row."""
    chars = [
        *letters("1. A line of text above the table", 10, 20, 0),
        *letters("Title of Security", 15, 52, 1),
        *letters("Amount", 205, 52, 2),
        *letters("Common Stock", 15, 72, 3, 0),
        *letters("12,345", 205, 72, 4, 1),
        *letters("(1)", 235, 70, 4, 2, raised=True),
    ]
    verticals = tuple((x, 50.0, 90.0) for x in EDGES)
    horizontals = tuple((y, EDGES[0], EDGES[-1]) for y in (50.0, 70.0, 90.0))
    return PlacedPage(1, 612, 792, tuple(chars), verticals, horizontals)
