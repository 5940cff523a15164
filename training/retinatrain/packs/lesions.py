"""The lesions pack: microaneurysms, haemorrhages, hard and soft exudates, other bright lesions. `python -m retinatrain.packs.lesions train`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from retinatrain.card import Card, TrainingNote, field_graph, maps_output, minutes_of, pack_command, write_card
from retinatrain.datasets.lesion_set import CLASSES, EXACT, lesion_batch, lesion_rows, lesion_sample
from retinatrain.datasets.tables import split_fold
from retinatrain.export import export_graph
from retinatrain.loop import Batch, Schedule, Task, load_average, train
from retinatrain.losses import segmentation_loss
from retinatrain.metrics.calibration import calibration_entry, fit_scaling, scaling_tensors
from retinatrain.metrics.lesions import best_thresholds, lesion_scores, quick_lesion_scores, tally_lesions
from retinatrain.metrics.regions import RegionPoint, best_peaks
from retinatrain.network.graph import FirstMaps, Normalise, SegmentationGraph
from retinatrain.network.unet import UNet, pretrained_unet
from retinatrain.packs.command import Recipe, run_command
from retinatrain.places import models_folder
from retinatrain.predict import MULTIPLE, graph_predictor, network_predictor

DIAMETER = 1600
VIEW = 512
POSITIVE_WEIGHT = 2.0  # 5, Dice 1 and flatter class weights for all but the last 260 steps: both press probabilities to the ends,
DICE_WEIGHTS = dict.fromkeys(CLASSES, 0.0)  # which costs their ranking; Dice drives other bright lesions, a few pixels a batch, to nothing
CLASS_WEIGHTS = {"MA": 2.0, "HE": 1.0, "EX": 0.6, "SE": 0.6, "OB": 0.3}  # what is learnt last counts most
SCHEDULE = Schedule(steps=2740, batch=6, rate=2e-3, evaluate_every=420)

TOLD = CLASSES[:4]  # other bright lesions only teach what is no exudate: 44 photographs are too few to show them
VERSION = "0.4.0"
LIMITS = (
    "The four lesions come from one camera (50°, India, diabetic eyes): expect more false marks on other cameras and other disease.",
    "Microaneurysms need about 1600 px across the field; on smaller photographs few are found.",
    "Bright lesions that are no exudates (drusen, scars, nerve fibres, reflexes) can be marked as exudates.",
    "Preretinal and vitreous bleeds were drawn on the training photographs, which hold next to none: a large one can be outlined in part only.",
    "Neovascularisation, venous beading and IRMA are not looked for.",
)


def lesion_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the mean of the classes' segmentation losses, positives counted more often because lesions are small."""
    logits = network(Normalise()(batch["pixels"]))
    targets, weights = batch["targets"], batch["weights"]
    each = [
        share * segmentation_loss(logits[:, [index]], targets[:, [index]], weights[:, [index]], positive=POSITIVE_WEIGHT, dice=DICE_WEIGHTS[name])
        for index, (name, share) in enumerate(CLASS_WEIGHTS.items())
    ]
    return torch.stack(each).sum() / sum(CLASS_WEIGHTS.values())


def train_lesions(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([lesion_sample(row, DIAMETER) for row in rows] for rows in split_fold(lesion_rows(), fold))
    held = [lesions.sample for lesions in validation]
    task = Task(
        network=pretrained_unet(len(CLASSES), prior=0.01),
        batch=lambda rng, count: lesion_batch(rng, training, size=VIEW, count=count),
        loss=lesion_loss,
        evaluate=lambda network: quick_lesion_scores(tally_lesions(held, network_predictor(network))),
    )
    train(task, schedule, folder)


def export_lesions(folder: Path, fold: int) -> None:
    """Write the graph and its card from a run, calibrated and scored on the fold held out."""
    training, held = split_fold(lesion_rows(), fold)
    validation = [row for row in held if set(TOLD) & set(EXACT[row.dataset])]
    samples = [lesion_sample(row, DIAMETER).sample for row in validation]
    network = FirstMaps(load_average(UNet(len(CLASSES)), folder), len(TOLD))
    raw = tally_lesions(samples, network_predictor(network), TOLD)
    scalings = {name: fit_scaling(np.sum(histograms, axis=0)) for name, histograms in raw.items()}
    target = models_folder() / "lesions"
    export_graph(SegmentationGraph(network, *scaling_tensors(scalings, TOLD)), target / "lesions.onnx")
    predict = graph_predictor(target / "lesions.onnx")
    tally = tally_lesions(samples, predict, TOLD)
    thresholds = best_thresholds(tally)
    peaks = best_peaks(samples, predict, thresholds)
    card = Card(
        id="lesions",
        version=VERSION,
        title="Lesions of diabetic retinopathy",
        summary="Maps of microaneurysms, haemorrhages, hard and soft exudates for colour fundus photographs of about 2048 px.",
        graphs={"main": field_graph(DIAMETER, MULTIPLE, maps_output(TOLD))},
        operating_points={
            **{name: {"threshold": round(thresholds[name], 3), "why": "best Dice over the validation photographs' pixels"} for name in TOLD},
            **{f"{name}.peak": {"threshold": point.peak, "why": _why(point)} for name, point in peaks.items()},
        },
        calibration=[calibration_entry(name, np.sum(tally[name], axis=0), len(samples)) for name in TOLD],
        note=TrainingNote(pack_command("lesions"), 1, minutes_of(folder), training, validation, fold),
        scores=lesion_scores(tally, thresholds),
        limits=LIMITS,
        files={"main": "lesions.onnx"},
    )
    write_card(card, target)


def _why(point: RegionPoint) -> str:
    return (
        "least peak of a region that is shown: best F1 of regions over the validation photographs; "
        f"finds {point.sensitivity:.0%} of the lesions with {point.false_per_image:.1f} false regions a photograph"
    )


if __name__ == "__main__":
    run_command(Recipe("lesions", SCHEDULE, train_lesions, export_lesions))
