"""Typewritten filings: lines that keep their places, and tables with `|` between the columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extraction.document import Cell, Layout, Row, Word
from extraction.readers.lines import Line, run_cells, split_lines, split_runs
from extraction.readers.rejoin import Column, Lines, bare, find_column, rejoin

_TAG = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|PAGE|TEXT|TYPE|DOCUMENT|R|I|B|U)>", re.IGNORECASE)
_NOTE = re.compile(
    r"<F(?P<tag>\d{1,2})>"
    r"|(?<=[^\s|])(?<![\s|]\d)(?<![\s|]\d\d)(?<!^\d)(?<!^\d\d)/\(?(?P<slashed>\d{1,2})\)?/(?=[\s|/,.]|$)",
    re.IGNORECASE,
)
"""A footnote's number as a tag, or raised between slashes: not the day of a date that a column cuts."""
_RULE = re.compile(r"[\s|+=_~-]*[-_=~]{2}[\s|+=_~-]*")
_FIGURE = re.compile(r"(?:\$ ?)?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?: ?[(\[]\d{1,2}[)\]])*|\d{1,2}/\d{1,2}/(?:\d\d){1,2}")
"""A cell that holds a figure; headings have only numbers with a full stop or a bracket."""
_BOX = re.compile(r"(?:^|(?<=[\s)]))\|[ _]?[xX_ ][ _]?\|(?=[\s.,;*]|$)")
"""`|_|` and `|X|`: a box to tick, no columns."""
_WITHIN = re.compile(r"(?<=[^\s|] )[^\s|]+(?= [^\s|])")
"""A word between others of its cell, which no rule can have cut."""
_TITLES = """
    a and by buy class common for from in of option options or plan preferred purchase right series share shares spouse
    stock the to trust unit units warrant warrants
"""
_USUAL = frozenset(_TITLES.split())
"""Words that titles of securities, and what is said of holders, are made of."""
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d\d){1,2}")
_LETTERED = re.compile(r"(\d{3,}|\d{1,3}(?:,\d{3})+|\d+\.\d+)\(?[AD]\)?")
_UNPADDED = re.compile(r"[^\s|]\|")
_NOWHERE = 1_000_000
"""A place that no line reaches: the right end of a column without a rule."""
_FULL = 1
"""A cell whose text ends within this many characters of its rule may go on in mid-word on the next line."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line without its SGML tags, what it shows as long as before."""

    line: Line
    shown: str
    notes: tuple[Word, ...] = ()

    @property
    def piped(self) -> bool:
        return "|" in (_BOX.sub("", self.shown) if "|" in self.shown else "")

    @property
    def rule(self) -> bool:
        return _RULE.fullmatch(self.shown) is not None

    @property
    def blank(self) -> bool:
        return not self.shown.strip(" |\t")


def read_rows(text: str) -> Iterator[tuple[Layout, Row]]:
    """Tables ruled with pipes are grids; every other line is aligned."""
    drawn = [_draw(text, line) for line in split_lines(text)]
    tables = list(_mark_tables(drawn))
    told = (w for d, table in tables for w in (_WITHIN.findall(d.shown) if table else d.shown.split()))
    known = frozenset(map(bare, told)) | _USUAL
    for table, group in groupby(tables, key=lambda pair: pair[1]):
        lines = [d for d, _ in group]
        yield from _grid_rows(lines, known) if table else _aligned_rows(lines)


def _draw(text: str, line: Line) -> Drawn:
    shown = text[line.start : line.end]
    if "<" not in shown and "/" not in shown:
        return Drawn(line, shown)
    notes = tuple(_note(m, line) for m in _NOTE.finditer(shown))
    return Drawn(line, _TAG.sub(_blank, _NOTE.sub(_blank, shown)), notes)


