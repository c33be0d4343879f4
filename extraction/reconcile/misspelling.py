"""How one number comes to be shown as another: look-alike, lost, doubled and transposed digits, in nats."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

COSTS: Mapping[str, float] = MappingProxyType(
    {
        "alike": 2.5,  # one digit as another that looks like it: 8 as 3
        "clipped": 2.5,  # the first or last digit lost
        "doubled": 2.5,  # a digit that stands twice
        "lost": 3.0,  # a digit lost inside
        "transposed": 3.0,  # two neighbours in the wrong order
        "point": 3.5,  # the decimal point lost or gained
        "other": 5.5,  # one digit as any other
        "stray": 5.5,  # a digit too many
        "two_alike": 5.0,
        "two_clipped": 5.0,
        "short": 1.5,  # more, where the number has but one or two digits: any two are near
        "whole": 0.5,  # more, where nothing at the place shows damage
    }
)
"""Minus the logarithm of the chance of each misreading at a place of spoiled text."""

_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("38", "56", "17", "08", "89", "68", "06", "58", "27", "35", "49", "09", "12", "14", "47", "23", "36")
)


def origins(seen: str) -> dict[str, float]:
    """Every text that one likely misreading shows as this one, with what it costs: digits, points and slashes."""
    found: dict[str, float] = {}
    at = [i for i, c in enumerate(seen) if c.isdigit()]
    for i, j in pairwise(at):
        found[seen[:i] + seen[j] + seen[i + 1 : j] + seen[i] + seen[j + 1 :]] = COSTS["transposed"]
        if j == i + 1 and seen[i] == seen[j]:
            found[seen[:i] + seen[j:]] = COSTS["doubled"]
    for i in at:
        found |= {
            seen[:i] + d + seen[i + 1 :]: COSTS["alike"] for d in "0123456789" if frozenset((d, seen[i])) in _ALIKE
        }
    for i in range(len(seen) + 1):
        kind = "clipped" if i in (0, len(seen)) else "lost"
        for d in "0123456789":
            found.setdefault(seen[:i] + d + seen[i:], COSTS[kind])
    found.pop(seen, None)
    return found


def cost(seen: str, true: str) -> float | None:
    """What it costs to believe that `true` was shown as `seen`, digits and points; None where nothing small does it."""
    if seen == true:
        return 0.0
    kind = _kind(seen, true)
    if kind is None:
        return None
    least, digits = sorted(sum(c.isdigit() for c in text) for text in (seen, true))
    return COSTS[kind] + (COSTS["short"] if least < 3 or (kind.startswith("two_") and digits < 5) else 0.0)


def _kind(seen: str, true: str) -> str | None:
    gained = len(seen) - len(true)
    if gained == 0:
        return _exchanged(seen, true)
    if gained == -1:
        return _lost(seen, true)
    if gained == 1:
        return _gained(seen, true)
    clipped = gained == -2 and bool(seen) and (true.startswith(seen) or true.endswith(seen))
    return "two_clipped" if clipped and len(seen) > 1 else None


def _exchanged(seen: str, true: str) -> str | None:
    at = [i for i, (a, b) in enumerate(zip(seen, true, strict=True)) if a != b]
    pairs = [frozenset((seen[i], true[i])) for i in at]
    if any("." in p for p in pairs):
        return None
    if len(at) == 1:
        return "alike" if pairs[0] in _ALIKE else "other"
    if len(at) == 2 and at[1] == at[0] + 1 and seen[at[0] : at[1] + 1] == true[at[1]] + true[at[0]]:
        return "transposed"
    return "two_alike" if len(at) == 2 and all(p in _ALIKE for p in pairs) else None


def _lost(seen: str, true: str) -> str | None:
    """The one character of `true` that `seen` lacks."""
    at = next((i for i, (a, b) in enumerate(zip(seen, true, strict=False)) if a != b), len(seen))
    if seen[at:] != true[at + 1 :] or not seen:
        return None
    if true[at] == ".":
        return "point"
    return "clipped" if true.startswith(seen) or true.endswith(seen) else "lost"


def _gained(seen: str, true: str) -> str | None:
    kind = _lost(true, seen)
    if kind in (None, "point") or not true:
        return kind
    at = next((i for i, (a, b) in enumerate(zip(seen, true, strict=False)) if a != b), len(true))
    return "doubled" if at and seen[at] == seen[at - 1] else "stray"
