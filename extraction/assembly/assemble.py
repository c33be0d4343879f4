"""Labelled rows and tokens to a draft: rows, box, footnotes and signatures, each value with its readings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import groupby

from rapidfuzz.fuzz import partial_ratio, ratio

from extraction.assembly.beside import count_orphans, stands_apart, sureness
from extraction.assembly.box import Group, group_owners, group_top
from extraction.assembly.captions import bears_out, in_columns
from extraction.assembly.footnotes import FootnoteText
from extraction.assembly.join_rows import join_parts, join_rows
from extraction.assembly.rubbish import without_rubbish, without_tails
from extraction.assembly.see_remarks import point_to_remarks
from extraction.assembly.signed import group_signatures
from extraction.assembly.signers import part_signatures, unsigned
from extraction.assembly.streets import part_streets, widest_line
from extraction.document import DIGITAL, Layout, Source, Word
from extraction.draft import Draft, DraftRow, Value
from extraction.forms.columns import agrees
from extraction.labelers.cells import WHOLE, LabelledTableRow, LabelledToken
from extraction.labelers.labelled_row import LabelledRow, bears_figures
from extraction.labelers.named import NamedToken
from extraction.labelers.ocr.follow_box import follow_box
from extraction.labelers.tokens import lines_of
from extraction.labelers.vocabulary import Vocabulary
from extraction.labels import NONE, WORDY
from extraction.layout.tokens import Token
from extraction.values import amount, code, date, state, zip_code
from extraction.values.reading import Reading, rank
from extraction.values.text import as_filed, in_care, read_symbol, readings

Read = Callable[[Sequence[str]], tuple[Reading, ...]]

SHARES = ("shares", "shares_acquired", "shares_disposed", "shares_owned_following", "underlying_shares")
PRICES = ("price_per_share", "conversion_or_exercise_price")
_MONTHLY = ("/period_of_report", "/date_of_original_submission")
_DATED = (*_MONTHLY, "date")
LONG, TWICE = 12, 80
"""Characters of a row, and likeness in percent, from which it repeats the one above."""
_SENTENCES = re.compile(r"[^a-z)\],.;].*[.!?;:)\"”]", re.S)
_NUMBER = re.compile(r"\$?[\d,]*\.?\d+")


def read_text(vocabulary: Vocabulary, source: Source) -> tuple[Read, Read]:
    """Readers of titles and notes, and of names and addresses (whose lines are told apart): as it stands in a digital
    source, else joined and mended."""
    if source in DIGITAL:
        return as_filed, as_filed

    def read(pieces: Sequence[str], one_line: bool = False) -> tuple[Reading, ...]:
        cut = source is Source.MESSY and len(pieces) > 1
        return readings(pieces, vocabulary.joining if cut else vocabulary.mending, cut, one_line)

    return read, partial(read, one_line=True)


def readers(text: Read) -> dict[str, Read]:
    """How the text of each field of Tables I and II is read."""
    amounts = (*SHARES, *PRICES)
    dates = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date")
    return {
        **dict.fromkeys(amounts, lambda pieces: amount.readings(amount.from_dollar(pieces))),
        **dict.fromkeys(dates, date.read_pieces),
        **{name: partial(code.readings, alphabet=letters) for name, letters in code.ALPHABETS.items()},
        **dict.fromkeys(WORDY, text),
    }


def words_of(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The words that tokens come from, each once, cut to the tokens' own characters."""
    return tuple(
        t.word if t.text == t.word.text else Word(t.text, t.word.box, t.word.page, t.span, t.word.raised)
        for t in tokens
    )


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


def _with_others(value: Value, name: str, tokens: Sequence[Token], places: Sequence[object], read: Read) -> Value:
    """A value with the readings that other readings of its words give; titles are mended as words."""
    if name in WORDY or not any(t.word.others for t in tokens):
        return value
    found = rank((*value.readings, *_other_readings(tokens, places, read)))
    if name in SHARES or name in PRICES:
        found = amount.in_thousands(found) if name in SHARES else amount.in_thousandths(found)
    return replace(value, readings=found)


