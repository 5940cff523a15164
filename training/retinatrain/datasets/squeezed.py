"""Photographs that were pressed into a square: make their round field round again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinatrain.field import MIN_RIM, lit_component, rim_points
from retinatrain.frame import resize

STRETCH = (1.0, 1.6)  # photographs are wider than high, at most 8 : 5
REFITS = 4
TOLERANCE = 0.03  # of the ellipse's equation: rim points further off are notches, marks and eyelashes


def make_round(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the photograph [H, W, 3] widened until its field is a circle; as it is where no rim tells how far."""
    lit = lit_component(image.max(axis=2))
    points = rim_points(lit) if lit is not None else np.empty((0, 2))
    factor = rim_stretch(points)
    return image if factor is None else resize(image, (round(image.shape[1] * factor), image.shape[0]))


def rim_stretch(points: NDArray[np.float64]) -> float | None:
    """Return height by width of the upright ellipse through most rim points [n, 2], or None where they tell none within `STRETCH`."""
    if len(points) < MIN_RIM:
        return None
    x, y = ((points - points.mean(axis=0)) / points.std(axis=0).max()).T
    terms, near = np.stack([x * x, y * y, x, y], axis=1), np.ones(len(points), bool)
    for _ in range(REFITS):
        solved = np.linalg.lstsq(terms[near], np.ones(near.sum()), rcond=None)[0]
        near = np.abs(terms @ solved - 1) < TOLERANCE
        if near.sum() < MIN_RIM:
            return None
    wide, high = solved[:2]
    factor = float(np.sqrt(wide / high)) if wide > 0 and high > 0 else 0.0
    return factor if STRETCH[0] <= factor <= STRETCH[1] else None
