"""Photographs with grades and conditions. What a set does not say stays unknown (NaN) and takes no part in the loss.

Targets in one row: DR at least 1, 2, 3, 4; DME at least 1, 2; referable; the eight conditions; pathologic myopia; high
myopia (pathologic myopia included).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry, random_view, recolour, warp
from retinatrain.datasets.bleeds import draw_bleed, draw_shade
from retinatrain.datasets.scars import draw_scars
from retinatrain.datasets.squeezed import make_round
from retinatrain.datasets.tables import Row, read_image, read_rows
from retinatrain.field import find_field
from retinatrain.frame import field_frame, to_frame
from retinatrain.loop import Batch

DR_LEVELS = 5
DME_LEVELS = 3
CONDITIONS = ("N", "D", "G", "C", "A", "H", "M", "O")
TARGETS = ("DR>=1", "DR>=2", "DR>=3", "DR>=4", "DME>=1", "DME>=2", "referable", *CONDITIONS, "myopia", "highMyopia")
CONDITION_START = TARGETS.index("N")
SHARES = {"idrid_grade": 0.18, "messidor2": 0.2, "aptos_256": 0.1, "eyepacs_kaggle400": 0.07, "odir": 0.31, "palm_myopia": 0.05, "mex_dme_dr": 0.09}
SQUEEZED = ("aptos_256",)  # every photograph was pressed into a square, whatever its shape
SCARRED, BLED, SHADED = 0.06, 0.02, 0.02  # shares of the views with drawn laser scars, a drawn bleed, a shadow
GEOMETRY = Geometry(zoom=(0.8, 1.25), rotation=45, stretch=0.08)
PHOTOMETRY = Photometry(colour=0.07, gamma=0.2, haze=0.03, blur=0.05, noise=0.0, jpeg=0.05)  # what hides lesions teaches nothing about levels
UNKNOWN = float("nan")
NO_MYOPIA_TOLD = (UNKNOWN, UNKNOWN)


@dataclass(frozen=True)
class GradeSample:
    """A photograph in its square frame [s, s, 3] and its targets, NaN where unknown."""

    row: Row
    image: NDArray[np.uint8]
    targets: NDArray[np.float32]


def grade_rows() -> list[Row]:
    """Return every photograph with a grade or a condition."""
    return [row for dataset in SHARES for row in read_rows(dataset)]


def grade_sample(row: Row, diameter: int) -> GradeSample:
    """Load one photograph in a square frame of `diameter` px, black where the field is cut."""
    return GradeSample(row, square_frame(unsqueezed(row), diameter), grade_targets(row))


def square_frame(image: NDArray[np.uint8], diameter: int) -> NDArray[np.uint8]:
    """Return the field frame of an image, padded right and bottom to a square of `diameter` px."""
    frame = field_frame(image.shape, find_field(image), diameter)
    square = np.zeros((diameter, diameter, 3), np.uint8)
    square[: frame.height, : frame.width] = to_frame(image, frame)
    return square


def unsqueezed(row: Row) -> NDArray[np.uint8]:
    """Read a photograph; where the set pressed it into a square, make its field round again."""
    image = read_image(row)
    return make_round(image) if row.dataset in SQUEEZED else image


def grade_targets(row: Row) -> NDArray[np.float32]:
    """Return the row of targets that the set's labels settle."""
    return np.array(_READERS[row.dataset](row), np.float32)


def grade_batch(rng: np.random.Generator, samples: dict[str, list[GradeSample]], count: int) -> Batch:
    """Return `count` views of whole fields with their targets and which of these are known."""
    names = [name for name in SHARES if samples.get(name)]
    shares = np.array([SHARES[name] for name in names])
    pixels, targets = [], []
    for name in rng.choice(names, size=count, p=shares / shares.sum()):
        sample = _balanced_choice(rng, samples[name])
        size = sample.image.shape[0]
        centre = (size - 1) / 2 + rng.normal(0, 0.03 * size, 2)
        view = random_view(rng, (float(centre[0]), float(centre[1])), size, GEOMETRY)
        drawn, told = draw_signs(rng, warp(sample.image, view, size), sample.targets)
        pixels.append(recolour(rng, drawn, PHOTOMETRY))
        targets.append(told)
    values = torch.from_numpy(np.stack(targets))
    known = ~torch.isnan(values)
    return {
        "pixels": torch.from_numpy(np.stack(pixels)).permute(0, 3, 1, 2).float().contiguous(memory_format=torch.channels_last),
        "targets": torch.nan_to_num(values),
        "known": known.float(),
    }


