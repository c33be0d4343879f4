"""The form's box in plain text: numbered items one below the other, or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from training.render.edgar_page import FORM_TITLES
from training.render.ink import NOTHING, Ink, beside, ink, wrap
from training.render.shown import Style, show_date

CHECKS = (
    ("({})", "X", " "),
    ("({})", "X", " "),
    ("[{}]", "X", " "),
    ("[{}]", "x", " "),
    ("__{}__", "X", "_"),
    ("/{}/", "X", " "),
    ("_{}_", "X", "_"),
    ("( {} )", "X", " "),
    ("{}", "X", " "),
)
FLAGS = (
    ("is_director", "Director"),
    ("is_ten_percent_owner", "10% Owner"),
    ("is_officer", "Officer (give title below)"),
    ("is_other", "Other (specify below)"),
)
AGAIN = (
    "Check this box if no longer subject to Section 16. "
    "Form 4 or Form 5 obligations may continue. See Instruction 1(b)."
)
Item = tuple[str, list[Ink]]
"""A caption and the lines below it."""


def box(record: dict[str, Any], style: Style, page: int, rng: Random) -> list[Ink]:
    """The head of the form and its numbered items."""
    pattern = rng.choice(CHECKS)
    owners = [item for i in range(len(record["reporting_owners"])) for item in _owner(record, i, pattern, rng)]
    main, further = owners[:2], owners[2:]
    items = _numbered([main[0], *_company(record, style, rng), main[1], _joint(record, pattern)], rng)
    items += [(caption, lines) for caption, lines in further]
    head = _head(record, page, rng)
    if rng.random() < 0.3:
        return [*head, *_side_by_side(items, page, rng)]
    return [*head, *_listed(items, rng)]


def _head(record: dict[str, Any], page: int, rng: Random) -> list[Ink]:
    form = record["form_type"]
    lines = [
        f"FORM {form}",
        rng.choice(("U.S. SECURITIES AND EXCHANGE COMMISSION", "UNITED STATES SECURITIES AND EXCHANGE COMMISSION")),
        "WASHINGTON, D.C. 20549",
        FORM_TITLES[form[0]],
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934, Section 17(a) of the",
        "Public Utility Holding Company Act of 1935 or Section 30(f) of the Investment Company Act of 1940",
    ]
    shown = lines[: rng.randint(3, 6)]
    centred = rng.random() < 0.6
    out = [ink(line.center(page) if centred else line) for line in shown]
    return [*out, NOTHING, *(wrap(ink(f"( ) {AGAIN}"), page) if rng.random() < 0.5 else []), NOTHING]


def _owner(record: dict[str, Any], index: int, pattern: tuple[str, str, str], rng: Random) -> list[Item]:
    """Name with address, and relationship, of one owner."""
    pointer, owner = f"/reporting_owners/{index}", record["reporting_owners"][index]
    shown = {k: ink(text, f"{pointer}/address/{k}") for k, text in owner["address"].items() if text}
    name = ink(owner["name"], f"{pointer}/name")
    if rng.random() < 0.15:
        name += ink(rng.choice(("   (Last) (First) (Middle)", "  (Last, First, Middle)")))
    place = shown.get("city", NOTHING) + ink(", ") + shown.get("state", NOTHING) + ink("  ") + shown.get("zip", NOTHING)
    streets = [shown[k] for k in ("street1", "street2") if k in shown]
    lines = _captioned(name, streets, place, rng) if rng.random() < 0.4 else [name, *streets, place]
    wrapped, on, off = pattern
    checks = []
    for flag, words in FLAGS:
        before, after = wrapped.split("{}")
        sign = ink(before) + (ink(on, f"{pointer}/{flag}") if owner[flag] else ink(off)) + ink(f"{after} {words}")
        checks.append(sign)
    width = max(len(check) for check in checks) + 2
    pairs = [beside([[a], [b]], [width, width], "")[0] for a, b in (checks[:2], checks[2:])]
    said = [ink(owner["officer_title"], f"{pointer}/officer_title")] if owner["officer_title"] else []
    texts = record["extra"].get("other_text") or []
    said += [ink(texts[index], f"{pointer}/other_text")] if index < len(texts) and texts[index] else []
    return [
        ("Name and Address of Reporting Person", lines),
        ("Relationship of Reporting Person(s) to Issuer (Check all applicable)", [*pairs, *said]),
    ]


def _captioned(name: Ink, streets: Sequence[Ink], place: Ink, rng: Random) -> list[Ink]:
    """A name and an address with the form's captions below them, and lines drawn to write on."""
    gap = " " * rng.randint(3, 14)
    rule = rng.choice((["-" * 60], ["_" * 40], []))
    parts = (
        ([name], ("(Last)", "(First)", "(Middle)")),
        (streets, ("(Street)",)),
        ([place], ("(City)", "(State)", "(Zip)")),
    )
    out: list[Ink] = []
    for values, captions in parts:
        out += [*values, *map(ink, rule), ink(gap.join(captions))]
    return out


