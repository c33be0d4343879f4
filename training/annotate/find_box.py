"""Known values of the form's box, the footnotes and the signatures found outside a filing's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extraction.document import Row
from extraction.layout.tokens import Token, split_word
from training.annotate.spot import Run, find_runs, find_text, fold, shows_date

BEFORE = "xX✓✔☒☑✗√■●"
"""Characters that stand for a check."""
NEAR = 4
"""Rows from an owner's name in which the address stands, or from a signature its date."""
SIGNED = ("last", "signed")
"""Kinds of what stands behind the tables: the signatures' names, and their dates."""
WORDED = 5
"""Tokens that a date can be cut into."""
FLAGS = {
    "is_director": ("DIRECTOR", ("director", "board")),
    "is_officer": ("OFFICER", ("officer", "office")),
    "is_ten_percent_owner": ("TEN_PERCENT", ("10", "ten", "tenth")),
    "is_other": ("OTHER", ("other", "otherwise")),
}
"""Labels of the checkboxes and words that stand beside them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value outside the tables: its label, its pointer, how it is found."""

    label: str
    pointer: str
    value: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a wanted value may stand: its row and its tokens."""

    row: int
    run: Run


def wanted_values(record: Mapping[str, Any]) -> Iterator[Wanted]:
    """What a record says outside its tables; what it does not know is left out."""
    issuer = record.get("issuer") or {}
    yield from _told("ISSUER", "/issuer/name", issuer.get("name"), "name")
    yield from _told("TICKER", "/issuer/trading_symbol", issuer.get("trading_symbol"), "text")
    yield from _told("PERIOD", "/period_of_report", record.get("period_of_report"), "date")
    yield from _told("AMENDED", "/date_of_original_submission", record.get("date_of_original_submission"), "date")
    for i, owner in enumerate(record.get("reporting_owners") or ()):
        at = f"/reporting_owners/{i}"
        yield from _told("OWNER", f"{at}/name", owner.get("name"), "name")
        for part in ("street1", "street2", "city", "state", "zip"):
            yield from _told(part.upper(), f"{at}/address/{part}", (owner.get("address") or {}).get(part), "near")
        yield from _told("OFFICER_TITLE", f"{at}/officer_title", owner.get("officer_title"), "text")
    for i, signature in enumerate(record.get("signatures") or ()):
        yield from _told("SIGNER", f"/signatures/{i}/name", signature.get("name"), "last")
        yield from _told("SIGN_DATE", f"/signatures/{i}/date", signature.get("date"), "signed")


def _told(label: str, pointer: str, value: Any, kind: str) -> Iterator[Wanted]:
    if isinstance(value, str) and value not in ("", "?"):
        yield Wanted(label, pointer, value, kind)


def tokens_by_row(rows: Sequence[Row], taken: set[int]) -> list[tuple[int, tuple[Token, ...]]]:
    """The tokens of each row that no table took."""
    return [(i, tuple(t for w in row.words for t in split_word(w))) for i, row in enumerate(rows) if i not in taken]


def find_spots(wanted: Wanted, rows: Sequence[tuple[int, tuple[Token, ...]]]) -> list[Spot]:
    """Every place where a value may stand."""
    if wanted.kind in ("date", "signed"):
        same = shows_date(wanted.value)
        return [Spot(i, run) for i, tokens in rows for run in find_runs(tokens, same, WORDED)]
    any_order = wanted.kind in ("name", "last")
    return [Spot(i, run) for i, tokens in rows for run in find_text(tokens, wanted.value, any_order)]


def choose_spot(
    wanted: Wanted,
    spots: Sequence[Spot],
    anchors: Mapping[str, int],
    named: Mapping[tuple[int, int], str],
    alike: int = 1,
) -> Spot | None:
    """The one place that a value stands in; None where nothing decides between several.

    What decides: being spelled so, nearness to what it belongs to, then the models' own label, each only if one place
    is left. Of signatures that are `alike`, as many as there are places, each has the next.
    """
    exact = [s for s in spots if " ".join(t.text for t in s.run) == wanted.value]
    left = exact if len(exact) == 1 else list(spots)
    anchor = anchors.get(_anchor(wanted))
    if wanted.kind in ("near", "signed") and anchor is not None:
        left = [s for s in left if abs(s.row - anchor) <= NEAR] or left
    if wanted.kind in SIGNED and len(left) > 1:
        tail = [s for s in left if s.row >= anchors.get("tables", 0)]
        left = tail or left
    if len(left) > 1:
        agreed = [s for s in left if any(named.get((id(t.word), t.start)) == wanted.label for t in s.run)]
        left = agreed if len(agreed) == 1 else left
    if len(left) > 1 and wanted.kind in ("near", "signed") and anchor is not None:
        nearest = min(abs(s.row - anchor) for s in left)
        closest = [s for s in left if abs(s.row - anchor) == nearest]
        left = closest if len(closest) == 1 else left
    return left[0] if len(left) == 1 or (wanted.kind == SIGNED[0] and len(left) == alike) else None


def _anchor(wanted: Wanted) -> str:
    """The pointer of the name that an address or a date belongs to."""
    return "/".join(wanted.pointer.split("/")[:3]) + "/name"


def find_checks(
    owner: Mapping[str, Any], rows: Sequence[tuple[int, tuple[Token, ...]]]
) -> tuple[list[tuple[str, Token]], list[str]]:
    """The marks of an owner's checked boxes, and the flags whose marks could not be told.

    A mark stands before or behind its words, on one side for all boxes: that which the known flags bear out.
    """
    known = {flag: bool(owner.get(flag)) for flag in FLAGS if owner.get(flag) not in (None, "?")}
    sides = []
    for side in (-1, 1):
        marks = {flag: _marks_beside(FLAGS[flag][1], rows, side) for flag in FLAGS}
        if all(bool(marks[flag]) == checked for flag, checked in known.items()):
            sides.append(marks)
    checked = [flag for flag, is_set in known.items() if is_set]
    if len(sides) != 1:
        return [], checked
    found = [(FLAGS[flag][0], sides[0][flag][0]) for flag in checked if len(sides[0][flag]) == 1]
    return found, [flag for flag in checked if len(sides[0][flag]) != 1]


def _marks_beside(words: Sequence[str], rows: Sequence[tuple[int, tuple[Token, ...]]], side: int) -> list[Token]:
    """Checks that stand within a few tokens of one of the words, no other box's words between."""
    others = {w for _, named in FLAGS.values() for w in named}
    found = []
    for _, tokens in rows:
        checks = [i for i, t in enumerate(tokens) if is_check(t)]
        for i in checks:
            step, at = -side, i - side
            while 0 <= at < len(tokens) and abs(at - i) <= NEAR and not is_check(tokens[at]):
                if (name := fold(tokens[at].text)) in others:
                    found += [tokens[i]] if name in words else []
                    break
                at += step
    return found


