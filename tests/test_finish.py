"""A reconciled draft to a record."""

from __future__ import annotations

from dataclasses import replace

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
