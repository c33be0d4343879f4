"""A page of a PDF as an office scanner gives it: grey, a little askew, blurred and grained, kept as JPEG."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from random import Random

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

Point = tuple[float, float]
DPI = 200
SKEW = 0.45
"""Standard deviation of a sheet's skew in degrees; MOST is its bound."""
MOST = 1.5


@dataclass(frozen=True, slots=True)
class Scanner:
    """What one run of a scanner does to every sheet."""

    blur: float
    """Radius in pixels."""
    grain: float
    """Standard deviation of the paper's grain in grey levels, before the blur."""
    paper: float
    """Grey level of blank paper at the top; `shade` is what the bottom lacks."""
    shade: float
    ink: float
    """Grey level of the darkest ink."""
    quality: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A JPEG of a sheet; `sheet` and `image` are widths and heights in pixels before and after the skew (radians)."""

    jpeg: bytes
    skew: float
    sheet: Point
    image: Point

    def pixel(self, x: float, y: float) -> Point:
        """Where a point of the page (from its top left, in points) stands in the image."""
        across, down = x * DPI / 72 - self.sheet[0] / 2, y * DPI / 72 - self.sheet[1] / 2
        cos, sin = math.cos(self.skew), math.sin(self.skew)
        return across * cos + down * sin + self.image[0] / 2, down * cos - across * sin + self.image[1] / 2


def draw_scanner(rng: Random) -> Scanner:
    """A scanner at random: most are good, as office scanners are."""
    return Scanner(
        blur=rng.uniform(0.4, 0.95),
        grain=rng.uniform(4, 14),
        paper=rng.uniform(238, 253),
        shade=rng.uniform(0, 10),
        ink=rng.uniform(0, 45),
        quality=rng.choice((60, 75, 75, 85, 90)),
    )


def scan(page: pdfium.PdfPage, scanner: Scanner, rng: Random) -> Scan:
    """One sheet, laid askew by its own angle."""
    sheet = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    degrees = max(-MOST, min(MOST, rng.gauss(0, SKEW)))
    image = sheet.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    spoiled = _grain(image, scanner, rng).filter(ImageFilter.GaussianBlur(scanner.blur))
    held = io.BytesIO()
    spoiled.save(held, "JPEG", quality=scanner.quality)
    return Scan(held.getvalue(), math.radians(degrees), sheet.size, image.size)


def _grain(image: Image.Image, scanner: Scanner, rng: Random) -> Image.Image:
    """The image with the scanner's greys, and grain on it."""
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, scanner.grain, (image.height, image.width))
    light = scanner.paper - np.linspace(0, scanner.shade, image.height)[:, None]
    greys = scanner.ink + np.asarray(image, dtype=np.float64) / 255 * (light - scanner.ink)
    return Image.fromarray(np.clip(greys + noise, 0, 255).astype(np.uint8))
