"""What cuts leave in names, tickers, titles and streets of mis-cut text: bits of captions, lone letters, torn words."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

Knows = Callable[[str], bool]
"""Tells common words, in small letters."""
_CAPTION = re.compile(r"^(?:C?Nam?[en]?|C?Narn|ame|Per(?:son)?|Reporting)\s+(?=\S+\s)")
"""What is left of the caption above a name, before it."""
_ENDS = frozenset({"INC", "CORP", "CORPORATION", "CO", "COMPANY", "LTD", "LIMITED", "LLC", "LP", "PLC", "NV", "SA"})
"""Words that end the name of a company."""
_GLUED = re.compile(r"(?<=\b[A-Z])(\.?)\d$|(?<=\b[A-Z]\.)\d$")
_NUMERAL = re.compile(r"[IVX]+\b")
_SPELLED = """
    acquisition bancorp bancshares biosciences capital communications community companies company corporation
    development diagnostics electronics energy enterprises entertainment financial global group healthcare holding
    holdings industries infrastructure insurance international investment investments laboratories management
    medical networks partners petroleum pharma pharmaceuticals properties realty resources restaurants sciences
    semiconductor services software solutions systems technologies technology therapeutics trust vehicles
"""
_WORDS = frozenset(_SPELLED.split())
"""Words of companies' names (the corpus' most frequent): what a word hardly differs from that nothing else is."""
USUAL = 7
"""Letters of a word by which it is told, though one of them is wrong; two of longer ones."""
_SYMBOLS = re.compile(r"[A-Z](?:[A-Z.\-]|\d)*")
SYMBOL = 6
"""Letters of a ticker at most."""


def tidy_owner(name: str, knows: Knows) -> str:
    """An owner's name without bits of its caption before it, a lone letter or figure behind it, a word said twice."""
    return _without_ends(mend_seams(_CAPTION.sub("", name), knows))


def tidy_title(title: str, knows: Knows, remarked: bool) -> str:
    """A title without a lone letter at its end; `See Remarks` where that is what is left of it and there are some."""
    if remarked and ratio(title.lower(), "see remarks") >= SEEN and "see remarks".endswith(title.lower()):
        return "See Remarks"
    return _without_ends(mend_seams(title, knows))


SEEN = 75
"""Likeness, in percent, of what is left of `See Remarks`."""


def mend_seams(text: str, knows: Knows) -> str:
    """A text with two bits, one of them no word, as the word that they make without what stands twice at their seam."""
    out: list[str] = []
    for word in text.split():
        made = _seamed(out[-1], word, knows) if out else None
        out[-1:] = [made] if made else [*out[-1:], word]
    return " ".join(out)


def _seamed(first: str, second: str, knows: Knows) -> str | None:
    bare = second.rstrip(".,;")
    if not first.isalpha() or not bare.isalpha() or (_is_word(first, knows) and _is_word(bare, knows)):
        return None
    again = len(bare) > 2 or (len(bare) == 2 and bare[-1] == first[-1])
    ways = (first + bare[1:], *([first[:-1] + bare] * (len(bare) > 1)), *([first + bare[2:]] * again))
    same = first.isupper() == bare.isupper() or (first.istitle() and bare.islower())
    made = next((w for w in ways if len(w) >= SEAMED and _is_word(w, knows)), None) if same else None
    return made + second[len(bare) :] if made else None


SEAMED = 4
"""Letters of a word that two bits make."""


def _is_word(text: str, knows: Knows) -> bool:
    return knows(text.lower()) or text.upper() in _ENDS


def tidy_issuer(name: str, knows: Knows) -> str:
    """A company's name without what stands behind its last word, its usual words as they are spelled."""
    words = [_usual(word, knows) for word in _without_ends(mend_seams(name, knows), r"[a-z]").split()]
    if len(words) > 1 and words[-1].strip(".,").upper() == "IN":
        words[-1] = "INC" if words[-1].isupper() else "Inc."
    return " ".join(words)


def part_ticker(name: str, ticker: str | None) -> tuple[str, str | None]:
    """A company's name and its ticker, where that, or what is left of it, went to the name's end."""
    words = name.split()
    last = words[-1] if len(words) > 2 else ""
    ended = bool(last) and words[-2].strip(".,").upper() in _ENDS
    if not ended or not last.isalpha() or not last.isupper() or len(last) > SYMBOL or _NUMERAL.fullmatch(last):
        return name, ticker
    if ticker is None and len(last) > 1 and last not in _ENDS:
        return " ".join(words[:-1]), last
    return (
        (" ".join(words[:-1]), ticker) if ticker and set(last) <= set(ticker) and last not in _ENDS else (name, ticker)
    )


def tidy_ticker(text: str) -> str | None:
    """A ticker without small letters, figures and signs that cuts left in it; None where it is too long for one."""
    parts = text.split()
    plain = ["".join(c for c in part if c.isupper() or c in ".-") for part in parts]
    if plain == parts:
        return None if len(text) > SYMBOL and len(parts) < 2 else text
    kept = [part for part in plain if part]
    return "".join(kept) if kept and len("".join(kept)) < SYMBOL else text


def _without_ends(name: str, lone: str = r"[a-z]|\d") -> str:
    words = _GLUED.sub(r"\1", name).split()
    words = [w for k, w in enumerate(words) if not k or not _is_again(words[k - 1], w)]
    while len(words) > 2 and (re.fullmatch(lone, words[-1]) or _is_left(words[-2], words[-1])):
        words = words[:-1]
    while len(words) > 2 and (len(words[0]) == 1 and (words[0].islower() or words[1].startswith(words[0]))):
        words = words[1:]
    return " ".join(words)


def _is_left(before: str, last: str) -> bool:
    """Whether a lone capital stands behind the end of a company's name."""
    return (
        len(last) == 1 and last.isupper() and last not in "IVX" and before.strip(".,").upper().replace(".", "") in _ENDS
    )


def _is_again(before: str, word: str) -> bool:
    """Whether a word is the one before once more, or its end."""
    bare, last = word.strip(".,"), before.strip(".,")
    return bare.isalpha() and (
        bare == last if len(bare) > 3 else len(bare) > 1 and len(last) > len(bare) + 1 and last.endswith(bare)
    )


def _usual(word: str, knows: Knows) -> str:
    """A word as the usual one that it hardly differs from."""
    bare = word.strip(".,;").lower()
    if not bare.isalpha() or len(bare) < USUAL or knows(bare) or bare in _WORDS:
        return word
    near = [w for w in _WORDS if len(w) >= USUAL and Levenshtein.distance(w, bare) <= 1 + (len(w) > USUAL + 2)]
    if len(near) != 1:
        return word
    ending = word[len(word.rstrip(".,;")) :]
    return (near[0].upper() if word.isupper() else near[0].capitalize()) + ending
