"""The rules that keep the house in order: who may import whom, how long a file gets, what it may be called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from extraction.labels import CELLS, NARRATIVE, ROWS, TOKENS
from tests.conftest import ROOT

FLOORS = (
    {"document", "labels", "record", "errors"},
    {"values", "layout", "scan", "place"},
    {"readers"},
    {"labelers"},
    {"forms"},
    {"draft", "assembly", "recall"} | {"reconcile", "signs", "confidence", "reasons", "finish", "schedule13"},
    {"pipeline"},
    {"batch", "report", "ledger"},
    {"cli"},
)
"""Rooms of `extraction`, lowest first: a room imports from its own floor and those below."""

ONE_DOOR = ("mlflow", "label_studio_sdk")
"""Libraries that only training knows, each in one room of it."""

LONGEST = 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base"}


@cache
def modules() -> dict[str, Path]:
    """Every module of the two packages by its dotted name."""
    files = (file for package in ("extraction", "training") for file in sorted((ROOT / package).rglob("*.py")))
    return {".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f for f in files}


@cache
def imports(module: str) -> frozenset[str]:
    """What a module imports, wherever in it: dotted names, of our own packages those of modules."""
    return frozenset(_nearest(name) for name in _named(module))


def _named(module: str) -> Iterator[str]:
    package = module if modules()[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parts, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _nearest(name: str) -> str:
    """The module that a dotted name lies in, where it is one of ours."""
    parts = name.split(".")
    tries = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((t for t in tries if t in modules()), name)


def own(module: str) -> set[str]:
    return {name for name in imports(module) if name in modules() and name != module}


def room(module: str) -> str:
    return [*module.split("."), ""][1]


def floor(module: str) -> int:
    found = next((i for i, rooms in enumerate(FLOORS) if room(module) in rooms), None)
    assert found is not None, (
        f"{module} stands on no floor: give extraction/{room(module)} one in {Path(__file__).name}"
    )
    return found


INSIDE = [m for m in modules() if m.startswith("extraction.")]


@pytest.mark.parametrize("module", INSIDE)
def test_imports_point_down(module: str) -> None:
    upward = {name for name in own(module) if name in INSIDE and floor(name) > floor(module)}
    assert not upward


@pytest.mark.parametrize("module", [m for m in modules() if m.split(".")[0] == "extraction"])
def test_extraction_never_imports_training(module: str) -> None:
    known = {name for name in imports(module) if name.split(".")[0] in {"training", *ONE_DOOR}}
    assert not known


def test_no_import_runs_in_a_circle() -> None:
    face = "extraction"  # imports lazily what others ask it for
    TopologicalSorter({m: own(m) - {face} for m in modules() if m != face}).prepare()


@pytest.mark.parametrize("library", ONE_DOOR)
def test_a_tool_of_training_is_known_in_one_room(library: str) -> None:
    knowing = {".".join(m.split(".")[:2]) for m in modules() if any(n.split(".")[0] == library for n in imports(m))}
    assert len(knowing) <= 1


@cache
def written() -> list[Path]:
    folders = ("extraction", "training", "tests", "benchmarks")
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def test_files_stay_short() -> None:
    long = {str(f.relative_to(ROOT)) for f in written() if len(f.read_text(encoding="utf-8").splitlines()) > LONGEST}
    assert not long


def test_files_are_named_for_what_they_do() -> None:
    vague = {str(f.relative_to(ROOT)) for f in written() if {f.stem, f.parent.name} & VAGUE}
    assert not vague


def test_every_label_is_explained() -> None:
    """Each label has its meaning in labels.py, and its place in the labelling guideline."""
    guideline = (ROOT / "annotations" / "README.md").read_text(encoding="utf-8")
    for labels in (ROWS, TOKENS, CELLS, NARRATIVE):
        assert all(labels.values())
        missing = {label for label in labels if f"`{label}`" not in guideline}
        assert not missing


def test_the_map_names_every_room_and_only_what_is_there() -> None:
    """docs/architecture.md: each room of extraction by name, and no path that does not exist."""
    named = re.findall(r"`([\w./]+/[\w./]*)`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert not [path for path in named if not (ROOT / path).exists()]
    rooms = {path.split("/")[1].removesuffix(".py") for path in named if path.startswith("extraction/")}
    assert {room(m) for m in INSIDE} <= rooms


def test_goldens_are_compared_not_rewritten(request: pytest.FixtureRequest) -> None:
    assert not request.config.getoption("--rewrite-goldens")
