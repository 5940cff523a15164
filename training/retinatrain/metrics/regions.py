"""Lesions counted as regions, as a reader counts them: which connected regions of a map are worth showing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.lesion_set import CLASSES, EXACT
from retinatrain.datasets.samples import Sample
from retinatrain.predict import Predictor

# Cells below which the app takes a region for noise of the resampling: src/main/analysis/findings.ts.
SMALLEST = {"MA": 4, "HE": 8, "EX": 6, "SE": 24, "OB": 24}
PEAKS = np.round(np.arange(0.05, 1.0, 0.05), 2)
HALF = 127


@dataclass(frozen=True)
class RegionPoint:
    """A least peak for regions, and what it gives on the photographs it was chosen on."""

    peak: float
    sensitivity: float
    false_per_image: float


def best_peaks(samples: Sequence[Sample], predict: Predictor, thresholds: dict[str, float]) -> dict[str, RegionPoint]:
    """Return for each class the least peak of a region with the best F1 of regions against annotated lesions."""
    regions: dict[str, list[NDArray[np.float64]]] = {name: [] for name in thresholds}
    lesions: dict[str, list[NDArray[np.float64]]] = {name: [] for name in thresholds}
    for sample in samples:
        layers = predict(sample.image)
        for name in thresholds.keys() & EXACT[sample.row.dataset]:
            truth = sample.targets[..., CLASSES.index(name)] > HALF
            found = _matched(layers[CLASSES.index(name)], truth, thresholds[name], SMALLEST[name])
            regions[name].append(found[0])
            lesions[name].append(found[1])
    return {name: _best(np.concatenate(found), np.concatenate(lesions[name]), max(thresholds[name], PEAKS[0]), len(found)) for name, found in regions.items()}


def _matched(layer: NDArray[np.float32], truth: NDArray[np.bool_], threshold: float, smallest: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return [n, 2] (peak, whether it touches a lesion) of the regions, and for each lesion the highest peak that touches it, 0 for none."""
    count, labels, statistics, _ = cv2.connectedComponentsWithStats((layer >= threshold).astype(np.uint8), connectivity=8)
    lesion_count, lesion_labels = cv2.connectedComponents(truth.astype(np.uint8), connectivity=8)
    peaks = np.zeros(count)
    np.maximum.at(peaks, labels.ravel(), layer.ravel().astype(np.float64))
    peaks[(statistics[:, cv2.CC_STAT_AREA] < smallest) | (np.arange(count) == 0)] = 0
    both = truth & (labels > 0)
    hit = np.zeros(count)
    hit[np.unique(labels[both])] = 1
    best = np.zeros(lesion_count)
    np.maximum.at(best, lesion_labels[both], peaks[labels[both]])
    shown = peaks > 0
    return np.stack([peaks[shown], hit[shown]], axis=1), best[1:]


def _best(regions: NDArray[np.float64], lesions: NDArray[np.float64], least: float, images: int) -> RegionPoint:
    points, scores = [], []
    for peak in PEAKS[least <= PEAKS]:
        shown = regions[:, 0] >= peak
        hits, sensitivity = regions[shown, 1].sum(), float((lesions >= peak).mean())
        precision = hits / max(1, shown.sum())
        points.append(RegionPoint(float(peak), sensitivity, float((shown.sum() - hits) / images)))
        scores.append(2 * precision * sensitivity / max(1e-9, precision + sensitivity))
    return points[int(np.argmax(scores))]
