"""Ownership XML of a record, each value marked (EDGAR Ownership XML Technical Specification, section 3)."""

from __future__ import annotations

from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling
from training.render.facts import DERIVATIVE, FLAGS, NON_DERIVATIVE
from training.render.markup import filing, mark, to_html

ADDRESS = {"street1": "Street1", "street2": "Street2", "city": "City", "state": "State", "zip": "ZipCode"}
GROUPS = ("transactionCoding", "transactionAmounts", "postTransactionAmounts", "ownershipNature", "underlyingSecurity")
ORDER = (
    "securityTitle", "conversionOrExercisePrice", "transactionDate", "deemedExecutionDate", "transactionCoding",
    "transactionTimeliness", "transactionAmounts", "exerciseDate", "expirationDate", "underlyingSecurity",
    "postTransactionAmounts", "ownershipNature",
)  # fmt: skip
"""The order of a row's elements."""


def draw(name: str, record: dict[str, Any]) -> AnnotatedFiling:
    """The annotated filing whose input is the XML."""
    text, annotations = to_html(to_xml(record))
    return filing(name, Source.OWNERSHIP_XML, record, text, annotations)


def to_xml(record: dict[str, Any]) -> str:
    """A record as marked XML."""
    issuer = record["issuer"]
    parts = [
        _element("schemaVersion", "X0508"),
        _element("documentType", mark("/form_type", record["form_type"])),
        _element("periodOfReport", mark("/period_of_report", record["period_of_report"])),
        _element(
            "dateOfOriginalSubmission", mark("/date_of_original_submission", record["date_of_original_submission"])
        ),
        _element(
            "issuer",
            _element("issuerName", mark("/issuer/name", issuer["name"])),
            _element("issuerTradingSymbol", mark("/issuer/trading_symbol", issuer["trading_symbol"])),
        ),
        *(_owner(owner, f"/reporting_owners/{i}") for i, owner in enumerate(record["reporting_owners"])),
        _table(record, "nonDerivative", "non_derivative", NON_DERIVATIVE),
        _table(record, "derivative", "derivative", DERIVATIVE),
        _element("footnotes", *(_note(i, text) for i, text in record["footnotes"].items())),
        _element("remarks", mark("/remarks", record["remarks"])),
        *(_signature(signature, f"/signatures/{i}") for i, signature in enumerate(record["signatures"])),
    ]
    return '<?xml version="1.0"?>\n' + _element("ownershipDocument", *parts) + "\n"


def _element(tag: str, *content: str, attributes: str = "") -> str:
    """An element on lines of its own, indented; nothing where it holds nothing."""
    held = [c for c in content if c]
    if not held:
        return ""
    if (len(held) == 1 and not held[0].startswith("<")) or held[0].startswith("<span"):
        return f"<{tag}{attributes}>{held[0]}</{tag}>"
    inside = "\n".join(held).replace("\n", "\n    ")
    return f"<{tag}{attributes}>\n    {inside}\n</{tag}>"


def _owner(owner: dict[str, Any], at: str) -> str:
    address = ((f"rptOwner{tag}", f"{at}/address/{f}", owner["address"][f]) for f, tag in ADDRESS.items())
    checked = (_element(tag, mark(f"{at}/{f}", "1")) for f, tag in FLAGS.items() if owner[f])
    return _element(
        "reportingOwner",
        _element("reportingOwnerId", _element("rptOwnerName", mark(f"{at}/name", owner["name"]))),
        _element("reportingOwnerAddress", *(_element(tag, mark(pointer, value)) for tag, pointer, value in address)),
        _element(
            "reportingOwnerRelationship",
            *checked,
            _element("officerTitle", mark(f"{at}/officer_title", owner["officer_title"])),
        ),
    )


def _table(record: dict[str, Any], tag: str, name: str, paths: dict[str, str]) -> str:
    rows = enumerate(record[name])
    return _element(
        f"{tag}Table", *(_row(row, f"{tag}{row['kind'].title()}", f"/{name}/{i}", paths) for i, row in rows)
    )


def _row(row: dict[str, Any], tag: str, at: str, paths: dict[str, str]) -> str:
    """A transaction or a holding: fields in the specification's order, some of them grouped."""
    held: dict[str, list[str]] = {}
    for field, path in paths.items():
        top, _, inner = path.partition("/")
        held.setdefault(top, []).append(_field(row, at, field, inner or top))
    grouped = {top: _element(top, *parts) if top in GROUPS else parts[0] for top, parts in held.items()}
    return _element(tag, *(grouped[top] for top in ORDER if top in grouped))


def _field(row: dict[str, Any], at: str, field: str, tag: str) -> str:
    """A field's element; the code stands bare, its footnotes beside it, all others have a `value`."""
    value = mark(f"{at}/{field}", row.get(field))
    notes = "".join(
        f'<footnoteId id="{mark(f"{at}/footnotes/{field}", f"F{i}")}"/>' for i in row["footnotes"].get(field, ())
    )
    if field == "transaction_code":
        return _element(tag, value) + notes
    return _element(tag, _element("value", value), notes)


def _note(number: str, text: str) -> str:
    return _element("footnote", mark(f"/footnotes/{number}", text), attributes=f' id="F{number}"')


def _signature(signature: dict[str, Any], at: str) -> str:
    return _element(
        "ownerSignature",
        _element("signatureName", mark(f"{at}/name", signature["name"])),
        _element("signatureDate", mark(f"{at}/date", signature["date"])),
    )
