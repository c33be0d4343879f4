"""Images of pages (PNG, JPEG, TIFF of many pages, ...) and PDF pages that are images, read where ink is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from math import ceil

import numpy as np
import pypdfium2

from extraction.document import Document, Page, Source
from extraction.errors import Empty, Truncated, WrongKind
from extraction.scan.letters import Recogniser
from extraction.scan.masks import scaled
from extraction.scan.photograph import flatten
from extraction.scan.read_sheet import read_sheet
from extraction.scan.sheet import Grey, Sheet

FINEST, COARSEST, USUAL = 300 / 72, 150 / 72, 200 / 72
"""Pixels a point beyond which a page is made smaller, or larger; and what a PDF without an image is drawn with."""
SHORT_SIDE = 612.0
"""Points across a sheet of letter paper: what an image that does not know its resolution is taken for."""
RESOLUTIONS = (100.0, 2400.0)
"""Dots an inch that an image is believed to have."""
SQUEEZED = 3.0
"""Times as many dots an inch as an image may have one way than the other."""
MOST_PIXELS = 400_000_000
MOST_BYTES = 1_000_000_000
"""What the pixels of an image that is read may take."""
ENOUGH = 80_000_000
"""Pixels of one picture that are looked at: of more, several are made one."""
BLANK = "the page is blank"


def read(content: bytes, name: str, recogniser: Recogniser) -> Document:
    """An image's pages; boxes in points of the upright page.

    Raises WrongKind or Truncated where no picture comes out, Empty where all pages are blank.
    """
    pages = tuple(read_sheet(s, n, recogniser) for n, s in enumerate(sheets_of(content, name), 1))
    if not any(page.blocks for page in pages):
        raise Empty(f"{name}: {BLANK}")
    return Document(name, Source.OCR, pages)


def read_pdf_page(page: pypdfium2.PdfPage, number: int, recogniser: Recogniser) -> Page:
    """A PDF's page read as an image."""
    return read_sheet(flatten(sheet_of(page)), number, recogniser)


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """A PDF's page as pixels, about as many as its largest image has."""
    width, height = page.get_size()
    scale = min(max(_native_scale(page), COARSEST), FINEST, (MOST_PIXELS / 8 / (width * height)) ** 0.5)
    grey = page.render(scale=scale, grayscale=True).to_numpy()
    grey = np.ascontiguousarray(grey.reshape(grey.shape[:2]))
    return Sheet(grey, grey.shape[1] / width, np.diag([width / grey.shape[1], height / grey.shape[0], 1.0]))


def _native_scale(page: pypdfium2.PdfPage) -> float:
    """Pixels a point of the page's largest image."""
    best, scale = 0.0, USUAL
    for drawn in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = drawn.get_bounds()
        area = (right - left) * (top - bottom)
        if area > best:
            best, scale = area, (drawn.get_px_size()[0] * drawn.get_px_size()[1] / area) ** 0.5
    return scale


def sheets_of(content: bytes, name: str) -> Iterator[Sheet]:
    """The pages of an image file."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(content))
        width, height = image.size
        less = _too_fine(width, height)
        image.draft("L", (width // less, height // less))
        drafted = width / image.width
        pixels = image.width * image.height
        if width * height > MOST_PIXELS or pixels * (4 if len(image.getbands()) > 1 else 1) > MOST_BYTES:
            raise WrongKind(f"{name}: the image has {width} x {height} pixels; save it smaller")
        for frame in ImageSequence.Iterator(image):
            less = _too_fine(*frame.size)
            small = (frame.convert("L") if frame.mode == "1" else frame).reduce(less) if less > 1 else frame
            yield _sized(ImageOps.exif_transpose(small), drafted * less)
    except UnidentifiedImageError as error:
        raise WrongKind(f"{name}: no image that can be read; save it as PNG, JPEG, TIFF or PDF") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Truncated(f"{name}: the image is damaged or cut short ({error}); fetch it again") from error


def _too_fine(width: int, height: int) -> int:
    """How many pixels each way are made one so that no more are left than are looked at."""
    return ceil((width * height / ENOUGH) ** 0.5) or 1


def _sized(image: object, shrunk: float) -> Sheet:
    """One picture, flat, at a resolution that can be read; boxes go back to points of the picture as it is shown.

    `shrunk` is how many times as many pixels across it had when it said how many dots an inch it has.
    """
    from PIL import Image

    assert isinstance(image, Image.Image)
    grey = _squared(_grey(image), image)
    scale = _scale(image, min(grey.shape), shrunk)
    flat = flatten(Sheet(grey, scale, np.diag([1 / scale, 1 / scale, 1.0])))
    factor = min(max(1.0, COARSEST / flat.scale), FINEST / flat.scale)
    return scaled(flat, factor) if abs(factor - 1) > 0.02 else flat


def _squared(grey: Grey, image: object) -> Grey:
    """The picture with as many dots an inch down as across: of a fax there may be half as many."""
    import cv2
    from PIL import Image

    assert isinstance(image, Image.Image)
    across, down = (float(dots) for dots in image.info.get("dpi", (0, 0)))
    if not (RESOLUTIONS[0] <= across <= RESOLUTIONS[1] and across / SQUEEZED < down < across * SQUEEZED):
        return grey
    size = (grey.shape[1], round(grey.shape[0] * across / down))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _grey(image: object) -> Grey:
    """Grey levels, on white paper where the picture is transparent."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image, dtype=np.float64) / 257).clip(0, 255).astype(np.uint8))
    return np.ascontiguousarray(np.asarray(image.convert("L"), dtype=np.uint8))


def _scale(image: object, shorter: int, shrunk: float) -> float:
    """Pixels a point: as the picture says, or as if its shorter side were that of a sheet of letter paper."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    dots = image.info.get("dpi", (0, 0))[0] / shrunk
    likely = RESOLUTIONS[0] <= float(dots) <= RESOLUTIONS[1] and shorter / float(dots) > 2
    return float(dots) / 72 if likely else max(shorter / SHORT_SIDE, 0.5)
