"""The trades of the last sixty days as filers tell them: sentences, lists, months, tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from training.render.schedule13_asides import page_head
from training.render.schedule13_facts import Trade
from training.render.schedule13_teller import Block, Teller, capital, mark, show_date


def tell_trades(t: Teller) -> list[Block]:
    """The trades of the last sixty days: none, sentences, a list, or tables."""
    trades = t.facts.trades
    if not trades:
        return [
            t.pick(
                "None.",
                f"No transactions in the {t.unit} were effected in the past sixty days.",
                "Except as set forth in Item 3, no one named in Item 2 has traded during the past 60 days.",
            )
        ]
    style = t.rng.randrange(9)
    if style <= 1:
        return [" ".join(_traded(t, i, trade) for i, trade in enumerate(trades[:6]))]
    if style == 2:
        return ["The following trades were made:", *(_listed(t, i, trade) for i, trade in enumerate(trades[:8]))]
    if style == 6 and len({trade.kind for trade in trades}) == 1:
        return _headed_lines(t, trades[:3])
    if style == 3 and len({trade.kind for trade in trades}) == 1:
        return _monthly(t, trades[:4])
    return _trade_table(t, trades)


BUYS = ("purchased", "bought", "acquired", "purchased in the open market")
SELLS = ("sold", "disposed of", "sold in the open market")


def _traded(t: Teller, i: int, trade: Trade) -> str:
    at = f"/transactions/{i}"
    verb = mark(f"{at}/kind", t.rng.choice(BUYS if trade.kind == "purchase" else SELLS))
    date, who = t.date(trade.day, f"{at}/date", t.rng.choice((0, 0, 0, 2))), t.holder(trade.holder, f"{at}/holder")
    number, price = t.shares(trade.shares, f"{at}/shares"), t.price(trade, f"{at}/price_per_share")
    return capital(
        t.pick(
            f"On {date}, {who} {verb} {number} {t.unit} at {price} per share.",
            f"On {date} {who} {verb} {number} {t.unit} at a price of {price} per share in the open market.",
            f"{who} {verb} {number} {t.unit} on {date} at {price}.",
            f"On {date}, {number} {t.unit} were {verb} by {who} at an average price of {price} a share.",
            f"{who} {verb} {number} {t.unit} at {price} each on {date}.",
            f"On {date}, {who} {verb} an aggregate of {number} {t.unit} for {price} per share, or "
            f"${int(trade.shares * trade.price):,} in all.",
            f"{date}: {verb} {number} at {price}.",
            f"On or about {date}, {who} {verb} {number} {t.unit} in the open market at a price of {price} per share.",
            f"{number} of the {t.unit} were {verb} by {who} at a price of {price} per share, for an aggregate purchase "
            f"price of ${int(trade.shares * trade.price):,}. The closing of this transaction occurred on {date}.",
            f"{number} {t.unit} were {verb} on {date} at {price} per share.",
            f"On {date}, {who} {verb} a total of {number} {t.unit} on the exchange at a price of "
            f"{price.lstrip('$')} {t.pick('roubles', 'pence', 'euros', 'Canadian dollars')} per "
            f"{t.pick('ADS', 'share')}.",
            f"{who} {verb} {number} shares of the Issuer's {t.facts.title} on {date}, at a weighted average price "
            f"of {price}, "
            f"in several trades at prices from ${t.rng.randint(1, 9)}.10 to ${t.rng.randint(10, 99)}.95.",
            f"Pursuant to its plan, {who} on {date} {verb} in a private transaction with {t.facts.issuer} "
            f"{number} {t.unit} "
            f"at a purchase price equal to {price} per share.",
        )
    )


def _listed(t: Teller, i: int, trade: Trade) -> str:
    at = f"/transactions/{i}"
    word = mark(
        f"{at}/kind", t.pick("Purchase", "Bought", "Buy") if trade.kind == "purchase" else t.pick("Sale", "Sold")
    )
    date, number = t.date(trade.day, f"{at}/date", t.rng.choice((0, 1, 2, 4))), t.shares(trade.shares, f"{at}/shares")
    return f"{date} - {word} of {number} {t.unit} at {t.price(trade, f'{at}/price_per_share')}"


def _monthly(t: Teller, trades: Sequence[Trade]) -> list[Block]:
    """Months with a number and a price, under a sentence that says who bought or sold."""
    kind = trades[0].kind
    verb = mark("/transactions/0/kind", t.rng.choice(BUYS if kind == "purchase" else SELLS))
    who = t.holder(trades[0].holder, "/transactions/0/holder")
    head = (t.pick("Date", "Month", "Period"), "Number", t.pick("Price Per Share", "Average Price"))
    lead = t.pick("During ", "", "In ")
    rows = [
        (
            lead + t.date(trade.day, f"/transactions/{i}/date", 6),
            t.shares(trade.shares, f"/transactions/{i}/shares"),
            t.price(trade, f"/transactions/{i}/price_per_share"),
        )
        for i, trade in enumerate(trades)
    ]
    said = t.pick(f"{who} {verb} {t.unit} in the last 60 days as follows:", f"{t.unit} {verb} by {who}:")
    return [capital(said), (head, *rows) if t.rng.random() < 0.7 else tuple(rows)]


def _headed_lines(t: Teller, trades: Sequence[Trade]) -> list[Block]:
    """A fund's name, headings that stand below each other, and lines such as `During May 2001 1,900 $.61`."""
    name = t.facts.holders[trades[0].holder].name
    who = mark("/transactions/0/holder", name)
    word = mark(
        "/transactions/0/kind",
        t.pick("Purchases", "Bought") if trades[0].kind == "purchase" else t.pick("Sales", "Sold"),
    )
    heads = ("Date", t.pick("Quantity", "Number of Shares"), t.pick("Average Price", "Price"))
    lines = [
        t.pick("During ", "In ", "")
        + f"{t.date(trade.day, f'/transactions/{i}/date', 6)} {t.shares(trade.shares, f'/transactions/{i}/shares')} "
        + t.pick("", "\\", "at ")
        + t.price(trade, f"/transactions/{i}/price_per_share")
        for i, trade in enumerate(trades)
    ]
    other = t.pick("(Sales)", "") if trades[0].kind == "purchase" else ""
    lead = t.pick("A. ", "", "(1) ", "B. ") + who
    return [lead, "\n".join(heads) if t.rng.random() < 0.6 else " ".join(heads), f"({word})", *lines, other]


