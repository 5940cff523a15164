"""Photographs with vessel masks, some with arteries and veins. Channels: vessel, artery, vein, crossing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinatrain.augment import Geometry, Photometry
from retinatrain.datasets.samples import Sample, field_sample, pick_by_share, to_batch, view_of
from retinatrain.datasets.tables import Row, read_mask, read_rows
from retinatrain.loop import Batch

CLASSES = ("vessel", "artery", "vein", "crossing")
VESSEL_FOLDERS = {
    "drive": "vessel",
    "chase_db1": "vessel",
    "stare": "vessel_vk",
    "hrf": "vessel",
    "les_av": "vessel",
    "fives_sample": "vessel",
    "drhagis_sample": "vessel",
    "idrid_seg": "mask_vessel_unofficial",
}
AV_SETS = ("drive", "hrf", "les_av", "avrdb_samples")
# Share of the views drawn from each set; the unofficial IDRiD masks are uneven but show lesions that are no vessels.
SHARES = {
    "drive": 0.22,
    "hrf": 0.2,
    "les_av": 0.17,
    "chase_db1": 0.12,
    "stare": 0.12,
    "fives_sample": 0.05,
    "idrid_seg": 0.05,
    "avrdb_samples": 0.05,
    "drhagis_sample": 0.02,
}
CROSSING_WEIGHT = 0.3
GEOMETRY = Geometry(zoom=(0.75, 1.3), rotation=180, stretch=0.1)
# Gentle: what spoils a picture takes the thinnest vessels away, and a short training never gets to learn them.
PHOTOMETRY = Photometry(colour=0.08, gamma=0.25, haze=0.03, blur=0.04, noise=0.03, jpeg=0.06)


def vessel_rows() -> list[Row]:
    """Return every photograph with a vessel or artery/vein mask."""
    rows = [row for dataset in SHARES for row in read_rows(dataset)]
    return [row for row in rows if row.labels.get("has_vessel_mask", "1") == "1"]


def vessel_sample(row: Row, diameter: int) -> Sample:
    """Load one photograph with targets vessel, artery, vein, crossing; what a set does not label has weight 0."""
    av = read_mask(row, "av") if row.dataset in AV_SETS else None
    vessel = read_mask(row, VESSEL_FOLDERS[row.dataset]) if row.dataset in VESSEL_FOLDERS else _where(av, (1, 2, 3))
    masks = [_as_255(vessel), _where(av, (1, 3)), _where(av, (2, 3)), _where(av, (3,))]
    sample = field_sample(row, diameter, masks, (1.0, 1.0, 1.0, 1.0))
    unsure = sample.targets[..., 3] > 0
    sample.weights[..., 1:3][unsure] = (sample.weights[..., 1:3][unsure] * CROSSING_WEIGHT).astype(np.uint8)
    return sample


def vessel_batch(rng: np.random.Generator, samples: dict[str, list[Sample]], *, size: int, count: int) -> Batch:
    """Return `count` random views of `size` px, centred in the middle part of the field so that most of the tree is seen."""
    views = []
    for _ in range(count):
        sample = pick_by_share(rng, samples, SHARES)
        height, width = sample.image.shape[:2]
        centre = (rng.uniform(0.32, 0.68) * width, rng.uniform(0.32, 0.68) * height)
        views.append(view_of(rng, sample, size, centre=centre, geometry=GEOMETRY, photometry=PHOTOMETRY))
    return to_batch(views)


def _where(av: NDArray[np.uint8] | None, classes: tuple[int, ...]) -> NDArray[np.uint8] | None:
    return None if av is None else np.isin(av, classes).astype(np.uint8) * 255


def _as_255(mask: NDArray[np.uint8] | None) -> NDArray[np.uint8] | None:
    return None if mask is None else (mask > 0).astype(np.uint8) * 255
