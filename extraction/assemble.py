"""Labelled rows and tokens to a draft: rows, box, footnotes and signatures, each value with its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from extraction.document import DIGITAL, Layout, Source, Word
from extraction.draft import Draft, DraftRow, Value
from extraction.footnotes import FootnoteText
from extraction.labelers.cells import LabelledTableRow, LabelledToken
from extraction.labelers.rows import LabelledRow, bears_figures
from extraction.labelers.tokens import NamedToken
from extraction.labels import NONE
from extraction.layout.tokens import Token
from extraction.values import amount, code, date
from extraction.values.reading import Reading
from extraction.values.text import as_filed, read_symbol, readings
from extraction.values.words import Lexicon

Read = Callable[[Sequence[str]], tuple[Reading, ...]]

TRANSACTION_CODES = "PSVADFIMCEHOXGLWZJKU"
_TOP = {
    "ISSUER": "/issuer/name",
    "TICKER": "/issuer/trading_symbol",
    "PERIOD": "/period_of_report",
    "AMENDED": "/date_of_original_submission",
}
_WORDY = frozenset({"security_title", "underlying_security_title", "nature_of_ownership"})
_OWNER = {
    "STREET1": "street1",
    "STREET2": "street2",
    "CITY": "city",
    "STATE": "state",
    "ZIP": "zip",
    "OFFICER_TITLE": "officer_title",
    "DIRECTOR": "is_director",
    "OFFICER": "is_officer",
    "TEN_PERCENT": "is_ten_percent_owner",
    "OTHER": "is_other",
}


def read_text(lexicon: Lexicon, source: Source, rows: Iterable[LabelledRow]) -> Read:
    """A reader of names, titles and notes: as it stands in a digital source, else joined and mended.

    Words that the filing shows outside mis-cut tables are known in them; elsewhere, those that it shows twice.
    """
    if source in DIGITAL:
        return as_filed
    whole = [w.text for r in rows if r.block.layout is not Layout.CUT for w in r.row.words]
    joining, mending = lexicon.learn(whole), lexicon.learn(whole, least=2)

    def read(pieces: Sequence[str]) -> tuple[Reading, ...]:
        cut = source is Source.MESSY and len(pieces) > 1
        return readings(pieces, joining if cut else mending, cut)

    return read


def readers(text: Read) -> dict[str, Read]:
    """How the text of each field of Tables I and II is read."""
    amounts = (
        "shares", "shares_acquired", "shares_disposed", "price_per_share", "shares_owned_following",
        "underlying_shares", "conversion_or_exercise_price",
    )  # fmt: skip
    dates = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date")
    return {
        **dict.fromkeys(amounts, amount.readings),
        **dict.fromkeys(dates, date.readings),
        "transaction_code": lambda pieces: code.readings(pieces, TRANSACTION_CODES),
        "timeliness": lambda pieces: code.readings(pieces, "VLE"),
        "acquired_disposed": lambda pieces: code.readings(pieces, "AD"),
        "direct_or_indirect": lambda pieces: code.readings(pieces, "DI"),
        **dict.fromkeys(("security_title", "underlying_security_title", "nature_of_ownership"), text),
    }


def words_of(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The words that tokens come from, each once, cut to the tokens' own characters."""
    return tuple(Word(t.text, t.word.box, t.word.page, t.span, t.word.raised) for t in tokens)


def pieces_of(tokens: Sequence[Token], places: Sequence[object]) -> list[str]:
    """Texts of tokens, one for each place in turn: tokens of one word stand together, others apart."""
    pieces: list[str] = []
    last: tuple[object, Token] | None = None
    for token, place in zip(tokens, places, strict=True):
        if last is None or last[0] != place:
            pieces.append(token.text)
        elif last[1].word is token.word and last[1].start + len(last[1].text) == token.start:
            pieces[-1] += token.text
        else:
            pieces[-1] += " " + token.text
        last = (place, token)
    return pieces


def make_value(tokens: Sequence[Token], places: Sequence[object], probabilities: Sequence[float], read: Read) -> Value:
    """A value of tokens and the places (cells) that they stand in."""
    return Value(words_of(tokens), read(pieces_of(tokens, places)), min(probabilities, default=0.0))


def assemble_row(row: LabelledTableRow, read: dict[str, Read], known: Set[str], sure: float) -> DraftRow:
    """Values and marks of one table row; marks that no footnote answers to are left out."""
    held: dict[str, list[LabelledToken]] = {}
    marks: dict[str, list[str]] = {}
    strays = 0
    for named in row.tokens:
        mark = named.held.token.mark
        if named.label == NONE or (mark is not None and known and mark not in known):
            strays += any(c.isalnum() for c in named.held.token.text)
        elif mark is not None:
            ids = marks.setdefault(named.label, [])
            if mark not in ids:
                ids.append(mark)
        elif any(c.isalnum() or c in "$[" for c in named.held.token.text):
            held.setdefault(named.label, []).append(named)
    values = {
        name: make_value(
            [n.held.token for n in tokens], _slots(row, tokens), [n.probability for n in tokens], read[name]
        )
        for name, tokens in held.items()
    }
    pieces = max((len({n.held.slot for n in tokens}) for tokens in held.values()), default=0)
    found = {name: tuple(ids) for name, ids in marks.items()}
    return DraftRow(row.table.name, values, found, row.row.first, sure, strays, pieces)


