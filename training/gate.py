"""What becomes of a challenger: promoted, or refused with the reasons; what comes into use, and what was before."""

from __future__ import annotations

from pathlib import Path

from extraction.labelers.models import IN_USE
from training.compare import Comparison
from training.in_use import bring, digest_models
from training.tracking.log import log_gate
from training.tracking.registry import (
    CHAMPION,
    PREVIOUS,
    USED,
    adopt,
    champion,
    find_models,
    find_version,
    name_version,
    note,
    run_of,
)


def decide(version: str, comparison: Comparison | None, force: bool = False) -> tuple[str, bool]:
    """Promote a version where nothing speaks against it (or all the same), and record it; what was done, whether so.

    Without a comparison there is no champion to be worse than, or it is the version itself.
    """
    known = champion()
    if known == version:
        return f"version {version} is the champion already", True
    reasons = comparison.reasons if comparison else ()
    promoted, forced = force or not reasons, force and bool(reasons)
    log_gate(run_of(version), promoted, reasons, forced, comparison.as_json() if comparison else {})
    note(version, gate="forced" if forced else "promoted" if promoted else "refused", reasons="\n".join(reasons))
    if promoted:
        name_version(CHAMPION, version)
    told = "".join(f"\n  {reason}" for reason in reasons)
    if forced:
        return f"version {version} is the champion now, by force, although:{told}", True
    if promoted:
        before = f"in the place of version {known}" if known else "the first one"
        return f"version {version} is the champion now, {before}; `tieout models use champion` brings it into use", True
    return f"version {version} is not promoted, version {known} stays the champion:{told}", False


def bring_into_use(name: str, into: Path | None = None) -> str:
    """Put a registered version in the place of the models in use, which are registered first; what was done."""
    into = into or IN_USE
    version = find_version(name)
    found = find_models(version)
    before = adopt(into) if (into / "rows.safetensors").exists() else None
    if before == version or digest_models(found) == digest_models(into):
        return f"version {version} is in use already"
    bring(found, into)
    name_version(USED, version)
    if before:
        name_version(PREVIOUS, before)
    back = f"; `tieout models rollback` brings version {before} back" if before else ""
    return f"version {version} is in use now ({into}){back}"
