"""Annotations to labels: what the row, cell and token models should say of a filing as its reader lays it out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from extraction.document import Block, Document, Row
from extraction.labelers.features import CellToken
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import Piece
from extraction.labels import NONE
from extraction.layout.logical import LogicalRow
from extraction.layout.tokens import Token
from extraction.readers import read
from extraction.record import Record
from training.annotated import AnnotatedFiling, Annotation

Finder = Callable[[Token], str | None]
"""The pointer of the value that a token is a piece of."""

_TABLES = {"non_derivative": "nd", "derivative": "dv"}
_TOKENS = {
    "name": "OWNER", "street1": "STREET1", "street2": "STREET2", "city": "CITY", "state": "STATE", "zip": "ZIP",
    "is_director": "DIRECTOR", "is_officer": "OFFICER", "is_ten_percent_owner": "TEN_PERCENT", "is_other": "OTHER",
    "officer_title": "OFFICER_TITLE", "other_text": "OTHER_TEXT",
}  # fmt: skip
_TOP = {
    "/issuer/name": "ISSUER", "/issuer/trading_symbol": "TICKER", "/period_of_report": "PERIOD",
    "/date_of_original_submission": "AMENDED",
}  # fmt: skip
MARKUP = 16
"""Characters of markup around a token; one whose span is longer than that was put together from two lines."""
SHARED = 0.2
"""The part of a token that must lie in a value's box."""
BOX_REACH = 4
"""Printed rows between two rows of the box that belong to it too."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with the label of each row and a way to ask for a token's pointer."""

    filing: AnnotatedFiling
    document: Document
    rows: tuple[LabelledRow, ...]
    find: Finder


def _by_span(annotations: Sequence[Annotation]) -> Finder:
    spans = sorted((a.span, a.pointer) for a in annotations if a.span)
    starts = [s[0] for s, _ in spans]

    def find(token: Token) -> str | None:
        at = token.span
        if at is None:
            return None
        best, pointer = 0, None
        i = bisect_right(starts, at[0]) - 1
        for (start, end), name in spans[max(i - 1, 0) : i + 4]:
            if len(token.text) + MARKUP < at[1] - at[0] and start <= at[0] < end:
                return name
            shared = min(end, at[1]) - max(start, at[0])
            if shared > best:
                best, pointer = shared, name
        return pointer

    return find


def _by_box(annotations: Sequence[Annotation]) -> Finder:
    pages: dict[int, list[Annotation]] = {}
    for a in annotations:
        if a.box:
            pages.setdefault(a.page, []).append(a)

    def find(token: Token) -> str | None:
        word = token.word
        x0, top, x1, bottom = word.box
        part = (x1 - x0) / max(len(word.text), 1)
        left, right, y = x0 + part * token.start, x0 + part * (token.start + len(token.text)), (top + bottom) / 2
        best, pointer = SHARED * (right - left), None
        for a in pages.get(word.page, ()):
            assert a.box is not None
            shared = min(right, a.box[2]) - max(left, a.box[0])
            if shared > best and a.box[1] - 0.5 <= y <= a.box[3] + 0.5:
                best, pointer = shared, a.pointer
        return pointer

    return find


def finder(filing: AnnotatedFiling) -> Finder:
    """How to find a token's pointer in this filing: by span in a text, by box in a PDF."""
    if any(a.span for a in filing.annotations):
        return _by_span(filing.annotations)
    return _by_box(filing.annotations)


def pointer_of_row(row: Row, find: Finder) -> str | None:
    """The pointer that most of a row's words bear, weighing letters; None where most bear none."""
    votes: Counter[str | None] = Counter()
    for word in row.words:
        votes[_group(find(Token(word.text, word)))] += len(word.text)
    named = [(n, p) for p, n in votes.items() if p]
    return max(named, key=lambda v: v[0])[1] if named else None


def _group(pointer: str | None) -> str | None:
    """A pointer cut to what tells the row: its table and number, or the part of the form."""
    if pointer is None:
        return None
    parts = pointer.split("/")
    return "/".join(parts[:3]) if parts[1] in _TABLES else "/" + parts[1]


