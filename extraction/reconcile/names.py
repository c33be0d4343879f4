"""Names that stand where another's belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.draft import Draft, Value
from extraction.record import Check


def checks(draft: Draft) -> Iterator[Check]:
    """A failed check for each reporting owner that bears the issuer's name; none for the others."""
    issuer = draft.top.get("/issuer/name")
    for i, owner in enumerate(draft.owners):
        if issuer and "name" in owner and _words(owner["name"]) == _words(issuer) != ():
            yield Check(
                rule="owner_is_not_issuer",
                status="failed",
                pointers=("/issuer/name", f"/reporting_owners/{i}/name"),
                found=owner["name"].best,
                message=f"{owner['name'].best} is named as the issuer and as a reporting person",
            )


def _words(name: Value) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", (name.best or "").casefold()))
