"""What the row, cell and token models say of annotated filings, label by label beside what the annotations say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from extraction.labelers.cells import label_table
from extraction.labelers.features import tokens_of
from extraction.labelers.models import Models
from extraction.labelers.rows import label_rows
from extraction.labelers.sections import find_tables
from extraction.labelers.taught import Taught, find_taught
from extraction.labelers.tokens import label_tokens, pieces_of
from extraction.labelers.vocabulary import Vocabulary
from extraction.labels import NONE
from extraction.layout.tokens import Token
from training.figures import Counts
from training.labelled import Labelled, label_cells, label_pieces

Pairs: TypeAlias = dict[str, Counter[tuple[str, str]]]
"""For each model how often a label should be given and another is: (gold, got)."""
LabelCounts: TypeAlias = dict[str, Counts]


def label_pairs(filing: Labelled, models: Models) -> Pairs:
    """One filing: each model is given what it should have been given, so that errors do not add up."""
    taught = find_taught(filing.document, models.taught)
    return {
        "rows": Counter(_rows(filing, models, taught)),
        "cells": Counter(_cells(filing, models, taught)),
        "tokens": Counter(_tokens(filing, models, taught)),
    }


def _rows(filing: Labelled, models: Models, taught: Taught | None) -> Iterator[tuple[str, str]]:
    named = label_rows(filing.document, models.rows, taught)
    return ((gold.label, got.label) for gold, got in zip(filing.rows, named, strict=True))


def _cells(filing: Labelled, models: Models, taught: Taught | None) -> Iterator[tuple[str, str]]:
    form3 = str(filing.filing.gold.get("form_type", "")).startswith("3")
    for table in find_tables(filing.rows):
        for named in label_table(table, models.cells, form3, taught):
            gold = label_cells(named.row, tokens_of(named.row), filing)
            yield from zip(gold, (token.label for token in named.tokens), strict=True)


def _tokens(filing: Labelled, models: Models, taught: Taught | None) -> Iterator[tuple[str, str]]:
    pieces = pieces_of(filing.rows, models.tokens.captions)
    vocabulary = Vocabulary(models.lexicon, filing.rows)
    found = label_tokens(filing.rows, models.tokens, vocabulary, taught)
    named = {_place(token.token): token.label for token in found}
    for piece, tag in zip(pieces, label_pieces(pieces, filing), strict=True):
        if piece.token is not None:
            yield (tag if tag == NONE else tag[2:]), named.get(_place(piece.token), NONE)


def _place(token: Token) -> tuple[int, int]:
    """A word of the document, and where in it the token begins."""
    return id(token.word), token.start


def count_labels(pairs: Counter[tuple[str, str]]) -> LabelCounts:
    """Counts of each label; `-`, which says that there is none, is not counted."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for (gold, got), n in pairs.items():
        if gold == got:
            counts[gold] += Counts(right=n)
        else:
            counts[gold] += Counts(missed=n)
            counts[got] += Counts(wrong=n)
    counts.pop(NONE, None)
    return dict(counts)


def add_up(many: Iterable[Pairs]) -> Pairs:
    """The pairs of many filings together."""
    whole: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for pairs in many:
        for model, counted in pairs.items():
            whole[model] += counted
    return dict(whole)
