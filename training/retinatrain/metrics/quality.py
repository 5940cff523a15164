"""Everything that a quality card says, from the exported graph's own outputs on pictures that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.quality_set import REASON_NAMES, TARGETS
from retinatrain.datasets.quality_trial import NEGATIVES, SPOILT, QualityTrial
from retinatrain.metrics.decisions import Numbers, Statistic, calibration_error, ranking, score_of, share, top_label_error
from retinatrain.metrics.scores import Score
from retinatrain.network.quality_graph import FUNDUS, LEVEL_COLUMNS, OUTPUTS, REASON_COLUMNS
from retinatrain.predict import open_graph

FALSE_ALARMS = 0.05  # share of photographs without a fault that may be told to have it
JUDGED_SETS = ("eyepacs_kaggle400", SPOILT)
HALF = 0.5
REJECT = 2  # column of the output `quality`


@dataclass(frozen=True)
class QualityVerdicts:
    """The graph's outputs for the pictures of a trial: gate [n], quality [n, 3], reasons [n, k]."""

    trial: QualityTrial
    outputs: dict[str, Numbers]

    @cached_property
    def gate_threshold(self) -> float:
        """The probability of a fundus photograph that lets a picture in."""
        return round(balanced_threshold(self.outputs["gate"], self.trial.photographs, self.trial.sets == NEGATIVES), 4)

    def truth(self, column: int) -> Numbers:
        """Return a target as 0 or 1; NaN where it is unknown or its fault is slight enough to be called either way."""
        values = self.trial.targets[:, column]
        return np.where(np.isin(values, (0, 1)), values, np.nan)


def run_quality(path: Path, trial: QualityTrial) -> QualityVerdicts:
    """Run the exported graph on every picture."""
    session = open_graph(path)
    found = [session.run(list(OUTPUTS), {"image": picture[None]}) for picture in trial.pictures]
    outputs = {name: np.concatenate([one[index] for one in found]).astype(np.float64) for index, name in enumerate(OUTPUTS)}
    return QualityVerdicts(trial, outputs)


def balanced_threshold(shown: Numbers, wanted: NDArray[np.bool_], unwanted: NDArray[np.bool_]) -> float:
    """Return the threshold at which the smaller of acceptance and rejection is largest; the middle of the best ones."""
    cuts = np.unique(shown[wanted | unwanted])
    middles = (cuts[1:] + cuts[:-1]) / 2 if len(cuts) > 1 else np.array([HALF])
    accepted = 1 - np.searchsorted(np.sort(shown[wanted]), middles) / wanted.sum()
    refused = np.searchsorted(np.sort(shown[unwanted]), middles) / unwanted.sum()
    worse = np.minimum(accepted, refused)
    return float(np.median(middles[worse == worse.max()]))


def quality_scores(verdicts: QualityVerdicts) -> list[Score]:
    """Return acceptance, rejection and ranking by dataset, with intervals over patients."""
    return [*_gate_scores(verdicts), *_level_scores(verdicts), *_reason_scores(verdicts)]


def quality_points(verdicts: QualityVerdicts) -> dict[str, dict[str, object]]:
    """Return the card's thresholds of the gate and of each reason."""
    why = "acceptance of photographs and rejection of drawn negatives are equally good at it"
    points: dict[str, dict[str, object]] = {"gate": {"threshold": verdicts.gate_threshold, "why": why}}
    alarms = f"one half, or more where more than {FALSE_ALARMS:.0%} of validation photographs without the fault would be told to have it"
    return points | {name: {"threshold": _reason_threshold(verdicts, index), "why": alarms} for index, name in enumerate(REASON_NAMES)}


