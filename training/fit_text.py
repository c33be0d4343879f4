"""Fits the lexicon: which words, runs of letters and cases the values of filings show.

`python -m training.fit_text CORPUS OUT` fits it on all of a corpus's issuers that are not held out.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from extraction.values.lexicon import save_lexicon
from extraction.values.words import FINE, ORDER, Lexicon, key, shape, shorten, split
from training.prepare import facts, is_held_out

PROSE = 0.15
"""How much a word of a footnote counts beside one of a name, an address or a title."""
MOST_WORDS, MOST_PAIRS, MOST_GRAMS = 45_000, 20_000, 75_000
LEAST_PAIR, LEAST_EDGE = 1.0, 5
DISCOUNT = 0.6
COSTS = {
    **{"unknown": 0.8, "own": 7.0, "edge": 3.0, "case": 9.0, "inner": 5.0},
    **{"join": 1.0, "camel": 3.4, "space": 1.8, "twice": 0.1, "echo": 3.0, "half": 8.0, "lost": 8.0, "blurred": 10.0},
    **{"wrap": 8.0, "sign": 5.0, "letter": 7.0, "slip": 8.0},
}
"""What it costs, in nats, to believe: an unknown word, strange punctuation, a strange pair of cases, a stop inside a
word; at a cut a word joined, words apart, a character or more seen on both sides, one half seen, lost, or both, a new
line; a sign or a digit for a letter, a letter for another, a letter too many or too few."""
_FIELDS = frozenset({
    "name", "street1", "street2", "city", "state", "zip", "officer_title", "security_title",
    "underlying_security_title", "nature_of_ownership",
})  # fmt: skip
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A text, how many issuers show it, and how much it weighs."""

    words: tuple[str, ...]
    issuers: int
    weight: float


def texts_of(gold: Mapping[str, Any]) -> Iterator[tuple[bool, str]]:
    """The texts of a gold record or of a record of facts, and whether each is prose."""
    notes = gold.get("footnotes") or ()
    yield from ((True, text) for text in (notes.values() if isinstance(notes, dict) else (n["text"] for n in notes)))
    if gold.get("remarks"):
        yield True, gold["remarks"]
    yield from ((False, text) for text in _named(gold))


def _named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, held in value.items():
            if name in _FIELDS and isinstance(held, str):
                yield held
            elif name != "footnotes":
                yield from _named(held)
    elif isinstance(value, list):
        for held in value:
            yield from _named(held)


def count(records: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Text]:
    """The texts of records, each once an issuer."""
    seen = {(prose, issuer, tuple(text.split())) for issuer, gold in records for prose, text in texts_of(gold)}
    counts = Counter((prose, words) for prose, _, words in seen)
    return [Text(words, n, n * (PROSE if prose else 1.0)) for (prose, words), n in sorted(counts.items())]


def _costs(weights: Mapping[str, float], spare: float = 0.0) -> Weights:
    """Minus the logarithms of the shares of weights."""
    total = sum(weights.values()) + spare
    return {name: -math.log(n / total) for name, n in weights.items()}


def _quantised(costs: Mapping[str, float]) -> dict[str, int]:
    return {name: min(255, round(cost * FINE)) for name, cost in costs.items()}


def fit_words(texts: Iterable[Text]) -> dict[str, int]:
    """Costs of words."""
    weights: Weights = defaultdict(float)
    for text in texts:
        for word in text.words:
            weights[key(split(word)[1])] += text.weight
    weights.pop("", None)
    kept = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS])
    return _quantised(_costs(kept, spare=len(kept) / 2))


def fit_edges(texts: Iterable[Text]) -> Weights:
    """Costs of the punctuation before and behind words."""
    sides: dict[str, Counter[str]] = {"<": Counter(), ">": Counter()}
    for text in texts:
        for before, _, behind in map(split, text.words):
            sides["<"]["<" + before] += text.issuers
            sides[">"][">" + behind] += text.issuers
    return {name: cost for held in sides.values() for name, cost in _costs(held).items() if held[name] >= LEAST_EDGE}


