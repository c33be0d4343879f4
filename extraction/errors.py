"""What can be wrong with an input: one exception for each status that is not `ok`; and what stops a whole run."""

from __future__ import annotations


class Unreadable(Exception):
    """An input that gives no record; `status` names the kind, the message says why and what to do."""

    status = "unreadable"


class Empty(Unreadable):
    status = "empty"


class Truncated(Unreadable):
    status = "truncated"


class WrongKind(Unreadable):
    status = "wrong_kind"


class PasswordProtected(Unreadable):
    status = "password_protected"


class NotOwnership(Unreadable):
    status = "not_an_ownership_filing"


class NeedsOcr(Unreadable):
    status = "needs_ocr"


class NoModels(Exception):
    """The trained models are missing or cannot be used: no filing's fault, so the whole run stops."""
