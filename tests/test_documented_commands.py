"""Every command that the documents show is one that there is, with the options that it has."""

import re
import shlex
from collections.abc import Iterator

import pytest
import typer

from extraction.cli import whole
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "annotations" / "README.md", ROOT / "models" / "README.md"]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
COMMAND = typer.main.get_command(whole())


def shown() -> Iterator[str]:
    for page in PAGES:
        for line in re.findall(r"(?:^|`)(?:\.venv/bin/)?(tieout [a-z][^`\n]*)", page.read_text(encoding="utf-8"), re.M):
            yield line.partition(" #")[0].strip()


@pytest.mark.parametrize("line", sorted(set(shown())))
def test_a_command_that_is_shown_is_there(line: str) -> None:
    command, words = COMMAND, shlex.split(line)[1:]
    while words and hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {option for param in command.params for option in param.opts}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known


def test_commands_are_shown() -> None:
    assert len(set(shown())) > 10
