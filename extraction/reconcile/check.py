"""A tie and the values taken to a check for the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extraction.reconcile.candidates import explains
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie
from extraction.record import Check


def check(tie: Tie, meanings: Sequence[Meaning]) -> Check | None:
    """What came of a tie; None where a value is missing, so that there is nothing to check."""
    pattern = tie.pattern(meanings)
    if tie.silent or pattern == OPEN:
        return None
    expected, found, message = tie.say(meanings)
    status: Literal["passed", "failed", "not_applicable"] = "passed"
    if pattern == BROKEN:
        status = "failed" if tie.strict or explains(tie, meanings) else "not_applicable"
    else:
        message = f"{message} ({pattern})"
    return Check(
        rule=tie.rule, status=status, pointers=tie.over, expected=expected or None, found=found or None, message=message
    )  # fmt: skip
