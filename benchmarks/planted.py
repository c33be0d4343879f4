"""Errors planted in invented filings: which misreadings are mended right, which errors of filers are flagged."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from benchmarks import misfiled
from benchmarks.misfiled import Misfiled, misfile
from benchmarks.misread import KINDS, origins, parse, spoil
from benchmarks.readme import update_readme
from benchmarks.seen import TABLES, Link, figures_of, links_of, plain
from extraction.document import Document, Source
from extraction.errors import Unreadable
from extraction.finish import finish
from extraction.labelers.models import Models
from extraction.pipeline import draft_document
from extraction.readers import read
from extraction.reconcile import Reconciled, reconcile
from training.annotated import AnnotatedFiling
from training.render import invent
from training.render.designs import make_one, pages_for_print
from training.render.make import make

STORED = Path(__file__).with_name("planted.json")
SEED = 20261120
MISREAD = 600
MISFILED = 400
A_FILING = 12
"""Misreadings planted in one filing at most, each alone in a copy of it."""
SPOILED = (Source.MESSY, Source.OCR)
WRITTEN = (Source.HTML, Source.MARKDOWN, Source.ASCII)
PRINTED = (Source.PDF, Source.LAYOUT)
DIGITAL = (*PRINTED, *WRITTEN)
CLEAN = "none"
"""No error at all."""
CUT = "\0"
"""Between the pieces of a value that stands in several cells."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a planted error.

    `seen` says what the figures around it know: `told` (one misreading of one figure alone explains what disagrees),
    `either` (several do equally well), `unseen` (nothing disagrees), `unread` (the filing's other figures are not read
    right, so that nothing was planted in a readable filing). `fate` is `right`, `kept`, `none` or `wrong`;
    `others` counts figures that were right before and are not now.
    """

    source: str
    kind: str
    field: str
    seen: str
    fate: str
    flagged: bool
    others: int
    where: str = ""


@dataclass(slots=True)
class Clock:
    """Seconds spent."""

    whole: float = 0.0
    reconciling: float = 0.0


@dataclass(slots=True)
class Run:
    """Everything that a run of the suite found."""

    misread: list[Outcome] = field(default_factory=list)
    misfiled: list[Outcome] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    clean: int = 0
    false_alarms: int = 0
    """Digital filings without an error whose figures are read right, and those of them in which a check fails."""


def look(content: bytes, name: str, models: Models, clock: Clock) -> tuple[Reconciled, dict[str, Any]] | None:
    """A filing reconciled, and its record; None where it gives none."""
    start = perf_counter()
    try:
        document = read(content, name)
        if not isinstance(document, Document):
            return None
        draft = draft_document(document, models)
    except Unreadable:
        return None
    before = perf_counter()
    found = reconcile(draft, document.digital)
    clock.reconciling += perf_counter() - before
    record = finish(found, None, document).as_json()
    clock.whole += perf_counter() - start
    return found, {"non_derivative": [], "derivative": [], "signatures": [], **record}


def run(models: Models, misread: int = MISREAD, misfiled: int = MISFILED, seed: int = SEED) -> Run:
    """Plant so many errors of each kind; the same seed plants the same ones."""
    out, rng = Run(), Random(seed)
    for filing in spoiled_filings(rng):
        out.misread += plant_in(filing, models, min(A_FILING, misread - len(out.misread)), rng, out.clock)
        if len(out.misread) >= misread:
            break
    for error, filing in digital_filings(misfiled, rng):
        if error.kind == CLEAN:
            alarm = has_false_alarm(filing, models, out.clock)
            out.clean += alarm is not None
            out.false_alarms += bool(alarm)
        else:
            out.misfiled.append(judge_misfiled(error, filing, look(filing.content, filing.name, models, out.clock)))
    return out


def digital_filings(most: int, rng: Random) -> Iterator[tuple[Misfiled, AnnotatedFiling]]:
    """So many filings with an error each, and some without, written or printed as digital sources."""
    errors = list(islice(_errors(rng), most)) + [Misfiled(CLEAN, invented(rng), ()) for _ in range(most // 4)]
    by_print = [e for i, e in enumerate(errors) if i % len(DIGITAL) < len(PRINTED)]
    by_hand = [e for i, e in enumerate(errors) if i % len(DIGITAL) >= len(PRINTED)]
    for i, error in enumerate(by_hand):
        yield error, make_one(f"written-{i}", error.record, _writable(WRITTEN[i % len(WRITTEN)], error), rng)
    for i, source in enumerate(PRINTED):
        held = by_print[i :: len(PRINTED)]
        yield from zip(held, _printed([e.record for e in held], (source,), rng), strict=True)


def _writable(source: Source, error: Misfiled) -> Source:
    """The source; HTML for a year that pages of the nineties, which move dates back, would move before the first."""
    return Source.HTML if source is Source.ASCII and error.kind == misfiled.ANCIENT else source


def _errors(rng: Random) -> Iterator[Misfiled]:
    for kind in cycle(misfiled.KINDS):
        yield next(e for e in (misfile(invented(rng), kind, rng) for _ in count()) if e)


def _printed(records: Iterable[dict[str, Any]], sources: tuple[Source, ...], rng: Random) -> Iterator[AnnotatedFiling]:
    named = ((f"printed-{i}", record) for i, record in enumerate(records))
    yield from make(pages_for_print(named, rng), sources, rng, (0.5,))


def judge_misfiled(
    error: Misfiled, filing: AnnotatedFiling, after: tuple[Reconciled, dict[str, Any]] | None
) -> Outcome:
    """The outcome of an error of a filer: `right` where what was filed is kept."""
    filed, got = figures_of(filing.gold), figures_of(after[1]) if after else {}
    wrong = [p for p in error.pointers if p in filed and got.get(p) != filed[p]]
    others = sum(got.get(p) != v for p, v in filed.items() if p not in error.pointers)
    mended = bool(after and (after[0].repairs or after[0].inferred))
    fate = "wrong" if mended else "none" if wrong or after is None else "right"
    flagged = after is not None and any(is_flagged(after[0], p) for p in error.pointers)
    where = (
        f"{filing.name} {filing.source.value} {error.kind} {error.pointers} {[filed.get(p) for p in error.pointers]}"
    )
    name = error.pointers[0].rpartition("/")[2]
    seen = "unread" if others else "told"
    return Outcome(filing.source.value, error.kind, name, seen, fate, flagged, others, where)


def has_false_alarm(filing: AnnotatedFiling, models: Models, clock: Clock) -> bool | None:
    """Whether a check fails in a filing that bears no error; None where its figures are not read right."""
    after = look(filing.content, filing.name, models, clock)
    if after is None or figures_of(after[1]) != figures_of(filing.gold):
        return None
    return any(c.status == "failed" for c in after[0].checks)


def invented(rng: Random) -> dict[str, Any]:
    """An invented Form 4 or 5 with figures that can tie."""
    while True:
        record = invent.filing(rng, rng.choice(("4", "4", "4", "4/A", "5")))
        traded = [row["transaction_date"] for t in TABLES for row in record[t] if row["transaction_date"]]
        record["period_of_report"] = min(traded, default=record["period_of_report"])
        if len(links_of(record)) > 1:
            return record


def spoiled_filings(rng: Random) -> Iterator[AnnotatedFiling]:
    """Filings printed and spoiled, without end."""
    yield from _printed(iter(partial(invented, rng), None), SPOILED, rng)


def plant_in(filing: AnnotatedFiling, models: Models, most: int, rng: Random, clock: Clock) -> Iterator[Outcome]:
    """Misreadings, one at a time, in a filing whose figures are otherwise read right."""
    values, links = figures_of(filing.gold), links_of(filing.gold)
    before = look(filing.content, filing.name, models, clock)
    if before is None or figures_of(before[1]) != values:
        return
    places = {p: t for p, t in texts_of(filing, values).items() if any(p in link.over for link in links)}
    for pointer in rng.sample(sorted(places), min(most, len(places))):
        kind = rng.choice(KINDS)
        misread = spoil(places[pointer], kind, rng)
        if misread:
            after = look(rewritten(filing, pointer, misread), filing.name, models, clock)
            seen = seen_of(pointer, misread.replace(CUT, ""), values, links)
            yield judge(filing, kind, pointer, misread, seen, values, after)


def texts_of(filing: AnnotatedFiling, values: Mapping[str, str]) -> dict[str, str]:
    """How each figure stands in a text, its pieces parted by CUT; those that are spoiled already are left out."""
    text = filing.content.decode()
    held: dict[str, list[str]] = {}
    for a in sorted(filing.annotations, key=lambda a: a.span or (0, 0)):
        if a.span and a.pointer in values:
            held.setdefault(a.pointer, []).append(text[slice(*a.span)])
    return {p: CUT.join(t) for p, t in held.items() if plain(parse("".join(t), is_date(p)) or "") == values[p]}


def is_date(pointer: str) -> bool:
    return pointer.endswith(("date", "period_of_report"))


def rewritten(filing: AnnotatedFiling, pointer: str, misread: str) -> bytes:
    """The filing's text with a figure as it is misread."""
    text = filing.content.decode()
    spans = sorted(a.span for a in filing.annotations if a.pointer == pointer and a.span)
    for (start, end), piece in reversed(list(zip(spans, misread.split(CUT), strict=True))):
        text = text[:start] + piece + text[end:]
    return text.encode()


