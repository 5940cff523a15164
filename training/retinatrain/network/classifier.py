"""The shared vision encoder with linear heads: pooled features for decisions, the same weights on the map as evidence."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from retinatrain.network.encoder import PYRAMID_CHANNELS, Encoder, load_imagenet

FEATURES = 512


class Classifier(nn.Module):
    """Normalised images [N, 3, H, W] to logits [N, targets], by global average pooling of a 1×1 projection."""

    def __init__(self, targets: int, *, drop: float = 0.2, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(drop)
        self.project = nn.Sequential(nn.Conv2d(PYRAMID_CHANNELS[-1], FEATURES, 1, bias=False), nn.BatchNorm2d(FEATURES), nn.ReLU6())
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(FEATURES, targets)

    def features(self, x: Tensor) -> Tensor:
        """Return the projected map [N, FEATURES, H / 32, W / 32]."""
        return self.project(self.encoder(x)[-1])

    def forward(self, x: Tensor) -> Tensor:
        """Return logits."""
        return self.head(self.dropout(self.features(x).mean(dim=(2, 3))))

    def evidence(self, features: Tensor) -> Tensor:
        """Return class activation maps [N, targets, h, w]; their mean over the map plus the bias is the logit (Zhou 2016)."""
        return torch.einsum("nchw,tc->nthw", features, self.head.weight)


def pretrained_classifier(targets: int) -> Classifier:
    """Return a classifier whose encoder starts from ImageNet."""
    network = Classifier(targets)
    load_imagenet(network.encoder)
    return network
