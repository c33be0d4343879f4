from __future__ import annotations

from xml.etree import ElementTree

import pytest

from extraction.labels import CELLS, ROWS, TOKENS
from tests.conftest import ROOT
from training.annotate.configure import GROUPS, UNMARKED, config_digest, label_config

TREE = ElementTree.fromstring(label_config())
TAKEN = {"u", "[", "]", *(f"shift+{letter}" for letter in "behkmoprvw")}
"""Label Studio's own hot keys."""


def test_the_file_is_what_the_labels_make() -> None:
    """`tieout annotate config > annotations/label-studio.xml` writes it anew."""
    assert (ROOT / "annotations" / "label-studio.xml").read_text(encoding="utf-8") == label_config()


@pytest.mark.parametrize(("group", "labels"), [("rows", ROWS), ("tokens", TOKENS), ("cells", CELLS)])
def test_every_label_of_the_models_can_be_given(group: str, labels: dict[str, str]) -> None:
    shown = TREE.find(f".//Labels[@name='{group}']")
    assert shown is not None
    given = {label.get("value"): label.get("hint") for label in shown}
    assert given == {name: meaning for name, meaning in labels.items() if name != UNMARKED}


def test_every_label_has_a_hot_key_and_a_colour_of_its_own() -> None:
    labels = TREE.findall(".//Label")
    keys = [str(label.get("hotkey")) for label in labels]
    assert len(set(keys)) == len(keys) and not TAKEN & set(keys)
    assert len({label.get("background") for label in labels}) == len(labels)


def test_labels_of_different_groups_differ() -> None:
    names = [label for group in GROUPS for label in group.labels]
    assert len(set(names)) == len(names)


def test_another_configuration_has_another_name() -> None:
    assert config_digest(label_config()) != config_digest(label_config().replace("OWNER", "OWNED"))


def test_the_guideline_gives_each_label_an_example_and_a_counter_example() -> None:
    lines = (ROOT / "annotations" / "README.md").read_text(encoding="utf-8").splitlines()
    rows = {cells[1].strip("` "): cells for cells in (line.split("|") for line in lines) if len(cells) > 4}
    for label in (*ROWS, *TOKENS, *CELLS):
        _, _, meaning, example, counter, _ = rows[label]
        assert meaning.strip() and example.strip() and counter.strip(), label