def seen_of(pointer: str, misread: str, values: Mapping[str, str], links: Sequence[Link]) -> str:
    """What the other figures know of a misreading: see Outcome."""
    stands = parse(misread, is_date(pointer))
    if stands is None and not any(pointer in link.over for link in links):
        return "unseen"
    spoiled = dict(values) | ({pointer: stands} if stands else {})
    broken = [k for k in links if pointer in k.over and (stands is None or not k.agrees(spoiled))]
    if not broken:
        return "unseen"
    places = set.intersection(*(set(k.over) for k in broken)) if stands else {pointer}
    shown = {p: display(v, is_date(p)) for p, v in spoiled.items()} | {pointer: misread.replace(",", "")}
    explained = {(p, v) for p in places for v in _explanations(p, shown[p], spoiled, links)}
    return "told" if len(explained) == 1 else "either"


def _explanations(pointer: str, shown: str, spoiled: Mapping[str, str], links: Sequence[Link]) -> Iterator[str]:
    """Values that one misreading of this figure would explain, with which everything agrees."""
    mine = [k for k in links if pointer in k.over]
    for origin in origins(shown):
        value = parse(origin, is_date(pointer))
        if value and all(k.agrees({**spoiled, pointer: value}) for k in mine):
            yield value if is_date(pointer) else value.lstrip("0")


