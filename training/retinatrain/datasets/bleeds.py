"""Large bleeds and shadows drawn on photographs: IDRiD's masks hold next to none, and a preretinal bleed must not be missed.

Blood takes green and blue away and leaves some red, with an edge that is sharp or soft; a shadow takes all three alike. Where
blood settles in front of the retina its upper edge is a level line (boat shape); in the vitreous it hides a whole side.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
RED, GREEN, BLUE = (0.3, 0.85), (0.2, 0.55), (0.2, 0.7)  # what blood leaves: of the retina's red, of that share of green and blue
COVER = (0.72, 0.97)  # how much of what lies behind is hidden
DARK = 16  # below this in all channels is outside the field
LEAST_SHARE = 0.002  # of the view; smaller bleeds are common in the masks themselves


def draw_bleed(rng: np.random.Generator, pixels: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Return the view [s, s, 3] with a large bleed on it, and where blood hides at least half of its strength [s, s]."""
    size = pixels.shape[0]
    lit = pixels.max(axis=2) > DARK
    shape = _sea(rng, size) if rng.random() < 0.4 else _pool(rng, size)
    if not lit.any() or (shape & lit).mean() < LEAST_SHARE:
        return pixels, np.zeros((size, size), bool)
    edge = cv2.GaussianBlur(shape.astype(np.float32), (0, 0), float(np.exp(rng.uniform(np.log(0.8), np.log(10)))))
    opacity = (edge * rng.uniform(*COVER) * lit)[..., None]
    colour = pixels[lit].mean(axis=0) * rng.uniform(*RED) * [1, rng.uniform(*GREEN), rng.uniform(*BLUE)]
    blood = colour * (1 + 0.2 * _waves(rng, size, float(rng.uniform(0.2, 0.8)))[..., None])
    return np.clip(pixels * (1 - opacity) + blood * opacity, 0, 255).astype(np.uint8), (edge > 0.5) & lit


def draw_shade(rng: np.random.Generator, pixels: Array) -> Array:
    """Return the view with a part in shadow, as of the iris or an eyelash: no lesion."""
    size = pixels.shape[0]
    shape = _sea(rng, size).astype(np.float32)
    fall = cv2.GaussianBlur(shape, (0, 0), float(rng.uniform(0.04, 0.15)) * size)[..., None]
    return np.clip(pixels * (1 - fall * rng.uniform(0.4, 0.85)), 0, 255).astype(np.uint8)


def _sea(rng: np.random.Generator, size: int) -> NDArray[np.bool_]:
    """One side of a wavy line through the view."""
    angle = rng.uniform(0, 2 * np.pi)
    return _along(size, angle) + 0.15 * _waves(rng, size, float(rng.uniform(0.2, 0.8))) > rng.uniform(-0.3, 0.35)


def _pool(rng: np.random.Generator, size: int) -> NDArray[np.bool_]:
    """A blob of .05 to .3 of the view's side in radius, often stretched, half of the time cut off at a level line."""
    angle, level = rng.uniform(0, 2 * np.pi, 2)
    radius, stretch = np.exp(rng.uniform(np.log(0.05), np.log(0.3))), rng.uniform(1, 4)
    x, y = _along(size, angle) - rng.uniform(-0.3, 0.3), _along(size, angle + np.pi / 2) - rng.uniform(-0.3, 0.3)
    inside = np.hypot(x / stretch, y * np.sqrt(stretch)) + 0.35 * radius * _waves(rng, size, float(rng.uniform(0.08, 0.3))) < radius
    return inside & (np.cos(level) * x + np.sin(level) * y < rng.uniform(0, 0.5) * radius) if rng.random() < 0.5 else inside


def _along(size: int, angle: float) -> NDArray[np.float64]:
    """The coordinate along a direction, -.5 to .5 across the view."""
    line = (np.arange(size) + 0.5) / size - 0.5
    return np.cos(angle) * line[None, :] + np.sin(angle) * line[:, None]


def _waves(rng: np.random.Generator, size: int, length: float) -> NDArray[np.float64]:
    """Smooth noise of spread 1, its waves `length` of the view's side long."""
    cells = max(3, round(2 / length))
    return cv2.resize(rng.normal(0, 1, (cells, cells)), (size, size), interpolation=cv2.INTER_CUBIC)
