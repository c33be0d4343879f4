"""A training from beginning to end: its stages, what they made measured, logged, registered, and held to the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from extraction.errors import NoModels
from extraction.labelers.models import IN_USE, Models, load_models
from extraction.labelers.taught_files import save_taught
from training.annotated import AnnotatedFiling, to_json
from training.compare import compare
from training.group_scores import Evaluation, group_scores
from training.in_use import bring
from training.keep import once, remove
from training.measure import Measured, measure
from training.prepare import Side
from training.profile import PROFILE, profile, save_profile
from training.teach import Lesson, add_taught, part_layouts, teach_all
from training.tell import Teller
from training.train import (
    PASSES,
    Plan,
    Split,
    add_judge,
    curves,
    fit,
    gather,
    is_further,
    key_of,
    settings,
    split,
    write_models,
)

RUN = "run"
"""In the work folder: the id of the run that is being logged."""


def run(plan: Plan, out: Path, work: Path, workers: int, track: bool, promote: bool, teller: Teller) -> None:
    """Train by a plan, write the models into a folder, log and register them; ValueError where nothing can be learned.

    What was finished in `work` by an earlier run of the same plan, data and code is not done again.
    """
    key = key_of(plan)
    held = work / key
    held.mkdir(parents=True, exist_ok=True)
    sides = split(gather(plan, held, workers, teller))
    teller.say(", ".join(f"{len(filings)} filings to {side}" for side, filings in sides.items()))
    if not sides[Side.LEARN]:
        raise ValueError("nothing to learn from: no annotated filing of an issuer to learn from was found")
    layouts, others, sides = part_layouts(sides, plan, held, teller)
    models = _fit(sides, plan, held, teller)
    lessons = teach_all(layouts, models, others, teller)
    models = add_taught(models, *(lesson.taught for lesson in lessons))
    measured = _measure(sides[Side.MEASURE], models, "measuring on filings", teller)
    folder = once(held / "models", lambda path: _write(models, sides, plan, held, measured, path))
    bring(folder, out)
    teller.say(f"models written to {out}; try them with `tieout extract --model {out}`")
    evaluation = group_scores(measured.scored)
    for name, rate in evaluation.overall.figures.rates().items():
        if rate is not None and name in ("field_f1", "row_exact", "link_f1"):
            teller.say(f"{name.replace('_', ' ')} {rate:.3f} on {len(measured.scored)} held-out filings")
    if track:
        version = _log(key, plan, held, sides, load_models(folder), measured, evaluation, lessons, teller)
        if promote:
            for lesson in lessons:
                measured.extend(lesson.after)
            filings = [*sides[Side.MEASURE], *(filing for lesson in lessons for filing in lesson.filings)]
            teller.say(_decide(version, filings, measured, teller))
    remove(held)


def _fit(sides: Split, plan: Plan, held: Path, teller: Teller) -> Models:
    """The models that all filings are read by, with their judge: fitted, or those gone on from as they are."""
    if plan.base and not is_further(sides, plan, held):
        return load_models(plan.base)
    return add_judge(fit(sides, plan, held, teller), sides, plan, held, teller)


def _measure(filings: Sequence[AnnotatedFiling], models: Models, what: str, teller: Teller) -> Measured:
    return measure(teller.each(what, filings, len(filings)), models)


def _write(models: Models, sides: Split, plan: Plan, held: Path, measured: Measured, folder: Path) -> None:
    """The folder of models with the profile that batches are measured against; what was not fitted is as it was."""
    if plan.base and not is_further(sides, plan, held):
        bring(plan.base, folder)
        save_taught(models.taught, folder)
        return
    write_models(models, sides, plan, folder)
    if measured.records:
        save_profile(profile(measured.records), folder / PROFILE)


def _log(
    key: str,
    plan: Plan,
    held: Path,
    sides: Split,
    models: Models,
    measured: Measured,
    evaluation: Evaluation,
    lessons: Sequence[Lesson],
    teller: Teller,
) -> str:
    """The run, begun or gone on with, and the registered version of its models, named challenger."""
    from training.tracking.log import (
        a_run,
        log_data,
        log_flavours,
        log_held_out,
        log_lesson,
        log_measured,
        log_parameters,
    )
    from training.tracking.registry import CHALLENGER, CHAMPION, adopt, champion, name_version, register

    known = held / RUN
    teller.say("logging the run")
    if champion() is None and (IN_USE / "rows.safetensors").exists():
        name_version(CHAMPION, adopt(IN_USE))
    with a_run(f"train {key}", "training", known.read_text().strip() if known.exists() else None) as started:
        known.write_text(started.info.run_id)
        fitting = {f"{name}.{k}": v for name in PASSES for k, v in settings(name, plan).items()}
        log_parameters(plan.facts | fitting | {"key": key, "continue": bool(plan.base)})
        log_data(sides, digests(sides))
        log_measured(measured, evaluation, curves(held))
        log_held_out(sides[Side.MEASURE])
        for lesson in lessons:
            log_lesson(lesson)
        log_flavours(models)
        version = register(held / "models", started.info.run_id, {"key": key}, _example(sides))
    name_version(CHALLENGER, version)
    teller.say(f"registered as version {version} of tieout, the challenger; `tieout tracking` shows the run")
    return version


def digests(sides: Mapping[Side, Sequence[AnnotatedFiling]]) -> dict[Side, str]:
    """A digest of the filings of each side, in whatever order."""
    return {
        side: sha256("".join(sorted(map(to_json, filings))).encode()).hexdigest() for side, filings in sides.items()
    }


def _example(sides: Split) -> bytes | None:
    """The shortest filing that was learned from, as an example of what goes in."""
    return min((f.content for f in sides[Side.LEARN]), key=len, default=None)


def _decide(version: str, filings: Sequence[AnnotatedFiling], measured: Measured, teller: Teller) -> str:
    """What the gate says of a version that was measured on these filings."""
    from training.gate import decide
    from training.tracking.registry import champion, find_models

    known = champion()
    if known is None or known == version:
        return decide(version, None)[0]
    try:
        held, name = load_models(find_models(known)), f"version {known}, the champion"
    except NoModels as error:
        teller.say(
            f"the champion cannot be read by this version of Tieout ({error}): the models in use stand in for it"
        )
        held, name = load_models(IN_USE), "the models in use"
    return decide(version, compare(measured, _measure(filings, held, f"measuring {name}", teller)))[0]
