"""What stands between the facts of a Schedule 13D: heads of pages, disclaimers, directors, numbers of others."""

from __future__ import annotations

from training.render.schedule13_facts import coin
from training.render.schedule13_teller import Block, Teller, mark


def aside(t: Teller) -> str:
    """A sentence with numbers, names or dates that nobody holds, bought or sold in the sense of the record."""
    number, year = t.rng.randint(10, 900_000), t.rng.randint(1990, 2024)
    known, day, other = t.facts.holders[0].short[0], t.plain_date(), coin(t.rng)
    return t.pick(
        f"Each ADS represents {t.rng.randint(2, 20)} Ordinary Shares of the Issuer.",
        f"{known} and two employees have served on the board since {day}.",
        f"This does not include {number:,} options with an exercise price of ${t.rng.randint(2, 40)}.25 that vest "
        f"in {year}.",
        f"There were {outstanding(t)} {t.unit} outstanding on {day}.",
        f"According to its Form 10-K, the Issuer had {outstanding(t)} {t.unit} issued and outstanding as of {day}.",
        f"Based upon {outstanding(t)} {t.unit} outstanding, as the Form 10-Q filed with the Commission on {day} "
        f"says, the "
        f"figures were rounded.",
        f"{known} disclaims beneficial ownership of {number:,} {t.unit} that belong to his wife's trust of {year}.",
        f"By the agreement of {day} notes of ${number:,} may be converted at ${t.rng.randint(1, 30)}.50.",
        f"Together they may be deemed to own {sum(t.facts.held):,} {t.unit}, though none admits to being part of "
        f"a group.",
        f"Under Rule 13d-3, {known} may be said to control the general partner, in which it has a "
        f"{t.rng.randint(1, 99)}% interest.",
        f"The aggregate number of {t.unit} to which this Schedule 13D relates is {number:,}.",
        f"Each of {known} and {other} has shared power to direct the vote or disposition of {number:,} {t.unit}, "
        f"of which "
        f"up to {number // 3:,} are subject to options exercisable within 60 days of {day}.",
        f"Accordingly, {known} expressly disclaims a group with {other} Capital, which reported {number:,} "
        f"{t.unit} on {day}.",
        f"Because {other} is a director, grants of {number:,} units made on {day} are not counted here.",
        f"{known} has not entered into any transactions in the {t.unit} during the past sixty days.",
        f"The transactions of {other} Fund are set forth in Schedule A and are incorporated herein by reference.",
        f"The options held by {other} expire on {day} and have an exercise price of "
        f"${t.rng.randint(1, 60)}.{t.rng.randint(10, 99)} "
        f"per share for {number:,} shares.",
        f"In addition, affiliates of {known} manage {t.rng.randint(2, 40)} accounts worth ${t.rng.randint(1, 90)} "
        f"million.",
    )


def outstanding(t: Teller) -> str:
    """The number of shares outstanding, marked."""
    return mark("/outstanding", f"{t.facts.outstanding:,}")


def page_head(t: Teller) -> Block:
    """The head or foot of a page that falls between two paragraphs."""
    cusip, page = t.facts.cusip, t.rng.randint(3, 30)
    apart = f"{cusip[:6]} {cusip[6:8]} {cusip[8]}"
    return t.rng.choice(
        (
            f"CUSIP No. {t.pick(cusip, apart)}    13D    Page {page} of {page + 4} Pages",
            ((f"CUSIP NO. {cusip}", "SCHEDULE 13D", f"Page {page} of {page + 3}"),),
            str(page),
            f"- {page} -",
            f"CUSIP NO. {cusip}",
        )
    )


def directors(t: Teller, letter: str) -> list[Block]:
    """An annex of directors and officers, who hold nothing."""
    head = ("Name", t.pick("Principal Occupation", "Title", "Position"), t.pick("Citizenship", "Business Address"))
    rows = [
        (
            f"{coin(t.rng)} {t.rng.choice('ABCDEFGHJ')}. {coin(t.rng)}",
            t.pick("Director", "President and Director", "Member of the Board", "Treasurer"),
            t.pick("United States", "Canada", f"{t.rng.randint(1, 900)} Mill Pond Lane, Marlow Bay, CA 94999"),
        )
        for _ in range(t.rng.randint(2, 7))
    ]
    return [
        t.pick(f"SCHEDULE {letter}", f"Schedule {letter}", f"ANNEX {letter}"),
        "Directors and Executive Officers",
        (head, *rows),
    ]
