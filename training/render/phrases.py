"""Headings put together from words' synonyms and abbreviations: so that models learn the parts of words, not a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

PARTS: dict[str, tuple[str, ...]] = {
    "sec": ("Security", "Securities", "Instrument", "Issue", "Stock", "Sec.", "Secs", "Equity", "Asset", "Share Class"),
    "title": ("Title", "Name", "Description", "Class", "Type", "Kind", "Designation", "Desc."),
    "trade": ("Transaction", "Trans.", "Trade", "Txn", "Tran", "Trn", "Deal", "Dealing", "Activity", "Trd", "Event"),
    "when": ("Date", "Dt.", "Dt", "Day", "Date", "Date", "On"),
    "code": ("Code", "Cd.", "Cd", "Type", "Action", "Kind", "Code", "Category"),
    "num": ("Number", "No.", "#", "Amount", "Amt.", "Qty", "Quantity", "Count", "Num.", "Total", "How Many"),
    "shs": ("Shares", "Shs.", "Shs", "Units", "Securities", "Secs.", "Shares/Units", "Stock"),
    "acq": ("Acquired", "Acq.", "Bought", "Purchased", "Received", "Added", "Acq", "Addition", "Credit", "Buy", "In"),
    "disp": ("Disposed", "Disp.", "Sold", "Disposed Of", "Disposition", "Dsp", "Removed", "Debit", "Sell", "Out"),
    "price": ("Price", "Px", "Pr.", "Cost", "Consideration", "Prc", "Price Paid", "Value per Unit", "Rate"),
    "per": ("per Share", "/Share", "per Unit", "/Sh.", "per Security", "Each", "/ Unit", "(per share)"),
    "owned": ("Owned", "Held", "Beneficially Owned", "Holding", "Position", "Balance", "Bal.", "Holdings", "Ownd"),
    "after": ("After", "Following", "Post-Transaction", "Aft.", "Thereafter", "After Trade", "at End of Period", "Post",
              "Following Reported Transaction(s)", "Remaining", "Resulting", "upon Completion", "Fol."),
    "own": ("Ownership", "Own.", "Holding", "Ownrshp", "Beneficial Ownership", "Interest"),
    "form": ("Form", "Basis", "Type", "Capacity", "Frm", "Status", "Method", "Mode"),
    "direct": ("Direct", "Dir.", "Direct (D)", "D", "(D)", "Directly"),
    "indirect": ("Indirect", "Ind.", "Indirect (I)", "I", "(I)", "Indirectly"),
    "nature": ("Nature", "Nat.", "Description", "Details", "Manner", "Explanation", "Particulars", "Notes on"),
    "ex": ("Exercise", "Exer.", "Ex.", "Conversion", "Conv.", "Strike", "Conversion/Exercise", "Conv./Exer.",
           "Conversion or Exercise", "Exercise or Conversion", "Option"),
    "from": ("Exercisable", "Exer.", "Vesting", "Vests", "Vest", "Exercisable From", "First Exercisable", "Start",
             "Convertible From", "Available", "Begin", "Effective", "Exercisable On", "Becomes Exercisable"),
    "until": ("Expiration", "Expiry", "Exp.", "Expires", "Xpir", "Expiring", "Maturity", "Termination", "End", "Lapse",
              "Expires On", "Lapses", "Last Exercise", "Expr."),
    "under": ("Underlying", "Und.", "Undl.", "Underl.", "Undlyng", "Deliverable", "Related", "Reference", "Base"),
    "deriv": ("Derivative", "Deriv.", "Derivatives", "Option", "Award", "Right", "Deriv", "Warrant", "Grant"),
    "deemed": ("Deemed Execution", "Deemed Exec.", "Deemed", "Dmd.", "Deemed Ex.", "Execution (Deemed)"),
    "late": ("V", "Vol.", "Voluntary", "Timely", "Timeliness", "Late", "Early/Late", "E/L", "Late?", "V/E/L", "Vol?"),
}  # fmt: skip
"""Words that may stand for each other in a heading."""

PATTERNS: dict[str, tuple[str, ...]] = {
    "security_title": ("{sec}", "{title} of {sec}", "{sec} {title}", "{title}", "{sec} {title}", "{sec}"),
    "derivative_title": ("{deriv} {sec}", "{title} of {deriv}", "{deriv}", "{deriv} {title}",
                         "{title} of {deriv} {sec}", "{sec}", "{sec} {title}"),
    "transaction_date": ("{trade} {when}", "{when} of {trade}", "{when}", "{trade} {when}", "Traded", "When",
                         "{when} of {trade} (if any)", "Executed On", "{trade} {when}", "{when} {acq} or {disp}"),
    "deemed_execution_date": ("{deemed} {when}", "{deemed}", "{deemed} {when}, if any", "{when} of {deemed}"),
    "transaction_code": ("{trade} {code}", "{code}", "{trade} {code}", "{code} of {trade}", "{trade}", "SEC {code}"),
    "timeliness": ("{late}",),
    "shares": ("{num} of {shs}", "{num}", "{shs}", "{shs} {trade}ed", "{num} {trade}", "{trade} {shs}", "{num} {shs}",
               "{shs} {acq} or {disp}", "{num} of {shs} {acq}/{disp}", "{trade} {num}", "{num} of {trade}",
               "{num} {acq} (A) or {disp} (D)", "{shs} Traded", "{num} Traded"),
    "acquired_disposed": ("{acq}/{disp}", "{acq} or {disp}", "{acq} (A) or {disp} (D)", "A/D", "(A)/(D)", "A or D",
                          "{acq} / {disp}", "Direction", "Acq(A)/Disp(D)", "{acq}-{disp} Code", "+/-", "{acq}/{disp}",
                          "{acq} {disp} Cd", "Side", "Whether {acq} or {disp}", "In/Out", "Buy/Sell"),
    "shares_acquired": ("{acq}", "{shs} {acq}", "(A)", "{num} {acq}", "{acq} (A)", "{acq} {shs}",
                        "{num} of {shs} {acq}"),
    "shares_disposed": ("{disp}", "{shs} {disp}", "(D)", "{num} {disp}", "{disp} (D)", "{disp} {shs}",
                        "{num} of {shs} {disp}"),
    "price_per_share": ("{price}", "{price} {per}", "{trade} {price}", "{shs} {price}", "{price} ($)", "{price} {per}",
                        "{price} of {sec}", "Unit {price}", "{price}"),
    "derivative_price": ("{price} of {deriv} {sec}", "{deriv} {price}", "{price}", "{price} {per}",
                         "{price} of {deriv}", "Unit {price}", "{price} Paid", "{trade} {price}"),
    "shares_owned_following": ("{shs} {owned} {after}", "{num} {owned} {after}", "{owned} {after}", "{owned}",
                               "{num} of {shs} {owned} {after}", "{shs} {owned}", "{after} {owned}", "Left {after}",
                               "{num} {owned}", "{trade} {after} {owned}", "Total {owned}", "{num} of {sec} {owned}"),
    "direct_or_indirect": ("{own} {form}", "{direct}/{indirect}", "{direct} or {indirect}", "D/I", "D or I", "{own}",
                           "{own} {form}: {direct} or {indirect}", "{form} of {own}", "(D)/(I)",
                           "{direct} / {indirect}", "How {owned}", "{form} {owned}",
                           "{own} {form} ({direct}/{indirect})",
                           "{owned} {direct}?", "Registration", "{own} {code}"),
    "nature_of_ownership": ("{nature} of {own}", "{nature}", "{nature} of {indirect} {own}", "{own} {nature}",
                            "{indirect} {own}", "{indirect} {nature}", "{owned} By", "{owned} Through", "By Whom",
                            "If {indirect}, {nature}", "Through", "Registered Holder", "{nature} of {owned}"),
    "conversion_or_exercise_price": ("{ex} {price}", "{price} of {ex}", "{ex} {price} ($)", "{ex}", "{ex} {price}",
                                     "{price} at which {from}", "Strike", "{ex} {price} {per}"),
    "exercise_date": ("{from} {when}", "{when} {from}", "{from}", "{from}", "{when} {from}"),
    "expiration_date": ("{until} {when}", "{when} of {until}", "{until}", "{until} {when}", "{until}"),
    "underlying_security_title": ("{under} {sec}", "{title} of {under}", "{under} {sec} {title}", "{under}",
                                  "{title} of {sec} {under}", "{title} of {under} {sec}", "{under} {title}",
                                  "{sec} {under}", "For What {sec}", "Into {sec}"),
    "underlying_shares": ("{under} {shs}", "{num} of {under} {shs}", "{num} {under}", "{shs} {under}", "{under} {num}",
                          "{num} of {shs} {under}", "{num} of {sec} {under}", "{under} {num}", "Underlying {num}",
                          "{num} or {num} of {shs}", "{under} {sec} {num}"),
    "@line": ("#", "No.", "Line", "Row", "Item", "Ref.", "Line No.", "Seq"),
    "@value": ("Value", "Total Value", "Market Value", "{trade} Value", "Value ($)", "Proceeds", "Gross",
               "Aggregate {price}", "Dollar Value", "Total {price}", "Est. Value"),
    "@change": ("Change %", "% Chg", "Pct. of Holdings", "% Change", "{own} Chg.", "% of Position"),
    "@form": ("Form", "Filing", "Document", "Form Type", "Source"),
    "@filed": ("Filing {when}", "Filed", "Filed On", "Reported", "{when} Filed", "Report {when}", "Accepted", "Posted"),
    "@ticker": ("Ticker", "Symbol", "Tkr", "Issuer", "Company", "CUSIP"),
    "@insider": ("Insider", "Insider Name", "Reporting Person", "Filer", "Owner Name", "Who"),
}  # fmt: skip
"""What a heading says of its field, with places for words of PARTS."""

DERIVATIVE = {"security_title": "derivative_title", "price_per_share": "derivative_price"}
"""Fields that Table II may head in other words."""
BEFORE = ("{}. ", "({}) ", "{} ", "Col. {}: ")
BEHIND = {
    "_date": ("(MM/DD/YYYY)", "(Month/Day/Year)", "(m/d/yy)", "(yyyy-mm-dd)"),
    "price": ("($)", "(USD)", "($ per share)", "US$", "(in dollars)"),
    "": ("(Instr. 3)", "*", "(see notes)", "(Instr. 4)", "(if any)", "(1)"),
}
_VOWELS = re.compile(r"(?<=[a-z])[aeiou](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Voice:
    """How the headings of one table are put into words."""

    case: str
    shorten: float
    """Share of words that are cut or lose their vowels."""
    numbered: str
    behind: float
    """Share of headings with a unit or a reference behind them."""


def speak(rng: Random) -> Voice:
    """A voice at random: most are plain."""
    return Voice(
        case=rng.choice(("", "", "", "", "title", "upper", "upper", "lower", "first", "snake", "camel")),
        shorten=rng.choice((0.0, 0.0, 0.0, 0.2, 0.5)),
        numbered=rng.choice(("", "", "", "", *BEFORE)),
        behind=rng.choice((0.0, 0.0, 0.15, 0.4)),
    )


def say(field: str, derivative: bool, voice: Voice, rng: Random, number: int = 1) -> str:
    """A heading for a field of Table I or II (or for `@value` and its like), composed anew."""
    key = DERIVATIVE.get(field, field) if derivative else field
    text = _filled(rng.choice(PATTERNS[key]), rng)
    if derivative and field in ("shares", "shares_owned_following") and rng.random() < 0.4:
        text = re.sub(r"Shares|Securities|Units", rng.choice(PARTS["deriv"]), text)
    text = " ".join(_shorter(word, rng) if rng.random() < voice.shorten else word for word in text.split())
    text = _cased(text, voice.case)
    if voice.case in ("snake", "camel"):
        return text
    if rng.random() < voice.behind:
        text += " " + rng.choice(next(known for kind, known in BEHIND.items() if kind in field))
    return voice.numbered.format(number) + text


ABOVE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("shares", "acquired_disposed", "price_per_share", "shares_acquired", "shares_disposed"),
                    ("{num} of {shs} {acq} or {disp}", "{shs}", "{sec} {acq} (A) / {disp} (D)", "{trade}",
                     "{shs} {trade}")),
    **dict.fromkeys(("exercise_date", "expiration_date"), ("Dates", "{from} and {until}", "{ex} Period", "Term")),
    **dict.fromkeys(("underlying_security_title", "underlying_shares"),
                    ("{under} {sec}", "{title} and {num} of {under} {sec}", "{under}", "{sec} {under}")),
    **dict.fromkeys(("shares_owned_following", "direct_or_indirect", "nature_of_ownership"),
                    ("{owned} {after}", "{own}", "{owned}", "Position")),
    **dict.fromkeys(("transaction_date", "transaction_code", "timeliness"),
                    ("{trade}", "{trade} Details", "{trade} {code}")),
}  # fmt: skip
"""What is said above the headings of several columns."""


def say_above(field: str, voice: Voice, rng: Random) -> str:
    """A heading above a field's own, as several columns share it; empty where none is known."""
    patterns = ABOVE.get(field)
    return _cased(_filled(rng.choice(patterns), rng), voice.case) if patterns else ""


