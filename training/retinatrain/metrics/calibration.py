"""How far probabilities can be believed, and the scaling that makes them so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from torch import Tensor

from retinatrain.metrics.pixels import BINS, Histogram

RELIABILITY_BINS = 15


@dataclass(frozen=True)
class Scaling:
    """Calibrated logit = slope · logit + offset (Platt 1999); slope = 1 / temperature."""

    slope: float
    offset: float


def fit_scaling(counts: Histogram) -> Scaling:
    """Fit slope and offset to pixel counts by maximum likelihood; the identity if a class is missing."""
    if counts.sum(axis=1).min() == 0:
        return Scaling(1.0, 0.0)
    centres = (np.arange(BINS) + 0.5) / BINS
    logits = np.log(centres / (1 - centres))
    weights = counts / counts.sum()

    def loss(parameters: NDArray[np.float64]) -> float:
        scaled = parameters[0] * logits + parameters[1]
        return float((weights[0] * np.logaddexp(0, scaled)).sum() + (weights[1] * np.logaddexp(0, -scaled)).sum())

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-10}).x
    return Scaling(float(slope), float(offset))


def scaling_tensors(scalings: Mapping[str, Scaling], classes: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Return slopes and offsets in the order of the classes, for the graph."""
    chosen = [scalings[name] for name in classes]
    return torch.tensor([one.slope for one in chosen]), torch.tensor([one.offset for one in chosen])


def calibration_entry(name: str, counts: Histogram, images: int) -> dict[str, object]:
    """Return the card's line on a calibrated map."""
    return {"output": f"probability.{name}", "method": "Platt scaling of each map's logit", "ece": round(pixel_calibration_error(counts), 5), "n": images}


def pixel_calibration_error(counts: Histogram) -> float:
    """Return the expected calibration error over `RELIABILITY_BINS` equal bins of probability."""
    centres = (np.arange(BINS) + 0.5) / BINS
    bins = np.minimum((centres * RELIABILITY_BINS).astype(int), RELIABILITY_BINS - 1)
    total = counts.sum(axis=0)
    claimed = np.bincount(bins, weights=total * centres, minlength=RELIABILITY_BINS)
    found = np.bincount(bins, weights=counts[1], minlength=RELIABILITY_BINS)
    return float(np.abs(claimed - found).sum() / total.sum())
