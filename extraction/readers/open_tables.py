"""Markdown tables whose rows neither begin nor end with a pipe; a row may be broken over lines within its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.readers.lines import Line

RULE = re.compile(r" *:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+")
"""What stands below the headings."""
PIPE = re.compile(r"(?<!\\)\|")


def mark_tables(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is a table's: it opens with a pipe, or stands around a rule without outer pipes; the
    lines of a broken row are one."""
    pipes = [len(PIPE.findall(text, line.start, line.end)) for line in lines]
    rules = [i for i, line in enumerate(lines) if i and not line.gap and RULE.fullmatch(text, line.start, line.end)]
    at = 0
    for rule in rules:
        first = _headings(text, lines, pipes, rule)
        if first < at:
            continue
        yield from _marked(text, lines[at:first])
        yield from ((_joined(lines[first:rule]), True), (lines[rule], True))
        end = _end(text, lines, pipes, rule + 1)
        yield from ((_joined(lines[a:b]), True) for a, b in _rows(text, lines, pipes, rule, end))
        at = end
    yield from _marked(text, lines[at:])


def _marked(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    return ((line, text[line.start : line.end].lstrip().startswith("|")) for line in lines)


def _joined(lines: Sequence[Line]) -> Line:
    return replace(lines[0], end=lines[-1].end)


def _is_broken(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on in the next: it ends in a hard break."""
    return at + 1 < len(lines) and not lines[at + 1].gap and text[: lines[at].end].endswith("  ")


def _headings(text: str, lines: Sequence[Line], pipes: Sequence[int], rule: int) -> int:
    """The first line of the headings above a rule: up to as many pipes as the rule has, and the first cell's lines."""
    first, count = rule - 1, pipes[rule - 1]
    while first and _is_broken(text, lines, first - 1) and count + pipes[first - 1] <= pipes[rule]:
        first -= 1
        count += pipes[first]
    return first if count == pipes[rule] else rule - 1


def _end(text: str, lines: Sequence[Line], pipes: Sequence[int], at: int) -> int:
    """Where the rows end that begin at a line: at an empty one, or at one without pipes that goes on with nothing."""
    while at < len(lines) and not lines[at].gap and (pipes[at] or _is_broken(text, lines, at - 1)):
        at += 1
    return at


def _rows(
    text: str, lines: Sequence[Line], pipes: Sequence[int], rule: int, end: int
) -> Iterator[tuple[int, int]]:
    """The rows below a rule, as runs of lines: as many as make up a row's pipes, and lines without any behind them."""
    most = max(pipes[rule:end])
    at = rule + 1
    while at < end:
        behind, count = at + 1, pipes[at]
        while count < pipes[rule] and behind < end and _is_broken(text, lines, behind - 1):
            if count + pipes[behind] > most:
                break
            count += pipes[behind]
            behind += 1
        behind = behind if count in (pipes[rule], most) else at + 1
        while behind < end and not pipes[behind]:
            behind += 1
        yield at, behind
        at = behind
