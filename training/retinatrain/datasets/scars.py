"""Scars of scatter laser drawn on photographs: graders count them as treated proliferative disease, and few training eyes have them.

Spots of 200 to 500 µm in rows outside the arcades, often in one sector only: fresh ones pale and soft, old ones paler than the
retina with pigment in the middle, at the rim or all over.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
DARK = 16  # below this in all channels is outside the field
SPOT = (0.01, 0.028)  # radius by the field's diameter: 200 to 500 µm wide on 45°, and what they grow to
FREE = (0.24, 0.44)  # radius round the field's middle that treatment leaves free, by the view's side
PALE, YELLOW, WHITE = (1.1, 1.5), (1.0, 1.4), (1.0, 1.5)  # brightness by that of the retina around, green and blue of it beyond that
PIGMENT = (0.2, 0.65)  # brightness by that of the retina around
LEAST_SPOTS = 6
SHIFT = 4  # fractional bits of drawn coordinates


def draw_scars(rng: np.random.Generator, pixels: Array) -> tuple[Array, bool]:
    """Return the view [s, s, 3] with laser scars on it, and whether enough of them lie inside the field to be told."""
    size = pixels.shape[0]
    lit = pixels.max(axis=2) > DARK
    spots = _spots(rng, lit) if lit.any() else np.empty((0, 3))
    if len(spots) < LEAST_SPOTS:
        return pixels, False
    around = cv2.GaussianBlur(pixels, (0, 0), size / 40).astype(np.float32)
    soft, opacity = float(np.exp(rng.uniform(np.log(0.5), np.log(2.5)))), rng.uniform(0.35, 0.9)
    drawn = pixels.astype(np.float32)
    pale = np.clip(around * (rng.uniform(*PALE) * np.array([1, rng.uniform(*YELLOW), rng.uniform(*WHITE)])), 0, 250).astype(np.float32)
    layers = [(spots, pale, opacity), *_pigment(rng, spots, around)]
    for circles, colour, strength in layers:
        cover = cv2.GaussianBlur(_discs(circles, size), (0, 0), soft)[..., None] * strength * lit[..., None]
        drawn = drawn * (1 - cover) + colour * cover
    return np.clip(drawn, 0, 255).astype(np.uint8), True


def _spots(rng: np.random.Generator, lit: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Rows of spots (x, y, radius) that lie in the field, outside its middle, in the sector that was treated."""
    size = lit.shape[0]
    radius = float(np.exp(rng.uniform(*np.log(SPOT)))) * size
    step = radius * rng.uniform(2.2, 4.5)
    line = np.arange(-size, size, step)
    x, y = np.meshgrid(line, line)
    x = x + step / 2 * (np.arange(len(line)) % 2)[:, None]
    turn = rng.uniform(0, np.pi)
    grid = np.stack([np.cos(turn) * x - np.sin(turn) * y, np.sin(turn) * x + np.cos(turn) * y], axis=-1).reshape(-1, 2)
    rows, columns = np.nonzero(lit)
    grid += rng.normal(0, rng.uniform(0.08, 0.4) * step, grid.shape)
    away = np.hypot(*grid.T)
    facing = np.cos(np.arctan2(grid[:, 1], grid[:, 0]) - rng.uniform(-np.pi, np.pi))
    treated = (away > rng.uniform(*FREE) * size) & (facing > rng.uniform(-1.6, 0.6)) & (rng.random(len(grid)) < rng.uniform(0.4, 1))
    placed = grid[treated] + [columns.mean(), rows.mean()]
    inside = ((placed >= 0) & (placed < size)).all(axis=1)
    placed = placed[inside]
    placed = placed[lit[placed[:, 1].astype(int), placed[:, 0].astype(int)]]
    return np.column_stack([placed, radius * np.exp(rng.normal(0, 0.25, len(placed)))])


def _pigment(rng: np.random.Generator, spots: NDArray[np.float64], around: NDArray[np.float32]) -> list[tuple[NDArray[np.float64], NDArray[np.float32], float]]:
    """The dark part of old scars: of some spots the middle, or all."""
    share = rng.choice([0.0, rng.uniform(0.05, 0.4), rng.uniform(0.4, 1)], p=[0.4, 0.4, 0.2])
    dark = spots[rng.random(len(spots)) < share].copy()
    dark[:, :2] += rng.normal(0, 0.3, (len(dark), 2)) * dark[:, 2:]
    dark[:, 2] *= rng.uniform(0.3, 1.0, len(dark))
    return [(dark, around * np.float32(rng.uniform(*PIGMENT)), float(rng.uniform(0.5, 0.95)))] if len(dark) else []


def _discs(circles: NDArray[np.float64], size: int) -> NDArray[np.float32]:
    """Draw circles (x, y, radius) as a map [s, s] of 0 to 1."""
    canvas = np.zeros((size, size), np.uint8)
    for x, y, radius in np.round(circles * (1 << SHIFT)).astype(int):
        cv2.circle(canvas, (int(x), int(y)), int(radius), 255, -1, cv2.LINE_AA, SHIFT)
    return canvas.astype(np.float32) / 255
