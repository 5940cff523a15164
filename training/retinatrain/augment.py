"""Random views of a photograph: one affine warp for pixels and labels, then colour, sharpness and compression of the pixels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Geometry:
    """How far a view may differ from its source: zoom range, rotation in degrees, stretch, mirroring."""

    zoom: tuple[float, float] = (0.8, 1.25)
    rotation: float = 180.0
    stretch: float = 0.08
    mirror: bool = True


@dataclass(frozen=True)
class Photometry:
    """Probabilities and strengths of what cameras and files do to pixels."""

    colour: float = 0.12
    gamma: float = 0.35
    haze: float = 0.15
    blur: float = 0.25
    noise: float = 0.15
    jpeg: float = 0.25


def random_view(rng: np.random.Generator, centre: tuple[float, float], size: int, geometry: Geometry) -> Matrix:
    """Return the 2×3 matrix from a view of `size`² to the source, its middle at `centre` of the source."""
    zoom = np.exp(rng.uniform(*np.log(geometry.zoom)))
    stretch = np.exp(rng.uniform(-geometry.stretch, geometry.stretch))
    angle = np.deg2rad(rng.uniform(-geometry.rotation, geometry.rotation))
    flip = -1.0 if geometry.mirror and rng.random() < 0.5 else 1.0
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = turn @ np.diag([flip * stretch / zoom, 1 / (stretch * zoom)])
    middle = (size - 1) / 2
    return np.column_stack([linear, np.asarray(centre) - linear @ [middle, middle]])


def warp(source: Array, view: Matrix, size: int) -> Array:
    """Sample `source` [H, W] or [H, W, C] bilinearly in a view of `size`²; black outside."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if source.ndim == 2 or source.shape[2] <= 4:
        return cv2.warpAffine(source, view, (size, size), flags=flags)
    parts = [cv2.warpAffine(source[..., start : start + 4], view, (size, size), flags=flags) for start in range(0, source.shape[2], 4)]
    return np.concatenate([part if part.ndim == 3 else part[..., None] for part in parts], axis=2)


def recolour(rng: np.random.Generator, pixels: Array, photometry: Photometry) -> Array:
    """Change gain, gamma and offset of each channel, and sometimes haze, sharpness, noise and compression."""
    strength = photometry.colour
    gamma = np.exp(rng.uniform(-photometry.gamma, photometry.gamma))
    gain = np.exp(rng.normal(0, strength, 3) + rng.normal(0, 1.5 * strength))
    ramp = np.linspace(0, 1, 256)[:, None] ** (gamma * np.exp(rng.normal(0, strength / 2, 3))) * gain
    if rng.random() < photometry.haze:
        veil = rng.uniform(0, 0.35)
        ramp = ramp * (1 - veil) + veil * rng.uniform(0.3, 0.8, 3)
    table = np.clip(ramp * 255 + 0.5, 0, 255).astype(np.uint8)
    pixels = cv2.LUT(pixels, table.reshape(1, 256, 3))
    pixels = _mix_channels(rng, pixels, strength)
    if rng.random() < photometry.blur:
        pixels = _refocus(rng, pixels)
    if rng.random() < photometry.noise:
        grain = rng.normal(0, rng.uniform(1, 7), pixels.shape).astype(np.float32)
        pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    if rng.random() < photometry.jpeg:
        pixels = cv2.imdecode(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(50, 95))])[1], cv2.IMREAD_COLOR)
    return pixels


def _mix_channels(rng: np.random.Generator, pixels: Array, strength: float) -> Array:
    if rng.random() < 0.5:
        return pixels
    mix = np.eye(3) + rng.normal(0, strength / 3, (3, 3))
    return cv2.transform(pixels, mix.astype(np.float32))


def _refocus(rng: np.random.Generator, pixels: Array) -> Array:
    """Blur, sharpen, or shrink and enlarge again."""
    choice = rng.integers(3)
    if choice == 0:
        return cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.4, 1.6))
    if choice == 1:
        soft = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.8, 2.0))
        return cv2.addWeighted(pixels, 1 + (amount := rng.uniform(0.2, 0.9)), soft, -amount, 0)
    height, width = pixels.shape[:2]
    factor = rng.uniform(0.45, 0.9)
    small = cv2.resize(pixels, (max(1, int(width * factor)), max(1, int(height * factor))), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
