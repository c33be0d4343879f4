"""Teaches layouts: for pages that resemble the annotated ones, and only for these, the models are corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

from extraction.document import Document
from extraction.errors import Unreadable
from extraction.labelers.correction import Hashes
from extraction.labelers.models import Models
from extraction.labelers.printed import Printed, signs_in
from extraction.labelers.taught import Taught, find_taught
from extraction.readers import read
from training.annotated import AnnotatedFiling
from training.figures import Figures
from training.find_layouts import Layout, Others, find_layouts, know_layout, know_others
from training.fit_taught import fit_corrections
from training.labelled import Labelled
from training.measure import Measured, measure
from training.prepare import WRITTEN, Side
from training.tell import Teller
from training.train import GIVEN, Plan, Split, label_all, names_of

FOLDS = 5
"""Parts of a layout's filings, each read by what the others taught."""
PAGES = 150
"""Pages of other layouts that a layout is held against, at most; so many are invented where none are made."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was taught, and its own filings read without it and (each by what the others taught) with it."""

    taught: Taught
    filings: tuple[AnnotatedFiling, ...]
    before: Measured
    after: Measured

    @property
    def rows_right(self) -> tuple[float, float]:
        """Rows exact before and after."""
        return _row_exact(self.before), _row_exact(self.after)


def _row_exact(measured: Measured) -> float:
    figures = sum((s.score.figures for s in measured.scored), Figures())
    return figures.rows_right / max(figures.rows, 1)


def see_others(made: Sequence[AnnotatedFiling], seed: int) -> Others:
    """The pages of made filings, or of some invented now."""
    from training.render.designs import make
    from training.render.invent import filing

    rng = Random(seed)
    if made:
        return know_others(_pages(rng.sample(list(made), min(PAGES, len(made)))))
    records = [filing(rng) for _ in range(PAGES // len(WRITTEN))]
    return know_others(_pages(make(records, WRITTEN, rng)))


def _pages(filings: Iterable[AnnotatedFiling]) -> Iterator[Hashes]:
    """The signs of each filing that can be laid out."""
    for filing in filings:
        try:
            document = read(filing.content, filing.name)
        except Unreadable:
            continue
        if isinstance(document, Document):
            yield signs_in(document)


def part_layouts(sides: Split, plan: Plan, work: Path, teller: Teller) -> tuple[list[Layout], Others, Split]:
    """The layouts that annotated filings are set in and what others look like, where models are gone on from; and the
    sides without the filings of these."""
    names = names_of(work / GIVEN) if plan.base else frozenset()
    own = [filing for side in Side for filing in sides[side] if filing.name in names]
    if not own:
        return [], know_others(()), sides
    others = see_others([f for side in Side for f in sides[side] if f.name not in names], plan.seed)
    layouts, rest = find_layouts(label_all(own, teller, "labelling annotated filings"), others)
    teller.say(f"{len(layouts)} layouts of their own among them; {len(rest)} filings of layouts that others show too")
    taken = {id(filing.filing) for layout in layouts for filing in layout.filings}
    return layouts, others, {side: [f for f in sides[side] if id(f) not in taken] for side in Side}


def teach_all(layouts: Sequence[Layout], models: Models, others: Others, teller: Teller) -> list[Lesson]:
    """Teach each layout; what reads fewer of its own filings' rows right than before is not kept."""
    lessons = []
    for layout in teller.each("teaching layouts", layouts, len(layouts)):
        lesson = teach(layout, models, others)
        first, last = lesson.rows_right
        kept = "" if last >= first else ": not kept"
        teller.say(
            f"{lesson.taught.name}: {len(layout.filings)} filings, each read by what the others taught: "
            f"row exact {first:.3f} to {last:.3f}{kept}"
        )
        lessons += [] if kept else [lesson]
    return lessons


def teach(layout: Layout, models: Models, others: Others) -> Lesson:
    """What a layout's filings teach beside the models; goes on from a taught layout that most of them are set in."""
    bare, parts = replace(models, judge=None), _parts(layout.filings)
    filings = tuple(one.filing for part in parts for one in part)
    before, after = measure(filings, bare), Measured()
    for part in parts:
        known = know_layout([one for one in layout.filings if one not in part], others)
        held = add_taught(bare, fit_taught(known, bare)) if known else bare
        after.extend(measure([one.filing for one in part], held))
    lesson = Lesson(fit_taught(layout, bare), filings, before, after)
    first, last = lesson.rows_right
    told = {"filings": len(filings), "row_exact": [round(first, 4), round(last, 4)]}
    return replace(lesson, taught=replace(lesson.taught, told=told))


def _parts(filings: Sequence[Labelled]) -> list[Sequence[Labelled]]:
    """The filings in so many parts."""
    return [filings[k::FOLDS] for k in range(min(FOLDS, len(filings)))]


def fit_taught(layout: Layout, models: Models) -> Taught:
    """A layout as the models bear it."""
    known = find_known(layout, models.taught)
    printed = Printed(layout.printed.words | known.printed.words) if known else layout.printed
    rows, cells, tokens = fit_corrections(layout.filings, models, printed, known)
    name = known.name if known else _name(layout)
    return Taught(name, layout.source, layout.signs, layout.least, printed, rows, cells, tokens)


def find_known(layout: Layout, taught: Iterable[Taught]) -> Taught | None:
    """The taught layout that most of a layout's filings are set in already."""
    votes = Counter(known.name for f in layout.filings if (known := find_taught(f.document, taught)))
    name, count = next(iter(votes.most_common(1)), ("", 0))
    return next((t for t in taught if t.name == name), None) if 2 * count > len(layout.filings) else None


def _name(layout: Layout) -> str:
    """A name for a layout: its source, and a digest of its signs."""
    return f"{layout.source.value}-{sha256(layout.signs.tobytes()).hexdigest()[:8]}"


def add_taught(models: Models, *new: Taught) -> Models:
    """The models with layouts that they were taught, each in the place of one of its name."""
    names = {taught.name for taught in new}
    return replace(models, taught=(*(t for t in models.taught if t.name not in names), *new))
