"""Finished annotations from a labelling project: put together from their parts, checked, written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.errors import Unreadable
from extraction.values.words import Lexicon
from training.annotate.collect import Filing, check_marks, collect, digest_of, open_filing, save_collected, unpointed
from training.annotate.configure import GROUP_OF, TEXT
from training.annotate.marks import Mark, from_regions
from training.annotate.name_marks import Problem
from training.annotate.push import key_of
from training.annotate.server import Task, Work

FRAMES = ("nd", "nd+", "dv", "dv+", "box", "sign")
"""Rows that are marked and that no value of the record stands for: kept beside the annotations."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of a pull: files written, problems by name, filings that are not finished."""

    written: tuple[Path, ...]
    problems: tuple[Problem, ...]
    open: tuple[Problem, ...]


def by_filing(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """Tasks of ours by the digest of their filing, in the order of their parts."""
    held: dict[str, list[Task]] = {}
    for task in tasks:
        if key := key_of(task.data):
            held.setdefault(key[0], []).append(task)
    return {digest: sorted(mine, key=lambda t: int(t.data["page"])) for digest, mine in held.items()}


def latest(task: Task) -> Work | None:
    """The annotation that counts where several people finished a task: the last one."""
    return task.work[-1] if task.work else None


def find_input(task: Task, folders: Sequence[Path]) -> Path | None:
    """The file that a task was made of: where it lay, or anywhere in the folders, told by its digest."""
    name, digest = Path(str(task.data.get("filing", ""))).name, task.data.get("digest")
    tried = [Path(str(task.data.get("path", ""))), *(p for folder in folders for p in sorted(folder.rglob(name)))]
    return next((p for p in tried if p.is_file() and digest_of(p.read_bytes()) == digest), None)


def marks_of(tasks: Sequence[Task], filing: Filing) -> tuple[list[Mark], list[Problem]]:
    """The marks of a filing's finished parts, and the parts whose text is another than the filing's now."""
    marks: list[Mark] = []
    problems: list[Problem] = []
    for task in tasks:
        number = int(task.data["page"])
        parts = filing.sheet.parts
        part = parts[number - 1] if number <= len(parts) else (0, 0)
        if filing.sheet.text[part[0] : part[1]] != task.data.get(TEXT):
            problems.append(
                Problem(filing.path.name, f"task {task.id}", "its text is no longer the filing's: push anew")
            )
        work = latest(task)
        marks += from_regions(work.result, part, number) if work else ()
    return marks, problems


def pull(tasks: Iterable[Task], folders: Sequence[Path], out: Path, lexicon: Lexicon, config: str) -> Pulled:
    """Write every finished filing into `out`; `config` names the project's configuration.

    A filing with a problem is not written: each problem is named, with its task, so that it can be mended there.
    """
    written: list[Path] = []
    problems: list[Problem] = []
    waiting: list[Problem] = []
    for mine in by_filing(tasks).values():
        undone = list(_undone(mine))
        if undone:
            waiting += undone
            continue
        found = list(_pull_one(mine, folders, out, lexicon, config))
        written += [f for f in found if isinstance(f, Path)]
        problems += [f for f in found if isinstance(f, Problem)]
    return Pulled(tuple(written), tuple(problems), tuple(waiting))


def _undone(tasks: Sequence[Task]) -> Iterator[Problem]:
    """Parts that nobody has finished, or that are not on the server."""
    name, pages = str(tasks[0].data.get("filing")), int(tasks[0].data.get("pages", 1))
    done = {int(t.data["page"]) for t in tasks if t.work}
    missing = [n for n in range(1, pages + 1) if n not in done]
    if missing and len(missing) < pages:
        yield Problem(
            name, f"page {', '.join(map(str, missing))} of {pages}", "is not finished; the others wait for it"
        )
    elif missing:
        yield Problem(name, "", "is not annotated yet")


def _pull_one(
    tasks: Sequence[Task], folders: Sequence[Path], out: Path, lexicon: Lexicon, config: str
) -> Iterator[Path | Problem]:
    name = str(tasks[0].data.get("filing"))
    path = find_input(tasks[0], folders)
    if path is None:
        yield Problem(
            name, f"task {tasks[0].id}", "the file it was made of is gone or changed: name its folder (--files)"
        )
        return
    try:
        filing = open_filing(path)
    except Unreadable as error:
        yield Problem(name, "", str(error))
        return
    marks, stale = marks_of(tasks, filing)
    problems = stale or list(check_marks(marks, filing))
    collected = None if problems else collect(filing, marks, lexicon)
    if collected:
        problems = list(unpointed(marks, collected, filing))
    if problems or not collected:
        yield from problems
        return
    yield save_collected(collected, filing, out, {**_told(tasks, config), "frames": _frames(marks)})


def _told(tasks: Sequence[Task], config: str) -> Mapping[str, Any]:
    """Who made the annotations, when, and with which configuration."""
    work = [w for w in map(latest, tasks) if w]
    return {
        "by": sorted({w.by for w in work}),
        "when": max(w.at for w in work),
        "config": config,
        "tasks": [t.id for t in tasks],
    }


def _frames(marks: Iterable[Mark]) -> list[list[Any]]:
    framed = (m for m in marks if m.label in FRAMES and GROUP_OF[m.label] == "rows")
    return [[m.label, m.start, m.end] for m in sorted(framed, key=lambda m: m.start)]
