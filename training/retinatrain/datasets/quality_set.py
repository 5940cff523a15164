"""Photographs with quality labels, photographs spoilt on purpose, and pictures that are no fundus photograph.

Targets in one row: fundus photograph; at least usable; good; then one for each reason. NaN where unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry, random_view, recolour, warp
from retinatrain.datasets.degrade import REASONS
from retinatrain.datasets.grade_set import square_frame, unsqueezed
from retinatrain.datasets.negatives import draw_negative
from retinatrain.datasets.tables import Row, read_rows
from retinatrain.loop import Batch

LEVELS = ("good", "usable", "reject")
REASON_NAMES = (*REASONS, "offCentre")
TARGETS = ("fundus", "usable", "good", *REASON_NAMES)
# Sets whose photographs were chosen for grading: taken as good unless they say otherwise.
GOOD_SETS = ("idrid_grade", "messidor2", "drive", "chase_db1", "hrf", "les_av", "stare", "drishti_gs", "fives_sample", "diaretdb1_boxes", "avrdb_samples")
LABELLED_SETS = ("eyepacs_kaggle400", "eyepacs_samples")
DUSTY_SETS = ("odir",)
OTHER_FUNDUS_SETS = ("palm_myopia", "mex_dme_dr", "aptos_256", "hei_med", "roc_ma", "retina_dataset", "refuge_disc", "acrima", "smdg_disc_sample", "drhagis_sample")
SOURCE_PX = 320
NEGATIVE_SHARE = 0.3
SPOILT_SHARE = 0.55  # of the photographs
UNKNOWN = float("nan")
GEOMETRY = Geometry(zoom=(0.9, 1.12), rotation=15, stretch=0.05)
# Mild: strong changes of light and sharpness are what this network has to see.
PHOTOMETRY = Photometry(colour=0.05, gamma=0.1, haze=0.0, blur=0.0, noise=0.1, jpeg=0.3)


@dataclass(frozen=True)
class QualitySample:
    """A photograph in its square frame [s, s, 3] and its targets, NaN where unknown."""

    row: Row
    image: NDArray[np.uint8]
    targets: NDArray[np.float32]
    clean: bool


def quality_rows() -> list[Row]:
    """Return every photograph that the gate must let through."""
    names = (*GOOD_SETS, *LABELLED_SETS, *DUSTY_SETS, *OTHER_FUNDUS_SETS)
    return [row for dataset in names for row in read_rows(dataset)]


def quality_sample(row: Row) -> QualitySample:
    """Load one photograph and what its set says about its quality."""
    targets = np.full(len(TARGETS), UNKNOWN, np.float32)
    targets[0] = 1.0
    graded = row.labels.get("eyeq_quality", "")
    if graded:
        targets[1:3] = float(graded != "reject"), float(graded == "good")
    clean = row.dataset in GOOD_SETS or graded == "good" or (row.dataset in DUSTY_SETS and row.labels["quality_note"] == "0")
    if row.dataset in GOOD_SETS:
        targets[1:3] = 1.0
    if clean:
        targets[3:] = 0.0
    if row.dataset in DUSTY_SETS and "lens dust" in row.labels["keywords"]:
        targets[TARGETS.index("lensDust")] = 1.0
    return QualitySample(row, square_frame(unsqueezed(row), SOURCE_PX), targets, clean)


def quality_batch(rng: np.random.Generator, samples: Sequence[QualitySample], *, size: int, count: int) -> Batch:
    """Return `count` pictures of `size` px: negatives, spoilt photographs and photographs as they are."""
    labelled = [sample for sample in samples if not np.isnan(sample.targets[1:]).all() and not sample.clean]
    clean = [sample for sample in samples if sample.clean]
    pixels, targets = [], []
    for _ in range(count):
        source = clean if rng.random() < SPOILT_SHARE else labelled if rng.random() < 0.5 else samples
        sample = source[int(rng.integers(len(source)))]
        if rng.random() < NEGATIVE_SHARE:
            picture, target = negative(rng, sample.image, size=size, held_out=False)
        else:
            picture, target = spoil(rng, sample) if source is clean else (sample.image, sample.targets)
            picture = _view(rng, picture, size)
        pixels.append(picture)
        targets.append(target)
    values = torch.from_numpy(np.stack(targets))
    return {
        "pixels": torch.from_numpy(np.stack(pixels)).permute(0, 3, 1, 2).float().contiguous(memory_format=torch.channels_last),
        "targets": torch.nan_to_num(values),
        "known": (~torch.isnan(values)).float(),
    }


def spoil(rng: np.random.Generator, sample: QualitySample) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Spoil a clean photograph by none, one or two reasons; slight ones leave it good, strong ones make it a reject."""
    picture, targets = sample.image, sample.targets.copy()
    worst = 0.0
    for name in rng.choice(list(REASON_NAMES), size=int(rng.choice([0, 1, 1, 1, 2])), replace=False):
        strength = float(rng.uniform(0.05, 1))
        picture = off_centre(rng, picture, strength) if name == "offCentre" else REASONS[str(name)](rng, picture, strength)
        targets[TARGETS.index(str(name))] = _ramp(strength, 0.25, 0.4)
        worst = max(worst, strength * (0.75 if name in ("lensDust", "offCentre") else 1.0))
    targets[1], targets[2] = 1 - _ramp(worst, 0.6, 0.85), 1 - _ramp(worst, 0.25, 0.45)
    return picture, targets


def off_centre(rng: np.random.Generator, picture: NDArray[np.uint8], strength: float) -> NDArray[np.uint8]:
    """Aim above or below disc and macula: the photograph becomes a smaller round field of its own upper or lower part."""
    side = picture.shape[0]
    radius, shift = 0.29 * side, 0.22 * side * strength
    angle = rng.choice([-0.5, 0.5]) * np.pi + rng.uniform(-0.5, 0.5)
    lit = np.argwhere(picture.max(axis=2) > 15)
    middle = lit.mean(axis=0)[::-1] if len(lit) else np.full(2, side / 2)
    x, y = middle + shift * np.array([np.cos(angle), np.sin(angle)])
    scale = 2 * radius / side
    view = np.array([[scale, 0, x - radius], [0, scale, y - radius]])
    moved = cv2.warpAffine(picture, view, (side, side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    stop = np.zeros((side, side), np.uint8)
    return moved * cv2.circle(stop, (side // 2, side // 2), side // 2 - 1, 1, -1)[..., None]


def negative(rng: np.random.Generator, fundus: NDArray[np.uint8], *, size: int, held_out: bool) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return a picture that is no colour fundus photograph, in its square frame, and its targets."""
    picture = square_frame(draw_negative(rng, held_out=held_out, fundus=fundus), size)
    return picture, np.array([0.0, *[UNKNOWN] * (len(TARGETS) - 1)], np.float32)


def _view(rng: np.random.Generator, picture: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    middle = (picture.shape[0] - 1) / 2
    view = random_view(rng, (middle, middle), size, GEOMETRY)
    view[:, :2] *= picture.shape[0] / size
    view[:, 2] = middle - view[:, :2].sum(axis=1) * (size - 1) / 2
    return recolour(rng, warp(picture, view, size), PHOTOMETRY)


def _ramp(value: float, start: float, end: float) -> float:
    return float(np.clip((value - start) / (end - start), 0, 1))
