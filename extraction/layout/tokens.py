"""Words to tokens: marks, brackets and values set apart, each knowing the word it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.document import Span, Word

_PIECES = re.compile(
    r"[⁽(]\s*F?[\d⁰¹²³⁴-⁹]{1,2}\s*[⁾)]"  # a footnote mark, some pages write F1
    r"|\[F?\d{1,2}\]"  # the same in square brackets
    r"|(?<=[\d.])\(\d{0,2}$"  # one that was cut, behind a number
    r"|[\[\]]"
    r"|401\(k\)"
    r"|/s/"
    r"|(?:(?![⁽(]F?[\d⁰¹²³⁴-⁹]{1,2}[⁾)]|[\[\]]).)+?(?=[⁽(]F?[\d⁰¹²³⁴-⁹]{1,2}[⁾)]|[\[\]]|(?<=[\d.])\(\d{0,2}$|$)"
)
_MARKS = re.compile(r"[(\[]?F?\d{1,2}[)\]]?|[,;]")
"""What marks that are raised together are written as."""
_MARK = re.compile(r"[⁽({\[]?\s*F?([\d⁰¹²³⁴-⁹]{1,2})\s*[⁾)}\]]?")
_TYPED_MARK = re.compile(r"\(([a-z]|\*{1,5})\)")
"""A letter or asterisks, as typists marked footnotes."""
_GLUED = frozenset({"X10%", "X10", "XDirector", "XOfficer", "XOther"})
"""A tick that ran together with the words of its box."""
_CAPTIONED = re.compile(r"\((?:last|first|middle|street|city|state|zip)\)(?=\w)", re.I)
"""A caption of the box that ran together with what stands behind it."""
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a word: `start` is its offset in the word's text."""

    text: str
    word: Word
    start: int = 0

    @property
    def span(self) -> Span | None:
        """Its place in the input's text; the whole word's where the word was written with markup."""
        at = self.word.span
        if at is None:
            return None
        if at[1] - at[0] != len(self.word.text):
            return at
        return (at[0] + self.start, at[0] + self.start + len(self.text))

    @property
    def mark(self) -> str | None:
        """The footnote's id, where the token can be a footnote mark."""
        if self.word.raised or self.text[:1] in "⁽([" or self.text[-1:] in "⁾)]":
            found = _MARK.fullmatch(self.text.rstrip(",;") if self.word.raised else self.text)
            if found:
                return found.group(1).translate(_SUPERSCRIPT)
        if self.word.raised and (typed := _TYPED_MARK.fullmatch(self.text)):
            return typed.group(1)
        return None


def split_word(word: Word) -> Iterator[Token]:
    """The tokens of one word, in order."""
    text = word.text
    if text in _GLUED:
        yield Token(text[0], word)
        yield Token(text[1:], word, 1)
        return
    if found := _CAPTIONED.match(text):
        yield Token(found.group(), word)
        yield Token(text[found.end() :], word, found.end())
        return
    if word.raised and not text.isdigit() and sum(m.end() - m.start() for m in _MARKS.finditer(text)) == len(text):
        for piece in _MARKS.finditer(text):
            yield Token(piece.group(), word, piece.start())
        return
    if text.isalnum() or (not any(c in "()[]⁽⁾" for c in text) and not text.startswith("/s/")):
        yield Token(text, word)
        return
    for piece in _PIECES.finditer(text):
        yield Token(piece.group(), word, piece.start())
