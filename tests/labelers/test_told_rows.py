"""Rows told by their words alone."""

from extraction.labelers.told_rows import tell_rows
from tests.labelers.test_mend_rows import row


def told(*rows: tuple[str, str]) -> list[str]:
    return [r.label for r in tell_rows(row(label, text) for label, text in rows)]


def test_sums_are_no_rows() -> None:
    assert told(("nd", "Units 1/2/2024 40"), ("nd+", "Total 40")) == ["nd", "printed"]
    assert told(("dv", "Total-return swap 40")) == ["dv"]


def test_what_a_web_page_prints_ends_notes_and_signatures() -> None:
    notes = (("foot", "(1) Held by a trust."), ("foot", "© 2024 Vexley. All rights reserved. Powered by"))
    assert told(*notes, ("foot", "Boards"), ("sign", "/s/ Roe Ada"))[:3] == ["foot", "printed", "printed"]


def test_what_someone_is_stands_in_the_box() -> None:
    assert told(("box", "Roe Ada"), ("printed", "Relationship"), ("printed", "Director")) == ["box"] * 3
    assert told(("box", "Oslo, NY 10115"), ("printed", "Director")) == ["box"] * 2
    assert told(("box", "Roe Ada"), ("printed", "Director")) == ["box", "printed"]
