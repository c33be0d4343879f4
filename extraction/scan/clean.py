"""Even paper under even ink, and the ink as a mask."""

from __future__ import annotations

import numpy as np

from extraction.scan.masks import AREA, grown, label, resized
from extraction.scan.sheet import Grey

COARSE = 8
"""Paper is judged on every so many pixels."""
BILEVEL = 0.8
"""A page with fewer greys than this part of its black is one in black and white, however it was drawn."""
FADED, SMOOTHED = 100, 1.0
"""Ink of fewer grey levels than this under its paper is little stronger than grain; and pixels by which that is
blurred."""
DOT, DOTTED, GREYED = 5, 0.1, 1.2
"""Pieces of so few pixels, so many on a square point, are greys made dots; and pixels by which they are blurred."""
SOFT = 0.29
"""How far ragged black and white is softened for the recogniser, in points."""
DARKEST, PALEST = 90, 200
"""Bounds of the grey level that parts ink from paper."""


def whiten(grey: Grey) -> Grey:
    """The page without its shading: paper near 255, the darkest ink near 0."""
    import cv2

    paper = cv2.GaussianBlur(cv2.medianBlur(grown(resized(grey, 1 / COARSE), 5, 5), 15), (0, 0), 6)
    light = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    flat: Grey = np.asarray(cv2.divide(grey, np.maximum(light, 40), scale=255), dtype=np.uint8)
    black = _darkest(flat[::4, ::4])
    if black <= 8:
        return flat
    if 255 - black < FADED:
        flat = np.asarray(cv2.GaussianBlur(flat, (0, 0), SMOOTHED), dtype=np.uint8)
    return np.clip((flat.astype(np.float32) - black) * (255 / max(255 - black, 60)), 0, 255).astype(np.uint8)


def _darkest(flat: Grey) -> float:
    """The grey level of the darkest ink; of a page with hardly any, that of most of what there is."""
    black = float(np.percentile(flat, 0.5))
    ink = flat[flat < PALEST]
    return float(np.percentile(ink, 10)) if black > PALEST and ink.size else min(black, PALEST)


def find_ink(grey: Grey) -> Grey:
    """A mask of what is ink on a whitened page."""
    import cv2

    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    at = min(max(level, DARKEST), PALEST)
    return np.asarray(cv2.threshold(grey, at, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def is_bilevel(grey: Grey) -> bool:
    """Whether a page as given knows little but black and white, as faxes do."""
    return np.count_nonzero((grey > 40) & (grey < 215)) < BILEVEL * np.count_nonzero(grey <= 40)


def undithered(grey: Grey, scale: float) -> Grey:
    """A page as it is; one in black and white whose greys were made dots in greys again."""
    import cv2

    if not is_bilevel(grey):
        return grey
    dots = np.count_nonzero(label(np.where(grey < 128, 255, 0).astype(np.uint8))[1][:, AREA] <= DOT)
    if dots <= DOTTED * grey.size / scale**2:
        return grey
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), GREYED), dtype=np.uint8)


def soften(grey: Grey, scale: float) -> Grey:
    """Ragged black and white with soft edges, as the recogniser knows print."""
    import cv2

    return np.asarray(cv2.GaussianBlur(grey, (0, 0), SOFT * scale), dtype=np.uint8)
