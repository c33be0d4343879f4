"""Writes the profile of the models in use, as a training does: `python -m training.profile_models CORPUS`.

For models that were fitted in several sittings; a drift is measured against it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extraction.labelers.models import IN_USE, load_models
from training.measure import measure
from training.prepare import Side, batches, facts, make_batch, side_of
from training.profile import PROFILE, profile, save_profile
from training.tell import Teller

FILINGS = 1200
"""As if so many were learned from; a quarter of them is made to measure by."""


def profile_models(corpus: Path, folder: Path = IN_USE, filings: int = FILINGS) -> None:
    """Read filings made of a corpus' issuers that were kept to measure by, and write what their records look like."""
    held = {name: record for name, record in facts(corpus).items() if side_of(record["extra"]["group"]) is Side.MEASURE}
    made = [filing for batch in batches(held, filings, seed=0) for filing in make_batch(batch)]
    measured = measure(Teller().each("reading filings", made, len(made)), load_models(folder))
    save_profile(profile(measured.records), folder / PROFILE)


if __name__ == "__main__":
    profile_models(Path(sys.argv[1]))
