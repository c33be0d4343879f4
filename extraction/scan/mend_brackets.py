"""The square brackets around a ticker: what the form's print has no other use for, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.scan.letters import Char

_SYMBOL = r"[A-Z][A-Z0-9.:-]{0,9}(?:[ ,;/]+[A-Z]{1,6})*"
_BRACKETED = re.compile(
    rf"(?P<open>[\[{{])\s*{_SYMBOL}\s*(?P<shut>[\]}}])\s*$"
    rf"|(?P<open2>[\[{{])\s*{_SYMBOL}\s(?P<shut2>[)|1IlJ])\s*$"
    rf"|(?<=\s)(?P<open3>[(|1Il])\s{_SYMBOL}\s*(?P<shut3>[\]}}])\s*$"
)
"""A ticker at the end of a cell, at least one of its brackets read as such, or as a brace."""


def mend_brackets(lines: Sequence[Sequence[Char]]) -> list[tuple[Char, ...]]:
    """The lines of a cell; where they end in a ticker, the brackets around it are brackets."""
    text = "\n".join("".join(c.text for c in line) for line in lines)
    found = _BRACKETED.search(text) if "]" in text or "}" in text or "[" in text or "{" in text else None
    if found is None or any(len(c.text) != 1 for line in lines for c in line):
        return [tuple(line) for line in lines]
    signs = {
        found.start(name): "[" if name.startswith("open") else "]" for name, sign in found.groupdict().items() if sign
    }
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    return [
        tuple(replace(c, text=signs.get(start + i, c.text)) for i, c in enumerate(line))
        for start, line in zip(starts, lines, strict=True)
    ]