def _part_letters(words: Iterable[Word]) -> Iterator[Word]:
    """Words, with the letter behind a number of shares, `600(A)`, set apart."""
    for word in words:
        found = _LETTERED.fullmatch(word.text)
        for start, end in ((0, found.end(1)), (found.end(1), len(word.text))) if found else ((0, len(word.text)),):
            (x, top, _, bottom), at = word.box, (word.span or (0, 0))[0]
            yield replace(
                word, text=word.text[start:end], box=(x + start, top, x + end, bottom), span=(at + start, at + end)
            )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _note(found: re.Match[str], line: Line) -> Word:
    """A footnote tag as the mark that it stands for."""
    box = (found.start(), line.number, found.end(), line.number + 1)
    return Word(
        found["tag"] or found["slashed"],
        box,
        line.page,
        (line.start + found.start(), line.start + found.end()),
        raised=True,
    )


def _mark_tables(drawn: Sequence[Drawn]) -> Iterator[tuple[Drawn, int]]:
    """Each line with the number of the piped table that it belongs to, 0 for none; a title's line begins a table."""
    number = table = 0
    for i, d in enumerate(drawn):
        inside = d.shown.rstrip().strip("|")
        if not d.piped:
            follows = next((below.piped for below in drawn[i + 1 :] if not (below.rule or below.blank)), False)
            table = table if table and (d.rule or d.blank) and follows else 0
        elif not table or (_is_title(d, inside) and i and drawn[i - 1].rule):
            number += 1
            table = number
        yield d, table


def _is_title(drawn: Drawn, inside: str) -> bool:
    return "|" not in inside and not drawn.rule and not drawn.blank


def _aligned_rows(lines: Sequence[Drawn]) -> Iterator[tuple[Layout, Row]]:
    for d in lines:
        runs = tuple(tuple(_part_letters(run)) for run in split_runs(d.shown, d.line))
        cells = run_cells(_with_notes(runs, d.notes))
        if cells and not d.rule:
            yield Layout.ALIGNED, Row(cells, d.line.page, d.line.gap)


