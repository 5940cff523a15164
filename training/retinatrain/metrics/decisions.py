"""Scores of one decision per photograph: agreement, ranking, calibration, conformal sets; bootstrap over whole patients."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from retinatrain.metrics.calibration import RELIABILITY_BINS
from retinatrain.metrics.pixels import DRAWS, Interval
from retinatrain.metrics.scores import Score

Numbers = NDArray[np.float64]
Statistic = Callable[[NDArray[np.int64]], float]


def bootstrap(statistic: Statistic, groups: Sequence[str], seed: int = 1) -> Interval:
    """Return a statistic of photograph indices with its interval over resampled groups; draws without a value are left out."""
    names = sorted(set(groups))
    members = {name: [] for name in names}
    for index, name in enumerate(groups):
        members[name].append(index)
    parts = [np.array(members[name]) for name in names]
    rng = np.random.default_rng(seed)
    draws = [statistic(np.concatenate([parts[i] for i in rng.integers(len(parts), size=len(parts))])) for _ in range(DRAWS)]
    low, high = np.nanpercentile(draws, [2.5, 97.5]) if not np.isnan(draws).all() else (np.nan, np.nan)
    return Interval(statistic(np.arange(len(groups))), float(low), float(high), len(groups))


def score_of(name: tuple[str, str, str], statistic: Statistic, rows: NDArray[np.int64], groups: Sequence[str]) -> Score:
    """Return the score (metric, target, dataset) of the photographs `rows`, bootstrapped over their groups; NaN without any."""
    if len(rows) == 0:
        return Score(*name, Interval(float("nan"), float("nan"), float("nan"), 0), unit="patient")
    return Score(*name, bootstrap(lambda chosen: statistic(rows[chosen]), [groups[row] for row in rows]), unit="patient")


def ranking(truth: Numbers, score: Numbers) -> Statistic:
    """Return a statistic: area under the ROC curve, NaN where a class is missing."""

    def area(chosen: NDArray[np.int64]) -> float:
        labels = truth[chosen]
        return float(roc_auc_score(labels, score[chosen])) if 0 < labels.sum() < len(labels) else float("nan")

    return area


def agreement(truth: Numbers, level: Numbers, levels: int) -> Statistic:
    """Return a statistic: quadratic-weighted kappa, NaN where it is undefined."""

    def kappa(chosen: NDArray[np.int64]) -> float:
        if len(np.unique(truth[chosen])) < 2:
            return float("nan")
        return float(cohen_kappa_score(truth[chosen], level[chosen], weights="quadratic", labels=list(range(levels))))

    return kappa


def share(hits: Numbers) -> Statistic:
    """Return a statistic: the mean of 0/1 values, NaN without any."""
    return lambda chosen: float(np.nanmean(hits[chosen])) if np.isfinite(hits[chosen]).any() else float("nan")


def median_level(at_least: Numbers) -> Numbers:
    """Return for rows of P(level ≥ 1 …) the highest level whose probability is at least one half."""
    return (np.minimum.accumulate(at_least, axis=1) >= 0.5).sum(axis=1).astype(np.float64)


def fit_temperature(logits: Numbers, truth: Numbers) -> float:
    """Return the temperature that makes sigmoid(logit / T) most likely, over all known (not NaN) targets."""
    known = np.isfinite(truth)
    values, labels = logits[known], truth[known]

    def loss(log_temperature: float) -> float:
        scaled = values / np.exp(log_temperature)
        return float(np.mean(np.logaddexp(0, scaled) - labels * scaled))

    return float(np.exp(minimize_scalar(loss, bounds=(-2.5, 2.5), method="bounded").x))


def calibration_error(probability: Numbers, truth: Numbers) -> float:
    """Return the expected calibration error of known binary targets over equal bins."""
    known = np.isfinite(truth)
    claimed, labels = probability[known], truth[known]
    bins = np.minimum((claimed * RELIABILITY_BINS).astype(int), RELIABILITY_BINS - 1)
    gaps = [abs(claimed[bins == b].mean() - labels[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


def top_label_error(probability: Numbers, truth: Numbers) -> float:
    """Return the expected calibration error of the most probable level [n, levels]."""
    return told_level_error(probability, probability.argmax(axis=1), truth)


def told_level_error(probability: Numbers, told: NDArray[np.integer], truth: Numbers) -> float:
    """Return the expected calibration error of the levels told [n] by their probability [n, levels]."""
    return calibration_error(probability[np.arange(len(told)), told], (told == truth).astype(np.float64))


def conformal_threshold(probability: Numbers, truth: Numbers, coverage: float) -> float:
    """Return t so that the set of levels with probability ≥ t holds the truth with `coverage` (split conformal, Sadinle 2019)."""
    scores = np.sort(probability[np.arange(len(truth)), truth.astype(int)])
    rank = int(np.floor((1 - coverage) * (len(scores) + 1)))
    return float(scores[max(0, rank - 1)]) if rank >= 1 else 0.0


def crossed_coverage(probability: Numbers, truth: Numbers, groups: Sequence[str], *, coverage: float, parts: int = 5) -> Numbers:
    """Return for each row [n, levels] whether its set holds the truth, with the threshold of the patients of the other parts:
    what a threshold covers among the rows that it was taken from says nothing.
    """
    names = {name: place % parts for place, name in enumerate(sorted(set(groups)))}
    part = np.array([names[group] for group in groups])
    believed = probability[np.arange(len(truth)), truth.astype(int)]
    covered = np.zeros(len(truth))
    for one in range(parts):
        threshold = conformal_threshold(probability[part != one], truth[part != one], coverage)
        covered[part == one] = believed[part == one] >= threshold
    return covered
