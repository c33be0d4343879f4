"""Lines that are no words: what is read where a scan has only a ruling, a stamp or a speck."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from extraction.document import Layout
from extraction.labelers.named import NamedToken

STREET = ("STREET1", "STREET2")
LONE = 5
"""Letters of a word that alone makes a line though no one knows it."""


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


def without_tails(tokens: Sequence[NamedToken], knows: Callable[[str], bool]) -> list[NamedToken]:
    """Tokens without what stands at the end of a line and makes no word: what is left of a date beside a signature, or
    of what stands beside a street."""
    dropped: set[int] = set()
    for _, held in groupby((t for t in tokens if t.layout == Layout.FLOW), lambda t: (t.row, t.label)):
        line = list(held)
        if line[0].label in (*STREET, "SIGNER"):
            dropped |= {id(t) for t in line[_end(line, knows) :]}
    return [t for t in tokens if id(t) not in dropped]


def _end(line: Sequence[NamedToken], knows: Callable[[str], bool]) -> int:
    """Where a line ends but for what makes no words; figures count with what stands behind or before them."""
    end = len(line)
    signed = line[0].label == "SIGNER"
    while end and _is_scrap(line[end - 1].token.text, knows, signed):
        end -= 1
    scraps = [t.token.text for t in line[end:]]
    return end if end and any(any(map(str.islower, text)) or not text.isalnum() for text in scraps) else len(line)


def _is_scrap(text: str, knows: Callable[[str], bool], figures: bool) -> bool:
    """Whether a text is a sign, a lone small letter, an unknown word in small letters, a number beside a signature, or
    capital and small letters mixed beside a street."""
    bare = text.strip(".,;:'’‘")
    if not any(map(str.isalpha, bare)):
        return not bare.isdigit() or figures
    if not bare.isalpha() or bare == "a" or (len(bare) > 1 and knows(bare)):
        return False
    return bare.islower() or not (figures or bare.isupper() or bare.istitle())


def makes_words(texts: Sequence[str], knows: Callable[[str], bool]) -> bool:
    """Whether most characters are those of words and numbers."""
    shown = [text for text in texts if any(map(str.isalnum, text))]
    if len(shown) == 1 and len(shown[0]) < LONE and not shown[0].isdigit():
        return len(shown[0]) > 1 and knows(shown[0].strip(".,"))
    return 2 * sum(len(s) for s in shown if _is_word(s, knows)) > sum(map(len, texts))


def _is_word(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether a text is a number, an initial, a word that is known, or holds what looks like a name."""
    if text.isdigit() or len(text.strip(".,")) < 2:
        return len(text) > 2 or (text.isupper() and text.endswith("."))
    return knows(text) or any(len(run) > 2 and not run.islower() for run in _RUN.findall(text))


_RUN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
