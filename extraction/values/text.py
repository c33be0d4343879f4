"""Text out of pieces: names, titles, addresses; look-alikes mended, cut words joined."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

_LATIN = str.maketrans(
    "АВЕКМНОРСТХаеорсухіѕјІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXaeopcyxisjISJABEZHIKMNOPTYXo",
)
_IN_WORD = {"0": "o", "1": "l", "5": "s", "8": "b", "|": "l", "3": "e"}
_MIXED = re.compile(r"[A-Za-z]+[0158|3][A-Za-z]*|[0158|3][A-Za-z]{2,}")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def fold(text: str) -> str:
    """White space folded, letters of other alphabets that look Latin made Latin (within Latin words)."""
    folded = " ".join(text.split())
    return folded.translate(_LATIN) if re.search("[A-Za-z]", folded) else folded


def mend_word(word: str, lexicon: Set[str]) -> str:
    """A word whose digits are misread letters, where putting the letters back makes a known word."""

    def replace(found: re.Match[str]) -> str:
        piece = found.group()
        if piece.lower() in lexicon:
            return piece
        letters = "".join(_IN_WORD.get(c, c) for c in piece)
        if letters.lower() in lexicon:
            return _like(letters, piece)
        upper = letters.lower().replace("l", "i")
        return _like(upper, piece) if upper in lexicon else piece

    return _MIXED.sub(replace, word) if any(c in _IN_WORD for c in word) else word


def _like(word: str, model: str) -> str:
    """The word in the case of the letters of the model."""
    letters = [c for c in model if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() or not model[:1].isalpha() else word


def mend(text: str, lexicon: Set[str]) -> str:
    """A text with its look-alikes mended, word by word."""
    return " ".join(mend_word(w, lexicon) for w in fold(text).split())


def join_cut(pieces: Sequence[str], lexicon: Set[str]) -> str:
    """Pieces that stood in neighbouring cells of a mis-cut table, put together as the words they were cut from."""
    text = ""
    for piece in pieces:
        text = _join(text, piece, lexicon) if text else piece
    return text


def _join(left: str, right: str, lexicon: Set[str]) -> str:
    """Two pieces with or without a space between, or without a character that both bear."""
    last, first = _tail(left), _head(right)
    if not last or not first:
        return (
            left + right
            if right[:1] in ".,)]-'’" or left[-1:] in "([-'’&/" and right[:1].isalnum()
            else f"{left} {right}"
        )
    whole = (last + first).lower()
    if whole in lexicon:
        return left + right
    if last[-1].lower() == first[0].lower() and (last + first[1:]).lower() in lexicon:
        return left + right[1:]
    known_left, known_right = last.lower() in lexicon and len(last) > 1, first.lower() in lexicon and len(first) > 1
    if known_left and known_right:
        return f"{left} {right}"
    if first[0].islower() or (last.isupper() and first.isupper() and not (known_left or known_right)):
        return left + right
    if last.isupper() and first.isupper():
        return left + right if len(last) == 1 or len(first) == 1 else f"{left} {right}"
    return f"{left} {right}"


def _tail(text: str) -> str:
    """The letters that a text ends with."""
    found = re.search(r"[A-Za-z'’]+$", text)
    return found.group() if found else ""


def _head(text: str) -> str:
    """The letters that a text begins with."""
    found = _WORD.match(text)
    return found.group() if found else ""
