"""The box of a typewritten form by its own captions: owners, issuer, dates and relationship as named tokens."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Layout, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.labelers.typed.address import name_owner
from extraction.labelers.typed.items import Item, find_items, said
from extraction.labelers.typed.relation import name_relation
from extraction.labelers.typed.signatures import name_signatures
from extraction.labels import MARKS
from extraction.layout.tokens import Token
from extraction.layout.typed import Line, Typed, typed_lines
from extraction.values.date import in_text

SURE = 0.99
"""How sure what a caption names is."""
_APART = 1_000_000
"""Lines of cells that no document counts."""
_TABLE = re.compile(r"\W*(?:FORM \d.{0,30})?TABLE\s+(?:I|1|ONE)\b(?! *of)|\W*non-?derivative securities", re.I)
_TABLES = frozenset({"title1", "title2", "nd", "dv"})
_LIKELY = 0.9
"""How sure a row must be of a table to end the box."""
_END = re.compile(r"explanation of responses|/s/", re.I)
_OWNERS = MARKS | {"OWNER", "STREET1", "STREET2", "CITY", "STATE", "ZIP", "OFFICER_TITLE", "OTHER_TEXT"}
_BESIDE = frozenset({"issuer", "symbol", "relation", "period"})
"""Items of which a typed box answers one at least beside its owner's name."""
_TOP = {"issuer": {"ISSUER", "TICKER"}, "period": {"PERIOD"}, "amended": {"AMENDED"}}
_BRACKETED = re.compile(r"""[(\["“]+\s*(?:[A-Za-z/ .]+: ?)?["“]?(?P<symbol>[A-Z][A-Z0-9.-]{0,6})["”]?\s*[)\]"”]+\.?$""")
_BEHIND = re.compile(r"(?:\s[-/–]+\s|[,;]\s|\s)(?:[A-Za-z]+: ?)?(?P<symbol>[A-Z]{1,5}(?:\.[A-Z])?)$")
_SYMBOL = re.compile(r"(?:[A-Za-z/ ]+: ?)?(?P<symbol>[A-Z]{1,5}(?:[.-][A-Z])?)$")
_ENDINGS = "INC INCORPORATED CORP CORPORATION CO COMPANY LTD LLC LP PLC NV SA AG USA II III IV TRUST BANK GROUP FUND"
_SUFFIXES = frozenset(_ENDINGS.split())
"""What names of issuers end with in capitals."""


_BETWEEN = " ,;("
"""What stands between a name and its symbol."""
Named = tuple[str, Typed]
"""A label and the words that bear it."""


@dataclass(frozen=True)
class Places:
    """The words of a document by their places in its text."""

    starts: Sequence[int]
    words: Sequence[Word]

    def tokens(self, named: Typed) -> Iterator[Token]:
        """The tokens of words."""
        for text, at in named.words:
            word = self.words[max(bisect_right(self.starts, at) - 1, 0)]
            if word.span and word.span[0] <= at < word.span[1]:
                yield Token(text, word, at - word.span[0])
            else:
                yield Token(text, Word(text, word.box, word.page, (at, at + len(text))))


def places_of(rows: Sequence[LabelledRow]) -> Places:
    """Where the words of rows stand."""
    held = sorted(((w.span[0], w) for r in rows for w in r.row.words if w.span), key=lambda place: place[0])
    return Places([at for at, _ in held], [word for _, word in held])


def name_typed(rows: Sequence[LabelledRow], text: str, named: Sequence[NamedToken]) -> tuple[NamedToken, ...]:
    """Named tokens with those that the form's own captions tell in place of the model's."""
    places = places_of(rows)
    if not places.starts:
        return tuple(named)
    lines = list(typed_lines(text, places.starts[0] - _column(text, places.starts[0]), len(text)))
    box, rest = _parts(lines, _table_at(rows))
    items, further = find_items(box), _joint(find_items(_from_name(rest)))
    answered = {item.kind for item in items if said(item).words}
    if "name" not in answered or answered.isdisjoint(_BESIDE):
        return tuple(named)
    found = [*_owner(items), *_company(items), *(pair for more in further for pair in more)]
    signed = name_signatures(_below_tables(rest, rows), not any(t.label == "SIGNER" for t in named))
    dropped = _OWNERS | {label for item in items for label in _TOP.get(item.kind, ())}
    dropped |= {"SIGNER", "SIGN_DATE"} if signed else set()
    kept = [t for t in named if t.label not in dropped]
    told = [*_tokens(found, places), *_signed(signed, places)]
    return (*told, *kept)


def _column(text: str, at: int) -> int:
    """How far into its line a place is."""
    return at - text.rfind("\n", 0, at) - 1


