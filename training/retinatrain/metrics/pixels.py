"""Pixel scores from histograms of probabilities: exact to the bin, additive over images, so that a bootstrap is cheap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 4096
DRAWS = 1000
Histogram = NDArray[np.float64]  # [2, BINS]: counts of negative and positive pixels by probability


@dataclass(frozen=True)
class Interval:
    """A score with its bootstrap 95 % interval over `n` images."""

    value: float
    low: float
    high: float
    n: int


def no_pixels() -> Histogram:
    """Return the counts of nothing, to add to."""
    return np.zeros((2, BINS))


def histogram(probability: NDArray[np.float32], truth: NDArray[np.bool_], inside: NDArray[np.bool_] | None = None) -> Histogram:
    """Count the pixels of one image [H, W] by truth and probability, inside a mask if one is given."""
    if inside is not None:
        probability, truth = probability[inside], truth[inside]
    bins = np.minimum((probability * BINS).astype(np.int64), BINS - 1).ravel()
    positive = truth.ravel()
    return np.stack([np.bincount(bins[~positive], minlength=BINS), np.bincount(bins[positive], minlength=BINS)]).astype(np.float64)


def auc(counts: Histogram) -> float:
    """Return the area under the ROC curve, NaN if a class is missing."""
    negative, positive = counts
    if negative.sum() == 0 or positive.sum() == 0:
        return float("nan")
    below = np.cumsum(negative) - negative / 2
    return float((positive * below).sum() / (negative.sum() * positive.sum()))


def average_precision(counts: Histogram) -> float:
    """Return average precision (the step-wise area under precision and recall), NaN without positives."""
    hits, alarms = np.cumsum(counts[1, ::-1]), np.cumsum(counts[0, ::-1])
    if hits[-1] == 0:
        return float("nan")
    precision = hits / np.maximum(hits + alarms, 1)
    return float((np.diff(hits, prepend=0) * precision).sum() / hits[-1])


def dice_curve(counts: Histogram) -> NDArray[np.float64]:
    """Return the Dice score at each threshold bin / BINS."""
    hits, alarms = np.cumsum(counts[1, ::-1])[::-1], np.cumsum(counts[0, ::-1])[::-1]
    return 2 * hits / np.maximum(hits + alarms + counts[1].sum(), 1)


def best_threshold(counts: Histogram) -> float:
    """Return the probability threshold with the best Dice score."""
    return int(np.argmax(dice_curve(counts))) / BINS


def dice_at(threshold: float) -> Callable[[Histogram], float]:
    """Return a score: Dice at a fixed threshold."""
    return lambda counts: float(dice_curve(counts)[min(BINS - 1, int(threshold * BINS))])


def pooled(histograms: Sequence[Histogram], score: Callable[[Histogram], float], seed: int = 1) -> Interval:
    """Return a score over the pixels of all images with its bootstrap interval over images (`DRAWS` draws)."""
    stack = np.stack(histograms)
    rng = np.random.default_rng(seed)
    draws = [score(np.tensordot(np.bincount(rng.integers(len(stack), size=len(stack)), minlength=len(stack)), stack, 1)) for _ in range(DRAWS)]
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return Interval(score(stack.sum(axis=0)), float(low), float(high), len(stack))


def mean_over_images(values: Sequence[float], seed: int = 1) -> Interval:
    """Return the mean of one value per image with its bootstrap interval."""
    numbers = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    draws = numbers[rng.integers(len(numbers), size=(DRAWS, len(numbers)))].mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return Interval(float(numbers.mean()), float(low), float(high), len(numbers))
