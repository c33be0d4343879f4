"""Annotated filings by the layout that they are set in, and what each layout is known by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from extraction.document import Source
from extraction.labelers.correction import Hashes, hash_all
from extraction.labelers.printed import Printed, resemblance, signs_in, signs_of, words_of
from extraction.layout.tokens import split_word
from training.labelled import Labelled

ALIKE = 0.5
"""Share of the signs of the poorer of two filings that both show, where they are of one layout."""
FEWEST, FEW_SIGNS = 3, 8
"""Filings, and signs, without which a layout cannot be told from the contents of its filings."""
USUAL = 0.03
"""Share of other pages from which what they print tells no layout."""
APART = 0.2
"""How far the least alike of a layout's own filings must stand from the most alike of other pages."""
_HEADING = ("/head", "/title")


@dataclass(frozen=True, slots=True)
class Others:
    """Pages of other layouts: the signs of each, and those that are usual."""

    pages: tuple[Hashes, ...]
    usual: frozenset[int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Filings of one layout: its signs, the share of them by which a page is of it, the words that it prints."""

    filings: tuple[Labelled, ...]
    signs: Hashes
    least: float
    words: frozenset[str]

    @property
    def source(self) -> Source:
        return self.filings[0].document.source

    @property
    def printed(self) -> Printed:
        """The layout's words as its hints need them."""
        return Printed(frozenset(map(int, hash_all(self.words))))


@dataclass(slots=True)
class _Group:
    source: Source
    members: list[tuple[Labelled, frozenset[str]]] = field(default_factory=list)

    def takes(self, filing: Labelled, signs: Set[str]) -> bool:
        """Whether a filing is like one of the group's."""
        return self.source is filing.document.source and any(_alike(signs, held) for _, held in self.members)


def know_others(pages: Iterable[Hashes]) -> Others:
    """What other layouts show."""
    held = tuple(pages)
    counts = Counter(int(sign) for page in held for sign in page)
    return Others(held, frozenset(sign for sign, n in counts.items() if n > USUAL * len(held)))


def find_layouts(filings: Sequence[Labelled], others: Others) -> tuple[list[Layout], list[Labelled]]:
    """The layouts that labelled filings are set in and other pages are not, and the filings of no such layout."""
    groups: list[_Group] = []
    for filing in filings:
        signs = _unusual(printed_signs(filing), others)
        mine = [g for g in groups if g.takes(filing, signs)]
        merged = _Group(filing.document.source, [*(m for g in mine for m in g.members), (filing, signs)])
        groups = [*(g for g in groups if g not in mine), merged]
    layouts = [know_layout([filing for filing, _ in group.members], others) for group in groups]
    rest = [f for group, layout in zip(groups, layouts, strict=True) if layout is None for f, _ in group.members]
    return [layout for layout in layouts if layout], rest


def _alike(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) >= max(ALIKE * min(len(one), len(other)), FEW_SIGNS)


def know_layout(filings: Sequence[Labelled], others: Others) -> Layout | None:
    """What filings of one layout are known by; None where it cannot be told from other pages."""
    if len(filings) < FEWEST:
        return None
    signs = [_unusual(printed_signs(filing), others) for filing in filings]
    pages = [signs_in(filing.document) for filing in filings]
    known = hash_all(_shared(signs))
    if len(known) < FEW_SIGNS:
        return None
    # Each held against what the others alone would have told.
    own = min(resemblance(page, hash_all(_shared(signs[:i] + signs[i + 1 :]))) for i, page in enumerate(pages))
    other = max((resemblance(page, known) for page in others.pages), default=0.0)
    if own - other < APART:
        return None
    return Layout(tuple(filings), known, (own + other) / 2, frozenset(_shared([printed_words(f) for f in filings])))


def _shared(sets: Sequence[Set[str]]) -> set[str]:
    """What at least half of the sets hold."""
    counts = Counter(name for held in sets for name in held)
    return {name for name, n in counts.items() if 2 * n >= len(sets)}


def _unusual(signs: Set[str], others: Others) -> frozenset[str]:
    return frozenset(s for s in signs if int(hash_all([s])[0]) not in others.usual)


def _cells(filing: Labelled) -> Iterator[list[str]]:
    """The words of each cell that bear no value."""
    for row in filing.rows:
        for cell in row.row.cells:
            tokens = (token for word in cell.words for token in split_word(word))
            yield [t.text for t in tokens if (filing.find(t) or "/head").startswith(_HEADING)]


def printed_words(filing: Labelled) -> frozenset[str]:
    """The words of a filing that bear no value: what its page prints."""
    return frozenset(word for texts in _cells(filing) for word in words_of(texts))


def printed_signs(filing: Labelled) -> frozenset[str]:
    """The signs among what a filing's page prints."""
    return frozenset(sign for texts in _cells(filing) for sign in signs_of(texts))