def draw_signs(rng: np.random.Generator, pixels: NDArray[np.uint8], targets: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Sometimes draw what few training eyes have: laser scars or a large bleed, which make level 4, or a shadow, which makes nothing."""
    chance = rng.random()
    if chance < SCARRED:
        drawn, seen = draw_scars(rng, pixels)
    elif chance < SCARRED + BLED:
        drawn, blood = draw_bleed(rng, pixels)
        seen = bool(blood.any())
    else:
        return (draw_shade(rng, pixels) if chance > 1 - SHADED else pixels), targets
    return drawn, _proliferative(targets) if seen else targets


def _proliferative(targets: NDArray[np.float32]) -> NDArray[np.float32]:
    """Level 4 and referable; the conditions, whose one label an eye has may have changed, become unknown."""
    told = targets.copy()
    told[: DR_LEVELS - 1] = 1
    told[TARGETS.index("referable")] = 1
    told[CONDITION_START : CONDITION_START + len(CONDITIONS)] = UNKNOWN
    return told


def _balanced_choice(rng: np.random.Generator, samples: list[GradeSample]) -> GradeSample:
    """Draw evenly half of the time, else evenly over the distinct target rows, so that rare grades are seen."""
    if rng.random() < 0.5:
        return samples[int(rng.integers(len(samples)))]
    kinds = sorted({sample.targets.tobytes() for sample in samples})
    kind = kinds[int(rng.integers(len(kinds)))]
    having = [sample for sample in samples if sample.targets.tobytes() == kind]
    return having[int(rng.integers(len(having)))]


def _at_least(level: float, levels: int) -> list[float]:
    """Return the ordinal code of a level: one number for each step above 0; all unknown for NaN."""
    return [UNKNOWN] * (levels - 1) if np.isnan(level) else [float(level >= step) for step in range(1, levels)]


def _conditions(name: str | None = None, known: tuple[str, ...] = ()) -> list[float]:
    return [float(one == name) if one in known else UNKNOWN for one in CONDITIONS]


def _idrid(row: Row) -> list[float]:
    level, risk = row.number("dr_grade"), row.number("dme_risk")
    return [*_at_least(level, DR_LEVELS), *_at_least(risk, DME_LEVELS), float(level >= 2 or risk >= 1), *_conditions(), *NO_MYOPIA_TOLD]


def _messidor(row: Row) -> list[float]:
    level, oedema = row.number("dr_grade"), row.number("dme")
    risk = [1.0, 1.0] if oedema == 1 else [0.0 if level == 0 else UNKNOWN, 0.0]
    return [*_at_least(level, DR_LEVELS), *risk, float(level >= 2 or oedema == 1), *_conditions(), *NO_MYOPIA_TOLD]


def _graded_only(row: Row) -> list[float]:
    level = row.number("dr_grade")
    referable = 1.0 if level >= 2 else UNKNOWN if level == 1 or np.isnan(level) else 0.0
    return [*_at_least(level, DR_LEVELS), *([0.0, 0.0] if level == 0 else [UNKNOWN] * 2), referable, *_conditions(), *NO_MYOPIA_TOLD]


def _odir(row: Row) -> list[float]:
    name = row.labels["label"]
    level = row.number("dr_from_keywords")
    if "laser" in row.labels["keywords"]:
        level = UNKNOWN  # graded as if untreated, where the other sets grade scars as proliferative
    elif np.isnan(level) and name not in ("D", "O"):
        level = 0.0 if name == "N" else UNKNOWN
    grade = _graded_only_level(level)
    high = 1.0 if name == "M" else 0.0 if name == "N" else UNKNOWN
    return [*grade, *_conditions(name, CONDITIONS), float(name == "M"), high]


def _graded_only_level(level: float) -> list[float]:
    referable = 1.0 if level >= 2 else 0.0 if level == 0 else UNKNOWN
    return [*_at_least(level, DR_LEVELS), *([0.0, 0.0] if level == 0 else [UNKNOWN] * 2), referable]


def _palm(row: Row) -> list[float]:
    myopia = row.number("pathologic_myopia")
    high = 1.0 if myopia or row.labels["category"] == "high_myopia" else 0.0 if row.labels["category"] == "normal" else UNKNOWN
    return [*[UNKNOWN] * 7, *_conditions("M" if myopia else None, ("M",)), myopia, high]


def _mexican(row: Row) -> list[float]:
    steps = {"none": [0.0] * 4, "NPDR": [1.0, UNKNOWN, UNKNOWN, 0.0], "PDR": [1.0] * 4}.get(row.labels["dr"], [UNKNOWN] * 4)
    oedema = row.number("dme")
    risk = [1.0, UNKNOWN] if oedema == 1 else [0.0, 0.0]
    referable = 1.0 if oedema == 1 or steps[3] == 1 else 0.0 if steps[0] == 0 else UNKNOWN
    return [*steps, *risk, referable, *_conditions(), *NO_MYOPIA_TOLD]


_READERS: dict[str, Callable[[Row], list[float]]] = {
    "idrid_grade": _idrid,
    "messidor2": _messidor,
    "aptos_256": _graded_only,
    "eyepacs_kaggle400": _graded_only,
    "odir": _odir,
    "palm_myopia": _palm,
    "mex_dme_dr": _mexican,
}
