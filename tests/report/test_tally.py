import json

from extraction.report.tally import Tally, show_tally, tally_of
from tests.report.test_filing import FILING


def test_a_run_is_told_in_two_lines() -> None:
    line = json.dumps(FILING.as_json())
    none = json.dumps({"source": "x", "status": "empty", "error": "nothing in it"})
    tally = sum((tally_of(text) for text in (line, line, none)), Tally())
    assert tally == Tally(filings=3, records=2, passed=0, rows=4, rows_passed=2, tied=2, untied=2, mended=2)
    assert show_tally(tally).plain.splitlines() == [
        "3 filings  0 stand as they are  2 to look at  1 without a record",
        "4 rows  2 pass unseen  2 of 4 checks tie  2 values mended",
    ]