COLUMNS = (
    ("date", "shares", "price"), ("date", "kind", "shares", "price"), ("holder", "date", "kind", "shares", "price"),
    ("date", "shares", "price", "total"), ("kind", "date", "shares", "price"), ("shares", "price", "date"),
    ("date", "holder", "kind", "shares", "price"), ("date", "kind", "shares", "price", "range"),
    ("holder", "kind", "date", "shares", "price", "range"), ("holder", "date", "shares", "price"),
    ("date", "kind", "shares", "title", "price"), ("date", "price", "shares"), ("price", "shares", "date"),
    ("shares", "date", "price"), ("date", "settled", "shares", "price"), ("date", "range", "price", "shares", "total"),
    ("signed", "price", "date"), ("holder", "date", "signed", "price"), ("date", "signed", "price"),
)  # fmt: skip
SIGNED = tuple(columns for columns in COLUMNS if "signed" in columns)
HEADS = {
    "date": ("Date", "Trade Date", "Date of Transaction", "Transaction Date", "Date of Purchase/Sale"),
    "shares": (
        "Shares",
        "Number of Shares",
        "Quantity",
        "No. of Shares",
        "Amount",
    ),
    "signed": ("Purchased (Sold)", "Shares Purchased (Sold)", "Shares Purchased/(Sold)", "Acquired or (Disposed)"),
    "settled": ("Settlement Date", "Settle Date"),
    "price": (
        "Price",
        "Price Per Share",
        "Price ($)",
        "Price Per Share ($)",
        "Price / Share",
        "Weighted Average Price Per Share",
        "Avg. Price",
        "Cost per share",
    ),
    "kind": ("Type", "Transaction", "Buy/Sell", "Purchase or Sale", "Nature of Transaction"),
    "holder": ("Name", "Fund", "Purchaser", "Reporting Person", "Party Effecting Transaction", "Account"),
    "range": ("Range of Prices", "Low and High", "Price Range ($)"),
    "total": ("Total", "Total Cost", "Aggregate Price"),
    "title": ("Security", "Class"),
}


