import io
import json

from rich.console import Console

from extraction.record import (
    Check,
    Derivative,
    Evidence,
    Issuer,
    NonDerivative,
    Record,
    ReportingOwner,
    ReportingPerson,
)
from extraction.report.filing import show, show_line


def printed(record: Record) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(show(record))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


SALE = NonDerivative(
    kind="transaction",
    security_title="Common Stock",
    transaction_date="2021-03-04",
    transaction_code="S",
    shares="1250",
    acquired_disposed="D",
    price_per_share="12.5",
    shares_owned_following="98750",
    footnotes={"price_per_share": ("1", "2")},
    needs_review=False,
)
FILING = Record(
    source="sale.txt",
    form_type="4",
    period_of_report="2021-03-04",
    issuer=Issuer(name="Quillfeather Robotics Inc.", trading_symbol="QFRX"),
    reporting_owners=(ReportingOwner(name="Odell Marisol", is_director=True, is_officer=True, officer_title="CFO"),),
    non_derivative=(SALE,),
    derivative=(Derivative(kind="holding", security_title="Option (right to buy)"),),
    review_reasons=("ticker not shown",),
    evidence={"/non_derivative/0/shares": Evidence(text="1,25 | 0", status="repaired")},
    checks=(
        Check(rule="balance", status="passed", pointers=("/non_derivative/0/shares",)),
        Check(
            rule="dates", status="failed", pointers=("/period_of_report",), message="after the signature", found="2021"
        ),
    ),
)


def test_a_filing_shows_who_what_and_what_ties() -> None:
    shown = printed(FILING)
    for part in ("sale.txt", "Form 4", "Quillfeather Robotics Inc. (QFRX)", "2021-03-04✗", "12.5(1)(2)", "98,750"):
        assert part in shown
    assert "Odell Marisol, Director, Officer (CFO)" in shown
    assert "1,250~✓" in shown


def test_what_needs_review_is_said_with_its_reason() -> None:
    lines = printed(FILING).splitlines()
    assert "✗ dates: after the signature (found 2021)" in lines
    assert "? ticker not shown" in lines
    assert not next(line for line in lines if "1,250" in line).rstrip(" │").endswith("?")
    assert next(line for line in lines if "right to buy" in line).rstrip(" │").endswith("?")


def test_columns_without_a_value_are_left_out() -> None:
    assert "Deemed" not in printed(FILING)


def test_a_schedule_shows_its_reporting_persons() -> None:
    person = ReportingPerson(name="Kestrel Fund LP", aggregate_amount="1000000", person_types=("PN", "IA"))
    shown = printed(Record(source="s.txt", form_type="SC 13G", reporting_persons=(person,)))
    assert "Form SC" not in shown
    for part in ("Kestrel Fund LP", "1,000,000", "PN, IA"):
        assert part in shown


def test_a_line_of_the_output_shows_as_its_record() -> None:
    console = Console(file=io.StringIO(), width=200)
    console.print(show_line(json.dumps(FILING.as_json())))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == printed(FILING)


def test_brackets_in_a_filing_are_no_markup() -> None:
    assert "[bold] Inc" in printed(Record(source="x", issuer=Issuer(name="[bold] Inc")))
