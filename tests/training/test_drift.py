"""A drift that was planted is seen and named; where nothing drifted, nothing is."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from training.drift import drift
from training.measure_drift import LARGE, measure_drift
from training.profile import ORDERS, orders_of, profile, save_profile

COLUMNS = ("security_title", "transaction_date", "shares", "price_per_share")


def record(
    rng: Random, kind: str = "layout", sure: float = 0.97, repaired: float = 0.05, **more: Any
) -> dict[str, Any]:
    """A record as its evidence tells it: an issuer, then a row or two in the columns' order."""
    columns = more.pop("columns", COLUMNS)
    evidence: dict[str, Any] = {"/issuer/name": told(rng, 0, sure, repaired)}
    rows = rng.choice((1, 2))
    for row in range(rows):
        for place, name in enumerate(columns):
            evidence[f"/non_derivative/{row}/{name}"] = told(rng, 100 * (row + 1) + place, sure, repaired)
    table = [{"needs_review": rng.random() < 0.3} for _ in range(rows)]
    shown = {"source_kind": kind, "form_type": "4", "status": "ok", "needs_review": True, "non_derivative": table}
    return {**shown, "evidence": evidence, **more}


def told(rng: Random, start: int, sure: float, repaired: float) -> dict[str, Any]:
    confidence = min(max(rng.gauss(sure, 0.02), 0.0), 1.0)
    status = "repaired" if rng.random() < repaired else "read"
    return {"page": 1, "span": [start, start + 1], "text": "x", "confidence": confidence, "status": status}


def batch(seed: int, count: int = 80, **what: Any) -> list[dict[str, Any]]:
    rng = Random(seed)
    return [record(rng, **what) for _ in range(count)]


def sizes(records: list[dict[str, Any]]) -> dict[str, str]:
    reference = profile(batch(1))
    return {d.measure: d.size for d in measure_drift(reference, profile(records, reference[ORDERS]))}


def test_another_batch_of_the_same_does_not_drift() -> None:
    assert set(sizes(batch(2)).values()) == {"none"}


@pytest.mark.parametrize(
    ("measure", "planted"),
    [
        ("source kinds", {"kind": "messy"}),
        ("confidence", {"sure": 0.8}),
        ("repairs", {"repaired": 0.5}),
        ("labels", {"columns": (*COLUMNS, "nature_of_ownership", "timeliness")}),
        ("layouts", {"columns": COLUMNS[::-1]}),
        ("forms", {"form_type": "5"}),
        ("review of rows", {"non_derivative": [{"needs_review": False}]}),
        ("review of filings", {"status": "not_an_ownership_filing"}),
    ],
)
def test_a_planted_drift_is_seen(measure: str, planted: dict[str, Any]) -> None:
    assert sizes(batch(3, **planted))[measure] == "large"


def test_psi_is_what_the_books_say() -> None:
    """Two shares, 0.5 and 0.5 before, 0.8 and 0.2 now: (0.8 - 0.5) ln(0.8/0.5) + (0.2 - 0.5) ln(0.2/0.5) = 0.4159."""
    (found,) = measure_drift({"m": {"a": 5e6, "b": 5e6}}, {"m": {"a": 8e6, "b": 2e6}})
    assert found.psi == pytest.approx(0.41589, abs=1e-4)
    assert found.size == "large" and found.psi > LARGE
    assert found.moved["a"] == (0.5, 0.8)


def test_few_records_drift_by_chance_and_are_not_said_to() -> None:
    assert "large" not in sizes(batch(4, count=3)).values()


def test_orders_come_from_places_not_from_pointers() -> None:
    found = orders_of(record(Random(0), columns=COLUMNS[::-1]))
    assert "layout: non_derivative: price_per_share < security_title" in found
    assert "layout: issuer < non_derivative" in found


def run(*args: str | Path) -> Result:
    app = typer.Typer()
    app.command()(drift)
    return CliRunner().invoke(app, [str(a) for a in args])


def put(records: list[dict[str, Any]], path: Path) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records))
    return path


def test_the_command_tells_and_draws(tmp_path: Path) -> None:
    known, new = put(batch(1), tmp_path / "known.jsonl"), put(batch(2, sure=0.7), tmp_path / "new.jsonl")
    reference, picture = tmp_path / "reference.json", tmp_path / "drift.png"
    assert run(known, "--write-profile", reference).exit_code == 0
    result = run(new, "--against", reference, "--json", "--picture", picture, "--no-track")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["drifted"]
    assert {d["measure"] for d in found["drift"] if d["size"] == "large"} == {"confidence"}
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "large" in run(new, "--against", reference, "--no-track").stdout


def test_without_a_profile_it_says_so(tmp_path: Path) -> None:
    records = put(batch(1, 3), tmp_path / "records.jsonl")
    (tmp_path / "models").mkdir()
    result = run(records, "--against", tmp_path / "models", "--no-track")
    assert result.exit_code == 1
    assert "profile.json" in result.stderr
    broken = tmp_path / "broken.json"
    broken.write_text("[1]")
    assert "is no profile" in run(records, "--against", broken, "--no-track").stderr
    save_profile({}, broken)
    assert json.loads(run(records, "--against", broken, "--json", "--no-track").stdout) == {
        "drift": [],
        "drifted": False,
    }