def _company(record: dict[str, Any], style: Style, rng: Random) -> list[Item]:
    issuer = record["issuer"]
    name = ink(issuer["name"], "/issuer/name")
    if issuer["trading_symbol"]:
        before, after = rng.choice((("[", "]"), ("(", ")"), ("- ", ""), ("  ", "")))
        name += ink(f" {before}") + ink(issuer["trading_symbol"], "/issuer/trading_symbol") + ink(after)
    named: Item = ("Issuer Name and Ticker or Trading Symbol", [name])
    iso = record["period_of_report"]
    monthly = "Statement for Month/Year" if len(iso) == len("1999-12") else "Statement for Month/Day/Year"
    caption = "Date of Event Requiring Statement" if record["form_type"][0] == "3" else monthly
    shown = show_month(iso, rng) if caption.endswith("Month/Year") else show_date(iso, style.date)
    period = ink(shown, "/period_of_report")
    original = record["date_of_original_submission"]
    amended = [ink(show_date(original, style.date), "/date_of_original_submission")] if original else []
    number: Item = ("IRS or Social Security Number of Reporting Person (Voluntary)", [])
    when: Item = (caption, [period])
    items = [when, named] if record["form_type"][0] == "3" else [named, *([number] if rng.random() < 0.6 else []), when]
    return [*items, ("If Amendment, Date of Original (Month/Day/Year)", amended)]


def show_month(iso: str, rng: Random) -> str:
    """A month with its year as typists wrote it."""
    month = date.fromisoformat(f"{iso}-01")
    return month.strftime(rng.choice(("%m/%y", "%m/%Y", "%B %Y", "%B, %Y", "%B/%Y", "%b. %Y"))).lstrip("0")


def _joint(record: dict[str, Any], pattern: tuple[str, str, str]) -> Item:
    wrapped, on, off = pattern
    one, many = (on, off) if len(record["reporting_owners"]) == 1 else (off, on)
    lines = [ink(f"{wrapped.format(one)} Form filed by One Reporting Person")]
    lines.append(ink(f"{wrapped.format(many)} Form filed by More than One Reporting Person"))
    return "Individual or Joint/Group Filing (Check Applicable Line)", lines


def _numbered(items: Sequence[Item], rng: Random) -> list[Item]:
    pattern = rng.choice(("{}. {}", "{}. {}", "{}.  {}", "{}) {}", "Item {}. {}"))
    return [(pattern.format(i, caption), lines) for i, (caption, lines) in enumerate(items, 1)]


def _listed(items: Sequence[Item], rng: Random) -> list[Ink]:
    indent = ink(" " * rng.choice((0, 3, 4, 8)))
    inline = rng.random() < 0.3
    out: list[Ink] = []
    for caption, lines in items:
        if inline and len(lines) == 1:
            out.append(ink(f"{caption}: ") + lines[0])
        else:
            out += [ink(caption), *(indent + line for line in lines)]
        out.append(NOTHING)
    return out


def _side_by_side(items: Sequence[Item], page: int, rng: Random) -> list[Ink]:
    """Two or three items a line, each in its column."""
    count = 3 if page >= 100 else 2
    rule = rng.choice(("|", "  ", " | "))
    width = page // count - len(rule)
    out: list[Ink] = []
    for i in range(0, len(items), count):
        part = items[i : i + count]
        cells = [
            [*wrap(ink(caption), width), *(w for line in lines for w in wrap(line, width))] for caption, lines in part
        ]
        out += [*beside(cells, [width] * len(part), rule), ink("-" * page if rule == "|" else "")]
    return out