def _slots(row: LabelledTableRow, tokens: Sequence[LabelledToken]) -> list[object]:
    """The cell of each token where cells may be cut; elsewhere a value is whole."""
    cut = row.table.layout is Layout.CUT
    return [n.held.slot if cut else 0 for n in tokens]


def join_rows(rows: Iterable[LabelledTableRow]) -> list[LabelledTableRow]:
    """Rows with those that only go on with the words of the row before (over a page break) put to it."""
    out: list[LabelledTableRow] = []
    for row in rows:
        labels = {n.label for n in row.tokens if n.held.token.mark is None} - {NONE}
        if labels and labels <= _WORDY and out and out[-1].table.name == row.table.name:
            out[-1] = replace(out[-1], tokens=out[-1].tokens + row.tokens)
        else:
            out.append(row)
    return out


def assemble_top(tokens: Sequence[NamedToken], text: Read, symbol: Read) -> dict[str, Value]:
    """Issuer and dates by pointer: the tokens of each, up to where the value begins again elsewhere."""
    out = {}
    special = {"PERIOD": date.readings, "AMENDED": date.readings, "TICKER": symbol}
    for label, pointer in _TOP.items():
        mine = _first_value([t for t in tokens if t.label == label])
        if mine:
            out[pointer] = _value(mine, special.get(label, text))
    return out


def _first_value(tokens: Sequence[NamedToken]) -> list[NamedToken]:
    out: list[NamedToken] = []
    for t in tokens:
        if out and t.begins and t.row != out[-1].row:
            break
        out.append(t)
    return out


def _value(tokens: Sequence[NamedToken], read: Read) -> Value:
    """A value of named tokens; tokens whose cells differ may be pieces of cut words."""
    return make_value([t.token for t in tokens], _places(tokens), [t.probability for t in tokens], read)


def _places(tokens: Sequence[NamedToken]) -> list[object]:
    """The cell of each token: words a single break apart in one mis-cut row stand in different cells."""
    return [(t.row, t.cell) if t.cut else 0 for t in tokens]


def assemble_owners(tokens: Sequence[NamedToken], text: Read) -> tuple[dict[str, Value], ...]:
    """Each reporting owner's values by field, in order."""
    groups: list[dict[str, list[NamedToken]]] = []
    for t in tokens:
        if t.label == "OWNER":
            name = groups[-1].get("name", []) if groups else []
            if not groups or (name and t.begins and (t.row != name[-1].row or "city" in groups[-1])):
                groups.append({})
            groups[-1].setdefault("name", []).append(t)
        elif t.label in _OWNER:
            if not groups:
                groups.append({})
            groups[-1].setdefault(_OWNER[t.label], []).append(t)
    return tuple({k: _value(v, text) for k, v in group.items()} for group in groups)


def assemble_signatures(tokens: Sequence[NamedToken], text: Read) -> tuple[dict[str, Value], ...]:
    """Signatures with their dates: a date belongs to the name that has none yet."""
    groups: list[dict[str, list[NamedToken]]] = []
    for t in tokens:
        if t.label == "SIGNER":
            if not groups or ("name" in groups[-1] and t.begins):
                groups.append({})
            groups[-1].setdefault("name", []).append(t)
        elif t.label == "SIGN_DATE":
            if not groups or ("date" in groups[-1] and t.begins):
                groups.append({})
            groups[-1].setdefault("date", []).append(t)
    return tuple({k: _value(v, date.readings if k == "date" else text) for k, v in g.items()} for g in groups)


def assemble(
    form_type: str,
    labelled: Sequence[LabelledRow],
    table_rows: Sequence[LabelledTableRow],
    tokens: Sequence[NamedToken],
    notes: Sequence[FootnoteText],
    remarks: Sequence[Word],
    lexicon: Lexicon,
    source: Source,
) -> Draft:
    """The draft of a Form 3, 4 or 5."""
    text = read_text(lexicon, source, labelled)
    read = readers(text)
    known = frozenset(n.id for n in notes)
    drafted = (assemble_row(r, read, known, labelled[r.row.first].probability) for r in join_rows(table_rows))
    rows = tuple(r for r in drafted if r.values or r.marks)
    footnotes = tuple((n.id, Value(n.words, text([" ".join(w.text for w in n.words)]), 1.0)) for n in notes)
    top = assemble_top(tokens, text, as_filed if source in DIGITAL else read_symbol)
    if remarks:
        top["/remarks"] = Value(tuple(remarks), text([" ".join(w.text for w in remarks)]), 1.0)
    return Draft(
        form_type, top, assemble_owners(tokens, text), rows, footnotes,
        assemble_signatures(tokens, text), _missed(labelled), min((r.probability for r in labelled), default=1.0),
    )  # fmt: skip


def _missed(rows: Iterable[LabelledRow]) -> int:
    """Rows with figures that were taken for printed words or headings."""
    return sum(r.label in ("printed", "head") and bears_figures(r.row) for r in rows)
