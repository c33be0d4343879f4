"""The configuration of a labelling project, made from `extraction/labels.py`: one project for both models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from colorsys import hls_to_rgb
from dataclasses import dataclass
from hashlib import sha256
from xml.sax.saxutils import quoteattr

from extraction.labels import CELLS, ROWS, TOKENS

UNMARKED = "printed"
"""The row label that is the absence of one: what nobody marks is printed."""
RELATIONS = ("footnote", "goes on")
"""What joins a footnote's mark to the footnote, and a piece of a value to its next piece elsewhere."""
TEXT, IMAGE = "text", "image"
"""Names of what is shown: the filing's text and, beside it, the picture of its page."""


@dataclass(frozen=True, slots=True)
class Group:
    """Labels that stand together in the labelling page: `hues` in degrees, one hot key a label."""

    name: str
    title: str
    labels: Mapping[str, str]
    keys: Sequence[str]
    hues: tuple[float, float]
    lightness: float


def _with_shift(letters: str) -> tuple[str, ...]:
    return tuple(f"shift+{letter}" for letter in letters)


GROUPS = (
    Group("rows", "Rows", {k: v for k, v in ROWS.items() if k != UNMARKED}, "1234567890-", (200, 260), 0.82),
    Group("tokens", "Box and signatures", TOKENS, (*"zxcvbnm", *_with_shift("acdfgijlqst")), (90, 190), 0.62),
    Group("cells", "Rows of Tables I and II", CELLS, "qwertyiopasdfghjkl", (280, 430), 0.66),
)
"""Hot keys keep away from those that Label Studio 1.23 has for itself (u, brackets, shift with b e h k m o p r v w)."""
GROUP_OF = {label: group.name for group in GROUPS for label in group.labels}

INSTRUCTION = """<p>The models have labelled this filing: correct what is wrong, add what is missing, submit.</p><ul>
<li>Mark each row of Table I (nd, further lines nd+) and of Table II (dv, dv+), in it the values alone.</li>
<li>A footnote's mark bears the label of the field that it is attached to; join it to its footnote (foot).</li>
<li>Of a checkbox mark the character that stands for the check, only where it is checked.</li>
<li>A value cut over several places is marked piece by piece; join a piece to the next.</li>
<li>What was lost is not marked; what was misread is marked as it stands.</li></ul>
<p>Every label with an example: annotations/README.md of Tieout.</p>"""
"""What Label Studio shows to who labels: the guideline in short."""

STYLE = """
    .sheet {display: flex; align-items: flex-start; gap: 1em}
    .labels {position: sticky; top: 0; z-index: 3; background: var(--color-neutral-background, white)}
    .words {flex: 1 1 60%; min-width: 0}
    .words [class*="htx"], .words [data-testid="rich-text-container"] {
      white-space: pre; overflow-x: auto; font-family: monospace; line-height: 1.7; tab-size: 4}
    .picture {flex: 0 1 40%; min-width: 0}
"""


def label_config() -> str:
    """The configuration as Label Studio's XML; the same labels give the same characters."""
    labels = "\n".join(line for group in GROUPS for line in _group(group))
    relations = "\n".join(f'    <Relation value="{name}"/>' for name in RELATIONS)
    return (
        f"<View>\n  <Style>{STYLE}  </Style>\n"
        f"  <Relations>\n{relations}\n  </Relations>\n"
        f'  <View className="labels">\n'
        f"{labels}\n  </View>\n"
        f'  <View className="sheet">\n'
        f'    <View className="words">\n      <Header value="$title" size="5"/>\n'
        f'      <Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>\n    </View>\n'
        f'    <View className="picture">\n      <Image name="{IMAGE}" value="${IMAGE}" zoom="true"/>\n    </View>\n'
        f"  </View>\n</View>\n"
    )


def _group(group: Group) -> Iterator[str]:
    yield f'    <Header value={quoteattr(group.title)} size="6"/>'
    yield f'    <Labels name="{group.name}" toName="{TEXT}" showInline="true" opacity="0.35">'
    count = len(group.labels)
    for i, ((label, meaning), key) in enumerate(zip(group.labels.items(), group.keys, strict=True)):
        colour = _colour(group.hues[0] + (group.hues[1] - group.hues[0]) * i / count, group.lightness)
        yield (
            f'      <Label value="{label}" background="{colour}" hotkey="{key}" hint={quoteattr(meaning)} '
            f"selectedColor={quoteattr('#000000')}/>"
        )
    yield "    </Labels>"


def _colour(hue: float, lightness: float) -> str:
    """A colour of the hue (degrees) as #rrggbb."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in hls_to_rgb(hue % 360 / 360, lightness, 0.65))


def config_digest(config: str) -> str:
    """What names a configuration: annotations made with another one are told apart by it."""
    return sha256(config.encode()).hexdigest()[:12]
