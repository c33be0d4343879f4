"""Words that a reading tool may have misread: the words that look like them, each with what it costs to believe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from extraction.values.words import FINE, RARE, Lexicon, key, split

LOST = "\0"
"""Stands in a word for a character that was lost on a cut or only half seen."""
_LATIN = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіѕјЅІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧοⁿ",
    "ABEKMHOPCTYXaeopcyxisjSIJABEZHIKMNOPTYXon",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SIGNS: Mapping[str, str] = MappingProxyType(
    {"0": "o", "1": "li", "5": "s", "8": "b", "6": "gb", "9": "g", "2": "z", "3": "e", "4": "a", "|": "li"}
    | {"!": "li", "[": "l", "]": "l", "$": "s", "@": "a"}
)
"""Digits and signs with the letters that they may have been."""
_ALIKE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rn": ("m",),
        "nn": ("m", "rm"),
        "vv": ("w",),
        "cl": ("d",),
        "ri": ("n",),
        "li": ("h",),
        "c)": ("o",),
        "ii": ("n",),
    }
    | {
        "l": ("i", "t"),
        "i": ("l", "t"),
        "q": ("g",),
        "h": ("n", "b"),
        "v": ("u", "w", "y"),
        "t": ("f", "r"),
        "o": ("d", "a"),
    }
    | {
        "c": ("g", "o", "e"),
        "n": ("m", "h", "ri"),
        "e": ("c", "d"),
        "f": ("p", "r", "t"),
        "p": ("f",),
        "r": ("n", "f", "t"),
    }
    | {"u": ("v",), "g": ("q",), "b": ("h",), "m": ("rn",), "a": ("ci", "o")}
)
"""Letters, alone or in pairs, with the letters that they may have been."""

HALVES: Mapping[str, str] = MappingProxyType(
    {
        "A": "/\\4^",
        "B": "E83R",
        "D": "E[I)O|l",
        "E": "FC[",
        "G": "C6(",
        "H": "lI|",
        "K": "lI|k",
        "M": "NI1lV",
        "N": "I1lV\\",
    }
    | {"O": "C()0", "P": "F)I", "Q": "OC", "R": "FkPI", "S": "5s", "U": "IlLJ", "V": "\\/", "W": "VU", "X": "\\/"}
    | {"a": "co", "b": "lo", "d": "cl", "e": "c", "g": "q", "h": "lrn1", "k": "lI", "m": "rn1", "n": "r1ıl", "o": "c()"}
    | {"p": "lo", "q": "c", "u": "lı", "w": "v", "&": "8", "0": "C)(O", "8": "36&", "$": "S"}
)
"""Characters with what one half of them is read for."""
_BROKEN = frozenset("‘’)|°}]")
"""What stands in place of a word's first letter, where a ruling crossed it."""
_NUMERAL = re.compile(r"(?=[I1]*[l|!\]\[]|I1|1I)[Il1|!\]\[]{2,3},?$|l$")
"""What the numerals I, II and III are read for: at least one sign or small letter."""
STROKE = 1.5
"""Nats of a numeral's stroke that was read as another, and of the one nought or one among the letters of a word."""
ROUND = 4
"""Characters that such a word has more than."""
NEEDS_CONTEXT = frozenset({"letter"})
"""Mendings to be believed only where the words around ask for them: a name unheard of is no misread word."""

OPENINGS = frozenset({"^", "s", ""})
"""What stands before a name: it asks for no word more than for another."""


def fold(text: str) -> str:
    """White space and nought bytes folded, letters of other alphabets that look Latin made Latin (in Latin words)."""
    folded = " ".join(text.replace(LOST, " ").split())
    if folded.isascii() or not any("A" <= c <= "z" for c in folded):
        return folded
    return "".join(unicodedata.normalize("NFKC", c) if "ﬀ" <= c <= "ﬆ" else c for c in folded).translate(_LATIN)


def is_plain(word: str, lexicon: Lexicon) -> bool:
    """Whether nothing in a word is open to doubt."""
    _, core, _ = split(word)
    return not _NUMERAL.match(word) and (not core or lexicon.knows(core) or not any(c.isalpha() for c in core))


