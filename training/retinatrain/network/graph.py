"""What surrounds a network in an exported graph: uint8 pixels in, calibrated probabilities out."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

IMAGENET_MEAN = (123.675, 116.28, 103.53)
IMAGENET_SD = (58.395, 57.12, 57.375)


class Normalise(nn.Module):
    """Map pixel values 0 to 255 [N, 3, H, W] to ImageNet's mean and spread."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(IMAGENET_MEAN).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("scale", (1 / torch.tensor(IMAGENET_SD)).view(1, 3, 1, 1), persistent=False)

    def forward(self, pixels: Tensor) -> Tensor:
        """Return normalised pixels."""
        return (pixels - self.mean) * self.scale


class Mirrored(nn.Module):
    """A network of maps that looks at each picture and at its mirror image, and says the mean of both."""

    def __init__(self, network: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        """Map [N, 3, H, W] to the network's maps [N, C, h, w]."""
        return (self.network(x) + self.network(x.flip(3)).flip(3)) / 2


class FirstMaps(nn.Module):
    """A network of maps of which only the first `count` are told."""

    def __init__(self, network: Callable[[Tensor], Tensor], count: int) -> None:
        super().__init__()
        self.network = network
        self.count = count

    def forward(self, x: Tensor) -> Tensor:
        """Map [N, 3, H, W] to the network's first maps [N, count, h, w]."""
        return self.network(x)[:, : self.count]


class SegmentationGraph(nn.Module):
    """The graph of a segmentation pack: `image` uint8 [1, H, W, 3] to `probability` float32 [1, classes, H, W]."""

    def __init__(self, network: nn.Module, slopes: Tensor, offsets: Tensor) -> None:
        super().__init__()
        self.normalise = Normalise()
        self.network = network
        self.register_buffer("slopes", slopes.view(1, -1, 1, 1))
        self.register_buffer("offsets", offsets.view(1, -1, 1, 1))

    def forward(self, image: Tensor) -> Tensor:
        """Return calibrated probabilities, one independent map for each class."""
        pixels = image.permute(0, 3, 1, 2).float()
        return torch.sigmoid(self.network(self.normalise(pixels)) * self.slopes + self.offsets)
