"""The grades pack: ICDR, DME, referable, conditions, myopia on one encoder. `python -m retinatrain.packs.grades train`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from retinatrain.card import Card, TrainingNote, field_graph, minutes_of, pack_command, write_card
from retinatrain.datasets.grade_set import CONDITION_START, CONDITIONS, DME_LEVELS, DR_LEVELS, TARGETS, GradeSample, grade_batch, grade_rows, grade_sample
from retinatrain.datasets.samples import by_dataset
from retinatrain.datasets.tables import Row, split_fold
from retinatrain.export import Output, export_graph
from retinatrain.loop import Batch, Schedule, Task, load_average, train
from retinatrain.metrics.decisions import agreement, fit_temperature, median_level, ranking
from retinatrain.metrics.grades import calibration_entries, conformal_entries, grade_scores, operating_points, out_of_distribution, run_grades
from retinatrain.network.classifier import Classifier, pretrained_classifier
from retinatrain.network.grade_graph import EVIDENCE, HIGH_MYOPIA, MYOPIA, OUTPUTS, REFERABLE, FeatureSpace, GradeGraph
from retinatrain.network.graph import Normalise
from retinatrain.packs.command import Recipe, run_command
from retinatrain.places import models_folder

DIAMETER = 448
SMOOTHING = 0.01
TARGET_WEIGHTS = torch.tensor([1.5 if name.startswith("DR") or name == "referable" else 1.0 for name in TARGETS])  # retinopathy was learnt least
SCHEDULE = Schedule(steps=2320, batch=16, rate=8e-4, decay=2e-2, average=0.995, evaluate_every=500)
DR_COLUMNS = slice(0, DR_LEVELS - 1)
DME_COLUMNS = slice(DR_LEVELS - 1, DR_LEVELS + DME_LEVELS - 2)

AXES = 64  # principal directions of the feature space that are measured one by one
SPACE_SAMPLE = 1500  # training photographs, drawn evenly, that the feature space is fitted to
VERSION = "0.4.0"
OUTPUT_SPEC = {
    "icdr": {"layout": "NC", "classes": [str(level) for level in range(DR_LEVELS)]},
    "dme": {"layout": "NC", "classes": [str(level) for level in range(DME_LEVELS)]},
    "referable": {"layout": "N", "classes": ["referable"]},
    "conditions": {"layout": "NC", "classes": list(CONDITIONS)},
    "myopia": {"layout": "NC", "classes": ["highMyopia", "pathologicMyopia"]},
    "cam": {"layout": "NCHW", "classes": list(EVIDENCE)},
    "distance": {"layout": "N", "classes": ["distance"]},
}
LIMITS = (
    f"Sees the photograph at {DIAMETER} px across: single microaneurysms are below its sight, so level 1 against 0 is its weakest step.",
    "Retinal thickening cannot be seen on a photograph: DME means exudates near the fovea.",
    "Scars of scatter laser count as treated proliferative disease (level 4), as with Messidor-2's graders, and were mostly drawn on the training photographs.",
    "One camera a dataset: scores within a set are the honest ones; a new camera can shift levels.",
    "The eight conditions are ODIR's labels, one for each eye; other disease and no abnormality are its weakest.",
    "High myopia without pathologic change was learnt from 18 photographs of one camera: scored, but not told (no operating point).",
)


def grade_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the cross-entropy over the known targets, each target counting by its weight, labels smoothed."""
    logits = network(Normalise()(batch["pixels"])).float()
    targets = batch["targets"] * (1 - 2 * SMOOTHING) + SMOOTHING
    each = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none") * batch["known"]
    return (each.sum(dim=0) / batch["known"].sum(dim=0).clamp(min=1) * TARGET_WEIGHTS).sum() / TARGET_WEIGHTS.sum()


@torch.inference_mode()
def grade_logits(network: nn.Module, samples: Sequence[GradeSample]) -> np.ndarray:
    """Return the network's logits for square frames."""
    found = []
    for start in range(0, len(samples), 8):
        pixels = torch.from_numpy(np.stack([sample.image for sample in samples[start : start + 8]])).permute(0, 3, 1, 2).float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.append(network(Normalise()(pixels.contiguous(memory_format=torch.channels_last))).float().numpy())
    return np.concatenate(found).astype(np.float64)


