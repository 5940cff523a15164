"""Pictures that are no colour fundus photograph: drawn textures, documents, screens, faces, other eye images, and the
sample pictures that Python packages ship. Training and validation draw from different seeds and different files.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
Rng = np.random.Generator
SIDE = 320
WORDS = ("report", "patient", "invoice", "left eye", "OCT", "table", "date", "total", "signed", "visit", "lens", "page", "width", "macula")
# Sample pictures of scikit-image and scikit-learn; retina.jpg and microaneurysms.png are fundus photographs and stay out.
SHIPPED = ("astronaut", "brick", "camera", "cell", "chelsea", "chessboard_RGB", "clock_motion", "coffee", "coins", "color", "grass", "gravel")
SHIPPED += ("horse", "hubble_deep_field", "ihc", "logo", "moon", "motorcycle_left", "page", "phantom", "rocket", "text", "china", "flower")
HELD_OUT = ("coffee", "cell", "rocket", "page", "flower", "gravel")


def draw_negative(rng: Rng, *, held_out: bool = False, fundus: Array | None = None) -> Array:
    """Return a random picture [h, w, 3] that is no colour fundus photograph; `fundus` is raw material for angiograms."""
    if fundus is not None and rng.random() < 0.3:
        return (angiogram if rng.random() < 0.5 else ultra_wide)(rng, fundus)
    if rng.random() < 0.35:
        return _piece(rng, shipped_pictures(held_out)[int(rng.integers(len(shipped_pictures(held_out))))])
    return _DRAWERS[int(rng.integers(len(_DRAWERS)))](rng)


@cache
def shipped_pictures(held_out: bool) -> list[Array]:
    """Return the packages' sample pictures as RGB, either those for training or those held out."""
    pictures = []
    for package in ("skimage", "sklearn"):
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for path in sorted(Path(spec.origin).parent.rglob("*")):
            if path.suffix in {".png", ".jpg"} and path.stem in SHIPPED and (path.stem in HELD_OUT) == held_out:
                pictures.append(cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB))
    return pictures


def angiogram(rng: Rng, fundus: Array) -> Array:
    """A fluorescein-like picture: grey, vessels bright, or a plain grey copy."""
    green = fundus[..., 1].astype(np.float32)
    inside = fundus.max(axis=2) > 15
    if rng.random() < 0.6:
        ground = cv2.GaussianBlur(green, (0, 0), 0.05 * green.shape[0])
        green = np.clip(rng.uniform(50, 110) - (green - ground) * rng.uniform(3, 6), 0, 255)
    grey = np.where(inside, green, 0).astype(np.uint8)
    tint = np.array([1.0, 1.0, 1.0]) if rng.random() < 0.7 else np.array([rng.uniform(0.3, 1), 1.0, rng.uniform(0.3, 1)])
    return np.clip(grey[..., None] * tint, 0, 255).astype(np.uint8)