def invent_headings(count: int, rng: Random) -> Iterator[tuple[str, str]]:
    """Headings composed anew, some under a common one, each with its field (`@value` and its like for none)."""
    fields = [name for name in PATTERNS if not name.startswith("derivative_")]
    for _ in range(count):
        field, voice = rng.choice(fields), speak(rng)
        heading = say(field, rng.random() < 0.5, voice, rng, rng.randint(1, 14))
        above = say_above(field, voice, rng) if rng.random() < 0.25 else ""
        yield f"{above} {heading}".strip(), field


def _filled(pattern: str, rng: Random) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: rng.choice(PARTS[place[1]]), pattern)


def _shorter(word: str, rng: Random) -> str:
    """A word cut after some letters, or without its vowels."""
    if len(word) < 5 or not word.isalpha():
        return word
    if rng.random() < 0.5:
        return word[: rng.randint(3, 5)] + rng.choice((".", "", "."))
    return _VOWELS.sub("", word) + rng.choice(("", "."))


def _cased(text: str, case: str) -> str:
    words = re.findall(r"[A-Za-z0-9%#]+", text)
    if case == "snake" and words:
        return "_".join(words).upper()
    if case == "camel" and words:
        joined = "".join(w[:1].upper() + w[1:] for w in words)
        return joined[:1].lower() + joined[1:]
    if case == "first":
        return text[:1] + text[1:].lower()
    return {"upper": str.upper, "lower": str.lower, "title": str.title}.get(case, str)(text)


