"""Where the disc and the fovea are found, and how well: read from the maps as the app reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.disc_set import disc_place
from retinatrain.datasets.landmark_set import CROP_SETS, MASK_SETS, disc_diameter, fovea_of
from retinatrain.datasets.samples import Sample
from retinatrain.datasets.tables import read_mask
from retinatrain.frame import from_frame
from retinatrain.metrics.pixels import Histogram, histogram, mean_over_images, no_pixels
from retinatrain.metrics.scores import Score
from retinatrain.predict import Predictor

Place = tuple[float, float]
HALF = 0.5


@dataclass
class LandmarkTally:
    """By dataset and photograph: Dice of the disc, error of the disc's diameter, error of the fovea in disc diameters; the disc map's pixels."""

    disc_dice: dict[str, list[float]] = field(default_factory=dict)
    diameter_error: dict[str, list[float]] = field(default_factory=dict)
    fovea_error: dict[str, list[float]] = field(default_factory=dict)
    disc_counts: Histogram = field(default_factory=no_pixels)


def largest_component(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the largest 8-connected component of a mask, or the mask itself if it is empty."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    return labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])) if count > 1 else mask


def find_disc(probability: NDArray[np.float32]) -> tuple[Place, float] | None:
    """Return centre and diameter of the largest component above one half, in pixels of the map, or None."""
    mask = largest_component(probability >= HALF)
    return disc_place(mask) if mask.any() else None


def find_fovea(probability: NDArray[np.float32]) -> Place:
    """Return the fovea: the weighted centre of the component around the peak that is at least half as high as the peak."""
    peak = np.unravel_index(int(np.argmax(probability)), probability.shape)
    _, labels = cv2.connectedComponents((probability >= probability[peak] / 2).astype(np.uint8), connectivity=8)
    y, x = np.nonzero(labels == labels[peak])
    weight = probability[y, x].astype(np.float64)
    return float((x * weight).sum() / weight.sum()), float((y * weight).sum() / weight.sum())


def dice(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """Return the Dice overlap of two masks; 1 if both are empty."""
    total = int(first.sum()) + int(second.sum())
    return 2 * int((first & second).sum()) / total if total else 1.0


def tally_landmarks(samples: Sequence[Sample], predict: Predictor) -> LandmarkTally:
    """Predict every photograph and compare disc and fovea."""
    tally = LandmarkTally()
    for sample in samples:
        disc_map, fovea_map = predict(sample.image)
        name, diameter = sample.row.dataset, disc_diameter(sample.row)
        if name in MASK_SETS:
            truth = read_mask(sample.row, "mask_OD") > 0
            belief = from_frame(disc_map, sample.frame, sample.shape)
            tally.disc_counts += histogram(belief, truth)
            found = largest_component(belief >= HALF)
            tally.disc_dice.setdefault(name, []).append(dice(found, truth))
            size = disc_place(found)[1] if found.any() else 0.0
            tally.diameter_error.setdefault(name, []).append(abs(size / diameter - 1))
        truth_fovea = fovea_of(sample.row)
        if truth_fovea is not None and name not in CROP_SETS:
            x, y = sample.frame.point_to_image(*find_fovea(fovea_map))
            tally.fovea_error.setdefault(name, []).append(float(np.hypot(x - truth_fovea[0], y - truth_fovea[1])) / diameter)
    return tally


def landmark_scores(tally: LandmarkTally) -> list[Score]:
    """Return disc Dice, fovea within half a disc diameter and mean fovea error, by dataset and pooled."""
    scores = []
    for name, values in _with_all(tally.disc_dice):
        scores.append(Score("dice", "disc (stage 1)", name, mean_over_images(values)))
    for name, values in _with_all(tally.fovea_error):
        scores.append(Score("within_half_dd", "fovea", name, mean_over_images([float(value <= HALF) for value in values])))
        scores.append(Score("error_dd", "fovea", name, mean_over_images(values)))
    return scores


def quick_landmark_scores(tally: LandmarkTally) -> dict[str, float]:
    """Return means without intervals, for the training log."""
    numbers = {f"{name}.disc": float(np.mean(values)) for name, values in tally.disc_dice.items()}
    numbers |= {f"{name}.size_error": float(np.mean(values)) for name, values in tally.diameter_error.items()}
    for name, values in tally.fovea_error.items():
        numbers |= {f"{name}.fovea_half": float(np.mean(np.array(values) <= HALF)), f"{name}.fovea_dd": float(np.mean(values))}
    return numbers


def _with_all(groups: dict[str, list[float]]) -> list[tuple[str, list[float]]]:
    return [*groups.items(), ("all", sum(groups.values(), []))]
