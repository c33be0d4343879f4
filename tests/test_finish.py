"""A reconciled draft to a record."""

from __future__ import annotations

from dataclasses import replace

from extraction.confidence import Verdict
from extraction.document import Document, Source
from extraction.finish import finish, pointers_of
from extraction.reconcile import reconcile
from tests.reconcile.drafts import draft, sale, unread


def test_footnotes_that_say_nothing_move_no_pointer() -> None:
    start = draft({"non_derivative": [sale("100", "900")], "footnotes": {"1": "a", "3": "The last one."}})
    start = replace(start, footnotes=(start.footnotes[0], ("2", unread("~")), start.footnotes[1]))
    found = reconcile(start, digital=False)
    record = finish(found, None, Document("x.txt", Source.MESSY, ()))
    assert [n.id for n in record.footnotes] == ["1", "3"]
    assert record.evidence["/footnotes/1/text"].text == "The last one."
    notes = [p for p, _ in pointers_of(start) if p.startswith("/footnotes")]
    assert notes == ["/footnotes/0/text", "/footnotes/1/text"]


def test_what_the_filer_contradicts_holds_back_no_record_that_passes() -> None:
    start = draft({"non_derivative": [sale("100", "900"), sale("100", "850")], "footnotes": {}})
    found = reconcile(start, digital=True)
    assert [c.status for c in found.checks if c.status == "failed"]
    document = Document("x.html", Source.HTML, ())
    for passes in (True, False):
        verdict = Verdict({p: 1.0 for p, _ in pointers_of(found.draft)}, (1.0, 1.0), 1.0, (True, True), passes)
        reasons = finish(found, verdict, document).review_reasons
        assert any("850" in reason for reason in reasons) is not passes