def _with_notes(runs: tuple[tuple[Word, ...], ...], notes: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """Footnote marks put after the words that they follow."""
    for note in notes:
        i = max((i for i, run in enumerate(runs) if run[0].box[0] < note.box[0]), default=-1)
        if i < 0:
            runs = ((note,), *runs)
        else:
            words = tuple(sorted((*runs[i], note), key=lambda w: w.box[0]))
            runs = (*runs[:i], words, *runs[i + 1 :])
    return runs


def _grid_rows(lines: Sequence[Drawn], known: Set[str]) -> Iterator[tuple[Layout, Row]]:
    """The rows of one table, its columns between all places where a pipe stands; the first row bears the gap."""
    rules = _columns(lines)
    gap = max(1, lines[0].line.gap)
    groups = [(group, _cell_lines(group, rules)) for group in _logical(lines, rules)]
    rows = [held for group, held in groups if any(_is_filled(d, rules) for d in group)]
    heads = [held for _, held in groups if held not in rows]
    columns = _wrapped(heads, rows, rules, padded=not any(_UNPADDED.search(d.shown) for d in lines))
    for group, held in groups:
        words = {c: rejoin(held[c], columns[c], known) for c in sorted(held)}
        if cells := tuple(Cell(tuple(_in_column(w, c) for w in words[c]), c) for c in words):
            yield Layout.GRID, Row(cells, group[0].line.page, gap)
            gap = 0


def _columns(lines: Sequence[Drawn]) -> list[int]:
    """Where the columns end, in characters; pipes one character apart are one rule."""
    shown = [d.shown for d in lines if not d.rule]
    places = sorted({i for line in shown for i, c in enumerate(line) if c == "|"})
    if places and not any(line[: places[0]].strip() for line in shown):
        del places[0]
    return [p for i, p in enumerate(places) if i == 0 or p - places[i - 1] > 1]


def _logical(lines: Sequence[Drawn], rules: Sequence[int]) -> Iterator[list[Drawn]]:
    """Lines of each row: what stands between rules, or, where rules do not part the rows, from title to title."""
    groups = [list(g) for rule, g in groupby(lines, key=lambda d: d.rule or d.blank) if not rule]
    first = next((i for i, g in enumerate(groups) if len(_pieces(g[0], rules)) > 1), len(groups))
    if first + 1 == len(groups):
        groups = [*groups[:first], *_split_from_headings(groups[first], rules)]
    ruled = len(groups) - first > 2
    for i, group in enumerate(groups):
        whole = ruled or i < first or (i == first and not _is_filled(group[0], rules))
        yield from [group] if whole else _split_at_titles(group, rules)


def _split_from_headings(group: list[Drawn], rules: Sequence[int]) -> Iterator[list[Drawn]]:
    """Headings and rows that no rule parts: the first row is the first line with a title and a figure in a cell."""
    for i, d in enumerate(group):
        if _is_filled(d, rules):
            yield from filter(None, (group[:i], group[i:]))
            return
    yield group


def _is_filled(drawn: Drawn, rules: Sequence[int]) -> bool:
    """Whether a line shows a title, and a figure in a cell of its own."""
    pieces = _pieces(drawn, rules)
    return 0 in pieces and any(_FIGURE.fullmatch(_text(w)) for column, w in pieces.items() if column)


def _split_at_titles(group: list[Drawn], rules: Sequence[int]) -> Iterator[list[Drawn]]:
    """A line with a title and a value begins a row, unless all of it goes on in cells that were full above."""
    row: list[Drawn] = []
    for d in group:
        pieces = _pieces(d, rules)
        if row and len(pieces) > 1 and 0 in pieces and not _goes_on(_pieces(row[-1], rules), pieces, rules):
            yield row
            row = []
        row.append(d)
    yield row


def _goes_on(above: dict[int, tuple[Word, ...]], below: dict[int, tuple[Word, ...]], rules: Sequence[int]) -> bool:
    """Every cell but the title stands under a cell whose text reached its rule, none a whole date under another."""
    dated = any(c in above and _DATE.fullmatch(_text(above[c])) and _DATE.fullmatch(_text(below[c])) for c in below)
    return not dated and all(
        c in above and above[c][-1].box[2] >= rules[c] - _FULL for c in below if c and c < len(rules)
    )


def _pieces(drawn: Drawn, rules: Sequence[int]) -> dict[int, tuple[Word, ...]]:
    """A line's words by the column they begin in."""
    found: dict[int, tuple[Word, ...]] = {}
    start = 0
    for piece in drawn.shown.split("|"):
        words = tuple(w for run in split_runs(piece, drawn.line, start) for w in _part_letters(run))
        words += tuple(n for n in drawn.notes if start <= n.box[0] < start + len(piece))
        if words:
            column = bisect_left(rules, start)
            found[column] = found.get(column, ()) + tuple(sorted(words, key=lambda w: w.box[0]))
        start += len(piece) + 1
    return found


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def _cell_lines(group: Sequence[Drawn], rules: Sequence[int]) -> dict[int, list[tuple[Word, ...]]]:
    """The lines of each cell of one row, by column."""
    cells: dict[int, list[tuple[Word, ...]]] = {}
    for d in group:
        for column, words in _pieces(d, rules).items():
            cells.setdefault(column, []).append(words)
    return cells


def _wrapped(
    heads: Sequence[Mapping[int, Lines]], rows: Sequence[Mapping[int, Lines]], rules: Sequence[int], padded: bool
) -> list[Column]:
    """How each column breaks its lines."""
    edges = (-1, *rules, _NOWHERE)
    return [
        find_column(_of(rows, c), left, right, int(padded), _of(heads, c))
        for c, (left, right) in enumerate(pairwise(edges))
    ]


def _of(rows: Sequence[Mapping[int, Lines]], column: int) -> list[Lines]:
    return [row[column] for row in rows if column in row]


def _in_column(word: Word, column: int) -> Word:
    return replace(word, box=(column, word.box[1], column + 1, word.box[3]))
