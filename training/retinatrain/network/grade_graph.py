"""The graph of the grades pack: levels, conditions, evidence maps and the distance to what was trained on."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from retinatrain.datasets.grade_set import CONDITION_START, CONDITIONS, DME_LEVELS, DR_LEVELS, TARGETS
from retinatrain.network.classifier import Classifier
from retinatrain.network.graph import Normalise

REFERABLE, MYOPIA, HIGH_MYOPIA = (TARGETS.index(name) for name in ("referable", "myopia", "highMyopia"))
# Evidence maps, in this order; each is the map of one target.
EVIDENCE = {"dr": TARGETS.index("DR>=2"), "dme": TARGETS.index("DME>=2"), **{name: CONDITION_START + i for i, name in enumerate(CONDITIONS)}, "myopia": MYOPIA}

OUTPUTS = ("icdr", "dme", "referable", "conditions", "myopia", "cam", "distance")


@dataclass(frozen=True)
class FeatureSpace:
    """Where training features lie (probabilistic PCA; Tipping & Bishop 1999): mean [F], principal axes [k, F], the variance
    along them [k], and the mean variance of all other directions.
    """

    mean: Tensor
    axes: Tensor
    variances: Tensor
    rest: Tensor

    @staticmethod
    def of(features: Tensor, axes: int) -> FeatureSpace:
        """Fit to features [n, F]."""
        mean = features.mean(dim=0)
        _, spread, directions = torch.linalg.svd(features - mean, full_matrices=False)
        variances = spread.square() / (len(features) - 1)
        return FeatureSpace(mean, directions[:axes], variances[:axes], variances[axes:].sum() / (features.shape[1] - axes))


class GradeGraph(nn.Module):
    """`image` uint8 [1, S, S, 3] to icdr [1, 5], dme [1, 3], referable [1], conditions [1, 8], myopia [1, 2] (high, pathologic), cam [1, k, h, w], distance [1]."""

    def __init__(self, network: Classifier, temperatures: Tensor, space: FeatureSpace) -> None:
        super().__init__()
        self.normalise = Normalise()
        self.network = network
        self.register_buffer("sharpness", 1 / temperatures)
        self.register_buffer("mean", space.mean)
        self.register_buffer("axes", space.axes)
        self.register_buffer("variances", space.variances)
        self.register_buffer("rest", space.rest)

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        """Return the seven outputs in the order of the class's description."""
        features = self.network.features(self.normalise(image.permute(0, 3, 1, 2).float()))
        pooled = features.mean(dim=(2, 3))
        probability = torch.sigmoid(self.network.decide(features) * self.sharpness)
        dr = levels(probability[:, : DR_LEVELS - 1])
        dme = levels(probability[:, DR_LEVELS - 1 : DR_LEVELS + DME_LEVELS - 2])
        conditions = probability[:, CONDITION_START : CONDITION_START + len(CONDITIONS)]
        cam = torch.relu(self.network.evidence(features)[:, list(EVIDENCE.values())])
        cam = cam / cam.amax(dim=(2, 3), keepdim=True).clamp(min=1.0)
        pathologic = probability[:, MYOPIA]
        myopia = torch.stack([torch.maximum(probability[:, HIGH_MYOPIA], pathologic), pathologic], dim=1)
        return dr, dme, probability[:, REFERABLE], conditions, myopia, cam, self.distance(pooled)

    def distance(self, pooled: Tensor) -> Tensor:
        """Return the Mahalanobis distance of pooled features [N, F] to the training features, divided by √F: about 1 for them."""
        offset = pooled - self.mean
        along = (offset @ self.axes.t()).square()
        beside = (offset.square().sum(dim=1) - along.sum(dim=1)).clamp(min=0.0)
        return (((along / self.variances).sum(dim=1) + beside / self.rest) / offset.shape[1]).sqrt()


def levels(at_least: Tensor) -> Tensor:
    """Turn P(level ≥ 1 … k) [N, k] into P(level = 0 … k) [N, k + 1], falling steps enforced."""
    steps = [at_least[:, :1]]
    for index in range(1, at_least.shape[1]):
        steps.append(torch.minimum(steps[-1], at_least[:, index : index + 1]))
    falling = torch.cat([torch.ones_like(steps[0]), *steps, torch.zeros_like(steps[0])], dim=1)
    return falling[:, :-1] - falling[:, 1:]
