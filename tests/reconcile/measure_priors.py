"""Count how often each tie holds in the facts of ownership XML files, as `extraction/reconcile/priors.py` has it.

`python -m tests.reconcile.measure_priors FOLDER` prints the table.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from extraction.reconcile.candidates import explains
from extraction.reconcile.figures import figures
from extraction.reconcile.rules import all_ties
from extraction.reconcile.tie import BROKEN, OPEN
from tests.reconcile.drafts import draft
from training.render.facts import from_xml


def measure(folder: Path) -> dict[str, Counter[str]]:
    """By prior: how many ties are of each pattern."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(folder.glob("*.xml")):
        facts = from_xml(file.read_bytes())
        if facts is None:
            continue
        known = figures(draft(facts))
        for tie in all_ties(known):
            meanings = [known.plain.get(p) for p in tie.over]
            pattern = tie.pattern(meanings)
            if pattern == BROKEN:
                pattern = "near" if explains(tie, meanings) else "other"
            if pattern != OPEN:
                counts[tie.prior][pattern] += 1
    return counts


if __name__ == "__main__":
    for name, patterns in measure(Path(sys.argv[1])).items():
        print(f'        "{name}": {dict(patterns.most_common())},'.replace("'", '"'))
