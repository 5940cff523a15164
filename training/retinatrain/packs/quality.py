"""The quality pack: fundus or not, good / usable / reject, and why. `python -m retinatrain.packs.quality train`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from retinatrain.datasets.quality_set import REASON_NAMES, TARGETS, QualitySample, negative, quality_batch, quality_rows, quality_sample, spoil
from retinatrain.datasets.tables import split_fold
from retinatrain.frame import resize
from retinatrain.loop import Batch, Schedule, Task, train
from retinatrain.metrics.decisions import ranking
from retinatrain.network.classifier import pretrained_classifier
from retinatrain.network.graph import Normalise
from retinatrain.packs.command import Recipe, run_command

SIZE = 256
SCHEDULE = Schedule(steps=500, batch=24, rate=1e-3, evaluate_every=250)
NEGATIVES = 300
SPOILT = 300
SEED = 7


def quality_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the cross-entropy over the known targets, each target counting the same."""
    logits = network(Normalise()(batch["pixels"])).float()
    each = functional.binary_cross_entropy_with_logits(logits, batch["targets"], reduction="none") * batch["known"]
    return (each.sum(dim=0) / batch["known"].sum(dim=0).clamp(min=1)).mean()


def quality_trial(validation: list[QualitySample]) -> tuple[list[np.ndarray], np.ndarray, list[str]]:
    """Return pictures [s, s, 3], targets and their sets: photographs as they are, spoilt ones, held-out negatives."""
    rng = np.random.default_rng(SEED)
    clean = [sample for sample in validation if sample.clean]
    spoilt = [spoil(rng, clean[int(rng.integers(len(clean)))]) for _ in range(SPOILT)]
    others = [negative(rng, validation[int(rng.integers(len(validation)))].image, size=SIZE, held_out=True) for _ in range(NEGATIVES)]
    pictures = [resize(picture, (SIZE, SIZE)) for picture in [*(s.image for s in validation), *(p for p, _ in spoilt)]] + [p for p, _ in others]
    targets = np.stack([*(s.targets for s in validation), *(t for _, t in spoilt), *(t for _, t in others)])
    return pictures, targets, [*(s.row.dataset for s in validation), *["spoilt"] * SPOILT, *["negatives"] * NEGATIVES]


@torch.inference_mode()
def quality_logits(network: nn.Module, pictures: list[np.ndarray]) -> np.ndarray:
    """Return the network's logits for square pictures."""
    found = []
    for start in range(0, len(pictures), 16):
        pixels = torch.from_numpy(np.stack(pictures[start : start + 16])).permute(0, 3, 1, 2).float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.append(network(Normalise()(pixels.contiguous(memory_format=torch.channels_last))).float().numpy())
    return np.concatenate(found).astype(np.float64)


def quick_quality_scores(logits: np.ndarray, targets: np.ndarray, sets: list[str]) -> Mapping[str, float]:
    """Return the gate's acceptance and rejection at one half, and AUC of quality and reasons, for the training log."""
    names = np.array(sets)
    passed = logits[:, 0] > 0
    numbers = {"accept": float(passed[names != "negatives"].mean()), "reject": float(1 - passed[names == "negatives"].mean())}
    for index, name in enumerate(TARGETS[1:], start=1):
        for label, chosen in (("eyepacs", names == "eyepacs_kaggle400"), ("spoilt", names == "spoilt"), ("odir", names == "odir")):
            rows = np.flatnonzero(chosen & np.isfinite(targets[:, index]))
            truth = (targets[:, index] >= 0.5).astype(np.float64)
            if len(rows) and 0 < truth[rows].sum() < len(rows):
                numbers[f"{label}.{name}"] = ranking(truth, logits[:, index])(rows)
    return numbers


def train_quality(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([quality_sample(row) for row in rows] for rows in split_fold(quality_rows(), fold))
    pictures, targets, sets = quality_trial(validation)
    task = Task(
        network=pretrained_classifier(len(TARGETS)),
        batch=lambda rng, count: quality_batch(rng, training, size=SIZE, count=count),
        loss=quality_loss,
        evaluate=lambda network: quick_quality_scores(quality_logits(network, pictures), targets, sets),
    )
    train(task, schedule, folder)


def export_quality(folder: Path, fold: int) -> None:
    """Write the graph and its card from a run."""
    raise NotImplementedError(REASON_NAMES)


if __name__ == "__main__":
    run_command(Recipe("quality", SCHEDULE, train_quality, export_quality))
