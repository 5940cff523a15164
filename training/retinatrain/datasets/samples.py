"""A photograph with its pixel labels in the field frame, and random views of it as training batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinatrain.augment import Geometry, Photometry, random_view, recolour, warp
from retinatrain.datasets.tables import Row, read_image
from retinatrain.field import FieldCircle, find_field
from retinatrain.frame import Frame, field_frame, to_frame

Array = NDArray[np.uint8]
View = tuple[Array, Array, Array]  # pixels, targets, weights


@dataclass(frozen=True)
class Sample:
    """A photograph in its frame [h, w, 3], targets and weights [h, w, C] (0 to 255 = 0 to 1), and the image's own shape."""

    row: Row
    shape: tuple[int, int]
    circle: FieldCircle | None
    frame: Frame
    image: Array
    targets: Array
    weights: Array


class _OfRow(Protocol):
    @property
    def row(self) -> Row: ...


S = TypeVar("S", bound=_OfRow)


def by_dataset(samples: Iterable[S]) -> dict[str, list[S]]:
    """Group samples by their set."""
    found: dict[str, list[S]] = {}
    for sample in samples:
        found.setdefault(sample.row.dataset, []).append(sample)
    return found


def field_sample(row: Row, diameter: int, masks: Sequence[Array | None], weights: Sequence[float]) -> Sample:
    """Bring a photograph and its masks (image resolution, None = not labelled) to the field frame of `diameter` px."""
    image = read_image(row)
    circle = find_field(image)
    frame = field_frame(image.shape, circle, diameter)
    layers = [np.zeros((frame.height, frame.width), np.uint8) if mask is None else to_frame(mask, frame) for mask in masks]
    shares = [0.0 if mask is None else share for mask, share in zip(masks, weights, strict=True)]
    plane = np.ones((frame.height, frame.width, 1), np.uint8) * np.round(255 * np.array(shares)).astype(np.uint8)
    return Sample(row, image.shape[:2], circle, frame, to_frame(image, frame), np.stack(layers, axis=2), plane)


def view_of(rng: np.random.Generator, sample: Sample, size: int, *, centre: tuple[float, float], geometry: Geometry, photometry: Photometry) -> View:
    """Return pixels [size, size, 3], targets and weights [size, size, C] of a random view round `centre` (frame pixels)."""
    pixels, targets, weights = plain_view(rng, sample, size, centre=centre, geometry=geometry)
    return recolour(rng, pixels, photometry), targets, weights


def plain_view(rng: np.random.Generator, sample: Sample, size: int, *, centre: tuple[float, float], geometry: Geometry) -> View:
    """Return a random view as `view_of` does, in the photograph's own colours."""
    view = random_view(rng, centre, size, geometry)
    return warp(sample.image, view, size), warp(sample.targets, view, size), warp(sample.weights, view, size)


def to_batch(views: Sequence[View]) -> dict[str, Tensor]:
    """Stack views into float tensors: `pixels` 0 to 255, `targets` and `weights` 0 to 1, all [N, C, H, W]."""
    pixels, targets, weights = (np.stack(part) for part in zip(*views, strict=True))
    return {
        "pixels": torch.from_numpy(pixels).permute(0, 3, 1, 2).float().contiguous(memory_format=torch.channels_last),
        "targets": torch.from_numpy(targets).permute(0, 3, 1, 2).float().div_(255),
        "weights": torch.from_numpy(weights).permute(0, 3, 1, 2).float().div_(255),
    }


def pick_by_share(rng: np.random.Generator, samples: Mapping[str, Sequence[Sample]], shares: Mapping[str, float]) -> Sample:
    """Pick a dataset by its share (of the sets present), then one of its samples."""
    names = [name for name in shares if samples.get(name)]
    weights = np.array([shares[name] for name in names])
    chosen = samples[names[rng.choice(len(names), p=weights / weights.sum())]]
    return chosen[rng.integers(len(chosen))]