def display(value: str, date: bool) -> str:
    """A value as a form shows it, without commas."""
    return "/".join((value[5:7], value[8:], value[:4])) if date else value


def judge(
    filing: AnnotatedFiling, kind: str, pointer: str, misread: str, seen: str, values: Mapping[str, str],
    after: tuple[Reconciled, dict[str, Any]] | None,
) -> Outcome:  # fmt: skip
    """The outcome of a misreading."""
    got = figures_of(after[1]) if after else {}
    stands = plain(parse(misread.replace(CUT, ""), is_date(pointer)) or "")
    mine = got.get(pointer)
    fate = "right" if mine == values[pointer] else "none" if mine is None else "kept" if mine == stands else "wrong"
    others = sum(p != pointer and p in got and got[p] != v for p, v in values.items()) if len(got) else 0
    flagged = after is not None and is_flagged(after[0], pointer)
    where = f"{filing.name} {pointer} {values[pointer]} as {misread!r} -> {mine}"
    return Outcome(filing.source.value, kind, pointer.rpartition("/")[2], seen, fate, flagged, others, where)


def is_flagged(found: Reconciled, pointer: str) -> bool:
    """Whether a person is told to look at a place."""
    return pointer in found.doubts or any(c.status == "failed" and pointer in c.pointers for c in found.checks)


def summary(found: Run) -> dict[str, Any]:
    """The figures of a run, each with what it is a share of."""
    told = [o for o in found.misread if o.seen == "told"]
    filed = [o for o in found.misfiled if o.seen == "told"]
    return {
        "misread": {
            "planted": len(found.misread),
            "by what the figures know": dict(Counter(o.seen for o in found.misread)),
            "told": _fates(told),
            "told by kind": {kind: _fates([o for o in told if o.kind == kind]) for kind in KINDS},
            "told by source": {str(s): _fates([o for o in told if o.source == s]) for s in SPOILED},
            "either": _fates([o for o in found.misread if o.seen == "either"]),
            "unseen": _fates([o for o in found.misread if o.seen == "unseen"]),
        },
        "misfiled": {
            "planted": len(found.misfiled),
            "in filings read right but for it": _fates(filed),
            "by kind": {kind: _fates([o for o in filed if o.kind == kind]) for kind in misfiled.KINDS},
            "mended": sum(o.fate == "wrong" for o in found.misfiled),
            "filings without an error": found.clean,
            "of them with a failed check": found.false_alarms,
        },
        "share of time spent reconciling": round(found.clock.reconciling / found.clock.whole, 4),
    }


def _fates(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many, what became of them, how many were flagged, and beside how many another figure was changed."""
    counts = dict(Counter(o.fate for o in outcomes))
    others = sum(o.others > 0 for o in outcomes)
    return {"all": len(outcomes), **counts, "flagged": sum(o.flagged for o in outcomes), "others": others}


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown."""
    misread, filed = figures["misread"], figures["misfiled"]
    told, right = misread["told"], filed["in filings read right but for it"]
    others = [misread[k] for k in ("told", "either", "unseen")]
    wrong = sum(f.get("wrong", 0) for f in others)
    rows = {
        "misread, and one misreading alone explains what disagrees": told["all"],
        "— mended right": _of(told.get("right", 0), told["all"]),
        "— left for a person, flagged or empty": _of(
            told["all"] - told.get("right", 0) - told.get("wrong", 0), told["all"]
        ),
        "misread, but others explain it as well, or nothing disagrees": misread["planted"] - told["all"],
        "misread of any of these, read as a third value": _of(wrong, misread["planted"]),
        "beside any of these, another figure changed": _of(sum(f["others"] for f in others), misread["planted"]),
        "filed so, on digital sources, in filings read right but for it": right["all"],
        "— flagged": _of(right["flagged"], right["all"]),
        "filed so, mended": _of(filed["mended"], filed["planted"]),
        "digital filings without an error in which a check fails": _of(
            filed["of them with a failed check"], filed["filings without an error"]
        ),
        "share of an extraction's time spent reconciling": f"{figures['share of time spent reconciling']:.1%}",
    }
    return "\n".join(["| planted errors | |", "| --- | ---: |", *(f"| {what} | {n} |" for what, n in rows.items())])


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"


def main() -> int:
    """Run the suite, store its figures, and bring the README up to date; needs Chromium, no real filings."""
    from extraction.pipeline import load_models

    figures = summary(run(load_models()))
    STORED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(table(figures))
    update_readme("planted", table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
