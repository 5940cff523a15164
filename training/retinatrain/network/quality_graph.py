"""The graph of the quality pack: fundus photograph or not, good / usable / reject, and the reasons."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from retinatrain.datasets.quality_set import REASON_NAMES, TARGETS
from retinatrain.network.grade_graph import levels
from retinatrain.network.graph import Normalise

OUTPUTS = ("gate", "quality", "reasons")
FUNDUS = TARGETS.index("fundus")
LEVEL_COLUMNS = slice(TARGETS.index("usable"), TARGETS.index("good") + 1)  # at least usable, good: an ordinal code
REASON_COLUMNS = slice(TARGETS.index(REASON_NAMES[0]), TARGETS.index(REASON_NAMES[-1]) + 1)


class QualityGraph(nn.Module):
    """`image` uint8 [1, S, S, 3] to gate [1], quality [1, 3] (good, usable, reject) and reasons [1, k]."""

    def __init__(self, network: nn.Module, temperatures: Tensor) -> None:
        super().__init__()
        self.normalise = Normalise()
        self.network = network
        self.register_buffer("sharpness", 1 / temperatures)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the three outputs in the order of the class's description."""
        logits = self.network(self.normalise(image.permute(0, 3, 1, 2).float()))
        probability = torch.sigmoid(logits * self.sharpness)
        return probability[:, FUNDUS], levels(probability[:, LEVEL_COLUMNS]).flip(1), probability[:, REASON_COLUMNS]
