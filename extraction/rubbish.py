"""Lines that are no words: what is read where a scan has only a ruling, a stamp or a speck."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extraction.labelers.named import NamedToken

STREET = ("STREET1", "STREET2")


def without_rubbish(tokens: Sequence[NamedToken], knows: Callable[[str], bool]) -> list[NamedToken]:
    """Tokens without lines beside a signature's date, or of a street, that make no words, where other lines do.

    `knows` tells the words of the lexicon."""
    dated = {t.row for t in tokens if t.label == "SIGN_DATE"}
    signers = [t for t in tokens if t.label == "SIGNER" and t.row in dated and not t.cut]
    streets = [t for t in tokens if t.label in STREET and not t.cut]
    lines: dict[tuple[str, int], list[NamedToken]] = {}
    for t in (*signers, *streets):
        lines.setdefault((t.label[:4], t.row), []).append(t)
    elsewhere = any(t.label == "SIGNER" and t.row not in dated for t in tokens)
    dropped = {
        id(t)
        for (kind, row), line in lines.items()
        for t in line
        if not makes_words([t.token.text for t in line], knows)
        and (elsewhere if kind == "SIGN" else (kind, row - 1) in lines)
    }
    return [t for t in tokens if id(t) not in dropped]


def makes_words(texts: Sequence[str], knows: Callable[[str], bool]) -> bool:
    """Whether most characters are those of words and numbers."""
    shown = [text for text in texts if any(map(str.isalnum, text))]
    return 2 * sum(len(s) for s in shown if _is_word(s, knows)) > sum(map(len, texts))


def _is_word(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether a text is a number, an initial, a word that is known, or holds what looks like a name."""
    if text.isdigit() or len(text.strip(".,")) < 2:
        return len(text) > 2 or (text.isupper() and text.endswith("."))
    return knows(text) or any(len(run) > 2 and not run.islower() for run in _RUN.findall(text))


_RUN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
