"""Scores of disc and cup in the disc frame, with the frame placed a little off as the first stage would place it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.disc_set import CLASSES, CUP_SETS, SIDE, SIZE, DiscSample
from retinatrain.datasets.tables import read_image, read_mask
from retinatrain.frame import disc_frame, from_frame, to_frame
from retinatrain.metrics.landmarks import HALF, dice, largest_component
from retinatrain.metrics.pixels import Histogram, histogram, mean_over_images, no_pixels
from retinatrain.metrics.scores import Score
from retinatrain.predict import Predictor

OFFSET = 0.06  # disc diameters, the first stage's usual error
SIZE_SPREAD = 0.08


@dataclass
class DiscTally:
    """By dataset and photograph: Dice of disc and cup, absolute error of the vertical cup-to-disc ratio; the pixels of both maps."""

    disc: dict[str, list[float]] = field(default_factory=dict)
    cup: dict[str, list[float]] = field(default_factory=dict)
    ratio_error: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, Histogram] = field(default_factory=lambda: {name: no_pixels() for name in CLASSES})


def tally_discs(samples: Sequence[DiscSample], predict: Predictor) -> DiscTally:
    """Predict every disc at the photograph's resolution and compare it with its masks."""
    tally, rng = DiscTally(), np.random.default_rng(1)
    for sample in samples:
        name, image = sample.row.dataset, read_image(sample.row)
        offset = rng.normal(0, OFFSET, 2) * sample.diameter
        centre = (sample.centre[0] + offset[0], sample.centre[1] + offset[1])
        frame = disc_frame(centre, sample.diameter * float(np.exp(rng.normal(0, SIZE_SPREAD))), side=SIDE, size_px=SIZE)
        disc_map, cup_map = (from_frame(layer, frame, image.shape) for layer in predict(to_frame(image, frame)))
        seen = from_frame(np.ones((SIZE, SIZE), np.float32), frame, image.shape) > HALF
        true_disc = read_mask(sample.row, "mask_OD") > 0
        tally.counts["disc"] += histogram(disc_map, true_disc, seen)
        disc = largest_component(disc_map >= HALF)
        tally.disc.setdefault(name, []).append(dice(disc, true_disc))
        if name in CUP_SETS:
            true_cup = read_mask(sample.row, "mask_cup") > 0
            tally.counts["cup"] += histogram(cup_map, true_cup, seen)
            cup = largest_component((cup_map >= HALF) & disc)
            tally.cup.setdefault(name, []).append(dice(cup, true_cup))
            tally.ratio_error.setdefault(name, []).append(abs(vertical_ratio(cup, disc) - vertical_ratio(true_cup, true_disc)))
    return tally


def vertical_ratio(cup: NDArray[np.bool_], disc: NDArray[np.bool_]) -> float:
    """Return the cup's height divided by the disc's height (rows that each touches); 0 without a disc."""
    return float(cup.any(axis=1).sum() / max(1, disc.any(axis=1).sum()))


def disc_scores(tally: DiscTally) -> list[Score]:
    """Return Dice of disc and cup and the error of the vertical cup-to-disc ratio, by dataset and pooled."""
    scores = []
    for metric, target, groups in (("dice", "disc", tally.disc), ("dice", "cup", tally.cup), ("mae", "vertical cup-to-disc ratio", tally.ratio_error)):
        for name, values in [*groups.items(), ("all", sum(groups.values(), []))]:
            scores.append(Score(metric, target, name, mean_over_images(values)))
    return scores


def quick_disc_scores(tally: DiscTally) -> dict[str, float]:
    """Return means without intervals, for the training log."""
    numbers = {f"{name}.disc": float(np.mean(values)) for name, values in tally.disc.items()}
    numbers |= {f"{name}.cup": float(np.mean(values)) for name, values in tally.cup.items()}
    return numbers | {f"{name}.ratio": float(np.mean(values)) for name, values in tally.ratio_error.items()}
