"""Photographs with lesion masks. Channels: microaneurysm, haemorrhage, hard exudate, soft exudate, other bright lesion.

IDRiD's masks are exact. HEI-MED's outlines are generous: other bright lesions are learnt from them, and that a bright lesion of
another kind is no hard exudate; inside its outlines of exudates nothing is.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry, recolour
from retinatrain.datasets.bleeds import draw_bleed, draw_shade
from retinatrain.datasets.samples import Sample, View, by_dataset, field_sample, plain_view, to_batch
from retinatrain.datasets.tables import Row, read_mask, read_rows
from retinatrain.loop import Batch

CLASSES = ("MA", "HE", "EX", "SE", "OB")
HAEMORRHAGE, EXUDATE, SOFT, OTHER_BRIGHT = (CLASSES.index(name) for name in ("HE", "EX", "SE", "OB"))
FOLDERS = {
    "idrid_seg": {name: f"mask_{name}" for name in CLASSES[:OTHER_BRIGHT]},
    "hei_med": {"EX": "mask_EX", "OB": "mask_other_bright"},
}
EXACT = {"idrid_seg": CLASSES[:OTHER_BRIGHT], "hei_med": CLASSES[OTHER_BRIGHT:]}  # what a set's masks may be scored on
SHARES = {"idrid_seg": 0.82, "hei_med": 0.18}
NEAR_LESION = 0.8
BLEED_SHARE = 0.1
SHADE_SHARE = 0.06
JITTER = 0.3  # of the view's side
GEOMETRY = Geometry(zoom=(0.7, 1.4), rotation=180, stretch=0.1)
PHOTOMETRY = Photometry(colour=0.1, gamma=0.3, haze=0.1, blur=0.2, noise=0.1, jpeg=0.2)
HALF = 127


@dataclass(frozen=True)
class LesionSample:
    """A sample and, by class, where its lesions are: [n, 2] (x, y) in frame pixels, one point a component."""

    sample: Sample
    places: tuple[NDArray[np.float64], ...]

    @property
    def row(self) -> Row:
        """The photograph."""
        return self.sample.row


def lesion_rows() -> list[Row]:
    """Return the photographs with lesion masks."""
    return [row for dataset in FOLDERS for row in read_rows(dataset)]


def lesion_sample(row: Row, diameter: int) -> LesionSample:
    """Load one photograph with its masks and what they are worth."""
    folders = FOLDERS[row.dataset]
    masks = [read_mask(row, folders[name]) if name in folders else None for name in CLASSES]
    sample = field_sample(row, diameter, masks, [float(mask is not None) for mask in masks])
    weights = _exact_weights(sample.targets) if row.dataset == "idrid_seg" else _generous_weights(sample.targets)
    return LesionSample(dataclasses.replace(sample, weights=weights), tuple(_components(sample.targets[..., index]) for index in range(len(CLASSES))))


def lesion_batch(rng: np.random.Generator, samples: list[LesionSample], *, size: int, count: int) -> Batch:
    """Return `count` views of `size` px; most of them round a lesion whose class is drawn evenly."""
    grouped = by_dataset(samples)
    names = [name for name in SHARES if name in grouped]
    shares = np.array([SHARES[name] for name in names])
    return to_batch([_view(rng, grouped[name], size) for name in rng.choice(names, size=count, p=shares / shares.sum())])


def _view(rng: np.random.Generator, samples: list[LesionSample], size: int) -> View:
    chosen, centre = _draw(rng, samples, size)
    pixels, targets, weights = plain_view(rng, chosen.sample, size, centre=centre, geometry=GEOMETRY)
    chance = rng.random()
    if chance < BLEED_SHARE:
        pixels, blood = draw_bleed(rng, pixels)
        targets[blood] = [255 * (index == HAEMORRHAGE) for index in range(len(CLASSES))]
        weights[blood] = 255
    elif chance < BLEED_SHARE + SHADE_SHARE:
        pixels = draw_shade(rng, pixels)
    return recolour(rng, pixels, PHOTOMETRY), targets, weights


def _draw(rng: np.random.Generator, samples: list[LesionSample], size: int) -> tuple[LesionSample, tuple[float, float]]:
    if rng.random() < NEAR_LESION:
        kinds = [kind for kind in range(len(CLASSES)) if any(len(sample.places[kind]) for sample in samples)]
        kind = kinds[rng.integers(len(kinds))]
        having = [sample for sample in samples if len(sample.places[kind])]
        chosen = having[rng.integers(len(having))]
        x, y = chosen.places[kind][rng.integers(len(chosen.places[kind]))] + rng.uniform(-JITTER, JITTER, 2) * size
        return chosen, (x, y)
    chosen = samples[rng.integers(len(samples))]
    height, width = chosen.sample.image.shape[:2]
    return chosen, (rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.9) * height)


def _exact_weights(targets: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """All classes count everywhere; other bright lesions, not looked for in IDRiD, where an exudate is: that is none."""
    weights = np.full(targets.shape, 255, np.uint8)
    weights[..., OTHER_BRIGHT] = np.where((targets[..., EXUDATE] > HALF) | (targets[..., SOFT] > HALF), 255, 0)
    return weights


def _generous_weights(targets: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Other bright lesions count everywhere, hard exudates outside their outlines."""
    weights = np.zeros(targets.shape, np.uint8)
    weights[..., OTHER_BRIGHT] = 255
    weights[..., EXUDATE] = np.where(targets[..., EXUDATE] > 0, 0, 255)
    return weights


def _components(mask: NDArray[np.uint8]) -> NDArray[np.float64]:
    _, _, _, centres = cv2.connectedComponentsWithStats((mask > 100).astype(np.uint8), connectivity=8)
    return centres[1:]
