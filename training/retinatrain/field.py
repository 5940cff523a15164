"""Find the circle of the fundus field of view. The app holds the same steps in TypeScript: change both together.

All coordinates are pixel centres: the centre of the first pixel is (0, 0). Steps, in order:

1. Shrink by area averaging so that the longer side is at most `WORKING_SIDE` px (never enlarge). `scale` = small / large,
   taken from the longer side; the small sides are rounded half up, at least 1 px.
2. Brightness of a pixel = max(R, G, B), 0 to 255.
3. Background level = the lowest of the medians of the four corner squares (side = 4 % of the shorter side, at least 2 px;
   lower median). Foreground level = the brightness at rank floor(0.9 · (n − 1)) of all pixels in ascending order.
   No field if background > `MAX_BACKGROUND` or foreground − background < `MIN_CONTRAST`.
4. Threshold = background + max(`MIN_STEP`, `STEP_FRACTION` · (foreground − background)); a pixel is lit if brighter.
5. The component = the largest 4-connected group of lit pixels (the first met in row order when equal).
6. Rim points: for each row its leftmost, then its rightmost component pixel; then for each column its topmost, then its
   bottommost one. A point within `BORDER` px of the image's edge is left out: there the picture is cut, not the field.
   No field if fewer than `MIN_RIM` points remain.
7. Robust circle: `DRAWS` triples of rim points by the generator state ← state · 48271 mod (2³¹ − 1), start 1, index =
   state mod n, three draws a triple. The circle through a triple counts if its radius is within `RADIUS_RANGE` × the longer
   side. The one with most rim points within `TOLERANCE` × the longer side of it wins (the first when equal).
8. Refine `REFITS` times: least-squares circle (Kåsa) of the rim points within the tolerance of the circle so far.
9. Accept if at least `MIN_INLIERS` of the rim points lie within the tolerance, if they fall into at least `MIN_SECTORS` of
   the 16 equal sectors round the centre, if at most `MAX_OUTSIDE` of the component lies further than the tolerance
   outside the circle, if the component fills at least `MIN_FILL` of the image's pixels inside the circle, and if the radius
   is still in range. Else: no visible border, the whole image is the field.
10. Back to the image: x ← (x + 0.5) / scale − 0.5, likewise y; radius ← (radius + 0.5) / scale (a pixel has half a width).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

WORKING_SIDE = 512
MAX_BACKGROUND = 24
MIN_CONTRAST = 16.0
MIN_STEP = 6.0
STEP_FRACTION = 0.16
BORDER = 2
MIN_RIM = 24
DRAWS = 400
RADIUS_RANGE = (0.2, 0.72)
TOLERANCE = 0.008
REFITS = 4
MIN_INLIERS = 0.35
MIN_SECTORS = 4
MAX_OUTSIDE = 0.04
MIN_FILL = 0.72

Image = NDArray[np.uint8]
Points = NDArray[np.float64]


@dataclass(frozen=True)
class FieldCircle:
    """The field's circle in pixels of the image; the radius may reach beyond the image where the field is cut."""

    x: float
    y: float
    radius: float


def find_field(image: Image) -> FieldCircle | None:
    """Return the field's circle of an RGB image [H, W, 3], or None where no border of a field is visible."""
    height, width = image.shape[:2]
    scale = min(1.0, WORKING_SIDE / max(height, width))
    small = shrink(image, scale)
    lit = lit_component(small.max(axis=2))
    if lit is None:
        return None
    points = rim_points(lit)
    longer = max(small.shape[:2])
    circle = fit_robust(points, longer) if len(points) >= MIN_RIM else None
    if circle is None or not is_border(circle, points, lit):
        return None
    return FieldCircle((circle.x + 0.5) / scale - 0.5, (circle.y + 0.5) / scale - 0.5, (circle.radius + 0.5) / scale)


def shrink(image: Image, scale: float) -> Image:
    """Area-average an image [H, W, 3] by `scale` ≤ 1; the sides are rounded half up."""
    if scale >= 1:
        return image
    height, width = (max(1, int(side * scale + 0.5)) for side in image.shape[:2])
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)


def lit_component(brightness: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """Return the mask [H, W] of the largest lit component, or None without a dark background or contrast."""
    background = _corner_level(brightness)
    ranked = np.sort(brightness, axis=None)
    foreground = float(ranked[int(0.9 * (ranked.size - 1))])
    if background > MAX_BACKGROUND or foreground - background < MIN_CONTRAST:
        return None
    lit = brightness > background + max(MIN_STEP, STEP_FRACTION * (foreground - background))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lit.astype(np.uint8), connectivity=4)
    if count < 2:
        return None
    return labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))