def quick_grade_scores(samples: Sequence[GradeSample], logits: np.ndarray) -> Mapping[str, float]:
    """Return the main numbers by dataset, for the training log."""
    truth = np.stack([sample.targets for sample in samples]).astype(np.float64)
    sets = np.array([sample.row.dataset for sample in samples])
    probability = 1 / (1 + np.exp(-logits))
    numbers: dict[str, float] = {}
    for name in ("idrid_grade", "messidor2", "eyepacs_kaggle400", "aptos_256"):
        rows = np.flatnonzero(sets == name)
        level, found = truth[:, DR_COLUMNS].sum(axis=1), median_level(probability[:, DR_COLUMNS])
        numbers[f"{name}.qwk"] = agreement(level, found, DR_LEVELS)(rows)
        known = rows[np.isfinite(truth[rows, REFERABLE])]
        numbers[f"{name}.referable"] = ranking(truth[:, REFERABLE], logits[:, REFERABLE])(known)
    rows = np.flatnonzero(sets == "idrid_grade")
    numbers["idrid_grade.dme_qwk"] = agreement(truth[:, DME_COLUMNS].sum(axis=1), median_level(probability[:, DME_COLUMNS]), DME_LEVELS)(rows)
    for name, column in (("messidor2", DME_COLUMNS.start + 1), ("mex_dme_dr", DME_COLUMNS.start)):
        known = np.flatnonzero((sets == name) & np.isfinite(truth[:, column]))
        numbers[f"{name}.dme"] = ranking(truth[:, column], logits[:, column])(known)
    rows = np.flatnonzero(sets == "odir")
    areas = [ranking(truth[:, CONDITION_START + i], logits[:, CONDITION_START + i])(rows) for i in range(len(CONDITIONS))]
    numbers |= {f"odir.{name}": area for name, area in zip(CONDITIONS, areas, strict=True)}
    numbers["odir.macro"] = float(np.mean(areas))
    numbers["palm.myopia"] = ranking(truth[:, MYOPIA], logits[:, MYOPIA])(np.flatnonzero(sets == "palm_myopia"))
    rows = np.flatnonzero((sets == "palm_myopia") & np.isfinite(truth[:, HIGH_MYOPIA]) & (truth[:, MYOPIA] == 0))
    numbers["palm.high"] = ranking(truth[:, HIGH_MYOPIA], logits[:, HIGH_MYOPIA])(rows)
    return numbers


def train_grades(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([grade_sample(row, DIAMETER) for row in rows] for rows in split_fold(grade_rows(), fold))
    grouped = by_dataset(training)
    task = Task(
        network=pretrained_classifier(len(TARGETS), drop=0.0, peaks=True),
        batch=lambda rng, count: grade_batch(rng, grouped, count),
        loss=grade_loss,
        evaluate=lambda network: quick_grade_scores(validation, grade_logits(network, validation)),
    )
    train(task, schedule, folder)


def export_grades(folder: Path, fold: int) -> None:
    """Write the graph and its card from a run, calibrated and scored on the fold held out."""
    training, validation = split_fold(grade_rows(), fold)
    network = load_average(Classifier(len(TARGETS), peaks=True), folder)
    samples = [grade_sample(row, DIAMETER) for row in validation]
    space = FeatureSpace.of(torch.from_numpy(pooled_features(network, space_rows(training))), AXES)
    temperatures = fit_temperatures(grade_logits(network, samples), np.stack([sample.targets for sample in samples]))
    target = models_folder() / "grades"
    export_graph(GradeGraph(network, temperatures, space), target / "grades.onnx", [Output(name, {}) for name in OUTPUTS], dynamic=False, size=DIAMETER)
    verdicts = run_grades(target / "grades.onnx", samples)
    card = Card(
        id="grades",
        version=VERSION,
        title="Grades and conditions",
        summary="ICDR level, DME risk, referable disease, eight conditions, high and pathologic myopia from one encoder, with evidence maps.",
        graphs={"main": field_graph(DIAMETER, DIAMETER, OUTPUT_SPEC)},
        operating_points=operating_points(verdicts),
        calibration=calibration_entries(verdicts),
        conformal=conformal_entries(verdicts),
        out_of_distribution=out_of_distribution(verdicts),
        note=TrainingNote(pack_command("grades"), 1, minutes_of(folder), training, validation, fold),
        scores=grade_scores(verdicts),
        limits=LIMITS,
        files={"main": "grades.onnx"},
    )
    write_card(card, target)


def fit_temperatures(logits: np.ndarray, truth: np.ndarray) -> torch.Tensor:
    """Return one temperature a target, shared by the targets of a scale: DR, DME, referable, conditions, myopia."""
    temperatures = np.ones(len(TARGETS), np.float32)
    for columns in (DR_COLUMNS, DME_COLUMNS, slice(REFERABLE, REFERABLE + 1), slice(CONDITION_START, CONDITION_START + len(CONDITIONS)), slice(MYOPIA, HIGH_MYOPIA + 1)):
        temperatures[columns] = fit_temperature(logits[:, columns].ravel(), truth[:, columns].ravel().astype(np.float64))
    return torch.from_numpy(temperatures)


def space_rows(training: Sequence[Row]) -> list[Row]:
    """Return the photographs that the feature space is fitted to."""
    chosen = np.random.default_rng(SCHEDULE.seed).permutation(len(training))[:SPACE_SAMPLE]
    return [training[index] for index in chosen]


@torch.inference_mode()
def pooled_features(network: Classifier, rows: Sequence[Row]) -> np.ndarray:
    """Return the pooled features [n, F] that the distance is measured on, a few photographs in memory at a time."""
    found = []
    for start in range(0, len(rows), 8):
        images = [grade_sample(row, DIAMETER).image for row in rows[start : start + 8]]
        pixels = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float()
        found.append(network.features(Normalise()(pixels)).mean(dim=(2, 3)).numpy())
    return np.concatenate(found)


if __name__ == "__main__":
    run_command(Recipe("grades", SCHEDULE, train_grades, export_grades))