def _other_readings(tokens: Sequence[Token], places: Sequence[object], read: Read) -> Iterator[Reading]:
    """The readings of tokens with one of their words as what else it may be."""
    for i, token in enumerate(tokens):
        for text, cost in token.word.others if token.text == token.word.text else ():
            held = [*tokens[:i], replace(token, text=text), *tokens[i + 1 :]]
            yield from (replace(r, cost=r.cost + cost, how=r.how or "lookalike") for r in read(pieces_of(held, places)))


def assemble_row(
    row: LabelledTableRow, read: dict[str, Read], known: Set[str], sure: float, whole: bool = False
) -> DraftRow:
    """Values and marks of one table row; marks that no footnote answers to are left out.

    `whole`: nothing in the row's cells is cut or misread, so that a figure stands in one of them.
    """
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
        elif any(c.isalpha() or c in "0123456789$[" for c in named.held.token.text):
            held.setdefault(named.label, []).append(named)
    if whole:
        held = _in_cells(held)
    elif row.table.layout is Layout.GRID:
        held = {name: tokens if name in WORDY else in_likeliest_cell(tokens) for name, tokens in held.items()}
    values = {name: _row_value(name, row, tokens, read[name]) for name, tokens in held.items()}
    pieces = max((len({n.held.slot for n in tokens}) for tokens in held.values()), default=0)
    found = {name: tuple(ids) for name, ids in marks.items()}
    return DraftRow(
        row.table.name,
        values,
        found,
        row.row.first,
        sure,
        strays,
        pieces=pieces,
        layout=row.table.layout,
        by_form=agrees(row),
    )


def _row_value(name: str, row: LabelledTableRow, tokens: Sequence[LabelledToken], read: Read) -> Value:
    """The value of a field of a row."""
    held, places = [n.held.token for n in tokens], _slots(row, tokens)
    value = make_value(held, places, [n.probability for n in tokens], read)
    return _with_others(value, name, held, places, read)


def _in_cells(held: Mapping[str, list[LabelledToken]]) -> dict[str, list[LabelledToken]]:
    """What is no title, each in one cell, and an amount in one token."""
    return {
        name: _without_signs(tokens) if name in WORDY else in_one_cell(tokens, name) for name, tokens in held.items()
    }


def _without_signs(tokens: Sequence[LabelledToken]) -> list[LabelledToken]:
    """The tokens of words without dollar signs that no figure follows: a price's, in lines that columns share."""
    texts = [n.held.token.text for n in tokens]
    return [
        n for n, text, after in zip(tokens, texts, [*texts[1:], ""], strict=True) if text != "$" or after[:1].isdigit()
    ]


def in_one_cell(tokens: Sequence[LabelledToken], name: str) -> list[LabelledToken]:
    """Of tokens that stand in several whole cells those of the likeliest one; of several numbers on
    one line the likeliest."""
    kept = in_likeliest_cell(tokens)
    lines = {n.held.token.word.box[1] for n in kept}
    if name.endswith("_date") or len(lines) > 1 or not all(_NUMBER.fullmatch(n.held.token.text) for n in kept):
        return kept
    return [max(kept, key=lambda n: n.probability)]


def in_likeliest_cell(tokens: Sequence[LabelledToken]) -> list[LabelledToken]:
    """Of tokens that stand in several cells those of the likeliest one."""
    best = max(tokens, key=lambda n: n.probability).held.slot
    return [n for n in tokens if n.held.slot == best]


def _slots(row: LabelledTableRow, tokens: Sequence[LabelledToken]) -> list[object]:
    """The cell of each token where cells may be cut; elsewhere a value is whole."""
    cut = row.table.layout is Layout.CUT
    return [n.held.slot if cut else 0 for n in tokens]


def assemble_group(group: Group, special: Mapping[str, Read], text: Read) -> dict[str, Value]:
    """Values of grouped tokens: fields with a reader of their own, and text."""
    return {name: _value(tokens, special.get(name, text)) for name, tokens in group.items()}


