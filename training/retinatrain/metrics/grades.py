"""Everything that a grades card says, from the exported graph's own outputs on photographs that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.grade_set import CONDITION_START, CONDITIONS, DME_LEVELS, DR_LEVELS, TARGETS, GradeSample
from retinatrain.metrics.decisions import Statistic, agreement, calibration_error, conformal_threshold, crossed_coverage, ranking, score_of, share, told_level_error
from retinatrain.metrics.scores import Score
from retinatrain.network.grade_graph import HIGH_MYOPIA, MYOPIA, OUTPUTS, REFERABLE
from retinatrain.predict import open_graph

Numbers = NDArray[np.float64]
COVERAGE = 0.9
TYPICAL = 0.99  # quantile of validation distances beyond which a photograph counts as unlike the training data
SENSITIVITY = 0.9  # the referable threshold keeps at least this on the graded sets
SPECIFICITY = 0.92  # a condition is suspected in at most one of twelve eyes without it
ICDR_SETS = ("idrid_grade", "messidor2", "eyepacs_kaggle400", "aptos_256")


@dataclass(frozen=True)
class Verdicts:
    """The graph's outputs for photographs [n, …], their targets [n, targets], datasets and groups."""

    outputs: dict[str, Numbers]
    truth: Numbers
    sets: NDArray[np.str_]
    groups: tuple[str, ...]

    def rows(self, dataset: str, column: int) -> NDArray[np.int64]:
        """Return the photographs of a set ("all": every set) whose target is known."""
        chosen = (self.sets == dataset) | (dataset == "all")
        return np.flatnonzero(chosen & np.isfinite(self.truth[:, column]))

    @property
    def dr_level(self) -> Numbers:
        """The true ICDR level, NaN unless every step is known."""
        return self.truth[:, : DR_LEVELS - 1].sum(axis=1)

    @property
    def dme_level(self) -> Numbers:
        """The true DME level, NaN unless both steps are known."""
        return self.truth[:, DR_LEVELS - 1 : DR_LEVELS + DME_LEVELS - 2].sum(axis=1)


def run_grades(path: Path, samples: Sequence[GradeSample]) -> Verdicts:
    """Run the exported graph on every photograph."""
    session = open_graph(path)
    names = [name for name in OUTPUTS if name != "cam"]
    found = [session.run(names, {"image": sample.image[None]}) for sample in samples]
    outputs = {name: np.concatenate([one[index] for one in found]).astype(np.float64) for index, name in enumerate(names)}
    truth = np.stack([sample.targets for sample in samples]).astype(np.float64)
    return Verdicts(outputs, truth, np.array([sample.row.dataset for sample in samples]), tuple(sample.row.group for sample in samples))


def most_likely_level(probability: Numbers) -> Numbers:
    """Return the median level: the highest whose P(at least that level) is one half or more."""
    at_least = np.cumsum(probability[:, ::-1], axis=1)[:, ::-1]
    return (at_least[:, 1:] >= 0.5).sum(axis=1).astype(np.float64)


