"""Fields of a mis-cut row's tokens held against what cells can bear: unsure cuts are moved to where values read.

The order of fields never changes and each has its grammar (design: what a cut leaves), so that two neighbours share
their tokens where both are values; a title goes on to its row's first word; a mark stands behind what it marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log

from extraction.labelers.features import CellToken
from extraction.labels import NONE
from extraction.values import amount, date
from extraction.values.reading import Reading

AMOUNTS = frozenset(
    {"conversion_or_exercise_price", "shares", "shares_acquired", "shares_disposed", "price_per_share"}
    | {"shares_owned_following", "underlying_shares"}
)
DATES = frozenset({"transaction_date", "deemed_execution_date", "exercise_date", "expiration_date"})
WORDS = frozenset({"security_title", "underlying_security_title", "nature_of_ownership"})
PAIRS = (
    ("transaction_date", "deemed_execution_date"),
    ("conversion_or_exercise_price", "transaction_date"),
    ("exercise_date", "expiration_date"),
    ("underlying_shares", "conversion_or_exercise_price"),
    ("underlying_shares", "price_per_share"),
    ("price_per_share", "shares_owned_following"),
)
"""Fields side by side whose cells may share a cut, in an order in which each is settled once."""
OPTIONAL = frozenset({"deemed_execution_date"})
"""Fields that most rows leave empty."""
UNREAD = 7.0
"""Nats for pieces that read as nothing."""
APART = 2.0
"""Nats for two words of one cell that would be one number."""
REPEATED = 2.3
"""Nats for a lone digit of a field that is by chance the one on the other side of the cut: one in ten."""
MOST = 8
"""Tokens of two fields that are looked at."""
COLLAPSED = 4
"""A row of fewer cells has lost its columns: spaces in it may be cuts."""
GAIN = 1.0
"""Nats that another cut must gain."""
LEAST = 0.01
"""Least probability of a label: the model is not surer than this of what it rules out."""
LETTER_WITHIN = 4
"""Tokens behind the last of the shares within which their letter stands."""
_DIGITS = re.compile(r"[$\\]*[\dlIOoSC|)(.,:/-]*\d[\dlIOoSC|)(.,:/-]*|[lI|OC]")
_OPENING = re.compile(r"[A-Za-z%]")
_LONE = re.compile(r"[\dlI|]{1,3},?")
_NUMBERED = frozenset({"series", "class", "tranche", "no.", "no", "tier", "type", "type-", "$"})
"""Words of a title that a number belongs to."""
Probability = Callable[[int, str], float]
"""How likely a token (by its place) bears a label."""


def mend_cells(tokens: Sequence[CellToken], labels: Sequence[str], chance: Probability) -> list[str]:
    """The labels of a mis-cut row's tokens, mended."""
    out = _open_title(tokens, list(labels))
    out = _fill_words(tokens, out)
    out = _take_money(tokens, out)
    collapsed = len({t.slot for t in tokens}) < COLLAPSED
    for left, right in PAIRS:
        out = _part(tokens, out, left, right, chance, collapsed)
    out = _take_number(tokens, _take_letter(tokens, out))
    return _follow(tokens, out)