def ultra_wide(rng: Rng, fundus: Array) -> Array:
    """An ultra-wide-field-like picture: the photograph is the small middle of a green-red field with lids and lashes."""
    side = SIDE
    inner = int(side * rng.uniform(0.3, 0.5))
    ground = cv2.resize(rng.integers(0, 60, (6, 8, 3)).astype(np.uint8), (side, side), interpolation=cv2.INTER_CUBIC)
    tone = np.array([rng.uniform(90, 170), rng.uniform(90, 150), rng.uniform(20, 60)])
    wide = np.clip(ground.astype(np.float32) + tone, 0, 255)
    patch = cv2.resize(fundus, (inner, inner), interpolation=cv2.INTER_AREA).astype(np.float32) * np.array([0.9, 1.5, 0.7])
    y0, x0 = (int(v) for v in rng.integers(side // 4, side - inner - side // 8, 2))
    y, x = np.mgrid[0:inner, 0:inner] / inner - 0.5
    blend = np.clip((0.46 - np.hypot(x, y)) / 0.12, 0, 1)[..., None]
    wide[y0 : y0 + inner, x0 : x0 + inner] = wide[y0 : y0 + inner, x0 : x0 + inner] * (1 - blend) + patch * blend
    shape = np.zeros((side, side), np.uint8)
    cv2.ellipse(shape, (side // 2, side // 2), (int(side * 0.49), int(side * rng.uniform(0.3, 0.45))), float(rng.uniform(-8, 8)), 0, 360, 1, -1)
    for _ in range(int(rng.integers(0, 25))):
        x1 = int(rng.integers(side))
        cv2.line(wide, (x1, side), (x1 + int(rng.integers(-30, 30)), int(side * rng.uniform(0.6, 0.9))), (15, 20, 10), 2)
    return np.clip(wide * shape[..., None], 0, 255).astype(np.uint8)


def _texture(rng: Rng) -> Array:
    """Noise at one or several scales, coloured."""
    total = np.zeros((SIDE, SIDE, 3), np.float32)
    for _ in range(int(rng.integers(1, 4))):
        cells = int(rng.integers(2, 120))
        layer = rng.normal(0, 1, (cells, cells, 3 if rng.random() < 0.5 else 1)).astype(np.float32)
        layer = cv2.resize(layer, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
        total += layer if layer.ndim == 3 else layer[..., None]
    return np.clip(rng.uniform(20, 220, 3) + total * rng.uniform(8, 50), 0, 255).astype(np.uint8)


def _one_colour(rng: Rng) -> Array:
    """One colour, black and white included, or a smooth gradient."""
    ends = rng.integers(0, 256, (2, 3)) if rng.random() < 0.7 else np.repeat(rng.integers(0, 256, (2, 1)), 3, axis=1)
    if rng.random() < 0.4:
        ends[1] = ends[0]
    ramp = np.linspace(0, 1, SIDE)[:, None, None]
    picture = (ends[0] * (1 - ramp) + ends[1] * ramp) * np.ones((1, SIDE, 1))
    return (picture if rng.random() < 0.5 else picture.transpose(1, 0, 2)).astype(np.uint8)


def _document(rng: Rng) -> Array:
    """A page or a screen: lines of words, boxes, a table or a chart."""
    paper = rng.integers(200, 256, 3) if rng.random() < 0.6 else rng.integers(0, 70, 3)
    picture = np.ones((SIDE, int(SIDE * rng.uniform(0.7, 1.5)), 3), np.uint8) * paper.astype(np.uint8)
    ink = tuple(int(255 - v) for v in paper)
    for row in range(int(rng.integers(3, 18))):
        text = " ".join(WORDS[i] for i in rng.integers(len(WORDS), size=6))
        cv2.putText(picture, text, (int(rng.integers(0, 30)), 16 + row * 17), int(rng.integers(0, 7)), rng.uniform(0.3, 0.6), ink, 1, cv2.LINE_AA)
    for _ in range(int(rng.integers(0, 9))):
        first, second = (tuple(int(v) for v in rng.integers(0, SIDE, 2)) for _ in range(2))
        colour = tuple(int(v) for v in rng.integers(0, 256, 3))
        cv2.rectangle(picture, first, second, colour, -1 if rng.random() < 0.5 else int(rng.integers(1, 4)))
    return picture


def _shapes(rng: Rng) -> Array:
    """Lines, circles and polygons on a plain ground, round discs on black among them."""
    picture = np.ones((SIDE, SIDE, 3), np.uint8) * (rng.integers(0, 256, 3) if rng.random() < 0.6 else np.zeros(3)).astype(np.uint8)
    for _ in range(int(rng.integers(1, 14))):
        colour = tuple(int(v) for v in rng.integers(0, 256, 3))
        centre = tuple(int(v) for v in rng.integers(0, SIDE, 2))
        if rng.random() < 0.5:
            cv2.circle(picture, centre, int(rng.integers(5, SIDE // 2)), colour, -1 if rng.random() < 0.6 else 3)
        else:
            cv2.fillPoly(picture, [rng.integers(0, SIDE, (int(rng.integers(3, 7)), 1, 2)).astype(np.int32)], colour)
    return picture


def _round_scene(rng: Rng) -> Array:
    """Another picture behind a round stop on black, or a plain orange disc: the shape of a fundus photograph, not its content."""
    inner = shipped_pictures(False)
    picture = _piece(rng, inner[int(rng.integers(len(inner)))]) if rng.random() < 0.5 else _texture(rng)
    if rng.random() < 0.4:
        tint = np.array([rng.uniform(0.8, 1.2), rng.uniform(0.3, 0.6), rng.uniform(0.05, 0.3)])
        picture = np.clip(picture.mean(axis=2, keepdims=True) * tint, 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        picture = np.ones_like(picture) * np.array([rng.integers(120, 230), rng.integers(50, 110), rng.integers(10, 50)], np.uint8)
    stop = np.zeros(picture.shape[:2], np.uint8)
    cv2.circle(stop, (picture.shape[1] // 2, picture.shape[0] // 2), int(min(picture.shape[:2]) * rng.uniform(0.42, 0.5)), 1, -1)
    return picture * stop[..., None]


def _face(rng: Rng) -> Array:
    """A drawn face: skin, eyes, mouth, hair."""
    picture = np.ones((SIDE, SIDE, 3), np.uint8) * rng.integers(0, 256, 3).astype(np.uint8)
    skin = tuple(int(v) for v in np.array([rng.integers(120, 245), rng.integers(80, 190), rng.integers(50, 160)]))
    middle, size = SIDE // 2, int(SIDE * rng.uniform(0.25, 0.42))
    cv2.ellipse(picture, (middle, middle - size // 3), (size, size), 0, 180, 360, tuple(int(v) for v in rng.integers(0, 110, 3)), -1)
    cv2.ellipse(picture, (middle, middle), (int(size * 0.8), size), 0, 0, 360, skin, -1)
    for side in (-1, 1):
        eye = (middle + side * size // 3, middle - size // 5)
        cv2.ellipse(picture, eye, (size // 6, size // 10), 0, 0, 360, (245, 245, 240), -1)
        cv2.circle(picture, eye, size // 12, tuple(int(v) for v in rng.integers(20, 130, 3)), -1)
    cv2.ellipse(picture, (middle, middle + size // 2), (size // 3, size // 9), 0, 0, 360, (170, 60, 70), -1)
    return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 4))


def _external_eye(rng: Rng) -> Array:
    """The outside of an eye: lids, sclera, iris and pupil."""
    picture = np.ones((SIDE, SIDE, 3), np.uint8) * np.array([rng.integers(140, 240), rng.integers(100, 180), rng.integers(80, 160)], np.uint8)
    middle, size = (SIDE // 2 + int(rng.integers(-30, 30)), SIDE // 2 + int(rng.integers(-30, 30))), int(SIDE * rng.uniform(0.3, 0.48))
    cv2.ellipse(picture, middle, (size, size // 2), 0, 0, 360, (235, 230, 225), -1)
    cv2.circle(picture, middle, int(size * 0.45), tuple(int(v) for v in rng.integers(20, 150, 3)), -1)
    cv2.circle(picture, middle, int(size * 0.2), (10, 8, 8), -1)
    cv2.circle(picture, (middle[0] + size // 8, middle[1] - size // 8), max(2, size // 16), (255, 255, 255), -1)
    return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 3))


def _section(rng: Rng) -> Array:
    """An OCT-like section: wavy bright layers and speckle on black, grey."""
    y, x = np.mgrid[0:SIDE, 0 : int(SIDE * rng.uniform(1, 1.6))]
    depth = SIDE * rng.uniform(0.35, 0.6) + rng.uniform(5, 30) * np.sin(x / rng.uniform(40, 120)) - rng.uniform(0, 40) * np.exp(-(((x - x.mean()) / 40.0) ** 2))
    layers = sum(np.exp(-(((y - depth - offset) / rng.uniform(2, 9)) ** 2)) * rng.uniform(60, 220) for offset in rng.uniform(-10, 90, 6))
    grey = np.clip(layers * rng.gamma(4, 0.25, y.shape) + rng.uniform(0, 25) * rng.random(y.shape), 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def _piece(rng: Rng, picture: Array) -> Array:
    """A random part of a picture, sometimes mirrored, recoloured or grey."""
    height, width = picture.shape[:2]
    side = int(min(height, width) * rng.uniform(0.45, 1))
    y, x = int(rng.integers(height - side + 1)), int(rng.integers(width - side + 1))
    piece = cv2.resize(picture[y : y + side, x : x + side], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    piece = piece[:, ::-1] if rng.random() < 0.5 else piece
    if rng.random() < 0.3:
        piece = np.clip(piece * rng.uniform(0.5, 1.5, 3), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(piece)


_DRAWERS: tuple[Callable[[Rng], Array], ...] = (_texture, _one_colour, _document, _shapes, _round_scene, _round_scene, _face, _external_eye, _section)
