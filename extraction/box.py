"""Named tokens to the values of the form's box and the signatures: whose name, whose address, whose date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extraction.document import Layout
from extraction.labelers.tokens import NamedToken

TOP = {
    "ISSUER": "/issuer/name",
    "TICKER": "/issuer/trading_symbol",
    "PERIOD": "/period_of_report",
    "AMENDED": "/date_of_original_submission",
}
"""Labels of what a form has once, and their pointers."""
OWNER = {
    "OWNER": "name",
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
SIGNATURE = {"SIGNER": "name", "SIGN_DATE": "date"}
Group = dict[str, list[NamedToken]]


def group_top(tokens: Sequence[NamedToken]) -> Group:
    """Issuer and dates by pointer: the tokens of each, up to where the value begins again elsewhere."""
    found = {pointer: _first_value([t for t in tokens if t.label == label]) for label, pointer in TOP.items()}
    return {pointer: mine for pointer, mine in found.items() if mine}


def _first_value(tokens: Sequence[NamedToken]) -> list[NamedToken]:
    out: list[NamedToken] = []
    for t in tokens:
        if out and t.begins and t.row != out[-1].row:
            break
        out.append(t)
    return out


def group_owners(tokens: Sequence[NamedToken]) -> list[Group]:
    """Each reporting owner's tokens by field, in order."""
    groups: list[Group] = []
    for t in tokens:
        if t.label not in OWNER:
            continue
        if not groups or (t.label == "OWNER" and _is_another(groups[-1], t)):
            groups.append({})
        groups[-1].setdefault(OWNER[t.label], []).append(t)
    return [_set_streets(group) for group in groups]


def _is_another(group: Group, t: NamedToken) -> bool:
    """Whether a piece of a name begins another owner."""
    name = group.get("name", [])
    return bool(name) and t.begins and (t.row != name[-1].row or "city" in group)


def _set_streets(group: Group) -> Group:
    """Streets by line where lines are whole: all of a line is one of the two, the first line the first."""
    streets = [t for name in ("street1", "street2") for t in group.get(name, [])]
    if not streets or any(t.layout == Layout.CUT for t in streets):
        return group
    lines: dict[int, list[NamedToken]] = {}
    for t in sorted(streets, key=lambda t: t.cell):
        lines.setdefault(t.cell, []).append(t)
    first, *rest = [sorted(line, key=lambda t: (t.token.word.box[0], t.token.start)) for line in lines.values()]
    out = {name: held for name, held in group.items() if name not in ("street1", "street2")}
    return out | {"street1": first} | ({"street2": [t for line in rest for t in line]} if rest else {})


def group_signatures(tokens: Sequence[NamedToken]) -> list[Group]:
    """Signatures with their dates: those of one row of a table, else a date goes to the name that has none yet."""
    groups: list[Group] = []
    for t in tokens:
        field = SIGNATURE.get(t.label)
        if field is None:
            continue
        if not groups or _is_next(groups[-1], field, t):
            groups.append({})
        groups[-1].setdefault(field, []).append(t)
    return groups


def _is_next(group: Mapping[str, Sequence[NamedToken]], field: str, t: NamedToken) -> bool:
    """Whether a name or a date belongs to another signature than the last."""
    last = max((h[-1] for h in group.values()), key=lambda h: h.row)
    if t.layout == Layout.GRID == last.layout and "name" in group and "date" in group:
        return t.row != last.row
    return field in group and t.begins
