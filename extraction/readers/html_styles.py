"""What a page's own style sheet sets on lines of its own, of elements that run on otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Protocol

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table(?:-row)?)\b", re.I)
_LAST = re.compile(r"(?:^|[\s>+~])([a-z]\w*)?(\.[\w-]+)?\s*$", re.I)
_CLASS = re.compile(r"\bclass\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.I)
INLINE = frozenset(["a", "abbr", "b", "data", "em", "font", "i", "label", "small", "span", "strong", "time", "u"])
NOTHING: Set[int] = frozenset()


class Tag(Protocol):
    """What is asked of a tag."""

    @property
    def name(self) -> str: ...
    @property
    def closing(self) -> bool: ...
    @property
    def attributes(self) -> str: ...


def find_blocks(tokens: Sequence[Tag | None], sheets: str) -> Set[int]:
    """The tags, by token, at which a line ends because a rule of the style sheets sets their element as a block."""
    selectors = set(_selectors(sheets))
    if not selectors:
        return NOTHING
    found: set[int] = set()
    opened: dict[str, list[bool]] = {}
    for at, token in enumerate(tokens):
        if token is None or token.name not in INLINE:
            continue
        held = opened.setdefault(token.name, [])
        block = (held.pop() if held else False) if token.closing else _is_block(token, selectors)
        if not token.closing:
            held.append(block)
        if block:
            found.add(at)
    return found


def _selectors(sheets: str) -> list[tuple[str, str]]:
    """The element's name and class of each rule that sets blocks; '' where it names none."""
    rules = (selector for selector, body in _RULE.findall(sheets) if _BLOCK.search(body))
    lasts = (_LAST.search(one) for rule in rules for one in rule.split(","))
    return [((m[1] or "").lower(), m[2] or "") for m in lasts if m and (m[1] or m[2])]


def _is_block(tag: Tag, selectors: Set[tuple[str, str]]) -> bool:
    given = _CLASS.search(tag.attributes)
    classes = ["", *(f".{name}" for name in given[1].strip("\"'").split())] if given else [""]
    return any((name, one) in selectors for name in ("", tag.name) for one in classes)