def _trade_table(t: Teller, trades: Sequence[Trade]) -> list[Block]:
    """A table of trades, a kind said in each row or once above, parted by holder or not."""
    columns = t.rng.choice(COLUMNS)
    one_kind = len({trade.kind for trade in trades}) == 1
    if not {"kind", "signed"} & {*columns} and not one_kind:
        columns = t.rng.choice((COLUMNS[1], *SIGNED))
    style, bare = t.rng.choice((1, 1, 2, 2, 0, 3, 4, 5, 7)), t.rng.random() < 0.5
    head = tuple(t.rng.choice(HEADS[c]) for c in columns)
    rows = [tuple(_cell(t, c, i, trade, style, bare) for c in columns) for i, trade in enumerate(trades)]
    if "holder" in columns and t.rng.random() < 0.3:
        rows = _once(rows, [trade.holder for trade in trades], columns.index("holder"))
    blocks: list[Block] = [_table_lead(t, trades, columns)]
    if t.rng.random() < 0.2:
        blocks += [page_head(t)]
    if "holder" not in columns and len(t.facts.holders) > 1 and t.rng.random() < 0.6:
        blocks.append(mark("/transactions/0/holder", t.facts.holders[trades[0].holder].name))
    return [*blocks, (head, *rows)]


def _table_lead(t: Teller, trades: Sequence[Trade], columns: tuple[str, ...]) -> str:
    if {"kind", "signed"} & {*columns}:
        return t.pick(
            f"The transactions in the {t.unit} during the past sixty days, all in the open market, were:",
            "Schedule of transactions in the last 60 days:",
        )
    buys = trades[0].kind == "purchase"
    word = mark("/transactions/0/kind", t.pick("purchases", "purchased", "bought") if buys else t.pick("sales", "sold"))
    return t.pick(
        f"The following {word} of {t.unit} were made on the open market during the past 60 days:",
        f"{t.unit} {word} within the last sixty days:",
    )


def _once(rows: list[tuple[str, ...]], holders: Sequence[int], column: int) -> list[tuple[str, ...]]:
    """Rows in which a holder's name stands only where it is another one than above."""
    return [
        (*row[:column], "", *row[column + 1 :]) if i and holders[i - 1] == holder else row
        for i, (row, holder) in enumerate(zip(rows, holders, strict=True))
    ]


def _cell(t: Teller, column: str, i: int, trade: Trade, style: int, bare: bool) -> str:
    at = f"/transactions/{i}"
    buys = trade.kind == "purchase"
    if column == "date":
        return t.date(trade.day, f"{at}/date", style)
    if column in ("shares", "signed"):
        shown = t.shares(trade.shares, f"{at}/shares")
        return f"({shown})" if not buys and (column == "signed" or style in (1, 7)) else shown
    if column == "settled":
        return show_date(trade.day + datetime.timedelta(3), style)
    if column == "price":
        return t.price(trade, f"{at}/price_per_share", bare) + ("(1)" if style == 3 else "")
    if column == "kind":
        words = ("Purchase", "Buy", "BUY", "B", "Open Market Purchase", "P") if buys else ("Sale", "Sell", "SELL", "S")
        return mark(f"{at}/kind", words[i % 1] if t.rng.random() < 0.8 else t.rng.choice(words))
    if column == "holder":
        known = t.facts.holders[trade.holder]
        return mark(f"{at}/holder", known.name if t.owner_style == 0 else known.short[0])
    if column == "range":
        return f"${trade.price * 99 / 100:.2f} - ${trade.price * 101 / 100:.2f}"
    return f"${int(trade.shares * trade.price):,}" if column == "total" else "Common"
