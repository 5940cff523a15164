"""The shared vision encoder with linear heads: pooled features for decisions, the same weights on the map as evidence."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from retinatrain.network.encoder import PYRAMID_CHANNELS, Encoder, load_imagenet

FEATURES = 512
PEAK_POWER = 4  # between the mean (1) and the maximum: what a few cells show is not lost among hundreds
FAINTEST = 1e-3  # below this a feature counts as absent, so that its power has a slope


class Classifier(nn.Module):
    """Normalised images [N, 3, H, W] to logits [N, targets], by pooling of a 1×1 projection: its mean, and with `peaks` also
    its generalised mean (Radenović et al. 2018), whose weights begin at nothing.
    """

    def __init__(self, targets: int, *, drop: float = 0.2, dropout: float = 0.2, peaks: bool = False) -> None:
        super().__init__()
        self.encoder = Encoder(drop)
        self.project = nn.Sequential(nn.Conv2d(PYRAMID_CHANNELS[-1], FEATURES, 1, bias=False), nn.BatchNorm2d(FEATURES), nn.ReLU6())
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(FEATURES, targets)
        self.peak_head = nn.Linear(FEATURES, targets, bias=False) if peaks else None
        if self.peak_head is not None:
            nn.init.zeros_(self.peak_head.weight)

    def features(self, x: Tensor) -> Tensor:
        """Return the projected map [N, FEATURES, H / 32, W / 32]."""
        return self.project(self.encoder(x)[-1])

    def decide(self, features: Tensor) -> Tensor:
        """Return logits for a projected map."""
        logits = self.head(self.dropout(features.mean(dim=(2, 3))))
        return logits if self.peak_head is None else logits + self.peak_head(self.dropout(peaks(features)))

    def forward(self, x: Tensor) -> Tensor:
        """Return logits."""
        return self.decide(self.features(x))

    def evidence(self, features: Tensor) -> Tensor:
        """Return class activation maps [N, targets, h, w]; their mean over the map plus the bias is the logit (Zhou 2016).

        A generalised mean m of x is the mean of x · (x / m)^(p − 1), so that it has its place on the map too.
        """
        maps = torch.einsum("nchw,tc->nthw", features, self.head.weight)
        if self.peak_head is None:
            return maps
        seen = features.clamp(min=FAINTEST)
        parts = seen * (seen / peaks(features)[:, :, None, None]) ** (PEAK_POWER - 1)
        return maps + torch.einsum("nchw,tc->nthw", parts, self.peak_head.weight)


def peaks(features: Tensor) -> Tensor:
    """Return the generalised mean over the map [N, C, h, w] → [N, C], in single precision."""
    return features.float().clamp(min=FAINTEST).pow(PEAK_POWER).mean(dim=(2, 3)).pow(1 / PEAK_POWER)


def pretrained_classifier(targets: int, *, drop: float = 0.2, peaks: bool = False) -> Classifier:
    """Return a classifier whose encoder starts from ImageNet."""
    network = Classifier(targets, drop=drop, peaks=peaks)
    load_imagenet(network.encoder)
    return network