def grade_scores(verdicts: Verdicts) -> list[Score]:
    """Return agreement, accuracy and ranking by dataset, with intervals over patients."""
    icdr, dme = (most_likely_level(verdicts.outputs[name]) for name in ("icdr", "dme"))
    scores = []
    for name in ICDR_SETS:
        rows = verdicts.rows(name, TARGETS.index("DR>=4"))
        scores.append(_score(verdicts, ("qwk", "icdr", name), agreement(verdicts.dr_level, icdr, DR_LEVELS), rows))
        scores.append(_score(verdicts, ("accuracy", "icdr", name), share((icdr == verdicts.dr_level).astype(np.float64)), rows))
    for name in (*ICDR_SETS[:3], "mex_dme_dr", "all"):
        rows = verdicts.rows(name, REFERABLE)
        scores.append(_score(verdicts, ("auc", "referable", name), ranking(verdicts.truth[:, REFERABLE], verdicts.outputs["referable"]), rows))
        scores += _at_threshold(verdicts, name, rows)
    rows = verdicts.rows("idrid_grade", TARGETS.index("DME>=2"))
    scores.append(_score(verdicts, ("qwk", "dme", "idrid_grade"), agreement(verdicts.dme_level, dme, DME_LEVELS), rows))
    rows = verdicts.rows("messidor2", TARGETS.index("DME>=2"))
    scores.append(_score(verdicts, ("auc", "dme", "messidor2"), ranking(verdicts.truth[:, TARGETS.index("DME>=2")], verdicts.outputs["dme"][:, 2]), rows))
    rows = verdicts.rows("mex_dme_dr", TARGETS.index("DME>=1"))
    scores.append(_score(verdicts, ("auc", "dme", "mex_dme_dr"), ranking(verdicts.truth[:, TARGETS.index("DME>=1")], 1 - verdicts.outputs["dme"][:, 0]), rows))
    return scores + _coverage_scores(verdicts) + _condition_scores(verdicts)


def _coverage_scores(verdicts: Verdicts) -> list[Score]:
    scores = []
    for name, level, column in (("icdr", verdicts.dr_level, TARGETS.index("DR>=4")), ("dme", verdicts.dme_level, TARGETS.index("DME>=2"))):
        known = np.flatnonzero(np.isfinite(level))
        covered = np.full(len(level), np.nan)
        covered[known] = crossed_coverage(verdicts.outputs[name][known], level[known], [verdicts.groups[row] for row in known], coverage=COVERAGE)
        for dataset in ("idrid_grade", "messidor2", "all"):
            rows = np.intersect1d(verdicts.rows(dataset, column), known)
            scores.append(_score(verdicts, ("coverage", name, dataset), share(covered), rows))
    return scores


def _condition_scores(verdicts: Verdicts) -> list[Score]:
    rows = verdicts.rows("odir", CONDITION_START)
    areas = [ranking(verdicts.truth[:, CONDITION_START + i], verdicts.outputs["conditions"][:, i]) for i in range(len(CONDITIONS))]
    scores = [_score(verdicts, ("auc", name, "odir"), area, rows) for name, area in zip(CONDITIONS, areas, strict=True)]
    macro: Statistic = lambda chosen: float(np.nanmean([area(chosen) for area in areas]))  # noqa: E731
    scores.append(_score(verdicts, ("macro_auc", "conditions", "odir"), macro, rows))
    for name in ("palm_myopia", "odir"):
        scores.append(
            _score(verdicts, ("auc", "pathologicMyopia", name), ranking(verdicts.truth[:, MYOPIA], verdicts.outputs["myopia"][:, 1]), verdicts.rows(name, MYOPIA))
        )
    rows = verdicts.rows("palm_myopia", HIGH_MYOPIA)
    rows = rows[verdicts.truth[rows, MYOPIA] == 0]  # pathologic eyes would make it easy
    scores.append(_score(verdicts, ("auc", "highMyopia", "palm_myopia"), ranking(verdicts.truth[:, HIGH_MYOPIA], verdicts.outputs["myopia"][:, 0]), rows))
    return scores


def _at_threshold(verdicts: Verdicts, name: str, rows: NDArray[np.int64]) -> list[Score]:
    called = (verdicts.outputs["referable"] >= referable_threshold(verdicts)).astype(np.float64)
    truth = verdicts.truth[:, REFERABLE]
    sick, well = rows[truth[rows] == 1], rows[truth[rows] == 0]
    return [_score(verdicts, ("sensitivity", "referable", name), share(called), sick), _score(verdicts, ("specificity", "referable", name), share(1 - called), well)]


def referable_threshold(verdicts: Verdicts) -> float:
    """Return the highest threshold that keeps `SENSITIVITY` on IDRiD and Messidor-2 together."""
    rows = np.concatenate([verdicts.rows(name, REFERABLE) for name in ("idrid_grade", "messidor2")])
    sick = np.sort(verdicts.outputs["referable"][rows[verdicts.truth[rows, REFERABLE] == 1]])
    return float(sick[int(np.floor((1 - SENSITIVITY) * len(sick)))])


