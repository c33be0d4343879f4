"""What reconciling gives: the draft with its readings chosen, and everything that was seen on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extraction.draft import Draft
from extraction.record import Check


@dataclass(frozen=True, slots=True)
class Repair:
    """A misreading mended: what stood there, the value taken, the rule that decided, the margin in nats."""

    stood: str
    taken: str
    rule: str
    margin: float


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A draft decided. Mappings are by JSON pointer into the record."""

    draft: Draft
    checks: tuple[Check, ...]
    repairs: Mapping[str, Repair]
    inferred: Mapping[str, Repair]
    """Values of places whose pieces nobody can read, where a tie leaves one answer."""
    doubts: Mapping[str, str]
    """What a person should look at, a sentence each."""
    margins: Mapping[str, float]
    """Nats between the answer taken and the next different one, where a value has more than one candidate."""
