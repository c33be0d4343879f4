"""Lists of captions with what they caption (`dl`), as tables of two columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extraction.readers.html_boxes import Tag


def find_lists(tokens: Sequence[Tag | None]) -> dict[int, tuple[str, ...]]:
    """The table tags that stand for a page's tags, by token: a row of each caption, all that follows it in one cell."""
    found: dict[int, tuple[str, ...]] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token is None or token.name != "dl":
            continue
        if not token.closing:
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not any(start < other < at for other in found):
                found |= _table(tokens, start, at)
    return found


def _table(tokens: Sequence[Tag | None], start: int, end: int) -> dict[int, tuple[str, ...]]:
    """A list's tags, where captions and what follows take turns in it."""
    parts = [(i, t) for i in range(start + 1, end) if (t := tokens[i]) and t.name in ("dt", "dd")]
    opens = [t.name for _, t in parts if not t.closing]
    if not opens or opens[0] != "dt" or opens[-1] != "dd" or ("dt", "dt") in pairwise(opens):
        return {}
    found: dict[int, tuple[str, ...]] = {start: ("table",), end: ("/table",)}
    caption = False
    for at, tag in parts:
        if tag.name == "dt":
            found[at] = ("/td",) if tag.closing else ("tr", "td")
            caption = True
        elif not tag.closing and caption:
            found[at], caption = ("td",), False
    return found
