"""How many cores a process takes."""

from __future__ import annotations

import os


def keep_to_one_core() -> None:
    """Keep numpy's libraries to one thread, unless told otherwise; to be called before numpy is imported.

    Our matrices are small: threads only wait for each other (20 times slower on a busy machine).
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
