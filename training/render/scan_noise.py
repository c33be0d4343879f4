"""Pages of a PDF as paper that went through a machine: a clean scan, a fax, a worn copy, a photograph."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from training.render.scan_page import draw_scanner, scan

Matrix = NDArray[np.float64]
"""Three by three: points of the page on pixels of the picture."""
PAPER = 255


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """A picture of a page, its dots an inch, and where the page's points stand in it."""

    image: Image.Image
    dpi: int
    onto: Matrix


Spoil = Callable[[pdfium.PdfPage, Random], Scanned]


def scan_clean(page: pdfium.PdfPage, rng: Random) -> Scanned:
    """300 dots an inch, straight, a little grain."""
    sheet = render(page, 300)
    return Scanned(grained(sheet, 3.0, rng), 300, pixels_of(300))


def scan_office(page: pdfium.PdfPage, rng: Random) -> Scanned:
    """200 dots an inch, askew, blurred, kept as JPEG: see `scan_page`."""
    scanned = scan(page, draw_scanner(rng), rng)
    origin, right, down = (np.array(scanned.pixel(x, y)) for x, y in ((0, 0), (1, 0), (0, 1)))
    onto = np.array([[*(right - origin)[:1], *(down - origin)[:1], origin[0]], [0, 0, 0], [0, 0, 1.0]])
    onto[1] = (right - origin)[1], (down - origin)[1], origin[1]
    return Scanned(Image.open(io.BytesIO(scanned.jpeg)), 200, onto)


def send_fax(page: pdfium.PdfPage, rng: Random) -> Scanned:
    """200 dots an inch, black or white, askew, with specks and ragged edges."""
    sheet = render(page, 200).filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.6)))
    askew, onto = turned(sheet, rng.gauss(0, 0.5), pixels_of(200))
    grey = np.asarray(grained(askew, 18.0, rng), dtype=np.float64)
    black = grey < rng.uniform(120, 160)
    for _ in range(round(black.size * rng.uniform(0.5, 1.5) * 1e-4)):
        x, y, size = rng.randrange(black.shape[1]), rng.randrange(black.shape[0]), rng.choice((1, 1, 2, 3))
        black[y : y + size, x : x + size] = True
    return Scanned(Image.fromarray(np.where(black, 0, PAPER).astype(np.uint8)).convert("1"), 200, onto)


def copy_worn(page: pdfium.PdfPage, rng: Random) -> Scanned:
    """A copy of a copy: ribbon faint in places, a shadow along the spine, punch holes, a stamp in the margin."""
    sheet = np.asarray(render(page, 200), dtype=np.float64)
    height, width = sheet.shape
    faint = 55 + 45 * np.sin(np.linspace(0, rng.uniform(6, 14), height) + rng.uniform(0, 6))[:, None]
    faded = np.where(sheet < 200, np.clip(sheet + faint, 0, 200), sheet)
    shadow = 70 * np.exp(-np.arange(width) / (0.05 * width))[None, :] + np.linspace(0, 25, height)[:, None]
    image = Image.fromarray(np.clip(faded - shadow, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for y in (0.3, 0.7):
        draw.ellipse((25, y * height - 22, 69, y * height + 22), fill=25)
    x, y = width - 420, height - 170
    draw.rounded_rectangle((x, y, x + 300, y + 90), 12, outline=90, width=5)
    draw.text((x + 30, y + 30), "RECEIVED", fill=90, font_size=44)
    askew, onto = turned(image, rng.gauss(0, 0.4), pixels_of(200))
    return Scanned(grained(askew.filter(ImageFilter.GaussianBlur(0.6)), 6.0, rng), 200, onto)


def photograph(page: pdfium.PdfPage, rng: Random) -> Scanned:
    """The sheet on a dark desk, seen from a little aside, lit from one corner."""
    sheet = render(page, 260)
    width, height = sheet.size
    size = (round(1.12 * width), round(1.12 * height))
    corners = [(rng.uniform(0.02, 0.07), rng.uniform(0.02, 0.07)) for _ in range(4)]
    place = [
        (corners[0][0] * size[0], corners[0][1] * size[1]),
        (size[0] * (1 - corners[1][0]), corners[1][1] * size[1]),
        (size[0] * (1 - corners[2][0]), size[1] * (1 - corners[2][1])),
        (corners[3][0] * size[0], size[1] * (1 - corners[3][1])),
    ]
    onto = _between([(0, 0), (width, 0), (width, height), (0, height)], place)
    back = (np.linalg.inv(onto) / np.linalg.inv(onto)[2, 2]).ravel()[:8].tolist()
    laid = sheet.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC, fillcolor=0)
    inside = Image.new("L", sheet.size, 255).transform(size, Image.Transform.PERSPECTIVE, back)
    light = np.linspace(1.0, 0.78, size[0])[None, :] * np.linspace(1.0, 0.9, size[1])[:, None]
    shot = np.where(np.asarray(inside) > 0, np.asarray(laid) * light, 60 * light)
    return Scanned(grained(Image.fromarray(shot.astype(np.uint8)), 4.0, rng), 0, onto @ pixels_of(260))


MACHINES: Mapping[str, Spoil] = MappingProxyType(
    {"clean": scan_clean, "office": scan_office, "fax": send_fax, "worn": copy_worn, "photograph": photograph}
)


def to_pdf(pages: Sequence[Scanned], quality: int = 60) -> bytes:
    """Pictures as a PDF of images without text."""
    held = io.BytesIO()
    first, *rest = (page.image for page in pages)
    first.save(held, "PDF", save_all=True, append_images=rest, resolution=pages[0].dpi or 200, quality=quality)
    return held.getvalue()


def to_tiff(pages: Sequence[Scanned]) -> bytes:
    """Black and white pictures as one TIFF, as fax machines keep them."""
    held = io.BytesIO()
    first, *rest = (page.image.convert("1") for page in pages)
    dots = (pages[0].dpi, pages[0].dpi)
    first.save(held, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=dots)
    return held.getvalue()


def to_image(page: Scanned, kind: str, quality: int = 60) -> bytes:
    """One picture as PNG or JPEG."""
    held = io.BytesIO()
    dots = {"dpi": (page.dpi, page.dpi)} if page.dpi else {}
    page.image.save(held, kind, quality=quality, optimize=True, **dots)
    return held.getvalue()


def render(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    image: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return image


def pixels_of(dpi: int) -> Matrix:
    return np.diag([dpi / 72, dpi / 72, 1.0])


def grained(image: Image.Image, deviation: float, rng: Random) -> Image.Image:
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, deviation, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image, dtype=np.float64) + noise, 0, 255).astype(np.uint8))


def turned(image: Image.Image, degrees: float, onto: Matrix) -> tuple[Image.Image, Matrix]:
    """An image laid askew, counter-clockwise, on a sheet of the same size."""
    angle, x, y = np.radians(degrees), image.width / 2, image.height / 2
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    turn = np.array([[cos, sin, x - x * cos - y * sin], [-sin, cos, y + x * sin - y * cos], [0, 0, 1]])
    return image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=PAPER), turn @ onto


def _between(here: Sequence[tuple[float, float]], there: Sequence[tuple[float, float]]) -> Matrix:
    """The perspective that leads from four points to four others."""
    rows, values = [], []
    for (x, y), (u, v) in zip(here, there, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.array([*np.linalg.solve(np.array(rows), np.array(values)), 1.0]).reshape(3, 3)
