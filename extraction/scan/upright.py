"""Which way up a page lies and how far askew: told from its small ink, the letters."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from extraction.scan.clean import find_ink, whiten
from extraction.scan.masks import AREA, HEIGHT, WIDTH, label, resized, where
from extraction.scan.sheet import Grey, Matrix, Sheet, moved

MOST = 9.0
"""Degrees of skew that are looked for."""
COARSE, FINE = 0.25, 0.02
TALLEST = 30.0
"""Ink larger than this (points) is no letter."""
FINER = 1.4
"""Pixels a point that the skew is told from."""
ENOUGH = 400
"""Ink pixels with fewer of which nothing can be told."""


def lay_upright(sheet: Sheet) -> Sheet:
    """The sheet turned by a right angle where its lines run up or down, and deskewed; whether it stands on its head
    is left open."""
    points = _letters(sheet.grey, sheet.scale)
    if len(points) < ENOUGH:
        return sheet
    level, upward = _sharpest(points), _sharpest(points[:, ::-1])
    if upward[1] > 1.25 * level[1]:
        sheet = turned(sheet, 1)
        points = _letters(sheet.grey, sheet.scale)
        level = _sharpest(points)
    return deskewed(sheet, level[0])


def _letters(grey: Grey, scale: float) -> NDArray[np.float64]:
    """Places (x, y) of ink that belongs to letters, in points: at most some ten thousand."""
    labels, stats = label(find_ink(whiten(resized(grey, FINER / scale))))
    large = np.maximum(stats[:, WIDTH], stats[:, HEIGHT]) > TALLEST * FINER
    rows, columns = np.nonzero(where(~large & (stats[:, AREA] > 3), labels))
    step = max(1, len(rows) // 30000)
    return np.stack([columns[::step], rows[::step]], axis=1) / FINER


def _sharpest(points: NDArray[np.float64]) -> tuple[float, float]:
    """The skew (degrees, clockwise) along which ink gathers in the sharpest lines, and how sharp they are."""
    best = max(np.arange(-MOST, MOST + COARSE, COARSE).tolist(), key=lambda a: _sharpness(points, a, 1.0))
    found = max(np.arange(best - COARSE, best + COARSE, FINE).tolist(), key=lambda a: _sharpness(points, a, 0.5))
    return found, _sharpness(points, found, 1.0)


def _sharpness(points: NDArray[np.float64], degrees: float, bin_: float) -> float:
    """How unevenly ink is spread over lines of one skew; 1 for ink spread anyhow."""
    height = points[:, 1] - points[:, 0] * math.tan(math.radians(degrees))
    counts = np.bincount(((height - height.min()) / bin_).astype(np.int64))
    return float((counts.astype(np.float64) ** 2).sum() * len(counts) / counts.sum() ** 2)


def turned(sheet: Sheet, quarters: int) -> Sheet:
    """The sheet turned clockwise by so many right angles."""
    width, height = sheet.size
    onto = (
        np.eye(3),
        np.array([[0.0, -1, height], [1, 0, 0], [0, 0, 1]]),
        np.array([[-1.0, 0, width], [0, -1, height], [0, 0, 1]]),
        np.array([[0.0, 1, 0], [-1, 0, width], [0, 0, 1]]),
    )[quarters % 4]
    return moved(sheet, np.ascontiguousarray(np.rot90(sheet.grey, -quarters)), onto)


def deskewed(sheet: Sheet, degrees: float) -> Sheet:
    """The sheet turned back by its skew; paper fills the corners."""
    import cv2

    if abs(degrees) < FINE:
        return sheet
    width, height = sheet.size
    half: Matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), [0, 0, 1]])
    grey = cv2.warpAffine(sheet.grey, half[:2], (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return moved(sheet, np.asarray(grey, dtype=np.uint8), half)
