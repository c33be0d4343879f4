"""Text whose every character knows the value that it belongs to, and fixed-width setting of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.annotated import Annotation


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One showing of a value; two showings of the same pointer stay apart."""

    pointer: str


Ink = tuple[tuple[str, Piece | None], ...]
"""Characters, each with the value that it shows."""
NOTHING: Ink = ()


def ink(text: str, pointer: str | None = None) -> Ink:
    """A text as ink, of one value or of none."""
    piece = Piece(pointer) if pointer else None
    return tuple((char, piece) for char in text)


def plain(line: Ink) -> str:
    """The characters alone."""
    return "".join(char for char, _ in line)


def pad(line: Ink, width: int, right: bool = False) -> Ink:
    """The line filled with spaces up to a width."""
    spaces = ink(" " * max(0, width - len(line)))
    return spaces + line if right else line + spaces


def wrap(line: Ink, width: int, anywhere: bool = False) -> list[Ink]:
    """Lines of at most `width` characters, broken between words or, where set so or needed, within them."""
    out: list[Ink] = []
    rest = line
    while len(rest) > width:
        at = width if anywhere else _break(rest, width)
        out.append(_stripped(rest[:at]))
        rest = _stripped(rest[at:])
    return [*out, rest]


def _break(line: Ink, width: int) -> int:
    """Where to break: after the last space that fits, or at the width."""
    spaces = [i for i in range(1, width + 1) if line[i][0] == " "]
    return spaces[-1] if spaces else width


def _stripped(line: Ink) -> Ink:
    first = next((i for i, (char, _) in enumerate(line) if char != " "), len(line))
    last = next((i for i in range(len(line), first, -1) if line[i - 1][0] != " "), first)
    return line[first:last]


def beside(cells: Sequence[Sequence[Ink]], widths: Sequence[int], rule: str, rights: Sequence[bool] = ()) -> list[Ink]:
    """Cells of several lines set side by side, with `rule` between."""
    height = max((len(cell) for cell in cells), default=0)
    sides = rights or [False] * len(cells)
    out = []
    for i in range(height):
        line: Ink = NOTHING
        for cell, width, right in zip(cells, widths, sides, strict=True):
            line += pad(cell[i] if i < len(cell) else NOTHING, width, right) + ink(rule)
        out.append(line)
    return out


def to_text(lines: Iterable[Ink]) -> tuple[str, list[Annotation]]:
    """The text, and a span for each run of a value's characters within a line."""
    text: list[str] = []
    annotations: list[Annotation] = []
    at = 0
    for line in lines:
        kept = line[: len(plain(line).rstrip())]
        text.append(plain(kept))
        annotations += _runs(kept, at)
        at += len(kept) + 1
    return "\n".join(text), annotations


def _runs(line: Ink, at: int) -> list[Annotation]:
    out: list[Annotation] = []
    start = 0
    for i in range(1, len(line) + 1):
        if i < len(line) and line[i][1] is line[start][1]:
            continue
        piece = line[start][1]
        if piece is not None:
            shown = plain(line[start:i])
            left = at + start + len(shown) - len(shown.lstrip())
            out.append(Annotation(piece.pointer, (left, left + len(shown.strip()))))
        start = i
    return [a for a in out if a.span and a.span[0] < a.span[1]]
