"""What the gate and the judgement of quality are tried on: photographs as they are, spoilt ones, pictures that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinatrain.datasets.quality_set import QualitySample, negative, spoil
from retinatrain.frame import resize

NEGATIVES = "drawn_negatives"
SPOILT = "spoilt"
NEGATIVE_COUNT = 300
SPOILT_COUNT = 300
SEED = 7


@dataclass(frozen=True)
class QualityTrial:
    """Pictures [s, s, 3], targets [n, targets] (NaN where unknown), the set and the group of each."""

    pictures: Sequence[NDArray[np.uint8]]
    targets: NDArray[np.float64]
    sets: NDArray[np.str_]
    groups: tuple[str, ...]

    @property
    def photographs(self) -> NDArray[np.bool_]:
        """Which pictures are photographs as a camera took them."""
        return ~np.isin(self.sets, (NEGATIVES, SPOILT))


def quality_trial(validation: Sequence[QualitySample], size: int) -> QualityTrial:
    """Return the photographs held out, `SPOILT_COUNT` spoilt ones of them and `NEGATIVE_COUNT` held-out negatives, at `size` px."""
    rng = np.random.default_rng(SEED)
    clean = [sample for sample in validation if sample.clean]
    sources = [clean[int(rng.integers(len(clean)))] for _ in range(SPOILT_COUNT)]
    spoilt = [spoil(rng, source) for source in sources]
    others = [negative(rng, validation[int(rng.integers(len(validation)))].image, size=size, held_out=True) for _ in range(NEGATIVE_COUNT)]
    framed = [resize(picture, (size, size)) for picture in [*(sample.image for sample in validation), *(picture for picture, _ in spoilt)]]
    return QualityTrial(
        pictures=[*framed, *(picture for picture, _ in others)],
        targets=np.stack([*(sample.targets for sample in validation), *(targets for _, targets in [*spoilt, *others])]).astype(np.float64),
        sets=np.array([*(sample.row.dataset for sample in validation), *[SPOILT] * len(spoilt), *[NEGATIVES] * len(others)]),
        groups=(*(sample.row.group for sample in [*validation, *sources]), *(f"{NEGATIVES}:{number}" for number in range(len(others)))),
    )