def quality_calibration(verdicts: QualityVerdicts) -> list[dict[str, object]]:
    """Return the expected calibration error of each output: the gate over all, the levels over judged photographs."""
    method = "temperature on the validation pictures"
    gate = verdicts.truth(FUNDUS)
    level = _true_level(verdicts)
    judged = np.isfinite(level) & (verdicts.trial.sets == JUDGED_SETS[0])
    reasons = np.stack([verdicts.truth(column) for column in _reason_columns()], axis=1)
    told = np.isfinite(reasons).any(axis=1)
    return [
        {"output": "gate", "method": f"{method}, never sharpened", "ece": round(calibration_error(verdicts.outputs["gate"], gate), 4), "n": len(gate)},
        {"output": "quality", "method": method, "ece": round(top_label_error(verdicts.outputs["quality"][judged], level[judged]), 4), "n": int(judged.sum())},
        {"output": "reasons", "method": method, "ece": round(calibration_error(verdicts.outputs["reasons"].ravel(), reasons.ravel()), 4), "n": int(told.sum())},
    ]


def _reason_columns() -> range:
    return range(REASON_COLUMNS.start, REASON_COLUMNS.stop)


def _true_level(verdicts: QualityVerdicts) -> Numbers:
    """Return the column of `quality` that is true: 0 good, 1 usable, 2 reject; NaN where unknown."""
    return 2 - sum(verdicts.truth(column) for column in range(LEVEL_COLUMNS.start, LEVEL_COLUMNS.stop))


def _reason_threshold(verdicts: QualityVerdicts, index: int) -> float:
    without = verdicts.truth(REASON_COLUMNS.start + index) == 0
    return max(HALF, round(float(np.quantile(verdicts.outputs["reasons"][without, index], 1 - FALSE_ALARMS)) + 5e-5, 4))


def _gate_scores(verdicts: QualityVerdicts) -> Iterator[Score]:
    trial, shown = verdicts.trial, verdicts.outputs["gate"]
    accepted = (shown >= verdicts.gate_threshold).astype(np.float64)
    for name in (*sorted(set(trial.sets[trial.photographs])), SPOILT):
        yield _score(verdicts, ("accept", "gate", name), share(accepted), trial.sets == name)
    yield _score(verdicts, ("accept", "gate", "all"), share(accepted), trial.photographs)
    yield _score(verdicts, ("reject", "gate", NEGATIVES), share(1 - accepted), trial.sets == NEGATIVES)
    yield _score(verdicts, ("auc", "gate", "all"), ranking(trial.targets[:, FUNDUS], shown), trial.sets != SPOILT)


def _level_scores(verdicts: QualityVerdicts) -> Iterator[Score]:
    quality = verdicts.outputs["quality"]
    for name in JUDGED_SETS:
        rows = verdicts.trial.sets == name
        for target, column, shown in (("usableOrGood", LEVEL_COLUMNS.start, 1 - quality[:, REJECT]), ("good", LEVEL_COLUMNS.start + 1, quality[:, 0])):
            truth = verdicts.truth(column)
            yield _score(verdicts, ("auc", target, name), ranking(truth, shown), rows & np.isfinite(truth))
    level = _true_level(verdicts)
    right = (quality.argmax(axis=1) == level).astype(np.float64)
    yield _score(verdicts, ("accuracy", "quality", JUDGED_SETS[0]), share(right), (verdicts.trial.sets == JUDGED_SETS[0]) & np.isfinite(level))


def _reason_scores(verdicts: QualityVerdicts) -> Iterator[Score]:
    spoilt = verdicts.trial.sets == SPOILT
    for index, (name, column) in enumerate(zip(REASON_NAMES, _reason_columns(), strict=True)):
        truth, shown = verdicts.truth(column), verdicts.outputs["reasons"][:, index]
        told = (shown >= _reason_threshold(verdicts, index)).astype(np.float64)
        yield _score(verdicts, ("auc", name, SPOILT), ranking(truth, shown), spoilt & np.isfinite(truth))
        yield _score(verdicts, ("sensitivity", name, SPOILT), share(told), spoilt & (truth == 1))
    dust = TARGETS.index("lensDust")
    truth, shown = verdicts.truth(dust), verdicts.outputs["reasons"][:, dust - REASON_COLUMNS.start]
    yield _score(verdicts, ("auc", "lensDust", "odir"), ranking(truth, shown), (verdicts.trial.sets == "odir") & np.isfinite(truth))


def _score(verdicts: QualityVerdicts, name: tuple[str, str, str], statistic: Statistic, rows: NDArray[np.bool_]) -> Score:
    return score_of(name, statistic, np.flatnonzero(rows), verdicts.trial.groups)
