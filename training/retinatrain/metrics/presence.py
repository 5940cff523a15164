"""Whether disc and fovea are claimed where they are and only there: on narrow fields cut out of photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from retinatrain.datasets.landmark_set import CLASSES, CROP_SETS, narrow_view
from retinatrain.datasets.samples import Sample
from retinatrain.metrics.landmarks import HALF, find_fovea, largest_component
from retinatrain.metrics.pixels import mean_over_images
from retinatrain.metrics.scores import Score
from retinatrain.predict import Predictor

VIEWS = 2  # a photograph
SEEN, UNSEEN = 200, 5  # of 255: a target that reaches the first is wholly in view, one that stays below the second is not
SMALLEST_DISC = 0.04  # of the field's width, as in the app
NEAR = 0.12  # of the view's width between the fovea found and the true one
DISC, FOVEA = CLASSES.index("disc"), CLASSES.index("fovea")


@dataclass
class Presence:
    """Of each target in each view: how much it is believed (disc: 0 or 1), and whether it is there and, the fovea, where it was found."""

    belief: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CLASSES})
    there: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in CLASSES})

    def add(self, name: str, belief: float, *, there: bool) -> None:
        """Add one view."""
        self.belief[name].append(belief)
        self.there[name].append(there)


def look_for_landmarks(samples: Sequence[Sample], predict: Predictor, size: int) -> Presence:
    """Predict `VIEWS` narrow fields of `size` px of every photograph whose disc and fovea are labelled."""
    presence, rng = Presence(), np.random.default_rng(1)
    for sample in samples:
        if sample.row.dataset in CROP_SETS:
            continue
        for _ in range(VIEWS):
            pixels, targets, weights = narrow_view(rng, sample, size)
            maps = predict(pixels)
            disc, fovea = (targets[..., index] for index in (DISC, FOVEA))
            if weights[..., DISC].any() and (disc.max() < UNSEEN or _is_whole(disc)):
                found = largest_component(maps[DISC] >= HALF).sum() >= np.pi * (SMALLEST_DISC * size / 2) ** 2
                presence.add("disc", float(found), there=bool(disc.max() >= SEEN))
            if weights[..., FOVEA].any() and not UNSEEN <= fovea.max() < SEEN:
                near = fovea.max() >= SEEN and _distance(find_fovea(maps[FOVEA]), fovea) <= NEAR * size
                presence.add("fovea", float(maps[FOVEA].max()), there=bool(near))
    return presence


def presence_scores(presence: Presence, threshold: float) -> list[Score]:
    """Return how often a disc and a fovea that are there are claimed, and how often none is where there is none."""
    scores = []
    for name in CLASSES:
        claimed = np.array(presence.belief[name]) >= (HALF if name == "disc" else threshold)
        there = np.array(presence.there[name])
        scores.append(Score("sensitivity", f"{name} in a narrow field", "narrow views", mean_over_images(claimed[there].astype(float).tolist())))
        scores.append(Score("specificity", f"{name} in a narrow field", "narrow views", mean_over_images((~claimed[~there]).astype(float).tolist())))
    return scores


def _is_whole(disc: np.ndarray) -> bool:
    """Whether a disc lies wholly inside a round field that fills the view: none of it is near the border."""
    y, x = np.nonzero(disc >= SEEN)
    middle = (disc.shape[0] - 1) / 2
    return len(x) > 0 and float(np.hypot(x - middle, y - middle).max()) < 0.95 * middle


def _distance(found: tuple[float, float], spot: np.ndarray) -> float:
    y, x = np.unravel_index(int(np.argmax(spot)), spot.shape)
    return float(np.hypot(found[0] - x, found[1] - y))