TABLE_PARTS = ("Table", "Part", "Schedule", "Section", "Exhibit", "List", "TABLE", "Annex", "Panel", "")
NUMBERS = (("I", "II"), ("1", "2"), ("A", "B"), ("1", "2"))
TITLE_WORDS: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("Non-Derivative Securities", "Non-Derivatives", "Non-derivative holdings", "Shares (non-derivative)",
     "Common Equity", "Securities Other Than Derivatives", "Stock", "Equity Securities", "Direct Equity",
     "Non-Deriv. Securities", "Securities owned outright", "Stock transactions", "Share Dealings", "NONDERIV",
     "Ordinary shares and units"),
    ("Derivative Securities", "Derivatives", "Derivative holdings", "Options and Awards (derivative)", "Options",
     "Options, Warrants and Convertibles", "Stock Options and Other Rights", "Equity Derivatives",
     "Deriv. Securities", "Rights to acquire securities", "Option transactions", "Awards and Derivatives", "DERIV",
     "Convertibles and options"),
)  # fmt: skip
TITLE_TAILS = (
    "", "", "", " Acquired, Disposed of, or Beneficially Owned", " Beneficially Owned", " - Transactions and Holdings",
    " transactions and positions", " Bought, Sold or Held", " reported", " (transactions, holdings)", " activity",
    " detail",
)  # fmt: skip


def entitle(number: int, rng: Random) -> str:
    """A title for Table I (1) or II (2), composed anew."""
    what = rng.choice(TITLE_WORDS[number - 1]) + rng.choice(TITLE_TAILS)
    part = rng.choice(TABLE_PARTS)
    counted = f"{part} {rng.choice(NUMBERS)[number - 1]}".strip() + rng.choice((": ", ". ", " - ", " ", " \u2014 "))
    text = (counted if rng.random() < 0.6 else "") + what
    return rng.choice((str, str, str.upper, str.title))(text)
