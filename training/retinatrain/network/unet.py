"""A light U-Net decoder on the encoder's pyramid; logits at full resolution by sub-pixel convolution from stride 2."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from retinatrain.network.encoder import PYRAMID_CHANNELS, Encoder, load_imagenet

DECODER_WIDTHS = (96, 64, 48, 32)


class UNet(nn.Module):
    """Segmentation network: normalised images [N, 3, H, W] (multiples of 32) to logits [N, classes, H, W]."""

    def __init__(self, classes: int, *, widths: tuple[int, ...] = DECODER_WIDTHS, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(drop)
        skips = PYRAMID_CHANNELS[-2::-1]
        entries = (PYRAMID_CHANNELS[-1], *widths[:-1])
        self.steps = nn.ModuleList(_double_convolution(entry + skip, width) for entry, skip, width in zip(entries, skips, widths, strict=True))
        self.head = nn.Conv2d(widths[-1], classes * 4, 1)
        _repeat_for_subpixels(self.head)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits at the resolution of the input."""
        *skips, x = self.encoder(x)
        for step, skip in zip(self.steps, reversed(skips), strict=True):
            x = step(torch.cat([functional.interpolate(x, scale_factor=2.0, mode="nearest"), skip], dim=1))
        return functional.pixel_shuffle(self.head(x), 2)


def pretrained_unet(classes: int, *, prior: float, drop: float = 0.1) -> UNet:
    """Return a U-Net whose encoder starts from ImageNet and whose first answer is `prior` everywhere (Lin 2017).

    AdamW moves a bias by about its rate a step: from ½, a hundred steps and more would go into learning that lesions are rare.
    """
    network = UNet(classes, drop=drop)
    load_imagenet(network.encoder)
    nn.init.constant_(network.head.bias, math.log(prior / (1 - prior)))
    return network


def _double_convolution(entry: int, leave: int) -> nn.Sequential:
    def once(channels: int) -> list[nn.Module]:
        return [nn.Conv2d(channels, leave, 3, padding=1, bias=False), nn.BatchNorm2d(leave), nn.ReLU(inplace=True)]

    return nn.Sequential(*once(entry), *once(leave))


def _repeat_for_subpixels(head: nn.Conv2d) -> None:
    """Start the four sub-pixels of a class equal, so that no chequerboard has to be unlearnt (Aitken 2017)."""
    with torch.no_grad():
        head.weight.copy_(head.weight[::4].repeat_interleave(4, dim=0))
        head.bias.zero_()