def fit_pairs(texts: Iterable[Text], words: Mapping[str, int]) -> dict[str, int]:
    """Costs of words behind the words that they follow, where that is less than the words' own."""
    pairs: Weights = defaultdict(float)
    firsts: Weights = defaultdict(float)
    for text in texts:
        for last, this in pairwise(("^", *(key(split(word)[1]) for word in text.words))):
            pairs[f"{last} {this}"] += text.weight
            firsts[last] += text.weight
    kept = {}
    for pair, n in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]:
        last, this = pair.split(" ")
        if n >= LEAST_PAIR and this in words:
            kept[pair] = -math.log((n - DISCOUNT * LEAST_PAIR) / (firsts[last] + 1))
    return {pair: cost for pair, cost in _quantised(kept).items() if cost < words[pair.split(" ")[1]] - FINE // 2}


def fit_grams(texts: Iterable[Text]) -> dict[str, int]:
    """Costs of runs of letters, each counted once a word, and a little more for frequent words."""
    words: Counter[str] = Counter()
    for text in texts:
        for word in text.words:
            words[key(split(word)[1])] += text.issuers
    counts: list[Weights] = [defaultdict(float) for _ in range(ORDER + 1)]
    for word, n in sorted(words.items()):
        spelled = f"^{word}$"
        for i in range(1, len(spelled)):
            for length in range(1, min(ORDER, i + 1) + 1):
                counts[length][spelled[i - length + 1 : i + 1]] += 1 + math.log(n)
    share = _interpolated(counts)
    ranked = sorted(((n, gram) for held in counts for gram, n in held.items()), reverse=True)[:MOST_GRAMS]
    return _quantised({gram: -math.log(share[gram]) for _, gram in ranked})


def _interpolated(counts: list[Weights]) -> Weights:
    """Shares of each run behind its own beginning, shorter runs mixed in (absolute discounting)."""
    total = sum(counts[1].values())
    share = {gram: n / total for gram, n in counts[1].items()}
    for held in counts[2:]:
        totals: Weights = defaultdict(float)
        kinds: Counter[str] = Counter()
        for gram, n in held.items():
            totals[gram[:-1]] += n
            kinds[gram[:-1]] += 1
        for gram, n in held.items():
            rest = DISCOUNT * kinds[gram[:-1]] / totals[gram[:-1]]
            share[gram] = max(n - DISCOUNT, 0) / totals[gram[:-1]] + rest * share[gram[1:]]
    return share


def fit_cases(texts: Iterable[Text]) -> Weights:
    """Costs of a word's shape behind another's."""
    pairs: dict[str, Weights] = {}
    for text in texts:
        for last, this in pairwise(("^", *(shape(split(word)[1]) for word in text.words))):
            held = pairs.setdefault(last, defaultdict(float))
            held[f"{last}>{this}"] += text.weight
    return {name: cost for held in pairs.values() for name, cost in _costs(held).items()}


def fit_text(records: Iterable[tuple[str, Mapping[str, Any]]]) -> Lexicon:
    """The lexicon of gold records, each with its issuer."""
    texts = count(records)
    words = fit_words(texts)
    pairs, grams = fit_pairs(texts, words), fit_grams(texts)
    return Lexicon(words, pairs, grams, fit_edges(texts), fit_cases(texts), COSTS, shorten(words))


def fit_corpus(corpus: Path) -> Lexicon:
    """The lexicon of a folder or archive of ownership XML, without the issuers that are held out."""
    records = [(record["extra"]["group"], record) for record in facts(corpus).values()]
    return fit_text((issuer, record) for issuer, record in records if not is_held_out(issuer))


if __name__ == "__main__":
    save_lexicon(fit_corpus(Path(sys.argv[1])), Path(sys.argv[2]) / "lexicon.safetensors")
