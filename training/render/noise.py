"""How one filing is spoiled: every rate of the table-recognition tool's mistakes, drawn filing by filing."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from training.render.smudge import Smudge, draw_marks


@dataclass(frozen=True, slots=True)
class Noise:
    """Rates are chances; `near`, `jitter` and `bridge` are points."""

    table: Smudge
    """Misreadings inside tables."""
    prose: Smudge
    """Misreadings outside tables."""
    near: float
    """Column edges closer than this become one."""
    jitter: float
    """Standard deviation of a column edge from its ruling."""
    drop_edge: float
    bridge: float
    """Tables closer than this are one table."""
    whole_page: float
    """The grid reaches from the page's top to its bottom."""
    seen_twice: float
    """A character on a cut turns up on both sides."""
    half_seen: float
    lost: float
    whole: float
    """A value stays whole in one cell though the grid cuts it."""
    echo: float
    """A value that is cut is seen whole on the other side as well."""
    merge: float
    """Two neighbouring cells of a row become one."""
    collapse_row: float
    """All cells of a row become one."""
    collapse_rows: float
    """Two rows become one, cell by cell."""
    shift: float
    """A row loses or gains an empty cell."""
    lose_first: float
    lose_cell: float
    junk: float
    """An empty cell between values bears a stray sign."""
    stray: float
    """A cell's last words turn up before the first line of the page."""
    repeat_line: float
    lose_line: float
    escape: bool
    """A dollar sign is written with a backslash."""
    paragraphs: bool
    """Lines outside tables are joined to paragraphs with empty lines between them."""
    heading: float
    bullet: str
    hyphen_bullet: float
    """A footnote turns into a formula: `$5.\\ All$`."""


def draw_noise(strength: float, rng: Random) -> Noise:
    """A filing's own rates; `strength` 1 and 2 are centred on what is measured in pages cut that way, 3 is worse."""
    rough = strength * rng.lognormvariate(0, 0.5)
    wild = rng.random() < 0.2 + 0.1 * strength
    return Noise(
        table=Smudge(
            min(0.03, 0.0006 * rough), min(0.01, 0.0001 * rough**2), min(0.01, 0.0001 * rough), draw_marks(rng)
        ),
        prose=Smudge(min(0.01, 0.0006 * rough) if wild else 0.0, 0.0002 if wild else 0.0, 0.0, draw_marks(rng)),
        near=rng.uniform(4, 13),
        jitter=rng.gammavariate(4, 0.5 + 0.2 * min(rough, 4)),
        drop_edge=min(0.35, rng.uniform(0.02, 0.06) * rough),
        bridge=rng.choice((4.0, 10.0, 30.0)),
        whole_page=rng.choice((0.0, 0.0, 0.5)),
        seen_twice=rng.betavariate(3.5, 6.5),
        half_seen=min(0.4, 0.025 * rough),
        lost=min(0.3, 0.035 * rough),
        whole=rng.uniform(0.2, 0.9) if rng.random() < 0.3 else 0.0,
        echo=rng.choice((0.0, 0.0, 0.05, 0.2)),
        merge=min(0.1, rng.uniform(0, 0.012) * rough) if wild else 0.0,
        collapse_row=min(0.15, 0.018 * (rough - 0.5)) if rough > 0.5 else 0.0,
        collapse_rows=min(0.1, 0.012 * rough) if wild else 0.0,
        shift=min(0.15, 0.015 * rough) if wild else 0.0,
        lose_first=min(0.15, 0.015 * rough) if wild else 0.0,
        lose_cell=min(0.05, 0.005 * rough) if wild else 0.0,
        junk=0.03 * rng.random() if wild else 0.0,
        stray=0.01 if wild else 0.0,
        repeat_line=0.005 if wild else 0.0,
        lose_line=0.005 * rough if wild else 0.0,
        escape=rng.random() < 0.7,
        paragraphs=rng.random() < 0.3,
        heading=rng.choice((0.0, 0.0, 0.6)),
        bullet=rng.choice(("", "", "", "- ", "- ", "* ")),
        hyphen_bullet=0.03 if wild else 0.0,
    )
