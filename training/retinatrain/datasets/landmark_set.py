"""Photographs with the optic disc and the fovea. Channels: disc (cup included), fovea (a Gaussian spot)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry
from retinatrain.datasets.negatives import draw_negative
from retinatrain.datasets.samples import Sample, View, field_sample, pick_by_share, to_batch, view_of
from retinatrain.datasets.tables import Row, read_mask, read_rows
from retinatrain.loop import Batch
from retinatrain.places import data_folder

CLASSES = ("disc", "fovea")
MASK_SETS = ("idrid_seg", "drishti_gs", "les_av", "refuge_disc", "smdg_disc_sample")
BOX_SETS = ("idrid_grade", "diaretdb1_boxes")
CROP_SETS = ("refuge_disc", "smdg_disc_sample")  # too narrow to show a fovea
SHARES = {"idrid_grade": 0.4, "idrid_seg": 0.14, "drishti_gs": 0.12, "les_av": 0.08, "diaretdb1_boxes": 0.12, "refuge_disc": 0.1, "smdg_disc_sample": 0.04}
BOX_WEIGHT = 0.5  # an ellipse in a box is not the disc's outline
SPOT = 0.18  # standard deviation of the fovea's spot in disc diameters
DISCS_PER_FIELD = 6.4  # field diameter in disc diameters at 45° (Sensors 22:8565)
GEOMETRY = Geometry(zoom=(0.75, 1.7), rotation=25, stretch=0.08)
PHOTOMETRY = Photometry(colour=0.15, gamma=0.5, haze=0.25, blur=0.3, noise=0.2, jpeg=0.25)
NARROW_SHARE = 0.25  # views cut to a smaller round field, so that disc and fovea are sometimes not there
NARROW = (0.28, 0.6)  # its radius in radii of the photograph's field
NEGATIVE_SHARE = 0.06  # pictures that are no fundus photograph


def landmark_rows() -> list[Row]:
    """Return every photograph with a disc mask, a disc box or the centres of disc and fovea."""
    return [row for dataset in SHARES for row in read_rows(dataset)]


def landmark_sample(row: Row, diameter: int) -> Sample:
    """Load one photograph with its disc and, where it is known, the fovea's spot."""
    shape = (int(row.number("height")), int(row.number("width")))
    disc = read_mask(row, "mask_OD") if row.dataset in MASK_SETS else _ellipse(shape, disc_box(row))
    fovea = fovea_of(row)
    if fovea is not None:
        spot = _spot(shape, fovea, SPOT * disc_diameter(row))
    else:
        spot = np.zeros(shape, np.uint8) if row.dataset in CROP_SETS else None
    return field_sample(row, diameter, (disc, spot), (BOX_WEIGHT if row.dataset in BOX_SETS else 1.0, 1.0))


def landmark_batch(rng: np.random.Generator, samples: Mapping[str, list[Sample]], *, size: int, count: int) -> Batch:
    """Return `count` views of `size` px of the whole field, shifted, zoomed and turned a little."""
    return to_batch([_view(rng, pick_by_share(rng, samples, SHARES), size) for _ in range(count)])


def _view(rng: np.random.Generator, sample: Sample, size: int) -> View:
    chance = rng.random()
    if chance < NEGATIVE_SHARE:
        return _negative_view(rng, size)
    height, width = sample.image.shape[:2]
    if chance < NEGATIVE_SHARE + NARROW_SHARE and sample.row.dataset not in CROP_SETS:
        return narrow_view(rng, sample, size)
    centre = (rng.uniform(0.3, 0.7) * width, rng.uniform(0.3, 0.7) * height)
    return view_of(rng, sample, size, centre=centre, geometry=GEOMETRY, photometry=PHOTOMETRY)


