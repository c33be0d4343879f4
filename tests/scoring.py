"""Field F1 of a record against a gold one: values compared as a bag, wherever their row stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

UNSEEN = "?"
"""A gold value that the document does not show."""
Leaf = tuple[str, Any]


def leaves(value: Any, path: str = "") -> Iterator[Leaf]:
    """Values with their paths, numbers of rows left out."""
    if isinstance(value, dict) and "any_of" not in value:
        for key, held in value.items():
            yield from leaves(held, f"{path}/{key}")
    elif isinstance(value, list | tuple) and all(isinstance(held, dict) for held in value):
        for held in value:
            yield from leaves(held, path)
    elif isinstance(value, list | tuple):
        yield path, " ".join(sorted(value))
    else:
        yield path, value


def folded(value: Any) -> Any:
    """A value as it is compared: amounts as numbers, words without case, punctuation and the sign of a signature."""
    if not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        bare = re.sub(r"^(by:?\s*)?/s/\s*", "", value.casefold())
        return re.sub(r"[^\w%$]+", " ", bare).strip() or None


def field_f1(gold: dict[str, Any], record: dict[str, Any]) -> float:
    """Of the fields that the gold has, null or not."""
    notes = {note["id"]: note["text"] for note in record.get("footnotes", [])}
    scored = {key: value for key, value in (record | {"footnotes": notes}).items() if key in gold}
    known, unseen = {path for path, _ in leaves(gold)}, Counter(p for p, v in leaves(gold) if v == UNSEEN)
    got = Counter((p, folded(v)) for p, v in leaves(scored) if p in known and v is not None)
    wanted = Counter(_one(path, value, got) for path, value in leaves(gold) if value not in (None, UNSEEN))
    wanted = Counter({leaf: n for leaf, n in wanted.items() if leaf[1] is not None})
    extra = Counter(path for path, _ in (got - wanted).elements()) - unseen
    right = (got & wanted).total()
    return 2 * right / (wanted.total() + right + extra.total())


def _one(path: str, value: Any, got: Counter[Leaf]) -> Leaf:
    """The leaf that a gold value asks for: of several right ones, the one that was got."""
    choices = [(path, folded(v)) for v in value["any_of"]] if isinstance(value, dict) else [(path, folded(value))]
    return next((leaf for leaf in choices if leaf in got), choices[0])
