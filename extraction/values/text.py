"""Text out of pieces: names, titles, addresses, notes; cut words joined, misread ones mended, each with its cost."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.values.misread import NEEDS_CONTEXT, OPENINGS, fold, is_plain, spellings
from extraction.values.reading import Reading, rank
from extraction.values.spacing import Speller, put_together, seen_as
from extraction.values.words import RARE, Lexicon, key, split

__all__ = ["as_filed", "fold", "in_care", "join_cut", "mend", "read_symbol", "readings"]

_FIGURE = re.compile(r"l(?<=\dl)(?![a-z])|[Oo](?<=\d[Oo])(?=\d)")
"""What is read for a one or a nought behind a digit; the letter is looked for first, as it is rarer."""
_SIGNED = re.compile(r"(?<!\S)(?:[JI4l1|!\[]s/|s/(?=\s?[A-Z])|/s(?:/|(?=\s)(?!\s/)|l(?=\s)))")
"""What is read for the sign of a signature, `/s/`."""
_OPENED = re.compile(r"^(?:[dé4f{(\[|]s(?:[/L](?=\s?[A-Z])|(?=\s[A-Z]))|[SG]/(?=\s?[A-Z]))")
"""What more is read for it where a text begins."""


_DATE = re.compile(r"(?<![\dA-Za-z/])(?=.*\d)[\dSOlI]{1,2}/(?:\d[\dSOlI]|[SOlI]?\d)/(?=\d)[\dSOlI]{4}(?![\dA-Za-z])")
_SPACED = re.compile(r"\w(?: \w){2,}")
"""Letters set apart, three at least."""
_CARE = re.compile(r"^C[1IlJ|!\\]?[O0](?= (?!R(?:OA)?D\b|HWY|HIGHWAY)[A-Z])")
_FIGURES = str.maketrans("SOlI", "5011")


def as_filed(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """The text of a source that cannot be misread: as it stands, white space folded."""
    text = " ".join(" ".join(pieces).split())
    return (Reading(text, 0.0),) if text else ()


def readings(pieces: Sequence[str], speller: Speller, cut: bool, one_line: bool = False) -> tuple[Reading, ...]:
    """The readings of pieces, the likeliest first; `cut` says that words may be cut between pieces, `one_line` that
    each holds a bit of the same line."""
    held = [_DATE.sub(_in_figures, p) if "/" in p else p for p in map(fold, pieces) if p]
    whole = " ".join(held)
    if not cut or len(held) < 2:
        text = mend(whole, speller.lexicon)
        return (Reading(text, 0.0, "" if text == " ".join(pieces) else "lookalike"),) if text else ()
    return join_cut(held, speller, one_line)


def in_care(read: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings of a street: `C/O` where its stroke was lost, or read for a letter."""
    return tuple(
        replace(r, value=_CARE.sub("C/O", r.value), how=r.how or "lookalike") if _CARE.match(r.value) else r
        for r in read
    )


def read_symbol(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """The readings of a ticker, whose letters make no word; a letter on both sides of a cut is one seen twice."""
    text = ""
    pieces = [p.replace(" ", "") if _SPACED.fullmatch(p) else p for p in pieces]
    for piece in (p for p in map(fold, pieces) if p):
        text += piece[1:] if text[-1:] == piece[0] else piece
    whole = "".join(pieces)
    how = "" if text == whole and len(pieces) < 2 else "joined" if text == whole else "overlap"
    return rank((Reading(text, 0.0, how), Reading(whole, 3.0, "joined"))) if text else ()


def mend(text: str, lexicon: Lexicon) -> str:
    """A text with its look-alikes mended, word by word."""
    plain = _among_digits(fold(text))
    words = _joined(_signed(plain).split(), lexicon)
    for i, word in enumerate(words):
        if not is_plain(word, lexicon):
            before, behind = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
            words[i] = _mend_word(before, _mend_parts(before, word, lexicon), behind, lexicon)
    return " ".join(words)


def _mend_parts(before: str, word: str, lexicon: Lexicon) -> str:
    """A word of known words between hyphens, but for the first, with this mended: `Attomey-in-fact`."""
    first, hyphen, rest = word.partition("-")
    known = all(lexicon.knows(split(part)[1]) for part in rest.split("-") if part)
    return (
        _mend_word(before, first, rest.partition("-")[0], lexicon) + hyphen + rest
        if hyphen and known and first.isalpha()
        else word
    )


def _signed(text: str) -> str:
    """A text with what is read for the sign of a signature as that."""
    opened = _OPENED.sub("/s/ ", text)
    return _SIGNED.sub("/s/", opened) if "s" in opened else opened


def _in_figures(date: re.Match[str]) -> str:
    """A date whose figures may have been taken for letters."""
    return date.group().translate(_FIGURES)


def _joined(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Words with those as one whose letters were read apart: pieces of a frequent word, not each a word itself."""
    out: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in (3, 2) if _is_one(words[at : at + n], n, lexicon)), 1)
        out.append("".join(words[at : at + size]))
        at += size
    return out


def _is_one(pieces: Sequence[str], size: int, lexicon: Lexicon) -> bool:
    """Whether so many pieces are one frequent word, and one of them is no word."""
    if len(pieces) < size or not all(p.isalpha() and p.islower() for p in pieces[1:-1]):
        return False
    first, last = pieces[0], split(pieces[-1])[1]
    if not (first.isalpha() and last.isalpha() and last.islower() and pieces[-1].startswith(last)):
        return False
    strange = any(_is_strange(p, lexicon) for p in (*pieces[:-1], last))
    return strange and lexicon.words.get(key("".join((*pieces[:-1], last))), RARE) < RARE


def _is_strange(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece is no word, whatever the filing shows twice."""
    if len(piece) == 1:
        return piece not in "aIA"
    return not lexicon.knows(piece) or key(piece) in lexicon.learned


def _mend_word(before: str, word: str, behind: str, lexicon: Lexicon) -> str:
    """The likeliest word that a word between two others may have been."""
    last, next_ = seen_as(before) if before else ("^", "^"), seen_as(behind)

    def cost(way: tuple[str, float, str]) -> float:
        shape, counted = seen_as(way[0])
        ahead, gain = lexicon.gain(last[1], counted), lexicon.gain(counted, next_[1]) if behind else 0.0
        if way[2] in NEEDS_CONTEXT and not gain and (not ahead or last[1] in OPENINGS):
            return math.inf
        return way[1] + lexicon.case(last[0], shape) - ahead - gain

    return min(spellings(word, lexicon), key=cost)[0]


def join_cut(pieces: Sequence[str], speller: Speller, one_line: bool) -> tuple[Reading, ...]:
    """The readings of pieces that stood in neighbouring cells of a mis-cut table."""
    found = put_together(pieces, speller, one_line)
    return rank(Reading(_among_digits(text), cost - found[0][0], how) for cost, text, how in found)


def _among_digits(text: str) -> str:
    """A text with what is read for a one or a nought among digits as that."""
    return _FIGURE.sub(lambda m: "1" if m.group() == "l" else "0", text)
