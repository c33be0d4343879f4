"""SEC ownership filings, however messy, as structured records whose figures tie."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extraction.document import Document
    from extraction.errors import Unreadable
    from extraction.pipeline import extract, extract_bytes, load_models
    from extraction.record import Record

__all__ = ["Document", "Record", "Unreadable", "extract", "extract_bytes", "load_models"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562), so that `import extraction` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = {"Document": "document", "Record": "record", "Unreadable": "errors"}.get(name, "pipeline")
    return getattr(import_module(f"{__name__}.{room}"), name)
