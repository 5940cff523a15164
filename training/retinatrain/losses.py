"""Losses on logits with soft targets and weights: what is not labelled has weight 0."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def weighted_cross_entropy(logits: Tensor, targets: Tensor, weights: Tensor, *, positive: float = 1.0) -> Tensor:
    """Return the mean binary cross-entropy over weights [N, C, H, W]; positives count `positive` times."""
    each = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    weights = weights * (1 + (positive - 1) * targets)
    return (each * weights).sum() / weights.sum().clamp(min=1.0)


def soft_dice(logits: Tensor, targets: Tensor, weights: Tensor, *, smooth: float = 50.0) -> Tensor:
    """Return 1 − Dice of each class over the whole batch, mean over the classes that are labelled in it."""
    probability = torch.sigmoid(logits) * weights
    targets = targets * weights
    axes = (0, 2, 3)
    overlap = 2 * (probability * targets).sum(axes) + smooth
    total = probability.sum(axes) + targets.sum(axes) + smooth
    labelled = (weights.sum(axes) > 0).float()
    return ((1 - overlap / total) * labelled).sum() / labelled.sum().clamp(min=1.0)


def segmentation_loss(logits: Tensor, targets: Tensor, weights: Tensor, *, positive: float = 1.0, dice: float = 1.0) -> Tensor:
    """Return cross-entropy + `dice` × (1 − Dice), in float32."""
    logits = logits.float()
    return weighted_cross_entropy(logits, targets, weights, positive=positive) + dice * soft_dice(logits, targets, weights)
