"""The landmarks pack, second stage: disc and cup in the disc frame. `python -m retinatrain.packs.disc train`."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from retinatrain.datasets.disc_set import CLASSES, disc_batch, disc_rows, disc_sample
from retinatrain.datasets.samples import by_dataset
from retinatrain.datasets.tables import split_fold
from retinatrain.export import export_graph
from retinatrain.loop import Batch, Schedule, Task, load_average, train
from retinatrain.losses import segmentation_loss
from retinatrain.metrics.calibration import fit_scaling, scaling_tensors
from retinatrain.metrics.disc import DiscTally, quick_disc_scores, tally_discs
from retinatrain.network.graph import Mirrored, Normalise, SegmentationGraph
from retinatrain.network.unet import UNet, pretrained_unet
from retinatrain.packs.command import Recipe, run_command
from retinatrain.predict import graph_predictor, network_predictor

SCHEDULE = Schedule(steps=500, batch=12, rate=1e-3, evaluate_every=250)


def disc_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the segmentation loss of disc and cup."""
    logits = network(Normalise()(batch["pixels"]))
    return segmentation_loss(logits, batch["targets"], batch["weights"])


def train_disc(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([disc_sample(row) for row in rows] for rows in split_fold(disc_rows(), fold))
    grouped = by_dataset(training)
    task = Task(
        network=pretrained_unet(len(CLASSES), prior=0.2),
        batch=lambda rng, count: disc_batch(rng, grouped, count=count),
        loss=disc_loss,
        evaluate=lambda network: quick_disc_scores(tally_discs(validation, network_predictor(network))),
    )
    train(task, schedule, folder)


def export_disc_stage(folder: Path, fold: int, path: Path) -> DiscTally:
    """Write the disc stage's graph, calibrated, to `path` and return its scores on the fold held out."""
    network = Mirrored(load_average(UNet(len(CLASSES)), folder))
    samples = [disc_sample(row) for row in split_fold(disc_rows(), fold)[1]]
    scalings = {name: fit_scaling(counts) for name, counts in tally_discs(samples, network_predictor(network)).counts.items()}
    export_graph(SegmentationGraph(network, *scaling_tensors(scalings, CLASSES)), path)
    return tally_discs(samples, graph_predictor(path))


def export_disc(folder: Path, fold: int) -> None:
    """Write the disc stage alone, for a look; the pack is written by the landmarks recipe."""
    print(quick_disc_scores(export_disc_stage(folder, fold, folder / "disc.onnx")))


if __name__ == "__main__":
    run_command(Recipe("disc", SCHEDULE, train_disc, export_disc))
