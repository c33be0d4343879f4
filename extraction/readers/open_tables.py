"""Markdown tables whose rows neither begin nor end with a pipe; a row may be broken over lines within its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.readers.lines import Line

RULE = re.compile(r" *:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+")
"""What stands below the headings."""
WIDTH = 75
"""Characters of a line at which converters wrap, at least."""
_RULES = re.compile(rf"{RULE.pattern}| *-{{3,}} *")
"""That, or what stands below a table's only heading."""
PIPE = re.compile(r"(?<!\\)\|")


def mark_tables(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is a table's: it opens with a pipe, or stands around a rule without outer pipes; the
    lines of a broken row are one."""
    lines = _unwrapped(text, lines)
    pipes = [len(PIPE.findall(text, line.start, line.end)) for line in lines]
    found = [i for i, line in enumerate(lines) if i and not line.gap and _RULES.fullmatch(text, line.start, line.end)]
    rules = [(_headings(text, lines, pipes, rule), rule) for rule in found]
    at = 0
    for (first, rule), behind in zip(rules, [*rules[1:], (len(lines), 0)], strict=False):
        if first < at:
            continue
        yield from _marked(text, lines[at:first])
        if pipes[rule]:
            yield _joined(lines[first:rule]), True
        else:
            yield from ((lines[i], pipes[i] > 0) for i in range(first, rule))
        yield lines[rule], True
        at = min(_end(text, lines, pipes, rule + 1), max(behind[0], rule + 1))
        runs = _rows(text, lines, pipes, rule, at) if pipes[rule] else ((i, i + 1) for i in range(rule + 1, at))
        yield from ((_joined(lines[a:b]), any(pipes[a:b])) for a, b in runs)
    yield from _marked(text, lines[at:])


def _unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """Lines with those that were wrapped at a width put together again, around rules that end in hard breaks as rows
    do: what ends in none goes on."""
    out: list[Line] = []
    for block in _blocks(lines):
        hard = any(_RULES.fullmatch(text, n.start, n.end) and _is_hard(text, n) for n in block)
        for line in block:
            goes_on = hard and line is not block[0] and not _is_hard(text, out[-1])
            wrapped = goes_on and _has_no_room(text, out[-1], line)
            out.append(replace(out.pop(), end=line.end) if wrapped else line)
    return out


def _has_no_room(text: str, above: Line, below: Line) -> bool:
    """Whether the next line's first word would not have stood on the one above, within the width."""
    begun = text.rfind("\n", 0, above.end) + 1
    first = text[below.start : below.end].split(maxsplit=1)[0]
    return above.end - max(begun, above.start) + 1 + len(first) > WIDTH


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without an empty one between them."""
    block: list[Line] = []
    for line in lines:
        if line.gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_hard(text: str, line: Line) -> bool:
    return text.endswith("  ", line.start, line.end)


def _marked(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    return ((line, text[line.start : line.end].lstrip().startswith("|")) for line in lines)


def _joined(lines: Sequence[Line]) -> Line:
    return replace(lines[0], end=lines[-1].end)


def _is_broken(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on in the next: it ends in a hard break."""
    return at + 1 < len(lines) and not lines[at + 1].gap and _is_hard(text, lines[at])


def _headings(text: str, lines: Sequence[Line], pipes: Sequence[int], rule: int) -> int:
    """The first line of the headings above a rule: up to as many pipes as the rule has, and the first cell's lines;
    above a rule without any, lines without any."""
    first, count = rule - 1, pipes[rule - 1]
    if not pipes[rule]:
        while first and not count and not pipes[first - 1] and _is_broken(text, lines, first - 1):
            first -= 1
        return first
    while first and _is_broken(text, lines, first - 1) and count + pipes[first - 1] <= pipes[rule]:
        first -= 1
        count += pipes[first]
    return first if count == pipes[rule] else rule - 1


def _end(text: str, lines: Sequence[Line], pipes: Sequence[int], at: int) -> int:
    """Where the rows end that begin at a line: at an empty one, or at one without pipes that goes on with nothing."""
    while at < len(lines) and not lines[at].gap and (pipes[at] or _is_broken(text, lines, at - 1)):
        at += 1
    return at


def _rows(text: str, lines: Sequence[Line], pipes: Sequence[int], rule: int, end: int) -> Iterator[tuple[int, int]]:
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
