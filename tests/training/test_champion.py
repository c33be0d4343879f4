"""A challenger is measured against the champion, or where that cannot be read, against the models in use."""

from __future__ import annotations

from typing import Any

import pytest

from extraction.errors import NoModels
from extraction.labelers.models import IN_USE
from training import gate, run
from training.tell import Teller
from training.tracking import registry


@pytest.mark.parametrize(("old", "beside"), [(False, "champion"), (True, IN_USE)])
def test_models_in_use_stand_in_for_a_champion_of_another_version(
    old: bool, beside: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(path: Any) -> Any:
        if old and path == "champion":
            raise NoModels("fitted for another version")
        return path

    monkeypatch.setattr(registry, "champion", lambda: "1")
    monkeypatch.setattr(registry, "find_models", lambda name: "champion")
    monkeypatch.setattr(run, "load_models", load)
    monkeypatch.setattr(run, "_measure", lambda filings, models, told, teller: models)
    monkeypatch.setattr(run, "compare", lambda new, held: held)
    monkeypatch.setattr(gate, "decide", lambda version, held: (held, True))
    measured: Any = "measured"
    assert run._decide("2", [], measured, Teller()) == beside