def operating_points(verdicts: Verdicts) -> dict[str, dict[str, object]]:
    """Return the card's thresholds."""
    points: dict[str, dict[str, object]] = {
        "icdr": {"threshold": 0.5, "why": "the level is the highest whose probability of at least that level is one half"},
        "dme": {"threshold": 0.5, "why": "the level is the highest whose probability of at least that level is one half"},
        "referable": {"threshold": round(referable_threshold(verdicts), 3), "why": f"sensitivity of at least {SENSITIVITY:.0%} on IDRiD and Messidor-2 validation"},
        "pathologicMyopia": {"threshold": 0.5, "why": "calibrated probability"},  # high myopia has none and is not told: see the card's limits
    }
    for index, name in enumerate(CONDITIONS):
        rows = verdicts.rows("odir", CONDITION_START)
        truth, shown = verdicts.truth[rows, CONDITION_START + index], verdicts.outputs["conditions"][rows, index]
        cuts = [cut for cut in np.unique(np.round(shown, 3)) if (shown[truth == 0] < cut).mean() >= SPECIFICITY]
        best = max(cuts, key=lambda cut: (shown[truth == 1] >= cut).mean() + (shown[truth == 0] < cut).mean())
        why = f"best balance of sensitivity and specificity on ODIR validation with a specificity of at least {SPECIFICITY:.0%}"
        points[name] = {"threshold": float(best), "why": why}
    return points


def calibration_entries(verdicts: Verdicts) -> list[dict[str, object]]:
    """Return the expected calibration error of each output, over the sets that label it fully."""
    method = "temperature on the validation photographs"
    entries = []
    for name, level in (("icdr", verdicts.dr_level), ("dme", verdicts.dme_level)):
        known = np.isfinite(level)
        shown = verdicts.outputs[name][known]
        error = told_level_error(shown, most_likely_level(shown).astype(np.int64), level[known])
        entries.append({"output": name, "method": method, "ece": round(error, 4), "n": int(known.sum())})
    for name, columns in (("referable", [REFERABLE]), ("conditions", list(range(CONDITION_START, CONDITION_START + len(CONDITIONS)))), ("myopia", [HIGH_MYOPIA, MYOPIA])):
        known = int(np.isfinite(verdicts.truth[:, columns]).any(axis=1).sum())
        truth, shown = verdicts.truth[:, columns].ravel(), verdicts.outputs[name].reshape(len(verdicts.sets), -1).ravel()
        entries.append(
            {"output": name, "method": method, "ece": round(calibration_error(shown, truth), 4), "n": int(np.isfinite(verdicts.truth[:, columns]).any(axis=1).sum())}
        )
    return entries


def conformal_entries(verdicts: Verdicts) -> dict[str, object]:
    """Return the probability that a level needs to enter the 90 % set."""
    entries = {}
    for name, level in (("icdr", verdicts.dr_level), ("dme", verdicts.dme_level)):
        known = np.isfinite(level)
        threshold = conformal_threshold(verdicts.outputs[name][known], level[known], COVERAGE)
        method = "split conformal on validation: the set holds every level whose probability reaches the threshold"
        entries[name] = {"coverage": COVERAGE, "threshold": round(threshold, 4), "n": int(known.sum()), "method": method}
    return entries


def out_of_distribution(verdicts: Verdicts) -> dict[str, object]:
    """Return the distance beyond which a photograph is unlike the training data."""
    distance = verdicts.outputs["distance"]
    return {"output": "distance", "threshold": round(float(np.quantile(distance, TYPICAL)), 4), "quantile": TYPICAL, "n": len(distance)}


def _score(verdicts: Verdicts, name: tuple[str, str, str], statistic: Statistic, rows: NDArray[np.int64]) -> Score:
    return score_of(name, statistic, rows, verdicts.groups)