def label_rows(document: Document, find: Finder) -> tuple[LabelledRow, ...]:
    """Every row with the label that its annotations give it."""
    labels: list[str] = []
    last = ""
    rows: list[tuple[Block, Row]] = list(document.rows())
    for _, row in rows:
        group = pointer_of_row(row, find)
        labels.append(_row_label(group, last))
        if group and group.split("/")[1] in _TABLES:
            last = group
    _fill(labels, "box", BOX_REACH, ("printed",))
    _fill(labels, "sign", 1, ("printed",))
    return tuple(LabelledRow(b, r, label, 1.0) for (b, r), label in zip(rows, labels, strict=True))


def _row_label(group: str | None, last: str) -> str:
    if group is None:
        return "printed"
    name = group.split("/")[1]
    if name in _TABLES:
        return _TABLES[name] + ("+" if group == last else "")
    fixed = {
        "title1": "title1", "title2": "title2", "head1": "head", "head2": "head", "footnotes": "foot",
        "remarks": "remark", "signatures": "sign",
    }  # fmt: skip
    return fixed.get(name, "box")


def _fill(labels: list[str], label: str, reach: int, over: Sequence[str]) -> None:
    """Give the label to short runs of other rows between two rows that bear it, and to the row before the first."""
    known = [i for i, name in enumerate(labels) if name == label]
    for i, j in pairwise(known):
        if j - i <= reach + 1 and all(labels[k] in over for k in range(i + 1, j)):
            labels[i + 1 : j] = [label] * (j - i - 1)
    if label == "box":
        for i in known:
            if i and labels[i - 1] == "printed":
                labels[i - 1] = label


def label_filing(filing: AnnotatedFiling) -> Labelled | None:
    """A filing laid out by its reader and labelled; None where the reader gives no document."""
    document = read(filing.content, filing.name)
    if isinstance(document, Record):
        return None
    find = finder(filing)
    return Labelled(filing, document, label_rows(document, find), find)


def label_cells(row: LogicalRow, tokens: Sequence[CellToken], labelled: Labelled) -> list[str]:
    """The field of each token of a logical row."""
    lettered = {a.pointer for a in labelled.filing.annotations if a.pointer.endswith("/acquired_disposed")}
    return [_cell_label(labelled.find(t.token), labelled.filing.gold, lettered) for t in tokens]


def _cell_label(pointer: str | None, gold: dict[str, object], lettered: Set[str]) -> str:
    if pointer is None:
        return NONE
    parts = pointer.split("/")
    if parts[1] not in _TABLES:
        return NONE
    name = parts[4] if len(parts) > 4 and parts[3] == "footnotes" else parts[3]
    name = {"value_owned_following": "shares_owned_following", "underlying_value": "underlying_shares"}.get(name, name)
    if name == "shares" and f"/{parts[1]}/{parts[2]}/acquired_disposed" not in lettered:
        rows = gold[parts[1]]
        assert isinstance(rows, list)
        letter = rows[int(parts[2])].get("acquired_disposed")
        return {"D": "shares_disposed", "A": "shares_acquired"}.get(letter, name)
    return name


def label_pieces(pieces: Sequence[Piece], labelled: Labelled) -> list[str]:
    """The tag of each piece that the token model reads: B- or I- and a label of `labels.TOKENS`, or `-`."""
    tags: list[str] = []
    seen: set[str] = set()
    for piece in pieces:
        pointer = labelled.find(piece.token) if piece.token else None
        label = _token_label(pointer)
        if label is None or pointer is None:
            tags.append("-")
            continue
        tags.append(("I-" if pointer in seen else "B-") + label)
        seen.add(pointer)
    return tags


def _token_label(pointer: str | None) -> str | None:
    if pointer is None:
        return None
    if pointer in _TOP:
        return _TOP[pointer]
    parts = pointer.split("/")
    if parts[1] == "signatures":
        return "SIGN_DATE" if parts[-1] == "date" else "SIGNER"
    return _TOKENS.get(parts[-1]) if parts[1] == "reporting_owners" else None
