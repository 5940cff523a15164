"""Scores of vessel maps at the image's own resolution, inside the field of view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.samples import Sample
from retinatrain.datasets.tables import Row, read_mask
from retinatrain.datasets.vessel_set import AV_SETS, CLASSES, VESSEL_FOLDERS
from retinatrain.field import FieldCircle
from retinatrain.frame import from_frame
from retinatrain.metrics.pixels import Histogram, auc, average_precision, best_threshold, dice_at, histogram, mean_over_images, pooled
from retinatrain.metrics.scores import Score
from retinatrain.predict import Predictor

KIND_CLASSES = ((1, 3), (2, 3), (3,))  # of the av masks, for artery, vein and crossing
FOV_SETS = ("drive", "chase_db1", "stare", "hrf", "les_av", "drhagis_sample")


@dataclass
class VesselTally:
    """What one pass over the photographs found, by dataset; `kinds` by class: artery, vein, crossing."""

    histograms: dict[str, list[Histogram]] = field(default_factory=dict)
    kinds: dict[str, list[Histogram]] = field(default_factory=dict)
    accuracies: dict[str, list[float]] = field(default_factory=dict)


def tally_vessels(samples: Sequence[Sample], predict: Predictor) -> VesselTally:
    """Predict every photograph and count its pixels."""
    tally = VesselTally()
    for sample in samples:
        maps = [from_frame(layer, sample.frame, sample.shape) for layer in predict(sample.image)]
        name = sample.row.dataset
        inside = field_of_view(sample.row, sample.shape, sample.circle)
        if name in VESSEL_FOLDERS:
            truth = read_mask(sample.row, VESSEL_FOLDERS[name]) > 0
            tally.histograms.setdefault(name, []).append(histogram(maps[0], truth, inside))
        if name in AV_SETS:
            av = read_mask(sample.row, "av")
            known = np.isin(av, (1, 2)) & inside
            for kind, classes, layer in zip(CLASSES[1:], KIND_CLASSES, maps[1:], strict=True):
                tally.kinds.setdefault(kind, []).append(histogram(layer, np.isin(av, classes), inside))
            tally.accuracies.setdefault(name, []).append(float(((maps[1] > maps[2]) == (av == 1))[known].mean()))
    return tally


def vessel_scores(tally: VesselTally, threshold: float) -> list[Score]:
    """Return AUC, average precision and Dice at one global threshold, and artery/vein accuracy, by dataset and pooled."""
    scores = []
    groups = {**tally.histograms, "all": sum(tally.histograms.values(), [])}
    for name, histograms in groups.items():
        for metric, score in (("auc", auc), ("ap", average_precision), ("dice", dice_at(threshold))):
            scores.append(Score(metric, "vessel", name, pooled(histograms, score)))
    for kind, histograms in tally.kinds.items():
        scores.append(Score("dice", kind, "all", pooled(histograms, dice_at(best_threshold(np.sum(histograms, axis=0))))))
    for name, values in {**tally.accuracies, "all": sum(tally.accuracies.values(), [])}.items():
        scores.append(Score("accuracy", "artery or vein", name, mean_over_images(values)))
    return scores


def global_threshold(tally: VesselTally) -> float:
    """Return the threshold with the best mean Dice over the sets, each set counting the same."""
    stacks = [np.sum(histograms, axis=0) for histograms in tally.histograms.values()]
    return best_threshold(np.sum([stack / stack.sum() * 1e6 for stack in stacks], axis=0))


def class_histograms(tally: VesselTally) -> dict[str, Histogram]:
    """Return one histogram a class over all photographs, for thresholds and calibration."""
    return {"vessel": np.sum(sum(tally.histograms.values(), []), axis=0), **{kind: np.sum(found, axis=0) for kind, found in tally.kinds.items()}}


def quick_vessel_scores(tally: VesselTally) -> dict[str, float]:
    """Return the main numbers without intervals, for the training log."""
    threshold = global_threshold(tally)
    numbers = {"threshold": threshold}
    for name, histograms in tally.histograms.items():
        total = np.sum(histograms, axis=0)
        numbers |= {f"{name}.auc": auc(total), f"{name}.dice": dice_at(threshold)(total)}
    return numbers | {f"{name}.av": float(np.mean(values)) for name, values in tally.accuracies.items()}


def field_of_view(row: Row, shape: tuple[int, int], circle: FieldCircle | None) -> NDArray[np.bool_]:
    """Return the set's own field mask where it has one, else the found circle, else everything."""
    if row.dataset in FOV_SETS:
        return read_mask(row, "fov") > 0
    inside = np.zeros(shape, np.uint8)
    if circle is None:
        return np.ones(shape, np.bool_)
    return cv2.circle(inside, (round(circle.x), round(circle.y)), int(circle.radius) - 1, 1, -1) > 0
