"""The quality pack: fundus or not, good / usable / reject, and why. `python -m retinatrain.packs.quality train`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from retinatrain.card import Card, TrainingNote, field_graph, minutes_of, pack_command, write_card
from retinatrain.datasets.quality_set import LEVELS, REASON_NAMES, TARGETS, quality_batch, quality_rows, quality_sample
from retinatrain.datasets.quality_trial import NEGATIVES, SPOILT, QualityTrial, quality_trial
from retinatrain.datasets.tables import split_fold
from retinatrain.export import Output, export_graph
from retinatrain.loop import Batch, Schedule, Task, load_average, train
from retinatrain.metrics.decisions import fit_temperature, ranking
from retinatrain.metrics.quality import quality_calibration, quality_points, quality_scores, run_quality
from retinatrain.network.classifier import Classifier, pretrained_classifier
from retinatrain.network.graph import Normalise
from retinatrain.network.quality_graph import FUNDUS, LEVEL_COLUMNS, OUTPUTS, REASON_COLUMNS, QualityGraph
from retinatrain.packs.command import Recipe, run_command
from retinatrain.places import models_folder

SIZE = 256
SCHEDULE = Schedule(steps=500, batch=24, rate=1e-3, evaluate_every=250)
VERSION = "0.1.0"
OUTPUT_SPEC = {
    "gate": {"layout": "N", "classes": ["fundus"]},
    "quality": {"layout": "NC", "classes": list(LEVELS)},
    "reasons": {"layout": "NC", "classes": list(REASON_NAMES)},
}
LIMITS = (
    "What is no fundus photograph was learnt from drawn pictures, angiogram- and wide-field-like changes of photographs and a few sample pictures of software packages.",
    "Good / usable / reject follow EyeQ's readers on EyePACS; other sets were chosen by their makers and taken as good.",
    "The reasons were learnt from photographs spoilt on purpose; only lens dust has readers' notes (ODIR).",
    f"Sees the photograph at {SIZE} px across: a slight defocus that hides microaneurysms is below its sight.",
)


def quality_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the cross-entropy over the known targets, each target counting the same."""
    logits = network(Normalise()(batch["pixels"])).float()
    each = functional.binary_cross_entropy_with_logits(logits, batch["targets"], reduction="none") * batch["known"]
    return (each.sum(dim=0) / batch["known"].sum(dim=0).clamp(min=1)).mean()


@torch.inference_mode()
def quality_logits(network: nn.Module, pictures: Sequence[np.ndarray]) -> np.ndarray:
    """Return the network's logits for square pictures."""
    found = []
    for start in range(0, len(pictures), 16):
        pixels = torch.from_numpy(np.stack(pictures[start : start + 16])).permute(0, 3, 1, 2).float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.append(network(Normalise()(pixels.contiguous(memory_format=torch.channels_last))).float().numpy())
    return np.concatenate(found).astype(np.float64)


def quick_quality_scores(logits: np.ndarray, trial: QualityTrial) -> Mapping[str, float]:
    """Return the gate's acceptance and rejection at one half, and AUC of quality and reasons, for the training log."""
    passed = logits[:, FUNDUS] > 0
    numbers = {"accept": float(passed[trial.sets != NEGATIVES].mean()), "reject": float(1 - passed[trial.sets == NEGATIVES].mean())}
    for index, name in enumerate(TARGETS[1:], start=1):
        for label, dataset in (("eyepacs", "eyepacs_kaggle400"), (SPOILT, SPOILT), ("odir", "odir")):
            rows = np.flatnonzero((trial.sets == dataset) & np.isfinite(trial.targets[:, index]))
            truth = (trial.targets[:, index] >= 0.5).astype(np.float64)
            if len(rows) and 0 < truth[rows].sum() < len(rows):
                numbers[f"{label}.{name}"] = ranking(truth, logits[:, index])(rows)
    return numbers


def train_quality(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([quality_sample(row) for row in rows] for rows in split_fold(quality_rows(), fold))
    trial = quality_trial(validation, SIZE)
    task = Task(
        network=pretrained_classifier(len(TARGETS)),
        batch=lambda rng, count: quality_batch(rng, training, size=SIZE, count=count),
        loss=quality_loss,
        evaluate=lambda network: quick_quality_scores(quality_logits(network, trial.pictures), trial),
    )
    train(task, schedule, folder)


def export_quality(folder: Path, fold: int) -> None:
    """Write the graph and its card from a run, calibrated and scored on the fold held out."""
    training, validation = split_fold(quality_rows(), fold)
    network = load_average(Classifier(len(TARGETS)), folder)
    trial = quality_trial([quality_sample(row) for row in validation], SIZE)
    note = TrainingNote(pack_command("quality"), 1, minutes_of(folder), training, validation, fold)
    write_quality_pack(network, trial, note)


def write_quality_pack(network: nn.Module, trial: QualityTrial, note: TrainingNote) -> None:
    """Write the graph of a network and its card, with what the graph says of the trial's pictures."""
    temperatures = fit_temperatures(quality_logits(network, trial.pictures), trial.targets)
    target = models_folder() / "quality"
    export_graph(QualityGraph(network, temperatures), target / "quality.onnx", [Output(name, {}) for name in OUTPUTS], dynamic=False, size=SIZE)
    verdicts = run_quality(target / "quality.onnx", trial)
    card = Card(
        id="quality",
        version=VERSION,
        title="Gate and quality",
        summary="Whether a picture is a colour fundus photograph, whether it is good, usable or to be taken again, and what is wrong with it.",
        graphs={"main": field_graph(SIZE, SIZE, OUTPUT_SPEC)},
        operating_points=quality_points(verdicts),
        calibration=quality_calibration(verdicts),
        note=note,
        scores=quality_scores(verdicts),
        limits=LIMITS,
        files={"main": "quality.onnx"},
    )
    write_card(card, target)


def fit_temperatures(logits: np.ndarray, truth: np.ndarray) -> torch.Tensor:
    """Return one temperature a target, shared by the levels and by the reasons. The gate is never sharpened: drawn negatives are
    easier than what a clinic's disk holds, so that being right about all of them is no reason for more certainty.
    """
    temperatures = np.ones(len(TARGETS), np.float32)
    for columns in (LEVEL_COLUMNS, REASON_COLUMNS):
        temperatures[columns] = fit_temperature(logits[:, columns].ravel(), truth[:, columns].ravel())
    temperatures[FUNDUS] = max(1.0, fit_temperature(logits[:, FUNDUS], truth[:, FUNDUS]))
    return torch.from_numpy(temperatures)


if __name__ == "__main__":
    run_command(Recipe("quality", SCHEDULE, train_quality, export_quality))
