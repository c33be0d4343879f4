"""How likely a word is: counts of known words, runs of letters for others, cases that follow each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

ORDER = 5
"""Characters in the longest run that is counted."""
FINE = 10
"""Stored costs are whole numbers of this part of a nat."""
BACK_OFF, STRANGE = 10, 110
"""Stored costs of leaving a known beginning, and of a character that was never met."""
RARE = 110
"""Stored cost from which a word is too rare for a letter to be changed for it."""
REMEMBERED = 65536
"""Words and runs of letters that are kept with what was found of them."""
_CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_DIGITS = re.compile(r"\d")


@lru_cache(REMEMBERED)
def key(core: str) -> str:
    """A word as it is counted: small letters, every digit a nought."""
    return _DIGITS.sub("0", core.lower())


@lru_cache(REMEMBERED)
def split(word: str) -> tuple[str, str, str]:
    """What stands before a word's first letter or digit, the word itself, what stands behind its last."""
    if word.isalnum():
        return "", word, ""
    found = _CORE.match(word)
    return (found[1], found[2], found[3]) if found else ("", word, "")


@lru_cache(REMEMBERED)
def counted_as(word: str) -> str:
    """What is counted of a word, without the punctuation around it."""
    return key(split(word)[1])


@lru_cache(REMEMBERED)
def shape(core: str) -> str:
    """The case of a word: 'lower', 'Title', 'UPPER', 'I' (a single capital), 'mIXed', or '' without letters."""
    letters = core if core.isalpha() else "".join(c for c in core if c.isalpha())
    if not letters:
        return ""
    if letters.islower():
        return "lower"
    if letters.isupper():
        return "UPPER" if len(letters) > 1 else "I"
    return "Title" if letters[0].isupper() and letters[1:].islower() else "mIXed"


def shorten(words: Mapping[str, int]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Frequent words without one letter."""
    out: dict[str, tuple[tuple[int, str], ...]] = {}
    for word in (w for w, cost in words.items() if cost < RARE and len(w) > 4 and w.isalpha()):
        for i, letter in enumerate(word):
            short = word[:i] + word[i + 1 :]
            out[short] = (*out.get(short, ()), (i, letter))
    return out


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Costs of `words`, `pairs` (a word behind another) and `grams` in tenths of a nat; of `edges` (punctuation),
    `cases` (a shape behind another) and of believing each kind of mending (`costs`) in nats."""

    words: Mapping[str, int]
    pairs: Mapping[str, int]
    grams: Mapping[str, int]
    edges: Mapping[str, float]
    cases: Mapping[str, float]
    costs: Mapping[str, float]
    shortened: Mapping[str, tuple[tuple[int, str], ...]]
    """What is left of frequent words without one letter: the place of that letter and the letter."""
    learned: frozenset[str] = frozenset()
    """Words known only from the filing itself."""
    spelled: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    """What runs of letters were found to cost: they come again in other filings."""

    def learn(self, words: Iterable[str], least: int = 1) -> Lexicon:
        """The lexicon with the words that a filing itself shows so many times."""
        own, seen = round(self.costs["own"] * FINE), Counter(map(counted_as, words))
        new = {w: own for w, n in seen.items() if n >= least and len(w) > 2 and w.isalpha() and w not in self.words}
        return replace(self, words={**self.words, **new}, learned=frozenset(new)) if new else self

    def knows(self, core: str) -> bool:
        """Whether a word was met where the model was fitted."""
        return key(core) in self.words

    def spelling(self, text: str) -> float:
        """The cost of a run of letters as such; `text` is a counted word with or without its ends."""
        if text not in self.spelled:
            if len(self.spelled) >= REMEMBERED:
                self.spelled.clear()
            self.spelled[text] = self._spell(text)
        return self.spelled[text]

    def _spell(self, text: str) -> float:
        cost, known = 0, self.grams
        for end in range(2, len(text) + 1):
            gram = text[end - ORDER if end > ORDER else 0 : end]
            found = known.get(gram)
            while found is None and len(gram) > 1:
                if gram[:-1] in known:
                    cost += BACK_OFF
                gram = gram[1:]
                found = known.get(gram)
            cost += STRANGE if found is None else found
        return cost / FINE

    def core_cost(self, counted: str) -> float:
        """The cost of a counted word: known, or spelled out."""
        known = self.words.get(counted)
        if known is not None:
            return known / FINE
        inner = sum(counted.count(c) for c in ",;:()") * self.costs["inner"]
        return self.costs["unknown"] + self.spelling(f"^{counted}$") + inner

    def cost(self, word: str) -> float:
        """The cost of a word with the punctuation around it, without its case."""
        before, core, behind = split(word)
        cost = self.core_cost(key(core)) if core else 0.0
        return cost + self.edge(before, "<") + self.edge(behind, ">")

    def gain(self, last: str, this: str) -> float:
        """What a counted word costs less behind another than alone; nought or more."""
        found = self.pairs.get(f"{last} {this}")
        return 0.0 if found is None else max(0.0, (self.words.get(this, 255) - found) / FINE)

    def edge(self, marks: str, side: str) -> float:
        """The cost of punctuation before (`<`) or behind (`>`) a word."""
        found = self.edges.get(side + marks)
        return self.costs["edge"] * max(1, len(marks)) if found is None else found

    def case(self, last: str, this: str) -> float:
        """The cost of a word's shape behind another's."""
        return self.cases.get(f"{last}>{this}", self.costs["case"])