def is_check(token: Token) -> bool:
    """Whether a token stands for a checked box: one character of those used, whatever rules are around it."""
    bare = token.text.strip("_[]() ")
    return len(bare) == 1 and bare in BEFORE


def find_footnotes(record: Mapping[str, Any], rows: Sequence[tuple[int, tuple[Token, ...]]]) -> dict[str, list[int]]:
    """The rows of each known footnote, by its id: those whose letters are the footnote's, in order."""
    notes = record.get("footnotes") or {}
    pairs = notes.items() if isinstance(notes, Mapping) else ((n["id"], n["text"]) for n in notes)
    lines = [(i, fold("".join(t.text for t in tokens))) for i, tokens in rows]
    return {str(i): list(_lines_of(fold(str(text)), str(i), lines)) for i, text in pairs if text and text != "?"}


def _lines_of(text: str, number: str, lines: Sequence[tuple[int, str]]) -> Iterator[int]:
    """The first line that opens with the number and the text's beginning, and those that go on with it."""
    for k, (row, shown) in enumerate(lines):
        rest = shown.removeprefix(number)
        if len(rest) < 4 or not (text.startswith(rest[:40]) or rest.startswith(text)):
            continue
        yield row
        done = len(rest)
        for further, more in lines[k + 1 :]:
            if done >= len(text) or not more or not text[done:].startswith(more[:40]):
                return
            yield further
            done += len(more)
        return
