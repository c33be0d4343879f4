"""Every rule of Forms 3, 4 and 5 that ties values together."""

from __future__ import annotations

from extraction.reconcile import balances, dates, exercises, grants, letters, openings, plans, prices, underlying
from extraction.reconcile.figures import Figures
from extraction.reconcile.tie import Tie

RULES = (
    balances.ties, openings.ties, grants.ties, exercises.ties, underlying.ties, letters.ties, prices.ties, plans.ties,
    dates.ties,
)  # fmt: skip
"""Each takes figures and gives the ties that it finds in them."""


def all_ties(figures: Figures) -> tuple[Tie, ...]:
    """The ties of a filing, in the order of the rules."""
    return tuple(tie for rule in RULES for tie in rule(figures))