def spellings(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float, str]]:
    """The words that a word may have been, what each costs with its mending, and which mending that is.

    A letter is changed only where that makes a known word; a sign among letters may also be part of an unknown one.
    """
    if LOST in word:
        yield from _filled(word, lexicon, 0.0)
        return
    yield word, lexicon.cost(word), ""
    before, core, behind = split(word)
    if _NUMERAL.match(word):
        numeral = "I" * len(word.rstrip(","))
        yield numeral + word[len(numeral) :], lexicon.core_cost(key(numeral)) + STROKE, "sign"
    if len(core) < 2 or core.isdigit() or key(core) in lexicon.words:
        return
    around = lexicon.edge(before, "<") + lexicon.edge(behind, ">")
    for text, cost in _unsigned(core, lexicon):
        yield before + text + behind, around + cost, "sign"
    for text, cost in _parted(core, lexicon):
        yield before + text + behind, around + cost, "sign"
    how = "letter" if core.isalpha() else "sign"
    for text, cost in (*_changed(core, lexicon), *_slipped(core, lexicon)):
        yield before + text + behind, around + cost, how
    if before and before in _BROKEN:
        yield from _filled(before[:-1] + LOST + core + behind, lexicon, lexicon.costs["sign"])


def _unsigned(core: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """A word with every sign and digit among its letters as a letter."""
    found = [""]
    signs = 0
    for i, c in enumerate(core):
        around = core[max(0, i - 1) : i] + core[i + 1 : i + 2]
        letters = c
        if not c.isalpha():
            letters = _SIGNS.get(c, c)
        elif c == "l" and around.isupper() and around.isalpha():
            letters = "i"
        elif c == "I" and i and around.islower() and around.isalpha():
            letters = "l"
        signs += letters != c
        found = [f + x for f in found for x in letters][:8]
    if signs and sum(c.isalpha() for c in core) >= signs:
        for text in found:
            plain = signs == 1 and len(core) > ROUND and any(c in "01" for c in core)
            toll = STROKE if plain else lexicon.costs["sign"] * signs
            yield _like(text, core), lexicon.core_cost(key(text)) + toll


def _parted(core: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Two known words that a long word is, whose space was not seen."""
    low = core.lower()
    for i in range(2, len(low) - 1) if core.isalpha() else ():
        short = min(i, len(low) - i) < PART
        first, second = lexicon.words.get(low[:i]), lexicon.words.get(low[i:])
        apart = not short or (core.islower() and SMALL & {low[:i], low[i:]})
        if apart and first is not None and second is not None:
            yield f"{core[:i]} {core[i:]}", (first + second) / FINE + lexicon.costs["slip"]


PART = 4
"""Letters of the shorter of two words that were read as one."""
SMALL = frozenset({"of", "to", "in", "at", "by", "on", "the", "and", "for"})
"""Shorter words that are read with the next."""


def _slipped(core: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Frequent words that a word is but for a letter that was lost or came in."""
    if len(core) < 5 or not core.isalpha():
        return
    low = core.lower()
    for i, put in lexicon.shortened.get(low, ()):
        known = lexicon.words[low[:i] + put + low[i:]]
        yield _like(core[:i] + put + core[i:], core), known / FINE + lexicon.costs["slip"]
    for i in range(len(low)):
        known = lexicon.words.get(low[:i] + low[i + 1 :], RARE)
        if known < RARE:
            yield _like(core[:i] + core[i + 1 :], core), known / FINE + lexicon.costs["slip"]


def _changed(core: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Frequent words that differ from a word by one letter, or pair of letters, that is often misread."""
    if not core.replace("-", "").isalpha():
        return
    low = core.lower()
    for i in range(len(low)):
        for width in (1, 2):
            for put in _ALIKE.get(low[i : i + width], ()) if i + width <= len(low) else ():
                text = low[:i] + put + low[i + width :]
                known = lexicon.words.get(text, RARE)
                if known < RARE:
                    word = core[:i] + put + core[i + width :]
                    yield word if "-" in core else _like(word, core), known / FINE + lexicon.costs["letter"]


def _filled(word: str, lexicon: Lexicon, toll: float) -> Iterator[tuple[str, float, str]]:
    """The known words that a word with a lost character may be."""
    before, core, behind = split(word.replace(LOST, "ÿ"))
    if len(core) < 4 or core.count("ÿ") != 1:
        return
    around = lexicon.edge(before, "<") + lexicon.edge(behind, ">") + toll
    first, _, last = key(core).partition("ÿ")
    for letter in _LETTERS:
        known = lexicon.words.get(first + letter + last)
        if known is not None:
            yield before + _like(core.replace("ÿ", letter), core) + behind, around + known / FINE, "lost"


def _like(word: str, model: str) -> str:
    """The word in the case of the letters of the model."""
    letters = [c for c in model if c.isalpha() and c != "ÿ"]
    if len(letters) > 1 and sum(c.isupper() for c in letters) > len(letters) / 2:
        return word.upper()
    if (letters and model[:1].isupper()) or word[:1].isupper():
        return word[:1].upper() + word[1:].lower()
    return word
