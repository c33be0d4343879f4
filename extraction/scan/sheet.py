"""A page as pixels, and where its pixels stand on the page that was given."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extraction.document import Box

Grey = NDArray[np.uint8]
"""Rows by columns, 0 black, 255 white; as a mask 255 where something is."""
Matrix = NDArray[np.float64]
"""Three by three: points of one plane on those of another."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Pixels, how many of them a point (1/72 inch) has, and the matrix from pixels to the units of the page given."""

    grey: Grey
    scale: float
    back: Matrix

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.grey.shape[1], self.grey.shape[0]


def moved(sheet: Sheet, grey: Grey, onto: Matrix) -> Sheet:
    """The sheet with new pixels; `onto` leads from old pixels to new ones."""
    back = sheet.back @ np.linalg.inv(onto)
    return replace(sheet, grey=grey, back=back / back[2, 2])


def in_points(box: Box, sheet: Sheet) -> Box:
    """A box in pixels as points from the sheet's top left."""
    return box[0] / sheet.scale, box[1] / sheet.scale, box[2] / sheet.scale, box[3] / sheet.scale


def from_points(sheet: Sheet) -> tuple[float, ...]:
    """The matrix, row by row, from points of the upright sheet to the units of the page given."""
    matrix = sheet.back @ np.diag([sheet.scale, sheet.scale, 1.0])
    return tuple(float(v) for v in (matrix / matrix[2, 2]).ravel())
