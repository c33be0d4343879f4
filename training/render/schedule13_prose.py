"""Items 2, 3 and 5 of an invented Schedule 13D in many wordings: paragraphs and tables, each value in its mark."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from training.render.schedule13_asides import aside, directors, page_head
from training.render.schedule13_facts import Facts, coin
from training.render.schedule13_teller import Block, Teller, capital, mark
from training.render.schedule13_trades import tell_trades


def tell(facts: Facts, rng: Random) -> list[tuple[str, list[Block]]]:
    """The items in order: heading and blocks."""
    teller = Teller(facts, rng, rng.choice(("shares of Common Stock", "Shares", "shares", "Units")), rng.randrange(3))
    trades = tell_trades(teller)
    annexed = trades if len(trades) > 1 and rng.random() < 0.35 else []
    told: list[tuple[str, list[Block]]] = [
        ("Item 1. Security and Issuer.", [_issuer(teller)]),
        ("Item 2. Identity and Background.", _background(teller)),
        ("Item 3. Source and Amount of Funds or Other Consideration.", _funds(teller)),
        ("Item 4. Purpose of Transaction.", [_purpose(teller)]),
        ("Item 5. Interest in Securities of the Issuer.", _interest(teller, annexed or trades, bool(annexed))),
        ("Item 6. Contracts, Arrangements, Understandings or Relationships.", [_pledge(teller)]),
    ]
    return [
        (h if rng.random() < 0.7 else h.upper(), _paged(teller, blocks))
        for h, blocks in [*told, _annexes(teller, annexed)]
    ]


def _annexes(t: Teller, trades: list[Block]) -> tuple[str, list[Block]]:
    """The signature, directors who hold nothing, and the trades, where Item 5 only refers to them."""
    signed = f"After reasonable inquiry I certify that this is true, complete and correct. Dated: {t.plain_date()}"
    listed = directors(t, "A") if t.rng.random() < 0.3 else []
    letter = "B" if listed else "A"
    head = t.pick(f"SCHEDULE {letter}", f"Schedule {letter}", f"EXHIBIT {letter}", f"Annex {letter}")
    return "SIGNATURE", [signed, *listed, *([head, *trades] if trades else [])]


def _paged(t: Teller, blocks: list[Block]) -> list[Block]:
    """Blocks with the head of a page between two of them, now and then."""
    if len(blocks) < 2 or t.rng.random() > 0.25:
        return blocks
    at = t.rng.randint(1, len(blocks) - 1)
    return [*blocks[:at], page_head(t), *blocks[at:]]


def _issuer(t: Teller) -> str:
    return t.pick(
        f"This statement relates to the {t.facts.title} of {t.facts.issuer}, whose offices are at "
        f"{t.rng.randint(1, 999)} Tannery Row, Port Ellery, ME 04099.",
        f'The class of securities is the {t.facts.title} of {t.facts.issuer} (the "Issuer").',
    )


def _background(t: Teller) -> list[Block]:
    """Who they are, with short names in quotes; ages, streets and dates that are no holdings."""
    out: list[Block] = []
    for known in t.facts.holders:
        short = known.short[0] if known.person else known.short[1]
        kind = t.pick("a private investment firm", "an adviser to funds", "a maker of pumps", "a holding company")
        work = t.pick("a private investor", "a director of several firms", "retired") if known.person else kind
        out.append(
            t.pick(
                f'{known.name} ("{short}") is {work} at {t.rng.randint(10, 900)} Old Quarry Road, Marlow Bay, CA '
                f"94999.",
                f'(a) This statement is filed by {known.name} (the "Reporting Person").',
                f'{known.name}, formed in {t.rng.randint(1950, 2015)} (hereinafter "{short}"), is {work}.',
                f'{known.name} (the "Filing Party") is the sole director of a firm that owns '
                f"{t.rng.randint(10, 99)}% of it.",
                f"(b) The address of {known.name} is P.O. Box {t.rng.randint(10, 9000)}, Hollis Falls, MN 55999.",
                f"{known.name} is a citizen of {t.pick('the United States', 'Canada', 'France')}; "
                f"Exhibit {t.rng.randint(1, 9)} lists its {t.rng.randint(3, 12)} officers.",
                f"During the last five years {known.name} has not been convicted in a criminal proceeding.",
            )
        )
    if t.rng.random() < 0.3:
        out.append(
            f"The principal of these entities owns {t.rng.randint(5, 95)}% of the general partner and manages about "
            f"${t.rng.randint(2, 900)} million for {t.rng.randint(3, 60)} clients."
        )
    return out


def _funds(t: Teller) -> list[Block]:
    """What was spent, by whom, and where it came from."""
    f = t.facts
    style = t.rng.randrange(5)
    source = t.pick("its working capital", "working capital", "personal funds", "a margin account", "its own assets")
    if style == 0:
        return [t.pick("Not applicable.", "See Item 4.", "No funds were used.", "No borrowed funds were used.")]
    if style == 1 and len(f.holders) > 1:
        head = (t.pick("Purchaser", "Name", "Entity"), "Source of Funds", t.pick("Amount", "Amount of Funds"))
        rows = [
            (
                t.holder(i, f"/funds/{i}/holder"),
                t.pick("Working Capital", "Margin", "Personal"),
                t.money(n, f"/funds/{i}/amount"),
            )
            for i, n in enumerate(f.funds)
        ]
        return ["The funds used to buy were:", (head, *rows)]
    return [_spent(t, i, n, source) for i, n in enumerate(f.funds)]


def _spent(t: Teller, i: int, amount: int, source: str) -> str:
    who, money = t.holder(i, f"/funds/{i}/holder"), t.money(amount, f"/funds/{i}/amount")
    held, about = f"{t.facts.held[i]:,}", t.pick("", "approximately ", "an aggregate of ", "about ")
    return t.pick(
        f"{who} used {about}{money} of {source} to purchase {held} {t.unit}.",
        f"The aggregate purchase price of the {held} {t.unit} beneficially owned by {who} is {about}{money}, "
        f"{t.pick('excluding', 'including')} brokerage commissions.",
        f"The {t.unit} held by {who} were bought for {about}{money}, which came from {source}.",
        f"{held} {t.unit} were purchased by {who} with funds in the amount of {money} out of {source}.",
        f"{who} expended {about}{money} (net of commissions) to acquire the {t.unit} reported here; the funds came "
        f"from {source} and a loan at {t.rng.randint(2, 9)}.5% a year.",
        f"The total amount of funds required by {who} to acquire the {t.unit} was {money}.",
        f"On {t.plain_date()}, {who} acquired {held} {t.unit} for a purchase price of {money} in cash.",
        f"All {held} {t.unit} owned by {who} were paid for with {source}, {about}{money} in all.",
    )


def _purpose(t: Teller) -> str:
    return t.pick(
        f"The {t.unit} were acquired for investment. The holders may buy or sell more.",
        f"The Reporting Persons hold the {t.unit} as an investment; on {t.plain_date()} they wrote to the board.",
    )


def _pledge(t: Teller) -> str:
    return t.pick(
        "None.",
        f"An option over {t.rng.randint(1, 90) * 1000:,} {t.unit} at ${t.rng.randint(2, 60)}.50 runs to "
        f"{t.plain_date()}.",
    )


def _interest(t: Teller, trades: list[Block], annexed: bool) -> list[Block]:
    """Item 5: (a) holdings, (b) powers, (c) trades, (d) and (e)."""
    letters = t.rng.random() < 0.8
    traded: list[Block] = [_referred(t)] if annexed else trades
    parts: list[tuple[str, list[Block]]] = [("(a) ", _holdings(t)), ("(b) ", [_powers(t)]), ("(c) ", traded)]
    parts += [("(d) ", [t.pick("Not applicable.", "None.", "No other person has the right to dividends.")])]
    parts += [("(e) ", [t.pick("Not applicable.", f"On {t.plain_date()} the holding fell below 5%.")])]
    blocks: list[Block] = []
    for letter, told in parts:
        first = told[0] if told else ""
        lead = letter if letters and isinstance(first, str) else ""
        blocks += [lead + first if isinstance(first, str) else first, *told[1:]]
    return [b for b in blocks if b]


def _referred(t: Teller) -> str:
    return t.pick(
        f"The transactions in the {t.unit} during the past sixty days are set forth in the schedule attached hereto.",
        "See the annex for a list of transactions that occurred in the last sixty days.",
    )


def _outstanding(t: Teller) -> str:
    number = mark("/outstanding", f"{t.facts.outstanding:,}")
    return t.pick(
        f"based on {number} {t.unit} outstanding as of {t.plain_date()}",
        f"of the {number} {t.unit} outstanding",
        f"based upon {number} {t.unit} issued and outstanding on {t.plain_date()}, as the Issuer's Form 10-Q reports",
        f"(calculated on {number} {t.unit} outstanding)",
        "of the outstanding class",
        "",
    )


def _holdings(t: Teller) -> list[Block]:
    """Who holds how much and what percent: sentences, a list, a table, or a reference to the covers."""
    f, style = t.facts, t.rng.randrange(8)
    if style == 0:
        return [t.pick("See rows 11 and 13 of the cover pages.", "See the cover pages.", "Incorporated from Item 2.")]
    if style in (1, 2) and len(f.holders) > 1:
        return _holdings_table(t)
    lead = [f"The percentages are {_outstanding(t)}."] if t.rng.random() < 0.3 else []
    told: list[Block] = [*lead, *(_owns(t, i) for i in range(len(f.holders)))]
    for _ in range(t.rng.choice((0, 0, 1, 1, 2, 3))):
        told.insert(t.rng.randint(0, len(told)), aside(t))
    return [" ".join(str(b) for b in told)] if t.rng.random() < 0.3 else told


def _holdings_table(t: Teller) -> list[Block]:
    f = t.facts
    head: tuple[str, ...] = (
        t.pick("Name", "Reporting Person", "Holder", "Fund"),
        t.pick("Number of Shares", "Shares Beneficially Owned", "Amount beneficially owned", "Shares"),
        t.pick("Percentage", "Percent of class", "% of Outstanding", "Percent"),
    )
    powers = t.rng.random() < 0.4
    first = t.rng.random() < 0.4
    rows: list[tuple[str, ...]] = []
    for i, n in enumerate(f.held):
        who = mark(f"/holdings/{i}/holder", f.holders[i].name if t.rng.random() < 0.7 else f.holders[i].short[0])
        row = (who, t.shares(n, f"/holdings/{i}/shares"), t.percent(f.percent(i), f"/holdings/{i}/percent"))
        more = ("0", f"{n:,}", "0", f"{n:,}")
        rows.append((row[0], *more, *row[1:]) if powers and first else (*row, *more) if powers else row)
    total = sum(f.held)
    tail = (
        [("Total", f"{total:,}", f"{sum(f.percent(i) for i in range(len(f.held)))}%")] if t.rng.random() < 0.4 else []
    )
    extra = ("Sole power to vote", "Shared power to vote", "Sole power to dispose", "Shared power to dispose")
    head = ((head[0], *extra, *head[1:]) if first else (*head, *extra)) if powers else head
    lead = t.pick(
        f"The table shows what each holds as of {t.plain_date()}, {_outstanding(t)}:",
        f"Set forth below are the {t.unit} owned by each person:",
    )
    return [lead, (head, *rows, *tail)]


Wording = Callable[[str, str, str, Teller], str]
OWNS: tuple[Wording, ...] = (
    lambda h, n, p, t: f"{h} owns {n} {t.unit} or {p} of the outstanding {t.unit}.",
    lambda h, n, p, t: f"{h} beneficially owns {n} {t.unit}, representing approximately {p} {_outstanding(t)}.",
    lambda h, n, p, t: f"As of {t.plain_date()}, {h} beneficially owned {n} {t.unit} ({p}) {_outstanding(t)}.",
    lambda h, n, p, t: f"{h} may be deemed to beneficially own {n} {t.unit}, which constitutes {p} of the class.",
    lambda h, n, p, t: f"{h} is the record and beneficial owner of {n} {t.unit} ({p}).",
    lambda h, n, p, t: (
        f"As of the close of business on {t.plain_date()}, {h} directly owned {n} {t.unit}. Percentage: "
        f"Approximately {p}."
    ),
    lambda h, n, p, t: f"The aggregate number of {t.unit} beneficially owned by {h} is {n}, or {p}, {_outstanding(t)}.",
    lambda h, n, p, t: f"{n} {t.unit}, or {p} of the class, are held by {h}.",
    lambda h, n, p, t: f"{h} has sole voting and investment power over {n} {t.unit} and so is deemed to hold {p}.",
    lambda h, n, p, t: f"{h}: {n} {t.unit} ({p})",
    lambda h, n, p, t: f"{h} holds {n} {t.unit}; that is {p} {_outstanding(t)}.",
    lambda h, n, p, t: f"The {n} {t.unit} that {h} beneficially owns represent {p} of the {t.unit} outstanding.",
    lambda h, n, p, t: (
        f"{h} was the direct holder of an aggregate of {n} {t.unit}, equal to about {p} of those issued."
    ),
    lambda h, n, p, t: (
        f"By reason of its position as general partner, {h} may be deemed to own the {n} {t.unit} held by the "
        f"fund, or {p} of the class."
    ),
    lambda h, n, p, t: (
        f"{h}, as the general partner of {coin(t.rng)} Fund, may be deemed the beneficial owner of the {n} "
        f"{t.unit} owned by it.\nPercentage: Approximately {p}"
    ),
    lambda h, n, p, t: (
        f"By virtue of its control of {coin(t.rng)} LLC, {h} may be deemed to have beneficial ownership of {n} "
        f"{t.unit}, in the aggregate {p} {_outstanding(t)}."
    ),
    lambda h, n, p, t: f"{h} is deemed to be the beneficial owner of {n} {t.unit}, and owns {p} of the {t.unit}.",
    lambda h, n, p, t: f"({t.rng.choice('abcivx')}) {h}, {n} {t.unit} ({p} of the class);",
    lambda h, n, p, t: f"Amount beneficially owned by {h}: {n}\nPercent of class: {p}",
    lambda h, n, p, t: f"{h}, as trustee, is the owner of {n} {t.unit}, which amount to {p} of the total outstanding.",
    lambda h, n, p, t: (
        f"{h} beneficially owns {n} {t.unit}, all of which are held in a trust, or {p} {_outstanding(t)}."
    ),
    lambda h, n, p, t: (
        f"The number of {t.unit} owned by {h} as of {t.plain_date()} was {n} ({p} of the total number outstanding)."
    ),
    lambda h, n, p, t: (
        f"{h} has the right to acquire {n} {t.unit} within 60 days (approximately {p} {_outstanding(t)})."
    ),
)


def _owns(t: Teller, i: int) -> str:
    at = f"/holdings/{i}"
    number, percent = t.shares(t.facts.held[i], f"{at}/shares"), t.percent(t.facts.percent(i), f"{at}/percent")
    said = t.rng.choice(OWNS)(t.holder(i, f"{at}/holder"), number, percent, t)
    return capital(" ".join(said.split()).replace(" .", ".").replace(" ,", ","))


def _powers(t: Teller) -> str:
    n = f"{t.facts.held[0]:,}"
    return t.pick(
        f"Sole power to vote: {n}; shared power to vote: 0; sole power to dispose: {n}; shared power to dispose: -0-.",
        f"The Reporting Person has sole power to vote and to dispose of {n} {t.unit}.",
        "See rows 7 to 10 of the cover pages.",
        f"Power to vote and dispose of the {n} {t.unit} is shared with the general partner.",
    )
