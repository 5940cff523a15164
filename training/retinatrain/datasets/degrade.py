"""Spoil a good photograph on purpose, by a stated reason and strength, as cameras, eyes and hands do."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
Rng = np.random.Generator


def blur(rng: Rng, image: Array, strength: float) -> Array:
    """Defocus or shake: up to about 2 % of the side."""
    spread = max(0.3, strength * 0.02 * image.shape[0])
    if rng.random() < 0.7:
        return cv2.GaussianBlur(image, (0, 0), spread)
    length = max(3, int(3 * spread) | 1)
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), float(rng.uniform(0, 180)), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def dark(rng: Rng, image: Array, strength: float) -> Array:
    """Too little light: up to 92 % less, with the sensor's noise."""
    weak = image.astype(np.float32) * (1 - strength * rng.uniform(0.75, 0.92))
    return _as_image(weak + rng.normal(0, 1 + 3 * strength, image.shape) * (image.max(axis=2, keepdims=True) > 12))


def bright(rng: Rng, image: Array, strength: float) -> Array:
    """Too much light: up to three times as much, clipped."""
    return _as_image(image.astype(np.float32) * (1 + strength * rng.uniform(1.2, 2.2)) + 40 * strength * (image.max(axis=2, keepdims=True) > 12))


def uneven(rng: Rng, image: Array, strength: float) -> Array:
    """Light from one side: a smooth slope or a crescent of shadow."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width] / max(height, width) - 0.5
    angle = rng.uniform(0, 2 * np.pi)
    slope = np.clip(0.5 - (np.cos(angle) * x + np.sin(angle) * y) * rng.uniform(1.5, 3), 0, 1)
    return _as_image(image * (1 - strength * rng.uniform(0.7, 0.97) * slope)[..., None])


def haze(rng: Rng, image: Array, strength: float) -> Array:
    """Clouded media: a bright, soft veil over the field that takes contrast away."""
    inside = (image.max(axis=2) > 12).astype(np.float32)[..., None]
    veil = rng.uniform(0.3, 0.75) * np.array([1.0, rng.uniform(0.75, 1.0), rng.uniform(0.45, 0.95)]) * 255
    amount = strength * rng.uniform(0.55, 0.85)
    soft = cv2.GaussianBlur(image, (0, 0), 0.3 + 0.006 * strength * image.shape[0]).astype(np.float32)
    return _as_image(soft * (1 - amount * inside) + veil * amount * inside)


def dust(rng: Rng, image: Array, strength: float) -> Array:
    """Specks on the lens: soft, pale or dark round spots at fixed places."""
    height, width = image.shape[:2]
    result = image.astype(np.float32)
    for _ in range(int(2 + strength * rng.integers(3, 14))):
        spot = np.zeros((height, width), np.float32)
        radius = rng.uniform(0.004, 0.03) * width
        cv2.circle(spot, (int(rng.integers(width)), int(rng.integers(height))), max(1, int(radius)), 1.0, -1)
        spot = cv2.GaussianBlur(spot, (0, 0), max(0.5, radius * rng.uniform(0.15, 0.6)))[..., None]
        tone = np.array([1.0, rng.uniform(0.9, 1.1), rng.uniform(0.8, 1.2)]) * (rng.uniform(160, 235) if rng.random() < 0.75 else rng.uniform(20, 60))
        share = spot * (0.15 + 0.5 * strength) * (image.max(axis=2, keepdims=True) > 12)
        result = result * (1 - share) + tone * share
    return _as_image(result)


def cropped(rng: Rng, image: Array, strength: float) -> Array:
    """A lid, an iris or a bad file hides part of the field: black beyond a line."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width] / max(height, width) - 0.5
    angle = rng.uniform(0, 2 * np.pi)
    depth = np.cos(angle) * x + np.sin(angle) * y + rng.uniform(0, 0.6) * (x * x + y * y)
    edge = np.clip((0.45 - 0.55 * strength - depth) / rng.uniform(0.005, 0.08), 0, 1)
    return _as_image(image * edge[..., None])


REASONS: dict[str, Callable[[Rng, Array, float], Array]] = {
    "blur": blur,
    "dark": dark,
    "bright": bright,
    "uneven": uneven,
    "haze": haze,
    "lensDust": dust,
    "cropped": cropped,
}


def _as_image(values: NDArray[np.floating]) -> Array:
    return np.clip(values + 0.5, 0, 255).astype(np.uint8)
