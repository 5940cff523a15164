"""The vessels pack: vessel, artery, vein and crossing on the field frame. `python -m retinatrain.packs.vessels train`."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn
from torch.nn import functional

from retinatrain.card import Card, TrainingNote, field_graph, maps_output, minutes_of, pack_command, write_card
from retinatrain.datasets.samples import by_dataset
from retinatrain.datasets.tables import split_fold
from retinatrain.datasets.vessel_set import CLASSES, vessel_batch, vessel_rows, vessel_sample
from retinatrain.export import export_graph
from retinatrain.loop import Batch, Schedule, Task, load_average, train
from retinatrain.losses import segmentation_loss
from retinatrain.metrics.calibration import calibration_entry, fit_scaling, scaling_tensors
from retinatrain.metrics.pixels import best_threshold
from retinatrain.metrics.vessels import class_histograms, global_threshold, quick_vessel_scores, tally_vessels, vessel_scores
from retinatrain.network.graph import Mirrored, Normalise, SegmentationGraph
from retinatrain.network.unet import UNet, pretrained_unet
from retinatrain.packs.command import Recipe, run_command
from retinatrain.places import models_folder
from retinatrain.predict import MULTIPLE, graph_predictor, network_predictor

DIAMETER = 960
VIEW = 768
SCHEDULE = Schedule(steps=2400, batch=3, rate=2e-3, evaluate_every=400)
KINDS_WEIGHT = 0.3  # of the maps of artery, vein and crossing: with a full share each, the vessels themselves were learnt last
AV_WEIGHT = 0.6
DICE_WEIGHT = 0.0  # 1 for all but the last 180 steps: it presses probabilities to the ends, which costs their ranking
VERSION = "0.6.0"
LIMITS = (
    "Artery or vein is least sure at the thinnest vessels and beyond the second branching; take it from whole segments, not pixels.",
    "Annotators differ in how many thin vessels they drew: density and fractal dimension compare only within this model.",
    "Vessels thinner than about 1/900 of the field's diameter are lost; ultra-wide and angiographic pictures were not trained on.",
)


def vessel_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the segmentation losses of the vessels and of their kinds, plus artery-against-vein on pixels that are one of the two."""
    logits = network(Normalise()(batch["pixels"])).float()
    targets, weights = batch["targets"], batch["weights"]
    vessels, kinds = (segmentation_loss(logits[:, part], targets[:, part], weights[:, part], dice=DICE_WEIGHT) for part in (slice(0, 1), slice(1, None)))
    return vessels + KINDS_WEIGHT * kinds + AV_WEIGHT * artery_or_vein_loss(logits, targets, weights)


def artery_or_vein_loss(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Return the cross-entropy of artery against vein where exactly one of them is labelled."""
    certainty = (targets[:, 1] - targets[:, 2]).abs() * weights[:, 1] * (1 - targets[:, 3])
    each = functional.binary_cross_entropy_with_logits(logits[:, 1] - logits[:, 2], (targets[:, 1] > targets[:, 2]).float(), reduction="none")
    return (each * certainty).sum() / certainty.sum().clamp(min=1.0)


def train_vessels(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([vessel_sample(row, DIAMETER) for row in rows] for rows in split_fold(vessel_rows(), fold))
    grouped = by_dataset(training)
    task = Task(
        network=pretrained_unet(len(CLASSES), prior=0.08),
        batch=lambda rng, count: vessel_batch(rng, grouped, size=VIEW, count=count),
        loss=vessel_loss,
        evaluate=lambda network: quick_vessel_scores(tally_vessels(validation, network_predictor(network))),
    )
    train(task, schedule, folder)


def export_vessels(folder: Path, fold: int) -> None:
    """Write the graph and its card from a run, calibrated and scored on the fold held out."""
    training, validation = split_fold(vessel_rows(), fold)
    samples = [vessel_sample(row, DIAMETER) for row in validation]
    network = Mirrored(load_average(UNet(len(CLASSES)), folder))
    scalings = {name: fit_scaling(counts) for name, counts in class_histograms(tally_vessels(samples, network_predictor(network))).items()}
    target = models_folder() / "vessels"
    export_graph(SegmentationGraph(network, *scaling_tensors(scalings, CLASSES)), target / "vessels.onnx")
    tally = tally_vessels(samples, graph_predictor(target / "vessels.onnx"))
    threshold, counts = global_threshold(tally), class_histograms(tally)
    card = Card(
        id="vessels",
        version=VERSION,
        title="Retinal vessels, arteries and veins",
        summary="Maps of vessel, artery, vein and crossing for colour fundus photographs, on the whole field at once.",
        graphs={"main": field_graph(DIAMETER, MULTIPLE, maps_output(CLASSES))},
        operating_points={
            "vessel": {"threshold": round(threshold, 3), "why": "best mean Dice over the validation sets, each set counting the same"},
            **{name: {"threshold": round(best_threshold(counts[name]), 3), "why": "best Dice over the validation photographs"} for name in CLASSES[1:]},
        },
        calibration=[calibration_entry(name, counts[name], len(samples)) for name in CLASSES],
        note=TrainingNote(pack_command("vessels"), 1, minutes_of(folder), training, validation, fold),
        scores=vessel_scores(tally, threshold),
        limits=LIMITS,
        files={"main": "vessels.onnx"},
    )
    write_card(card, target)


if __name__ == "__main__":
    run_command(Recipe("vessels", SCHEDULE, train_vessels, export_vessels))
