"""Rows of the datasets' labels.csv, the photographs that are never trained on, and the groups that a split keeps together."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.places import data_folder

FOLDS = 5
SPLIT_SEED = "retinadesk-1"

# The app's demo session shows these; they and their twins in the grading part take no part in training or validation.
RESERVED = {
    "idrid_seg": frozenset({"IDRiD_41.jpg", "IDRiD_48.jpg", "IDRiD_49.jpg"}),
    "idrid_grade": frozenset({"train_IDRiD_283.jpg", "train_IDRiD_053.jpg", "train_IDRiD_308.jpg"}),
}

# Sets that share photographs with another set follow its folds.
TWIN_SET = {"idrid_grade": "idrid_seg"}

# Near-identical pairs named in the datasets' SOURCE.md.
NEAR_DUPLICATES = {
    "idrid_grade": "train_IDRiD_021=train_IDRiD_391, train_IDRiD_045=train_IDRiD_333, train_IDRiD_079=train_IDRiD_279",
    "palm_myopia": "P0014=P0072, P0057=V0252, V0107=V0160",
    "mex_dme_dr": "0066=0485, 0113=0899, 0642=0970, 0822=0874, 2050=2051",  # patients; the other pairs are of one patient
    "fives_sample": "22_A=23_A",
}


@dataclass(frozen=True)
class Row:
    """One photograph: its dataset, file name, labels as text, and the group (patient or twins) that a split keeps together."""

    dataset: str
    image: str
    labels: Mapping[str, str]
    group: str

    @property
    def key(self) -> str:
        """A name that is unique over all datasets."""
        return f"{self.dataset}/{self.image}"

    def path(self, folder: str = "images") -> Path:
        """Return the file of the image, or of its mask in another folder of the set."""
        stem = self.image if folder == "images" else f"{Path(self.image).stem}.png"
        return data_folder() / self.labels.get("image_set", self.dataset) / folder / stem

    def number(self, label: str) -> float:
        """Return a label as a number, NaN where it is empty or absent."""
        text = self.labels.get(label, "")
        return float(text) if text else float("nan")


def read_rows(dataset: str) -> list[Row]:
    """Return the set's photographs without the reserved ones, in file order."""
    with (data_folder() / dataset / "labels.csv").open(encoding="utf-8") as file:
        table = [row for row in csv.DictReader(file) if row["image"] not in RESERVED.get(dataset, ())]
    twins = _twins(dataset)
    return [Row(dataset, row["image"], row, _group(dataset, row, twins)) for row in table]


def split_fold(rows: Iterable[Row], fold: int) -> tuple[list[Row], list[Row]]:
    """Return (training, validation) rows; validation is fold `fold` of `FOLDS`, whole groups, the same for every pack."""
    training: list[Row] = []
    validation: list[Row] = []
    for row in rows:
        (validation if fold_of_groups(row.dataset)[row.group] == fold else training).append(row)
    return training, validation


@cache
def fold_of_groups(dataset: str) -> dict[str, int]:
    """Return the fold of each group of a set: dealt out in hashed order, twins of another set's images with their twins."""
    folds = fold_of_groups(TWIN_SET[dataset]) if dataset in TWIN_SET else {}
    groups = sorted({row.group for row in read_rows(dataset)} - folds.keys(), key=_shuffle_key)
    return {**folds, **{group: rank % FOLDS for rank, group in enumerate(groups)}}


def read_image(row: Row) -> NDArray[np.uint8]:
    """Read a photograph as RGB uint8 [H, W, 3]; raises FileNotFoundError."""
    image = cv2.imread(str(row.path()), cv2.IMREAD_COLOR)
    if image is None:
        raise FileNotFoundError(row.path())
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def read_mask(row: Row, folder: str) -> NDArray[np.uint8]:
    """Read a mask [H, W]: 0 and 255 for 1-bit masks, class numbers for `av`; raises FileNotFoundError."""
    mask = cv2.imread(str(row.path(folder)), cv2.IMREAD_GRAYSCALE)
    if mask is None:
        raise FileNotFoundError(row.path(folder))
    return mask


def _shuffle_key(group: str) -> str:
    return hashlib.sha256(f"{SPLIT_SEED}:{group}".encode()).hexdigest()


def _twins(dataset: str) -> dict[str, str]:
    pairs = re.findall(r"([\w-]+)=([\w-]+)", NEAR_DUPLICATES.get(dataset, ""))
    return {second: first for first, second in pairs}


def _group(dataset: str, row: Mapping[str, str], twins: Mapping[str, str]) -> str:
    stem = Path(row["image"]).stem.split("_")[0] if dataset == "mex_dme_dr" else Path(row["image"]).stem
    stem = twins.get(stem, stem)
    if dataset == "mex_dme_dr":
        return f"{dataset}:{stem}"
    if dataset == "idrid_seg" and row["same_image_in_idrid_grade"]:
        return f"idrid:{row['same_image_in_idrid_grade'].replace(':', '_')}"
    if dataset == "idrid_grade":
        return f"idrid:{stem}"
    if dataset == "aptos_256":
        return f"{dataset}:{row['duplicate_group']}"
    named = row.get("patient") or row.get("subject") or ""
    return f"{dataset}:{named if re.search(r'[0-9]', named) else stem}"
