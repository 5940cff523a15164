"""IDRiD's photographs with lesion masks. Channels: microaneurysm, haemorrhage, hard exudate, soft exudate."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry
from retinatrain.datasets.samples import Sample, field_sample, to_batch, view_of
from retinatrain.datasets.tables import Row, read_mask, read_rows
from retinatrain.loop import Batch

CLASSES = ("MA", "HE", "EX", "SE")
FOLDERS = tuple(f"mask_{name}" for name in CLASSES)
NEAR_LESION = 0.8
JITTER = 0.3  # of the view's side
GEOMETRY = Geometry(zoom=(0.7, 1.4), rotation=180, stretch=0.1)
PHOTOMETRY = Photometry(colour=0.1, gamma=0.3, haze=0.1, blur=0.2, noise=0.1, jpeg=0.2)


@dataclass(frozen=True)
class LesionSample:
    """A sample and, by class, where its lesions are: [n, 2] (x, y) in frame pixels, one point a component."""

    sample: Sample
    places: tuple[NDArray[np.float64], ...]


def lesion_rows() -> list[Row]:
    """Return the photographs with pixel-exact lesion masks."""
    return read_rows("idrid_seg")


def lesion_sample(row: Row, diameter: int) -> LesionSample:
    """Load one photograph with its four masks."""
    masks = [read_mask(row, folder) for folder in FOLDERS]
    sample = field_sample(row, diameter, masks, (1.0,) * len(masks))
    return LesionSample(sample, tuple(_components(sample.targets[..., index]) for index in range(len(CLASSES))))


def lesion_batch(rng: np.random.Generator, samples: list[LesionSample], *, size: int, count: int) -> Batch:
    """Return `count` views of `size` px; most of them round a lesion whose class is drawn evenly."""
    views = []
    for _ in range(count):
        chosen, centre = _draw(rng, samples, size)
        views.append(view_of(rng, chosen.sample, size, centre=centre, geometry=GEOMETRY, photometry=PHOTOMETRY))
    return to_batch(views)


def _draw(rng: np.random.Generator, samples: list[LesionSample], size: int) -> tuple[LesionSample, tuple[float, float]]:
    if rng.random() < NEAR_LESION:
        kind = rng.integers(len(CLASSES))
        having = [sample for sample in samples if len(sample.places[kind])]
        chosen = having[rng.integers(len(having))]
        x, y = chosen.places[kind][rng.integers(len(chosen.places[kind]))] + rng.uniform(-JITTER, JITTER, 2) * size
        return chosen, (x, y)
    chosen = samples[rng.integers(len(samples))]
    height, width = chosen.sample.image.shape[:2]
    return chosen, (rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.9) * height)


def _components(mask: NDArray[np.uint8]) -> NDArray[np.float64]:
    _, _, _, centres = cv2.connectedComponentsWithStats((mask > 100).astype(np.uint8), connectivity=8)
    return centres[1:]
