"""A photographed sheet made flat: its four corners are found on a darker ground and drawn apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extraction.scan.masks import closed, resized
from extraction.scan.sheet import Grey, Sheet, moved

SMALL = 600
"""Pixels of the longer side that a sheet's outline is looked for in."""
LEAST, MOST = 0.25, 0.97
"""Parts of the picture that a sheet on a darker ground covers."""
DARKER = 35
"""Grey levels by which the ground is darker than the sheet."""
LETTER = 612.0
"""Points across the shorter side of a sheet."""

Corners = NDArray[np.float64]
"""Four points: top left, top right, bottom right, bottom left."""


def flatten(sheet: Sheet) -> Sheet:
    """The sheet seen from straight above; as it is where the picture shows no outline of one."""
    import cv2

    corners = find_corners(sheet.grey)
    if corners is None:
        return sheet
    across = (np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2
    down = (np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2
    width, height = round(float(across)), round(float(down))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    onto = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    grey = cv2.warpPerspective(sheet.grey, onto, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    flat = moved(sheet, np.asarray(grey, dtype=np.uint8), np.asarray(onto, dtype=np.float64))
    return Sheet(flat.grey, min(width, height) / LETTER, flat.back)


def find_corners(grey: Grey) -> Corners | None:
    """The corners of a light sheet with four sides on a darker ground; None where there is none."""
    import cv2

    factor = SMALL / max(grey.shape)
    small: Grey = np.asarray(cv2.GaussianBlur(resized(grey, factor), (5, 5), 0), dtype=np.uint8)
    level, light = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(
        closed(np.asarray(light, dtype=np.uint8), 15, 15), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None or not LEAST < cv2.contourArea(outline) / small.size < MOST:
        return None
    left, top, width, height = cv2.boundingRect(outline)
    if (left < 3) + (top < 3) + (left + width > small.shape[1] - 3) + (top + height > small.shape[0] - 3) > 1:
        return None
    hull = cv2.convexHull(outline)
    four = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
    inside = np.asarray(cv2.drawContours(np.zeros_like(small), [outline], -1, (255,), -1)) > 0
    ground = small[~inside]
    if len(four) != 4 or float(np.median(small[inside])) - float(np.median(ground)) < DARKER or level < 20:
        return None
    return _ordered(four.reshape(4, 2).astype(np.float64) / factor)


def _ordered(points: Corners) -> Corners:
    """Corners from the top left on, clockwise."""
    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    return points[[sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin()]]