def narrow_view(rng: np.random.Generator, sample: Sample, size: int) -> View:
    """A smaller round field out of the photograph's, black around, as a camera of a smaller angle aimed elsewhere would show it."""
    height, width = sample.image.shape[:2]
    radius = rng.uniform(*NARROW) * min(height, width) / 2
    reach = min(height, width) / 2 - radius
    angle, distance = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random()) * reach
    centre = (width / 2 + distance * np.cos(angle), height / 2 + distance * np.sin(angle))
    zoom = size / 2 / radius * rng.uniform(0.85, 1)
    geometry = Geometry(zoom=(zoom, zoom), rotation=GEOMETRY.rotation, stretch=GEOMETRY.stretch)
    pixels, targets, weights = view_of(rng, sample, size, centre=centre, geometry=geometry, photometry=PHOTOMETRY)
    stop = np.zeros((size, size, 1), np.uint8)
    cv2.circle(stop, (size // 2, size // 2), round(radius * zoom), 1, -1)
    return pixels * stop, targets * stop, weights


def _negative_view(rng: np.random.Generator, size: int) -> View:
    picture = cv2.resize(draw_negative(rng), (size, size), interpolation=cv2.INTER_LINEAR)
    return picture, np.zeros((size, size, len(CLASSES)), np.uint8), np.full((size, size, len(CLASSES)), 255, np.uint8)


def fovea_of(row: Row) -> tuple[float, float] | None:
    """Return the fovea's centre in pixels of the image, for IDRiD's segmentation part by its twin in the grading part."""
    if row.dataset == "idrid_grade":
        return row.number("fovea_x"), row.number("fovea_y")
    twin = _idrid_twins().get(row.group) if row.dataset == "idrid_seg" else None
    if twin is None:
        return None
    scale = row.number("width") / twin.number("width")
    return (twin.number("fovea_x") + 0.5) * scale - 0.5, (twin.number("fovea_y") + 0.5) * scale - 0.5


def disc_diameter(row: Row) -> float:
    """Return the disc's diameter in pixels of the image: of the mask (equal area), of the box, else from the field's width."""
    if row.dataset in MASK_SETS:
        return 2 * float(np.sqrt((read_mask(row, "mask_OD") > 0).sum() / np.pi))
    box = disc_box(row)
    return (box[2] + box[3]) / 2 if box else row.number("width") / DISCS_PER_FIELD


def disc_box(row: Row) -> tuple[float, float, float, float] | None:
    """Return the disc's box in pixels of the image: centre x, centre y, width, height."""
    box = _boxes(row.dataset).get(row.image)
    if box is None:
        return None
    width, height = row.number("width"), row.number("height")
    return box[0] * width - 0.5, box[1] * height - 0.5, box[2] * width, box[3] * height


@cache
def _boxes(dataset: str) -> dict[str, tuple[float, ...]]:
    path: Path = data_folder() / dataset / "boxes_codras.csv"
    with path.open(encoding="utf-8") as file:
        discs = [row for row in csv.DictReader(file) if row["class"] == "optic_disc"]
    return {row["image"]: tuple(float(row[name]) for name in ("cx_norm", "cy_norm", "w_norm", "h_norm")) for row in discs}


@cache
def _idrid_twins() -> dict[str, Row]:
    return {row.group: row for row in read_rows("idrid_grade")}


def _ellipse(shape: tuple[int, int], box: tuple[float, float, float, float] | None) -> NDArray[np.uint8] | None:
    if box is None:
        return None
    mask = np.zeros(shape, np.uint8)
    centre, axes = (round(box[0]), round(box[1])), (round(box[2] / 2), round(box[3] / 2))
    return cv2.ellipse(mask, centre, axes, 0, 0, 360, 255, -1)


def _spot(shape: tuple[int, int], centre: tuple[float, float], spread: float) -> NDArray[np.uint8]:
    y, x = np.ogrid[: shape[0], : shape[1]]
    distance = (x - centre[0]) ** 2 + (y - centre[1]) ** 2
    return np.round(255 * np.exp(-distance / (2 * spread**2))).astype(np.uint8)
