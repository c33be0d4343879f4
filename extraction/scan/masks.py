"""Operations on pictures and masks, typed: opencv's own types tell nothing of the pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extraction.scan.sheet import Grey, Sheet, moved

LEFT, TOP, WIDTH, HEIGHT, AREA = range(5)
"""Columns of what `label` says of each piece."""


def resized(grey: Grey, factor: float) -> Grey:
    """So many times the pixels each way, one at least."""
    import cv2

    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    if min(grey.shape) * factor < 1:
        down, across = (max(1, round(n * factor)) for n in grey.shape)
        return np.asarray(cv2.resize(grey, (across, down), interpolation=how), dtype=np.uint8)
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how), dtype=np.uint8)


def scaled(sheet: Sheet, factor: float) -> Sheet:
    """The sheet with so many times the pixels each way."""
    finer = moved(sheet, resized(sheet.grey, factor), np.diag([factor, factor, 1.0]))
    return replace(finer, scale=sheet.scale * factor)


def grown(mask: Grey, width: int, height: int) -> Grey:
    """The mask with all that is within a box of this size around its pixels."""
    import cv2

    return np.asarray(cv2.dilate(mask, _box(width, height)), dtype=np.uint8)


def closed(mask: Grey, width: int, height: int) -> Grey:
    """The mask with gaps narrower than this bridged."""
    import cv2

    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _box(width, height)), dtype=np.uint8)


def opened(mask: Grey, width: int, height: int) -> Grey:
    """The parts of the mask that hold a box of this size."""
    import cv2

    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _box(width, height)), dtype=np.uint8)


def _box(width: int, height: int) -> Grey:
    return np.ones((max(1, height), max(1, width)), np.uint8)


def label(mask: Grey) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The number of the connected piece at each pixel, and by number LEFT, TOP, WIDTH, HEIGHT, AREA; 0 is the rest."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels, dtype=np.int32), np.asarray(stats, dtype=np.int32)


def pieces_where(mask: Grey, test: Callable[[NDArray[np.int32]], NDArray[np.bool_]]) -> Grey:
    """The connected pieces of a mask that a test of `label`'s columns picks."""
    labels, stats = label(mask)
    return where(test(stats), labels)


def where(picked: NDArray[np.bool_], labels: NDArray[np.int32]) -> Grey:
    """A mask of the pieces picked by number."""
    chosen = np.where(picked, 255, 0).astype(np.uint8)
    chosen[0] = 0
    return chosen[labels]
