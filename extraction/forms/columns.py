"""The form's own columns: what stands under which of its printed headings, to hold the models' labels against."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from extraction.document import Layout, Row, Word
from extraction.labelers.cells import LabelledTableRow

_ASIDES = re.compile(r"^\s*\d{0,2}[A-Za-z]?\s*\.|\(\s*instr[^)]*\)|\(month/day/year\)", re.I)
_COLUMNS = {
    "non_derivative": (
        ("security_title", "titleofsecurity"),
        ("transaction_date", "transactiondate"),
        ("deemed_execution_date", "(deemed)?executiondate(ifany)?"),
        ("transaction_code", "transactioncode(code)?"),
        ("timeliness", "transactioncodev"),
        ("shares", "securitiesacquiredaordisposedofdamount"),
        ("acquired_disposed", "securitiesacquiredaordisposedofdaord"),
        ("price_per_share", "securitiesacquiredaordisposedofdprice"),
        ("shares_owned_following", "amountofsecuritiesbeneficiallyowned.*"),
        ("direct_or_indirect", "ownershipformdirectdorindirecti"),
        ("nature_of_ownership", "natureofindirectbeneficialownership"),
    ),
    "derivative": (
        ("security_title", "titleofderivativesecurity"),
        ("conversion_or_exercise_price", "conversionorexercisepriceofderivativesecurity"),
        ("transaction_date", "transactiondate"),
        ("deemed_execution_date", "(deemed)?executiondate(ifany)?"),
        ("transaction_code", "transactioncode(code)?"),
        ("timeliness", "transactioncodev"),
        ("shares_acquired", "numberofderivativesecuritiesacquiredaordisposedofda"),
        ("shares_disposed", "numberofderivativesecuritiesacquiredaordisposedofdd"),
        ("exercise_date", "dateexercisableandexpirationdatedateexercisable"),
        ("expiration_date", "dateexercisableandexpirationdateexpirationdate"),
        (
            "underlying_security_title",
            "titleandamountof(securitiesunderlyingderivativesecurity|underlyingsecurities)title",
        ),
        (
            "underlying_shares",
            "titleandamountof(securitiesunderlyingderivativesecurity|underlyingsecurities)amountornumberofshares",
        ),
        ("price_per_share", "priceofderivativesecurity"),
        ("shares_owned_following", "numberofderivativesecuritiesbeneficiallyowned.*"),
        ("direct_or_indirect", "ownershipform(ofderivativesecurity)?directdorindirecti"),
        ("nature_of_ownership", "natureofindirectbeneficialownership"),
    ),
}
"""Headings of Forms 3, 4 and 5 (SEC 1473, 1474, 2270) by field: their letters without numbers and instructions."""


@lru_cache(maxsize=4096)
def field_of(table: str, heading: str) -> str | None:
    """The field that the form's own heading stands for; None under any other heading."""
    letters = re.sub(r"[^a-z]", "", _ASIDES.sub("", heading.lower()))
    return next((name for name, pattern in _COLUMNS[table] if re.fullmatch(pattern, letters)), None)


def fields_of(table: str, headings: Sequence[str]) -> tuple[str | None, ...]:
    """The field of each column of a table by its heading alone."""
    return tuple(field_of(table, heading) for heading in headings)


def agrees(row: LabelledTableRow) -> bool:
    """Whether the form's own headings say of all that a row shows what its labels say."""
    if row.table.layout not in (Layout.GRID, Layout.ALIGNED) or _is_joined(row):
        return False
    return _stands_under(row) if row.table.layout is Layout.GRID else _stands_in_order(row)


def _is_joined(row: LabelledTableRow) -> bool:
    """Whether tokens of another row were put to a row's own."""
    slots = row.row.slots
    return any(t.held.slot >= len(slots) or t.held.token.word not in slots[t.held.slot].words for t in row.tokens)


def _shown(row: LabelledTableRow) -> list[tuple[int, str]]:
    """Column and label of every token of a row that is more than a sign."""
    named = [t for t in row.tokens if any(c.isalnum() for c in t.held.token.text)]
    return [(row.row.slots[t.held.slot].column, t.label) for t in named]


def _stands_under(row: LabelledTableRow) -> bool:
    """Whether each column is under one heading of its own, which names it as the labels do."""
    fields = fields_of(row.table.name, row.table.headings)
    known = [field for field, _ in groupby(f for f in fields if f)]
    if len(known) != len(set(known)):
        return False
    return all(c < len(fields) and fields[c] == label for c, label in _shown(row))


def _stands_in_order(row: LabelledTableRow) -> bool:
    """Whether columns, one label each, follow each other as on the form, under words of their headings."""
    order = {name: k for k, (name, _) in enumerate(_COLUMNS[row.table.name])}
    held: dict[int, str] = {}
    for column, label in sorted(_shown(row)):
        if held.setdefault(column, label) != label or label not in order:
            return False
    places = [order[held[c]] for c in sorted(held)]
    if any(a >= b for a, b in pairwise(places)):
        return False
    headings = [re.sub(r"[^a-z()]", "", h.lower()) for h in row.table.headings]
    return len(headings) > max(held, default=0) and all(
        re.search(_IN_LINES[label], headings[c]) and _is_told(label, headings[c], row, held.values())
        for c, label in held.items()
    )


def _is_told(label: str, heading: str, row: LabelledTableRow, labels: Collection[str]) -> bool:
    """Whether a heading that two columns share leaves no doubt: (A) or (D) stands nearer, the price by itself."""
    if label in _LETTERS and heading.endswith("(a)(d)"):
        amounts = [t.held.token.word for t in row.tokens if t.label == label and t.held.token.mark is None]
        return len(amounts) == 1 and _letter_above(amounts[0], row.table.heads) == _LETTERS[label]
    return "priceof" not in heading or label == "price_per_share" or "price_per_share" in labels


_LETTERS = {"shares_acquired": "(A)", "shares_disposed": "(D)"}
_NEARER = 2.0
"""Characters by which one of the two letters must be nearer."""


def _letter_above(amount: Word, heads: Sequence[Row]) -> str | None:
    """The one of (A) and (D), on the last line of headings that shows both, below which an amount stands."""
    for row in reversed(heads):
        letters = {w.text: w for w in row.words if w.text in _LETTERS.values()}
        if len(letters) == 2:
            far = {text: abs(_middle(w) - _middle(amount)) for text, w in letters.items()}
            near, other = sorted(far, key=lambda text: far[text])
            return near if far[near] + _NEARER <= far[other] else None
    return None


def _middle(word: Word) -> float:
    return (word.box[0] + word.box[2]) / 2


_IN_LINES = {
    "security_title": r"title|security",
    "conversion_or_exercise_price": r"conversion",
    "transaction_date": r"transaction.*date",
    "deemed_execution_date": r"deemed",
    "transaction_code": r"code",
    "timeliness": r"v$",
    "shares": r"amount$",
    "shares_acquired": r"\(a\)(\(d\))?$",
    "shares_disposed": r"\(d\)$",
    "acquired_disposed": r"\(a\)or(\(d\))?$",
    "price_per_share": r"^(?!.*amountor).*priceof|price$",
    "shares_owned_following": r"(amount|number)of.*owned",
    "direct_or_indirect": r"ownership.*direct",
    "nature_of_ownership": r"natureof|nature.*indirect",
    "exercise_date": r"exercisable$",
    "expiration_date": r"expirationdate$",
    "underlying_security_title": r"title$",
    "underlying_shares": r"(amountor|numberof).*shares$",
}
"""What the headings of aligned lines say, letters and brackets only; wrapped words of neighbours may mix in."""