def _value(tokens: Sequence[NamedToken], read: Read) -> Value:
    """A value of named tokens; in a mis-cut row tokens of different cells may be pieces of one word, and a row that
    repeats another says nothing."""
    tokens = _once(tokens)
    places = [(t.row, t.cell) if t.layout == Layout.CUT else 0 for t in tokens]
    lines = [list(line) for _, line in groupby(zip(tokens, places, strict=True), lambda t: (t[0].row, t[0].line))]
    if len(lines) < 2 or not all(t.line for t in tokens):
        return make_value([t.token for t in tokens], places, [t.probability for t in tokens], read)
    parts = [_value([t for t, _ in line], read) for line in lines]
    words = tuple(w for part in parts for w in part.words)
    return Value(words, _on_end(parts), min(part.probability for part in parts))


def _once(tokens: Sequence[NamedToken]) -> Sequence[NamedToken]:
    """Tokens of mis-cut rows without those of a row that shows nearly what the row above shows: lines are repeated."""
    rows = [list(held) for _, held in groupby(tokens, lambda t: t.row)]
    if len(rows) < 2 or not all(t.layout == Layout.CUT for t in tokens):
        return tokens
    texts = ["".join(t.token.text for t in held) for held in rows]
    again = {i for i in range(1, len(rows)) if len(texts[i]) >= LONG and ratio(texts[i - 1], texts[i]) >= TWICE}
    return [t for i, held in enumerate(rows) if i not in again for t in held]


def _note(words: Sequence[Word], text: Read, line: Read, layout: Layout, knows: Callable[[str], bool]) -> Value:
    """The value of a footnote; one of mis-cut rows is put together line by line, and not readable where this makes no
    words."""
    if layout is not Layout.CUT:
        return Value(tuple(words), text([" ".join(w.text for w in words)]), 1.0)
    parts = []
    for _, held in groupby(words, lambda w: w.box[1]):
        shown = tuple(held)
        pieces = [" ".join(w.text for w in piece) for _, piece in groupby(shown, lambda w: w.box[0])]
        parts.append(Value(shown, line(pieces), 1.0))
    found = _on_end(parts) if all(part.readings for part in parts) else ()
    return Value(tuple(words), found if found and is_readable(str(found[0].value), knows) else (), 1.0)


