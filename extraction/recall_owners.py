"""Addresses of owners who file together: what one damaged place lacks, where others of them show the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.fuzz import ratio

from extraction.draft import Value
from extraction.recall_names import IMPLIED
from extraction.values import city, zip_code
from extraction.values.reading import Reading
from extraction.values.state import is_code

ADDRESS = ("street1", "street2", "city", "state", "zip")
SAME = 70
"""Likeness, in percent, from which a damaged address is one that others show."""
SURE = 0.99
"""How sure a state is that only its ZIP code tells."""
SHOWN = 2
"""Owners that must show an address, letter for letter."""

Owner = Mapping[str, Value]


def recall_addresses(owners: Sequence[Owner]) -> tuple[Owner, ...]:
    """Owners with the address that others show, where one alone is shown so often and theirs looks like it, and with
    the state that their ZIP code lies in where theirs cannot be read, and a lone one's city: what several show alike is
    as it was filed."""
    owners = [_in_its_state(owner) for owner in owners]
    owners = [_in_its_city(owner) for owner in owners] if len(owners) == 1 else owners
    counts = Counter(_address(owner) for owner in owners if _is_whole(owner))
    shown = [address for address, count in counts.items() if count >= SHOWN]
    if len(shown) != 1:
        return tuple(owners)
    return tuple(_with(owner, shown[0]) if _looks_like(owner, shown[0]) else owner for owner in owners)


def _in_its_state(owner: Owner) -> Owner:
    """The owner with the state of the ZIP code where what was read is none (99.8% of the corpus lie in that state)."""
    code, state = owner.get("zip"), owner.get("state") or Value((), (), SURE)
    told = zip_code.state_of(code.best) if code and code.best else None
    if told is None or (state.best and is_code(state.best)):
        return owner
    return {**owner, "state": replace(state, readings=(Reading(told, 1.0, IMPLIED), *state.readings))}


def _in_its_city(owner: Owner) -> Owner:
    """The owner with the city of his state that a damaged name is nearly."""
    held, state = owner.get("city"), owner.get("state")
    if held is None or not held.best:
        return owner
    name = city.nearest(held.best, state.best if state else None)
    if name is None:
        return owner
    written = name if held.best.isupper() else name.title()
    return {**owner, "city": replace(held, readings=(Reading(written, 1.0, IMPLIED), *held.readings))}


def _address(owner: Owner) -> tuple[str | None, ...]:
    return tuple(owner[name].best if name in owner else None for name in ADDRESS)


def _is_whole(owner: Owner) -> bool:
    return all(name in owner and owner[name].best for name in ("street1", "city", "zip"))


def _looks_like(owner: Owner, address: Sequence[str | None]) -> bool:
    """Whether the words of an owner's address, in whatever field and order, are nearly those of another."""
    mine = _letters(word.text for name in ADDRESS if name in owner for word in owner[name].words)
    return ratio(mine, _letters(part for text in address if text for part in text.split())) >= SAME


def _letters(words: Iterable[str]) -> str:
    return "".join(sorted("".join(re.sub(r"\W", "", word).lower() for word in words)))


def _with(owner: Owner, address: Sequence[str | None]) -> Owner:
    """The owner with an address; what he shows otherwise is kept as a dearer reading."""
    if _address(owner) == tuple(address):
        return owner
    words = tuple(word for name in ADDRESS if name in owner for word in owner[name].words)
    least = min(owner[name].probability for name in ADDRESS if name in owner)
    held = {name: value for name, value in owner.items() if name not in ADDRESS}
    for name, text in zip(ADDRESS, address, strict=True):
        if text is None:
            continue
        old = owner.get(name)
        if old is not None and old.best == text:
            held[name] = old
        else:
            value = old or Value(words, (), least)
            held[name] = replace(value, readings=(Reading(text, 1.0, IMPLIED), *value.readings))
    return held