def _table_at(rows: Sequence[LabelledRow]) -> int:
    """Where in the text the first table begins, its headings included."""
    first = next((i for i, r in enumerate(rows) if r.label in _TABLES and r.probability > _LIKELY), len(rows))
    while first and rows[first - 1].label == "head":
        first -= 1
    return min((w.span[0] for r in rows[first : first + 1] for w in r.row.words if w.span), default=sys.maxsize)


def _parts(lines: Sequence[Line], table: int = sys.maxsize) -> tuple[list[Line], list[Line]]:
    """The box, down to the first table, and what comes behind it."""
    begun = next((i for i, line in enumerate(lines) if find_items([line])), len(lines))
    end = next((i for i, line in enumerate(lines) if i > begun and _ends(line, table)), len(lines))
    return list(lines[:end]), list(lines[end:])


def _ends(line: Line, table: int) -> bool:
    """Whether the box ends above a line."""
    return any(run.at >= table or _TABLE.match(run.text) or _END.search(run.text) for run in line.runs)


def _below_tables(lines: Sequence[Line], rows: Sequence[LabelledRow]) -> list[Line]:
    """Lines behind the last row of a table."""
    end = max((w.span[1] for r in rows if r.label[:2] in ("nd", "dv") for w in r.row.words if w.span), default=0)
    return [line for line in lines if line.runs and line.runs[0].at >= end]


def _from_name(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines from the first on that tells a name."""
    first = next((i for i, line in enumerate(lines) if any(i.kind == "name" for i in find_items([line]))), len(lines))
    return lines[first:]


def _joint(items: Sequence[Item]) -> Iterator[list[Named]]:
    """What further pages say of owners who file along: a name with an address."""
    for k, item in enumerate(items):
        if item.kind == "name":
            until = next((n for n in range(k + 1, len(items)) if items[n].kind == "name"), len(items))
            named = list(_owner(items[k:until]))
            if any(label == "ZIP" for label, _ in named):
                yield named


def _owner(items: Sequence[Item]) -> Iterator[Named]:
    for item in items:
        if item.kind in ("name", "address"):
            yield from name_owner(item.values)
        elif item.kind == "relation":
            yield from name_relation(item.values)


def _company(items: Sequence[Item]) -> Iterator[Named]:
    """The issuer with its symbol, and the dates."""
    symbol = next((said(item) for item in items if item.kind == "symbol" and said(item).words), None)
    for item in items:
        if item.kind == "issuer":
            yield from _issuer(item, symbol is not None)
        elif item.kind in ("period", "amended") and (date := in_text(said(item).text)):
            yield item.kind.upper(), said(item).cut(*date)
    if symbol:
        yield "TICKER", symbol


def _issuer(item: Item, symbol_told: bool) -> Iterator[Named]:
    whole = said(item)
    runs = [run.text for line in item.values for run in line]
    last = runs[-1] if len(runs) > 1 else ""
    found = None if symbol_told else _BRACKETED.search(whole.text) or _set_apart(whole.text, last)
    end = found.start() if found else len(whole.text)
    end = len(whole.text[:end].rstrip(_BETWEEN)) if found else end
    if end:
        yield "ISSUER", whole.cut(0, end)
    if found:
        yield "TICKER", whole.cut(*found.span("symbol"))


def _set_apart(text: str, last: str) -> re.Match[str] | None:
    """A symbol that is the last run of several, stands behind a dash, a comma or what names end with, or in capitals
    behind a name that is not."""
    found = _BEHIND.search(text)
    if found is None or found["symbol"] in _SUFFIXES:
        return None
    name = text[: found.start()].rstrip(" .,")
    parted = found.group()[0] in ",;" or found.group().strip()[0] in "-/–"
    ended = name.rpartition(" ")[2].upper().replace(".", "") in _SUFFIXES
    return found if _SYMBOL.fullmatch(last) or parted or ended or not name.isupper() else None


def _tokens(found: Sequence[Named], places: Places) -> Iterator[NamedToken]:
    """Named tokens of words; each run of a label is as if in a row of its own."""
    for cell, (label, held) in enumerate(found):
        for k, token in enumerate(places.tokens(held)):
            yield NamedToken(token, label, not k, SURE, cell, _APART + cell, Layout.ALIGNED)


def _signed(signed: Sequence[tuple[Typed, Typed]], places: Places) -> Iterator[NamedToken]:
    """Signers and dates, each pair as if in a row of its own."""
    for n, pair in enumerate(signed):
        for label, held in zip(("SIGNER", "SIGN_DATE"), pair, strict=True):
            for k, token in enumerate(places.tokens(held)):
                yield NamedToken(token, label, not k, SURE, n, n, Layout.GRID)
