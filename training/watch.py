"""Looking on while a model is fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Epoch:
    """After so many passes: the loss on what is learned from, the share right of what is not (None without any)."""

    number: int
    loss: float
    right: float | None


class Watch(Protocol):
    """Who looks on while a model is fitted."""

    def advance(self, epochs: float) -> None:
        """Told of each part of a pass."""

    def note(self, epoch: Epoch) -> None:
        """Told after each pass."""


class Nobody:
    """Looks on and says nothing."""

    def advance(self, epochs: float) -> None:
        pass

    def note(self, epoch: Epoch) -> None:
        pass


NOBODY = Nobody()