def _corner_level(brightness: NDArray[np.uint8]) -> float:
    side = max(2, int(0.04 * min(brightness.shape)))
    corners = [brightness[rows, columns] for rows in (slice(side), slice(-side, None)) for columns in (slice(side), slice(-side, None))]
    return float(min(np.sort(corner, axis=None)[(corner.size - 1) // 2] for corner in corners))


def rim_points(mask: NDArray[np.bool_]) -> Points:
    """Return the outermost mask pixels of each row and column as [n, 2] (x, y), those at the image's edge left out."""
    height, width = mask.shape
    rows = np.flatnonzero(mask.any(axis=1))
    columns = np.flatnonzero(mask.any(axis=0))
    left, right = mask[rows].argmax(axis=1), width - 1 - mask[rows, ::-1].argmax(axis=1)
    top, bottom = mask[:, columns].argmax(axis=0), height - 1 - mask[::-1, columns].argmax(axis=0)
    across = np.stack([np.stack([left, rows], 1), np.stack([right, rows], 1)], 1).reshape(-1, 2)
    down = np.stack([np.stack([columns, top], 1), np.stack([columns, bottom], 1)], 1).reshape(-1, 2)
    points = np.concatenate([across, down]).astype(np.float64)
    inner = (points >= BORDER).all(axis=1) & (points[:, 0] < width - BORDER) & (points[:, 1] < height - BORDER)
    return points[inner]


def fit_robust(points: Points, longer: int) -> FieldCircle | None:
    """Return the circle that most rim points agree on, refined on those points, or None if no triple gives a plausible one."""
    best, most, state = None, 0, 1
    for _ in range(DRAWS):
        triple = []
        for _ in range(3):
            state = state * 48271 % 2147483647
            triple.append(points[state % len(points)])
        circle = fit_circle(np.array(triple))
        if circle is None or not _plausible(circle, longer):
            continue
        votes = int(agreeing(circle, points, longer).sum())
        if votes > most:
            best, most = circle, votes
    for _ in range(REFITS):
        refined = fit_circle(points[agreeing(best, points, longer)]) if best else None
        best = refined or best
    return best if best and _plausible(best, longer) else None


def fit_circle(points: Points) -> FieldCircle | None:
    """Return Kåsa's least-squares circle of points [n, 2] (through three points: exact), or None if they lie on a line."""
    mean = points.mean(axis=0)
    u, v = (points - mean).T
    squares = u * u + v * v
    uu, vv, uv = float(u @ u), float(v @ v), float(u @ v)
    determinant = uu * vv - uv * uv
    if determinant <= 1e-9 * (uu + vv) ** 2:
        return None
    su, sv = float(u @ squares) / 2, float(v @ squares) / 2
    x, y = (su * vv - sv * uv) / determinant, (sv * uu - su * uv) / determinant
    return FieldCircle(float(mean[0]) + x, float(mean[1]) + y, float(np.sqrt(x * x + y * y + (uu + vv) / len(points))))


def agreeing(circle: FieldCircle, points: Points, longer: int) -> NDArray[np.bool_]:
    """Return which points [n] lie within the tolerance of the circle's line."""
    distance = np.hypot(points[:, 0] - circle.x, points[:, 1] - circle.y)
    return np.abs(distance - circle.radius) <= TOLERANCE * longer


def is_border(circle: FieldCircle, points: Points, component: NDArray[np.bool_]) -> bool:
    """Say whether the circle is the border of a field: enough rim points on it and round it, lit inside, dark outside."""
    longer = max(component.shape)
    near = agreeing(circle, points, longer)
    if near.sum() < MIN_INLIERS * len(points):
        return False
    angle = np.arctan2(points[near, 1] - circle.y, points[near, 0] - circle.x)
    sectors = np.unique(np.floor((angle + np.pi) / (2 * np.pi) * 16).astype(int) % 16)
    height, width = component.shape
    distance = np.hypot(np.arange(width)[None, :] - circle.x, np.arange(height)[:, None] - circle.y)
    outside = float((distance[component] > circle.radius + TOLERANCE * longer).mean())
    fill = float(component[distance <= circle.radius].mean())
    return len(sectors) >= MIN_SECTORS and outside <= MAX_OUTSIDE and fill >= MIN_FILL


def _plausible(circle: FieldCircle, longer: int) -> bool:
    return RADIUS_RANGE[0] * longer <= circle.radius <= RADIUS_RANGE[1] * longer
