"""Scores of lesion maps: average precision over the pixels of all images, at the image's own resolution."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from retinatrain.datasets.lesion_set import CLASSES, EXACT, FOLDERS
from retinatrain.datasets.samples import Sample
from retinatrain.datasets.tables import read_mask
from retinatrain.frame import from_frame
from retinatrain.metrics.pixels import Histogram, average_precision, best_threshold, dice_at, histogram, mean_over_images, pooled
from retinatrain.metrics.scores import Score
from retinatrain.predict import Predictor

LesionTally = dict[str, list[Histogram]]


def tally_lesions(samples: Sequence[Sample], predict: Predictor, names: Collection[str] = CLASSES) -> LesionTally:
    """Predict every photograph and count its pixels by class, for the classes that its set's masks may be scored on."""
    tally: LesionTally = {name: [] for name in names}
    for sample in samples:
        layers = predict(sample.image)
        for name in tally.keys() & EXACT[sample.row.dataset]:
            truth = read_mask(sample.row, FOLDERS[sample.row.dataset][name]) > 0
            tally[name].append(histogram(from_frame(layers[CLASSES.index(name)], sample.frame, sample.shape), truth))
    return tally


def lesion_scores(tally: LesionTally, thresholds: dict[str, float]) -> list[Score]:
    """Return average precision over all pixels and as a mean of photographs, which no large lesion rules, and Dice of each lesion."""
    scores = []
    for name, histograms in tally.items():
        dataset = next(dataset for dataset, names in EXACT.items() if name in names)
        scores.append(Score("auprc", name, dataset, pooled(histograms, average_precision)))
        each = [average_precision(counts) for counts in histograms]
        scores.append(Score("auprc_mean", name, dataset, mean_over_images([value for value in each if np.isfinite(value)])))
        scores.append(Score("dice", name, dataset, pooled(histograms, dice_at(thresholds[name]))))
    return scores


def best_thresholds(tally: LesionTally) -> dict[str, float]:
    """Return each lesion's threshold with the best Dice."""
    return {name: best_threshold(np.sum(histograms, axis=0)) for name, histograms in tally.items()}


def quick_lesion_scores(tally: LesionTally) -> dict[str, float]:
    """Return average precision without intervals, for the training log."""
    return {f"{name}.auprc": average_precision(np.sum(histograms, axis=0)) for name, histograms in tally.items()}