def _open_title(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """What stands in front of a row's title is its beginning: `7.875% | Series D`."""
    first = next((i for i, name in enumerate(labels) if name != NONE), 0)
    if not first or labels[first] != "security_title":
        return labels
    opens = [i for i in range(first) if tokens[i].token.mark is None and _OPENING.search(tokens[i].token.text)]
    return ["security_title" if i in opens else name for i, name in enumerate(labels)]


def _fill_words(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """A word without a field between two of one text is of it."""
    out = list(labels)
    for i in range(1, len(tokens) - 1):
        lettered = sum(c.isalpha() for c in tokens[i].token.text)
        if out[i] == NONE and lettered > 1 and out[i - 1] == labels[i + 1] and out[i - 1] in WORDS:
            out[i] = out[i - 1]
    return out


def _take_money(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """What begins with `$` and a digit is no letter: it belongs to the amount behind."""
    out = list(labels)
    for i in range(len(tokens) - 2, -1, -1):
        text = tokens[i].token.text.lstrip("\\")
        if text[:1] == "$" and len(text) > 1 and labels[i] not in AMOUNTS | WORDS and out[i + 1] in AMOUNTS:
            out[i] = out[i + 1]
    return out


def _part(
    tokens: Sequence[CellToken], labels: list[str], left: str, right: str, chance: Probability, collapsed: bool
) -> list[str]:
    """Tokens of two neighbouring fields cut where both read best, by what the model thought of each."""
    both = [i for i, name in enumerate(labels) if name in (left, right) and tokens[i].token.mark is None]
    if not _in_order([labels[i] == left for i in both]) or not _unsure(both, labels, chance):
        return labels
    span = [i for i in range(both[0], both[-1] + 1) if labels[i] in (left, right, NONE)]
    held = [i for i in span if tokens[i].token.mark is None and _DIGITS.fullmatch(tokens[i].token.text)]
    if not 1 < len(held) <= MOST:
        return labels
    now = [labels[i] == left for i in held]

    def cost(first: Sequence[bool]) -> float:
        sides = ([i for i, f in zip(held, first, strict=True) if f == side] for side in (True, False))
        read = sum(_cost(tokens, side, name, collapsed) for side, name in zip(sides, (left, right), strict=True))
        read += REPEATED * _repeats(tokens, held, first)
        return read - sum(log(max(chance(i, left if f else right), LEAST)) for i, f in zip(held, first, strict=True))

    marked = {name for name, token in zip(labels, tokens, strict=True) if token.token.mark is not None}
    cuts = range(left not in marked, len(held) + (right in marked | OPTIONAL))
    ways = [[k < cut for k in range(len(held))] for cut in cuts]
    least = min(ways, key=cost)
    if least == now or cost(least) > cost(now) - GAIN:
        return labels
    out = list(labels)
    for i, first in zip(held, least, strict=True):
        out[i] = left if first else right
    return out


def _in_order(first: Sequence[bool]) -> bool:
    """Whether both fields bear something, the left one on the whole before the right one."""
    left, right = ([k for k, f in enumerate(first) if f == side] for side in (True, False))
    return bool(left and right) and sum(left) / len(left) < sum(right) / len(right)


def _repeats(tokens: Sequence[CellToken], held: Sequence[int], first: Sequence[bool]) -> bool:
    """Whether a lone digit beside the cut repeats the digit on the other side of it."""
    cut = sum(first)
    if not 0 < cut < len(held):
        return False
    left, right = tokens[held[cut - 1]].token.text, tokens[held[cut]].token.text
    lone = (len(left) == 1 and cut > 1) or (len(right) == 1 and len(held) - cut <= 2)
    return lone and left[-1] == right[0] and left[-1].isdigit()


def _unsure(both: Sequence[int], labels: Sequence[str], chance: Probability) -> bool:
    return any(chance(i, labels[i]) < SURE for i in both)


SURE = 0.995
"""Labels all surer than this stand."""


def _cost(tokens: Sequence[CellToken], held: Sequence[int], name: str, collapsed: bool) -> float:
    """What the likeliest reading of a field's tokens costs."""
    if not held:
        return 0.0
    pieces: list[str] = []
    apart = 0
    for k, i in enumerate(held):
        if k and tokens[i].slot == tokens[held[k - 1]].slot:
            other = tokens[i].token.word is not tokens[held[k - 1]].token.word
            apart += other
            pieces[-1] += " " * other + tokens[i].token.text
        else:
            pieces.append(tokens[i].token.text)
    return _read(tuple(pieces), name in DATES) + (0.0 if collapsed else APART * apart)


@lru_cache(maxsize=4096)
def _read(pieces: tuple[str, ...], dated: bool) -> float:
    found: tuple[Reading, ...] = date.read_pieces(pieces) if dated else amount.readings(amount.from_dollar(pieces))
    return found[0].cost if found else UNREAD


def _take_number(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """A digit or two among the words of the underlying title that complete the number in the next cell are its own."""
    out = list(labels)
    title, number = "underlying_security_title", "underlying_shares"
    first = next((i for i, name in enumerate(labels) if name == number and tokens[i].token.mark is None), None)
    if first is None:
        return out
    for i in range(first - 1, 0, -1):
        text = tokens[i].token.text
        if labels[i] != title or tokens[first].slot - tokens[i].slot > 1:
            break
        if _LONE.fullmatch(text) and tokens[i - 1].token.text.lower() not in _NUMBERED:
            rest = [k for k, name in enumerate(labels) if name == number and tokens[k].token.mark is None]
            if _cost(tokens, [i, *rest], number, True) <= _cost(tokens, rest, number, True) + GAIN:
                out[i] = number
            break
    return out


def _take_letter(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """A second letter for the transaction code, behind the shares, says whether they were acquired."""
    out = list(labels)
    code, shares, letter = "transaction_code", "shares", "acquired_disposed"
    if letter in labels or shares not in labels:
        return out
    behind = len(labels) - 1 - labels[::-1].index(shares)
    for i, name in enumerate(labels):
        if name == code and i > labels.index(shares) and tokens[i].token.text in ("A", "D") and code in labels[:i]:
            out[i] = letter if i < behind + LETTER_WITHIN else out[i]
    return out


def _follow(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """A mark stands behind what it marks: one in front of all of a number belongs to the field before."""
    out = list(labels)
    for i in range(1, len(tokens)):
        name, before = out[i], out[i - 1]
        within = tokens[i].slot == tokens[i - 1].slot and before in WORDS
        if tokens[i].token.mark is None or name not in AMOUNTS or before == name:
            continue
        if not within and before not in AMOUNTS:
            continue
        behind = zip(tokens[i + 1 :], out[i + 1 :], strict=True)
        goes_on = any(n == name and t.token.mark is None and _bears(t) for t, n in behind)
        begun = any(n == name for n in out[:i])
        if goes_on and not begun:
            out[i] = before
    return _settle_marks(tokens, out)


def _settle_marks(tokens: Sequence[CellToken], labels: list[str]) -> list[str]:
    """Marks of empty columns: of a price behind the letter, of an exercise date beside an expiration marked alike; a
    mark cut in two is one."""
    out = list(labels)
    for i, held in enumerate(tokens):
        if held.token.mark is None:
            continue
        ahead = tokens[i + 1].token if i + 1 < len(tokens) else None
        if out[i] == "acquired_disposed" and "price_per_share" not in labels:
            out[i] = "price_per_share"
        elif out[i] in ("shares_acquired", "shares_disposed") and "exercise_date" not in labels:
            alike = ahead is not None and ahead.mark == held.token.mark and out[i + 1] == "expiration_date"
            out[i] = "exercise_date" if alike else out[i]
        if ahead is not None and held.token.text[:1] == "(" and held.token.text[-1].isdigit():
            out[i + 1] = out[i] if ahead.mark == held.token.mark else out[i + 1]
    return out


def _bears(held: CellToken) -> bool:
    return any(c.isalnum() for c in held.token.text)
