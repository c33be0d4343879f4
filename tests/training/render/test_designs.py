"""Every design shows what it marks: the text of an annotation is the gold's value, whatever the style."""

from __future__ import annotations

import html
import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.document import Source
from training.annotated import AnnotatedFiling, from_json, to_json
from training.render import designs, invent
from training.render.markdown import Habits, convert
from training.render.markup import filing_from_html, mark, to_html

DATES = ("%d %b %Y", "%Y/%m/%d", "%m/%d/%Y", "%Y-%m-%d", "%b %d, %Y", "%d-%b-%Y", "%B %d, %Y", "%m/%d/%y", "%m-%d-%Y")
MONTHS = ("%m/%y", "%m/%Y", "%B %Y", "%B, %Y", "%B/%Y", "%b. %Y")
SPELLED = {"Direct": "D", "Indirect": "I", "Acquired": "A", "Disposed": "D"}
KINDS = (Source.HTML, Source.MARKDOWN, Source.ASCII)


def shown(filing: AnnotatedFiling) -> dict[str, list[str]]:
    """The texts of each pointer, without the markup of their source."""
    text = filing.content.decode()
    out: dict[str, list[str]] = {}
    for annotation in filing.annotations:
        assert annotation.span is not None
        raw = text[slice(*annotation.span)]
        raw = html.unescape(re.sub("<[^>]*>", "", raw)) if filing.source is Source.HTML else raw
        raw = re.sub(r"\\(.)", r"\1", raw) if filing.source is Source.MARKDOWN else raw
        out.setdefault(annotation.pointer, []).append(raw)
    return out


def gold_value(gold: Any, pointer: str) -> Any:
    for key in pointer.strip("/").split("/"):
        gold = gold[int(key)] if isinstance(gold, list) else gold[key]
    return gold


def readings(pieces: list[str]) -> set[str]:
    """What the pieces of a value can mean: text without spaces, date, decimal, letter of a word."""
    out = {re.sub(r"\s", "", text) for text in (*pieces, "".join(pieces))}
    for text in (*pieces, "".join(pieces), " ".join(pieces)):
        out.add(SPELLED.get(text, text))
        for style in (*DATES, *MONTHS):
            try:
                day = datetime.strptime(text.strip(), style).date().isoformat()
            except ValueError:
                continue
            out.add(day[: len("1999-12")] if style in MONTHS else day)
        if broken := re.fullmatch(r"(?:(\d+)\s+)?(\d+/\d+)", text.strip()):
            out.add(str(Decimal(broken[1] or 0) + Decimal(float(Fraction(broken[2])))))
    return out


def same(gold: str, pieces: list[str]) -> bool:
    found = readings(pieces)
    try:
        number = Decimal(gold)
    except InvalidOperation:
        return re.sub(r"\s", "", gold) in found
    for text in found:
        try:
            if Decimal(text.replace(",", "")) == number:
                return True
        except InvalidOperation:
            continue
    return gold in found


def check(filing: AnnotatedFiling) -> None:
    for pointer, pieces in shown(filing).items():
        if re.match(r"/(head|title)[12]|.*/other_text", pointer):
            continue
        value = gold_value(filing.gold, pointer)
        if re.search(r"/\d+/footnotes/", pointer):
            assert (
                re.findall(r"\d+", "".join(f"{p} " if p[-1:] in ")]>/" or p.isdigit() else p for p in pieces)) == value
            )
        elif value is not True:
            assert same(value, pieces), (pointer, pieces, value)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_what_is_marked_is_the_gold(kind: Source, seed: int) -> None:
    rng = Random(seed)
    filing = designs.make_one("x", invent.filing(rng), kind, rng)
    check(filing)
    assert from_json(to_json(filing)) == filing


@pytest.mark.parametrize("name", designs.DESIGNS)
@pytest.mark.parametrize("form", ["3", "3/A", "4", "4/A", "5"])
def test_the_main_facts_are_shown_by_every_design(name: str, form: str) -> None:
    rng = Random(f"{name} {form}")
    record = invent.filing(rng, form)
    filing = filing_from_html("x", record, designs.DESIGNS[name](record, rng))
    pointers = {a.pointer for a in filing.annotations}
    wanted = {"/issuer/name", "/period_of_report", "/reporting_owners/0/name", "/signatures/0/name"}
    wanted |= {f"/footnotes/{i}" for i in record["footnotes"]}
    for table in ("non_derivative", "derivative"):
        wanted |= {f"/{table}/{i}/security_title" for i in range(len(record[table]))}
    assert wanted <= pointers


def test_the_same_seed_gives_the_same_filings() -> None:
    def drawn() -> list[str]:
        rng = Random(7)
        return [to_json(f) for f in designs.make([invent.filing(rng) for _ in range(3)], KINDS, rng)]

    assert drawn() == drawn()


def test_invented_balances_follow_from_their_trades() -> None:
    for seed in range(60):
        record = invent.filing(Random(seed), "4")
        trades = [row for row in record["non_derivative"] if row["kind"] == "transaction"]
        for before, after in pairwise(trades):
            sign = 1 if after["acquired_disposed"] == "A" else -1
            held = int(before["shares_owned_following"]) + sign * int(after["shares"])
            assert held == int(after["shares_owned_following"])


def test_marks_are_stripped_and_spans_cover_entities() -> None:
    page, annotations = to_html(f"<td>{mark('/issuer/name', 'A & B')}</td><td>{mark('/remarks', None)}</td>")
    assert page == "<td>A &amp; B</td><td></td>"
    assert [(a.pointer, page[slice(*(a.span or (0, 0)))]) for a in annotations] == [("/issuer/name", "A &amp; B")]


def test_a_value_that_the_page_does_not_show_is_not_gold() -> None:
    record = invent.filing(Random(5), "4")
    filing = filing_from_html("x", record, mark("/issuer/name", record["issuer"]["name"]))
    assert filing.gold["issuer"]["name"] == record["issuer"]["name"]
    assert filing.gold["period_of_report"] == "?"
    assert filing.gold["footnotes"] == {}


def test_nested_tables_become_one_line_with_a_blank_header() -> None:
    page = "<table><tr><td>Owner<table><tr><td>{}</td><td></td></tr></table></td></tr></table>"
    text, annotations = convert(page.format(mark("/reporting_owners/0/name", "Oglethorn *Osbert*")), Habits())
    assert text == ("|  |  |  |\n| --- | --- | --- |\n| Owner  |  |  | | --- | --- | | Oglethorn \\*Osbert\\* |  | |")
    assert text[slice(*(annotations[0].span or (0, 0)))] == "Oglethorn \\*Osbert\\*"
