"""Close views of the optic disc. Channels: disc (cup included), cup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry, random_view, recolour, warp
from retinatrain.datasets.samples import to_batch
from retinatrain.datasets.tables import Row, read_image, read_mask, read_rows
from retinatrain.frame import Frame, disc_frame, to_frame
from retinatrain.loop import Batch

CLASSES = ("disc", "cup")
CUP_SETS = ("refuge_disc", "drishti_gs", "smdg_disc_sample")
SHARES = {"refuge_disc": 0.42, "drishti_gs": 0.3, "smdg_disc_sample": 0.08, "idrid_seg": 0.12, "les_av": 0.08}
SIDE = 2.0  # disc diameters across the frame
SIZE = 320  # pixels across the frame
SOURCE_SIDE = 3.0  # disc diameters kept around the disc for random views
SOURCE_PX = round(SIZE * SOURCE_SIDE / SIDE)  # the same scale as the frame
SHIFT = 0.15  # of a disc diameter: how far the first stage may be off
GEOMETRY = Geometry(zoom=(0.75, 1.33), rotation=30, stretch=0.08)
PHOTOMETRY = Photometry(colour=0.15, gamma=0.4, haze=0.2, blur=0.3, noise=0.2, jpeg=0.25)


@dataclass(frozen=True)
class DiscSample:
    """A disc in a wide source view [s, s, 3] with its targets [s, s, 2], and where it lies in its photograph."""

    row: Row
    centre: tuple[float, float]
    diameter: float
    source: NDArray[np.uint8]
    targets: NDArray[np.uint8]
    cup_labelled: bool


def disc_rows() -> list[Row]:
    """Return every photograph or crop with a disc mask."""
    return [row for dataset in SHARES for row in read_rows(dataset)]


def disc_sample(row: Row) -> DiscSample:
    """Load one disc with its masks, `SOURCE_SIDE` disc diameters across."""
    disc = read_mask(row, "mask_OD")
    centre, diameter = disc_place(disc > 0)
    cup = read_mask(row, "mask_cup") if row.dataset in CUP_SETS else None
    frame = source_frame(centre, diameter)
    layers = [to_frame(disc, frame), np.zeros((SOURCE_PX, SOURCE_PX), np.uint8) if cup is None else to_frame(cup, frame)]
    return DiscSample(row, centre, diameter, to_frame(read_image(row), frame), np.stack(layers, axis=2), cup is not None)


def disc_place(mask: NDArray[np.bool_]) -> tuple[tuple[float, float], float]:
    """Return the centre of a disc mask [H, W] in pixels and its diameter, that of a circle of equal area."""
    moments = cv2.moments(mask.astype(np.uint8), binaryImage=True)
    area = moments["m00"]
    return (moments["m10"] / area, moments["m01"] / area), 2 * float(np.sqrt(area / np.pi))


def source_frame(centre: tuple[float, float], diameter: float) -> Frame:
    """Return the wide frame from which random views are cut."""
    return disc_frame(centre, diameter, side=SOURCE_SIDE, size_px=SOURCE_PX)


def disc_batch(rng: np.random.Generator, samples: Mapping[str, list[DiscSample]], *, count: int) -> Batch:
    """Return `count` views as the second stage gets them: `SIDE` disc diameters, a little off."""
    names = [name for name in SHARES if samples.get(name)]
    shares = np.array([SHARES[name] for name in names])
    views = []
    for name in rng.choice(names, size=count, p=shares / shares.sum()):
        views.append(_view(rng, samples[name][rng.integers(len(samples[name]))]))
    return to_batch(views)


def _view(rng: np.random.Generator, sample: DiscSample) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    middle = (SOURCE_PX - 1) / 2 + rng.normal(0, SHIFT / 2, 2) * SOURCE_PX / SOURCE_SIDE
    view = random_view(rng, (float(middle[0]), float(middle[1])), SIZE, GEOMETRY)
    weights = np.full((SIZE, SIZE, 2), (255, 255 if sample.cup_labelled else 0), np.uint8)
    return recolour(rng, warp(sample.source, view, SIZE), PHOTOMETRY), warp(sample.targets, view, SIZE), weights
