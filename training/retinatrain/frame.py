"""The frames in which the networks see a photograph, and the way back. The app holds the same rules in TypeScript.

Field frame: crop = the whole pixels that the circle's bounding box touches, inside the image: left = max(0, floor(x + 0.5 − r)),
right = min(W, ceil(x + 0.5 + r)), likewise top and bottom; without a circle the whole image. Size of the frame = crop size ·
diameter / (2r), or diameter / longer side without a circle, each side rounded half up, at least 1 and at most `diameter`.
Resampled by area averaging when it shrinks, bicubic when it grows; padded right and bottom with black to `multiple`.

Disc frame: a square of round(side · disc diameter) pixels round the disc's centre, its left = round(x + 0.5 − size / 2), black
where it leaves the image, resampled to `size_px` by the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.field import FieldCircle

Array = NDArray[np.uint8]


@dataclass(frozen=True)
class Frame:
    """A rectangle of the image (whole pixels, may reach beyond it) resampled to `width` × `height` pixels."""

    left: int
    top: int
    crop_width: int
    crop_height: int
    width: int
    height: int

    def point_to_frame(self, x: float, y: float) -> tuple[float, float]:
        """Map a pixel centre of the image to the frame."""
        return (x + 0.5 - self.left) * self.width / self.crop_width - 0.5, (y + 0.5 - self.top) * self.height / self.crop_height - 0.5

    def point_to_image(self, x: float, y: float) -> tuple[float, float]:
        """Map a pixel centre of the frame to the image."""
        return (x + 0.5) * self.crop_width / self.width + self.left - 0.5, (y + 0.5) * self.crop_height / self.height + self.top - 0.5


def field_frame(shape: tuple[int, ...], circle: FieldCircle | None, diameter: int) -> Frame:
    """Return the frame of the field for an image of `shape` [H, W, …]."""
    height, width = shape[:2]
    left, top, right, bottom = 0, 0, width, height
    scale = diameter / max(height, width)
    if circle is not None:
        left, top = (max(0, int(np.floor(centre + 0.5 - circle.radius))) for centre in (circle.x, circle.y))
        right, bottom = (min(side, int(np.ceil(centre + 0.5 + circle.radius))) for side, centre in ((width, circle.x), (height, circle.y)))
        scale = diameter / (2 * circle.radius)
    sides = (right - left, bottom - top)
    across, down = (min(diameter, max(1, int(side * scale + 0.5))) for side in sides)
    return Frame(left, top, *sides, across, down)


def disc_frame(centre: tuple[float, float], disc_diameter: float, *, side: float, size_px: int) -> Frame:
    """Return the square frame of `side` disc diameters round the disc's centre."""
    size = max(1, int(side * disc_diameter + 0.5))
    left, top = (int(np.floor(value + 0.5 - size / 2 + 0.5)) for value in centre)
    return Frame(left, top, size, size, size_px, size_px)


def to_frame(image: Array, frame: Frame) -> Array:
    """Resample an image or mask [H, W] or [H, W, C] to the frame; black beyond the image."""
    height, width = image.shape[:2]
    right, bottom = frame.left + frame.crop_width, frame.top + frame.crop_height
    inside = image[max(0, frame.top) : max(0, bottom), max(0, frame.left) : max(0, right)]
    margins = (max(0, -frame.top), max(0, bottom - height), max(0, -frame.left), max(0, right - width))
    crop = cv2.copyMakeBorder(inside, *margins, cv2.BORDER_CONSTANT, value=0) if any(margins) else inside
    return resize(crop, (frame.width, frame.height))


def from_frame(values: NDArray[np.float32], frame: Frame, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Bring a map of the frame [H, W] (padding allowed) back to the image's `shape`, bilinear; 0 outside the frame."""
    height, width = shape[:2]
    patch = cv2.resize(values[: frame.height, : frame.width], (frame.crop_width, frame.crop_height), interpolation=_back(frame))
    whole = np.zeros((height, width), np.float32)
    top, left = max(0, frame.top), max(0, frame.left)
    bottom, right = min(height, frame.top + frame.crop_height), min(width, frame.left + frame.crop_width)
    whole[top:bottom, left:right] = patch[top - frame.top : bottom - frame.top, left - frame.left : right - frame.left]
    return whole


def resize(image: Array, size: tuple[int, int]) -> Array:
    """Resample to `size` (width, height): area averaging when shrinking, bicubic when enlarging."""
    shrinks = size[0] < image.shape[1] or size[1] < image.shape[0]
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)


def pad_to_multiple(image: Array, multiple: int) -> Array:
    """Pad right and bottom with black so that both sides are multiples of `multiple`."""
    height, width = image.shape[:2]
    return cv2.copyMakeBorder(image, 0, -height % multiple, 0, -width % multiple, cv2.BORDER_CONSTANT, value=0)


def _back(frame: Frame) -> int:
    return cv2.INTER_AREA if frame.crop_width < frame.width else cv2.INTER_LINEAR
