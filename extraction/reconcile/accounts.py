"""Rows of one account: the same security, held in the same way, by the same description."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.reconcile.figures import Line

_IDENTITY = ("conversion_or_exercise_price", "exercise_date", "expiration_date")
_SOURCES = ("nature_of_ownership", "direct_or_indirect")
_GRANTS = ("exercise_date", "expiration_date", "security_title")
Account = tuple[str, ...]


def accounts(lines: Sequence[Line], plain_of: Sequence[Account]) -> list[list[Line]]:
    """Transactions by account, in the order of the filing; footnote marks tell apart what words do not.

    Marks count only where every row of the same words bears some: a mark may be lost in spoiled text.
    """
    found: dict[Account, list[Line]] = {}
    for line, words in zip(lines, plain_of, strict=True):
        found.setdefault(words, []).append(line)
    return [part for group in found.values() for part in _by_marks(group)]


def words_of(line: Line) -> Account:
    """What a row's words say about its account: each has lines of its own (Form 4, General Instruction 4(a)(ii))."""
    words: Account = (line.text("security_title"), line.text("direct_or_indirect"), line.text("nature_of_ownership"))
    if line.table == "derivative":
        words += tuple(line.text(name) for name in _IDENTITY)
    return words


def vague(line: Line) -> bool:
    """Whether other accounts may bear the same words: grants without price and expiration, "see footnote"."""
    if line.table == "derivative":
        return not (line.text("conversion_or_exercise_price") and line.text("expiration_date"))
    return "footnote" in line.text("nature_of_ownership")


def _by_marks(group: list[Line]) -> list[list[Line]]:
    names = _SOURCES + (_GRANTS if group[0].table == "derivative" else ())
    for name in names:
        if all(line.marks.get(name) for line in group):
            parts: dict[tuple[str, ...], list[Line]] = {}
            for line in group:
                parts.setdefault(line.marks[name], []).append(line)
            if len(parts) > 1:
                return [p for part in parts.values() for p in _by_marks(part)]
    return [group]
