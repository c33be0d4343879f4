"""Names that a damaged place shows nearly as the filing writes them elsewhere: in signatures, footnotes, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from extraction.draft import Draft, Value
from extraction.recall import tidy_names as tidy
from extraction.values.reading import Reading

IMPLIED = "implied"
"""How a reading comes about that another place of the filing bears out."""
ISSUER = "/issuer/name"
SHORTEST = 4
"""Letters of a word that is told by its spelling."""
PART = 3
"""Letters of what is left of a word of a name."""


def recall_names(draft: Draft, knows: Callable[[str], bool]) -> Draft:
    """The draft with the names of issuer and owners spelled as signatures and text spell them.

    `knows` tells the words that need no bearing out.
    """
    signed = _words(v for s in draft.signatures for name, v in s.items() if name == "name")
    texts = (*(v for _, v in draft.footnotes), *(v for p, v in draft.top.items() if p == "/remarks"))
    streets = (v for o in draft.owners for name, v in o.items() if name == "street1")
    owners = tuple(_named(owner, signed | _words(texts), knows) for owner in draft.owners)
    named = (o["name"] for o in owners if "name" in o)
    known = signed | _words(texts) | _words(streets) | _words(named)
    top = {p: _spelled(v, known, frozenset(), knows) if p == ISSUER else v for p, v in draft.top.items()}
    if ISSUER in top:
        top[ISSUER] = _as_called(top[ISSUER], [v.best for v in texts if v.best], knows)
    names = (s["name"] for s in draft.signatures if "name" in s)
    pairs = _pairs([v.best for v in (*texts, *names, *(o["name"] for o in owners if "name" in o))])
    signatures = tuple(
        {n: _apart(v, pairs, knows) if n == "name" else v for n, v in s.items()} for s in draft.signatures
    )
    return replace(draft, top=top, owners=owners, signatures=signatures)


def _as_called(value: Value, texts: Iterable[str], knows: Callable[[str], bool]) -> Value:
    """The issuer's name with a word that no one knows as the text has it that says what the issuer is called there:
    `Brightwater Inc. (the "Company")`."""
    words = (value.best or "").split()
    if all(len(_bare(w)) > 1 and knows(_bare(w)) for w in words):
        return value
    for text in texts:
        for called in _CALLED.finditer(text):
            shown = called[1].split()[-len(words) :]
            wholes = [shown[k:] for k in range(len(shown))]
            made = [w for w in wholes if abs(len(w) - len(words)) < 2 and _is_same_name(words, w)]
            if made and (new := " ".join(made[0])) != value.best:
                return replace(value, readings=(Reading(new, 1.0, IMPLIED), *value.readings))
    return value


_CALLED = re.compile(r"((?:[A-Z&][\w.,&'-]* ){1,8}?)\((?:the )?[\"“'](?:Company|Issuer|Corporation)\b")


def _is_same_name(damaged: Sequence[str], shown: Sequence[str]) -> bool:
    """Whether two names end in the same words, but for a damaged one, and are about as long."""
    same = sum(_bare(a) == _bare(b) for a, b in zip(damaged[::-1], shown[::-1], strict=False))
    near = ratio(" ".join(damaged).lower(), " ".join(shown).lower())
    return len(shown) > 1 and same >= len(shown) - 1 - (len(damaged) > len(shown)) and near >= ALIKE and same > 0


ALIKE = 65
"""Likeness, in percent, of a damaged name to the one that it is."""


def _pairs(texts: Iterable[str | None]) -> dict[str, tuple[str, str]]:
    """Words that follow each other, by what they are when read as one."""
    held = [text.split() for text in texts if text]
    return {_bare(a) + _bare(b): (_bare(a), _bare(b)) for words in held for a, b in pairwise(words) if a[:1].isupper()}


def _apart(value: Value, pairs: Mapping[str, tuple[str, str]], knows: Callable[[str], bool]) -> Value:
    """A name with words that were read as one, and stand apart elsewhere, apart."""
    words = (value.best or "").replace("/s/", "/s/ ").split()
    out = [_parted(w, pairs.get(_bare(w))) if not knows(_bare(w)) else w for w in words]
    new = " ".join(out)
    return replace(value, readings=(Reading(new, 1.0, IMPLIED), *value.readings)) if out != words else value


def _parted(word: str, pair: tuple[str, str] | None) -> str:
    at = word.lower().find(pair[1], len(pair[0])) if pair and all(pair) else 0
    return f"{word[:at]} {word[at:]}" if at > 0 else word


TICKER = "/issuer/trading_symbol"


def tidy_names(draft: Draft, knows: Callable[[str], bool]) -> Draft:
    """The draft of mis-cut text without what cuts left in names, titles and the ticker."""
    top = dict(draft.top)
    name, symbol = top.get(ISSUER), top.get(TICKER)
    if name and name.best:
        text, told = tidy.part_ticker(tidy.tidy_issuer(name.best, knows), symbol.best if symbol else None)
        top[ISSUER] = _implied(name, text)
        if told and not (symbol and symbol.best):
            top[TICKER] = Value(name.words[-1:], (Reading(told, 1.0, IMPLIED),), name.probability)
    if symbol and symbol.best:
        plain = tidy.tidy_ticker(symbol.best)
        top[TICKER] = _implied(symbol, plain) if plain else replace(symbol, readings=())
    remarked = "/remarks" in top or bool(draft.footnotes)
    return replace(draft, top=top, owners=tuple(_tidy(owner, knows, remarked) for owner in draft.owners))


def _tidy(owner: Mapping[str, Value], knows: Callable[[str], bool], remarked: bool) -> Mapping[str, Value]:
    mends: dict[str, Callable[[str, Callable[[str], bool]], str]] = {
        "name": tidy.tidy_owner,
        "officer_title": partial(tidy.tidy_title, remarked=remarked),
        "street1": tidy.mend_seams,
        "street2": tidy.mend_seams,
    }
    return {f: _implied(v, mends[f](v.best, knows)) if f in mends and v.best else v for f, v in owner.items()}


def _implied(value: Value, text: str) -> Value:
    return value if text == value.best else replace(value, readings=(Reading(text, 1.0, IMPLIED), *value.readings))


def _words(values: Iterable[Value]) -> frozenset[str]:
    """The words of values in small letters."""
    return frozenset(w for v in values if v.best for w in map(_bare, v.best.split()) if w)


def _bare(word: str) -> str:
    return word.strip(".,:;()\"'/*").lower()


def _named(owner: Mapping[str, Value], known: frozenset[str], knows: Callable[[str], bool]) -> Mapping[str, Value]:
    name = owner.get("name")
    return owner if name is None else {**owner, "name": _spelled(name, known, known, knows)}


def _spelled(value: Value, known: frozenset[str], whole: frozenset[str], knows: Callable[[str], bool]) -> Value:
    """A name with each word that the filing does not know as the one word that it knows and that looks like it.

    A word may be but the beginning or the end of one of `whole`, where another of the name's words is known.
    """
    words = (value.best or "").split()
    anchored = any(_bare(w) in known for w in words if len(_bare(w)) >= SHORTEST)
    ends = whole - {_bare(w) for w in words} if anchored else frozenset()
    new = " ".join(_mended(_joined(words, known), known, ends, knows))
    if not new or new == value.best:
        return value
    return replace(value, readings=(Reading(new, 1.0, IMPLIED), *value.readings))


def _joined(words: list[str], known: frozenset[str]) -> list[str]:
    """Words with those as one that the filing writes as one."""
    out: list[str] = []
    for word in words:
        if out and not {_bare(out[-1]), _bare(word)} <= known and _bare(out[-1] + word) in known:
            out[-1] += word
        else:
            out.append(word)
    return out


def _mended(
    words: list[str], known: frozenset[str], ends: frozenset[str], knows: Callable[[str], bool]
) -> Iterator[str]:
    for word in words:
        bare = _bare(word)
        sound = bare in known or knows(bare)
        near = [] if sound else _near(bare, known) or _around(bare, ends)
        yield _like(word, bare, *near) if len(near) == 1 else word


def _near(bare: str, known: frozenset[str]) -> list[str]:
    """Words that differ by a letter, long ones by two."""
    if len(bare) < SHORTEST or not bare.isalpha():
        return []
    most = 1 + (len(bare) > 7)
    near = (w for w in known if abs(len(w) - len(bare)) <= most and w.isalpha())
    return [w for w in near if w[0] == bare[0] or w[-1] == bare[-1] if Levenshtein.distance(w, bare) <= most]


def _around(bare: str, ends: frozenset[str]) -> list[str]:
    """Words that begin or end with what is left of one."""
    if len(bare) < PART or not bare.isalpha():
        return []
    return [w for w in ends if len(w) >= SHORTEST and len(w) > len(bare) and (w.startswith(bare) or w.endswith(bare))]


def _like(word: str, bare: str, near: str) -> str:
    """A word in the case, and with the punctuation, of the one that it stands for."""
    letters = [c for c in word if c.isalpha()]
    upper = len(letters) > 1 and all(c.isupper() for c in letters)
    return word.lower().replace(bare, near.upper() if upper else near.capitalize())
