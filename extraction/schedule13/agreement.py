"""Rules and the token model read the narrative apart: what both found is sure, what one found is kept and flagged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extraction.record import ReportingPerson
from extraction.schedule13.holdings import HoldingReading, find_aliases, spell_out
from extraction.schedule13.narrative import FundsReading, Told
from extraction.schedule13.trade_terms import TradeReading, overlap

SURE = 0.9
"""Probability from which what the model alone found is kept."""
ALONE = 0.6
"""Certainty of what only one of the two found."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """Holdings, trades and funds, each with its certainty; `doubts` say what only one of the two readers found."""

    holdings: tuple[HoldingReading, ...]
    trades: tuple[TradeReading, ...]
    funds: tuple[FundsReading, ...]
    doubts: tuple[str, ...]


def agree(
    holdings: Sequence[HoldingReading],
    trades: Sequence[TradeReading],
    told: Told | None,
    text: str,
    persons: Sequence[ReportingPerson],
) -> Narrative:
    """The rules' readings, confirmed or not, with those that only the model found; without a model, all unconfirmed."""
    if told is None:
        return Narrative(
            tuple(replace(h, certainty=ALONE) for h in holdings),
            tuple(replace(t, certainty=ALONE) for t in trades),
            (),
            ("narrative items were read by rules alone",),
        )
    aliases = find_aliases(text, [p.name for p in persons if p.name])
    sole = persons[0].name if len(persons) == 1 else None
    told_trades = [replace(t, holder=_named(t.holder, aliases, persons) or sole) for t, p in told.trades if p >= SURE]
    told_holdings = [replace(h, holder=spell_out(h.holder, aliases, persons)) for h, p in told.holdings if p >= SURE]
    trades = [replace(t, holder=_named(t.holder, aliases, persons)) for t in trades]
    both_t, doubts_t = _trades(trades, [t for t, _ in told.trades], told_trades)
    covers = {(p.name, p.aggregate_amount, p.percent_of_class) for p in persons}
    both_h, doubts_h = _holdings(holdings, [h for h, _ in told.holdings], told_holdings, covers)
    funds = tuple(
        replace(f, holder=_named(f.holder, aliases, persons) or sole) for f in told.funds if f.probability >= SURE
    )
    return Narrative(both_h, both_t, funds, (*doubts_h, *doubts_t))


def _named(holder: str | None, aliases: dict[str, str], persons: Sequence[ReportingPerson]) -> str | None:
    return spell_out(holder, aliases, persons) if holder else None


def _trades(
    rules: Sequence[TradeReading], told: Sequence[TradeReading], sure: Sequence[TradeReading]
) -> tuple[tuple[TradeReading, ...], list[str]]:
    """The rules' trades, and those of the model in whose place the rules saw none, in the document's order."""
    known = {(t.date, t.shares, t.price) for t in told}
    backed = [t.proved or (t.date, t.shares, t.price) in known for t in rules]
    kept = [t if both else replace(t, certainty=min(t.certainty, ALONE)) for t, both in zip(rules, backed, strict=True)]
    new = [replace(t, certainty=ALONE) for t in sure if not any(overlap(t.place, r.place) for r in rules)]
    doubts = [f"{len(new)} trades were found by the token model alone"] if new else []
    alone, guessed = sum(t.certainty == ALONE for t in kept), sum(t.certainty < ALONE for t in kept)
    doubts += [f"{alone} trades were found by rules alone"] if alone else []
    doubts += [f"trade of {t.date}: neither purchase nor sale is said" for t in kept if t.kind is None][:1]
    doubts += [f"{guessed} trades were guessed in part"] if guessed else []
    doubts += ["whose trades these are is not said" for t in (*kept, *new) if t.holder is None][:1]
    return tuple(sorted([*kept, *new], key=lambda t: t.place)) if new else tuple(kept), doubts


def _holdings(
    rules: Sequence[HoldingReading],
    told: Sequence[HoldingReading],
    sure: Sequence[HoldingReading],
    covers: Collection[tuple[str | None, str | None, str | None]],
) -> tuple[tuple[HoldingReading, ...], list[str]]:
    """The rules' holdings, and those of the model where the rules saw none at all, one for each holder.

    What a holder's own cover says as well needs no model."""
    known = {(h.shares, h.percent) for h in told}
    kept = [
        h
        if (h.shares, h.percent) in known or (h.holder, h.shares, h.percent) in covers
        else replace(h, certainty=ALONE)
        for h in rules
    ]
    doubts = [f"holding of {h.holder} was found by rules alone" for h in kept if h.certainty < 1]
    if rules:
        return tuple(kept), doubts
    new = list({(h.holder.casefold(), h.shares): replace(h, certainty=ALONE) for h in sure}.values())
    return tuple(new), [f"{len(new)} holdings were found by the token model alone"] if new else []