def is_readable(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether a text begins and ends as sentences do and its words, but for names, are words."""
    words = [word.strip(",.;:()\"'") for word in text.split()]
    strange = (w for w in words if w.isalpha() and not (w.istitle() or w.isupper() or knows(w)))
    return _SENTENCES.fullmatch(text) is not None and not any(strange)


def _on_end(parts: Sequence[Value]) -> tuple[Reading, ...]:
    """The readings of lines one under the other: the likeliest of each, and each other reading of one of them."""
    first = [part.readings[0] for part in parts if part.readings]
    ways = [first, *((*first[:i], r, *first[i + 1 :]) for i, p in enumerate(parts) for r in p.readings[1:])]
    texts = (Reading(" ".join(str(r.value) for r in way), sum(r.cost for r in way), way[0].how) for way in ways if way)
    return rank(texts)


def assemble(
    form_type: str,
    labelled: Sequence[LabelledRow],
    table_rows: Sequence[LabelledTableRow],
    tokens: Sequence[NamedToken],
    notes: Sequence[FootnoteText],
    remarks: Sequence[Word],
    vocabulary: Vocabulary,
    source: Source,
) -> Draft:
    """The draft of a Form 3, 4 or 5."""
    text, line = read_text(vocabulary, source)
    read = readers(text)
    cut_up = any(r.block.layout is Layout.CUT for r in labelled if r.label == "foot")
    known = frozenset() if cut_up else _known(notes, source)
    drafted = (
        assemble_row(r, read, known, sureness(r.row.first, labelled), source in DIGITAL and r.table.layout in WHOLE)
        for r in join_rows(join_parts(table_rows))
    )
    rows = tuple(
        replace(r, orphans=count_orphans(r.row, labelled), apart=stands_apart(r.row, labelled))
        for r in drafted
        if r.values or r.marks
    )
    footnotes = tuple(
        (n.id, _note(n.words, text, line, labelled[n.row].block.layout, vocabulary.lexicon.knows)) for n in notes
    )
    if source not in DIGITAL:
        knows = vocabulary.lexicon.knows
        ordered = without_tails(follow_box(tokens, labelled, knows), knows) if source is Source.OCR else tokens
        tokens = without_rubbish(ordered, knows)
    special: dict[str, Read] = dict.fromkeys(_DATED, date.readings)
    if source in DIGITAL:
        special |= dict.fromkeys(_MONTHLY, date.of_month)
    special["/issuer/trading_symbol"] = as_filed if source in DIGITAL else read_symbol
    if source not in DIGITAL:
        special["zip"] = lambda pieces: zip_code.readings(pieces) or line(pieces)
        special["street1"] = lambda pieces: in_care(line(pieces))
        special["state"] = lambda pieces: state.readings(pieces) or line(pieces)
    top = assemble_group(group_top(tokens), special, line)
    parted = part_signatures(labelled, tokens) if source is Source.MESSY else None
    signatures = group_signatures(tokens) if parted is None else parted
    remarks = unsigned(remarks, parted or ())
    if remarks:
        top["/remarks"] = Value(tuple(remarks), text([" ".join(w.text for w in remarks)]), 1.0)
    groups = group_owners(tokens, relisted(labelled))
    if source is Source.MESSY:
        groups = [part_streets(group, widest_line(groups)) for group in groups]
    owners: Sequence[Mapping[str, Value]] = [assemble_group(group, special, line) for group in groups]
    owners = point_to_remarks(owners, labelled) if source is Source.MESSY and remarks else owners
    return Draft(
        form_type,
        top,
        tuple(owners),
        rows,
        footnotes,
        tuple(assemble_group(group, special, text) for group in signatures),
        _missed(labelled),
        min((r.probability for r in labelled), default=1.0),
        source in DIGITAL and bears_out(_captioned(labelled), top, owners),
    )


def _known(notes: Sequence[FootnoteText], source: Source) -> frozenset[str]:
    """The numbers of the footnotes; in a scan also those up to the highest: a number may not have been read."""
    last = max((int(n.id) for n in notes), default=0) if source is Source.OCR else 0
    return frozenset(n.id for n in notes) | frozenset(map(str, range(1, last + 1)))


def _captioned(rows: Iterable[LabelledRow]) -> list[tuple[Word, ...]]:
    """The lines that may hold the form's captions, in reading order: cell by cell, aligned text column by column."""
    shown = [r for r in rows if r.label in ("box", "printed", "sign", "title1")]
    lines: list[tuple[Word, ...]] = []
    for aligned, run in groupby(shown, lambda r: r.block.layout is Layout.ALIGNED):
        held = [r.row for r in run]
        lines += (
            in_columns(held) if aligned else [line for row in held for c in row.cells for line in lines_of(c.words)]
        )
    return lines


def relisted(rows: Sequence[LabelledRow]) -> int:
    """The row at which a page lists its owners once more, or the number of rows."""
    for i, r in enumerate(rows):
        shown = "".join(filter(str.isalpha, r.row.text.lower()))
        cut = r.block.layout is Layout.CUT
        if (shown.startswith("repor") and partial_ratio(RELISTED, shown) > ALIKE) or (cut and _is_mixed(shown)):
            return i
    return len(rows)


def _is_mixed(shown: str) -> bool:
    """Whether letters are those of the list's heading, whose lines a cut mixed."""
    near = [head for head in MIXED if abs(len(shown) - head.total()) * STRAYS < head.total()]
    held = Counter(shown) if near else Counter()
    return any(((held - head) + (head - held)).total() * STRAYS < head.total() for head in near)


RELISTED = "nameaddress"
"""The end, in letters, of the heading (`Reporting Owner Name / Address`) of the specification's list of owners."""
ALIKE = 90
MIXED = tuple(Counter(above + "reportingownernameaddressrelationships") for above in ("reportingowners", ""))
"""The letters of that heading, with its title above and without."""
STRAYS = 4
"""Letters of a heading for one that a cut lost or doubled."""


def _missed(rows: Iterable[LabelledRow]) -> int:
    """Rows with figures that were taken for printed words or headings."""
    return sum(r.label in ("printed", "head") and bears_figures(r.row) for r in rows)
