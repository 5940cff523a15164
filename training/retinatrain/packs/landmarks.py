"""The landmarks pack, first stage: disc and fovea on the field frame. `python -m retinatrain.packs.landmarks train`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from torch import Tensor, nn

from retinatrain.card import Card, TrainingNote, disc_graph, field_graph, maps_output, minutes_of, write_card
from retinatrain.datasets.disc_set import CLASSES as DISC_CLASSES
from retinatrain.datasets.disc_set import SIDE, SIZE, disc_rows
from retinatrain.datasets.landmark_set import CLASSES, landmark_batch, landmark_rows, landmark_sample
from retinatrain.datasets.samples import Sample, by_dataset
from retinatrain.datasets.tables import Row, split_fold
from retinatrain.export import export_graph
from retinatrain.loop import Batch, Schedule, Task, load_average, train
from retinatrain.losses import segmentation_loss
from retinatrain.metrics.calibration import Scaling, calibration_entry, fit_scaling, pixel_calibration_error, scaling_tensors
from retinatrain.metrics.disc import disc_scores
from retinatrain.metrics.landmarks import HALF, landmark_scores, quick_landmark_scores, tally_landmarks
from retinatrain.metrics.pixels import histogram
from retinatrain.metrics.presence import look_for_landmarks, presence_scores
from retinatrain.network.graph import Mirrored, Normalise, SegmentationGraph
from retinatrain.network.unet import UNet, pretrained_unet
from retinatrain.packs.command import Recipe, run_command
from retinatrain.packs.disc import export_disc_stage
from retinatrain.places import models_folder
from retinatrain.predict import MULTIPLE, graph_predictor, network_predictor

DIAMETER = 512
POSITIVE_WEIGHT = 3.0
SCHEDULE = Schedule(steps=560, batch=6, rate=1e-3, evaluate_every=280)

VERSION = "0.2.0"
COMMAND = "python -m retinatrain.packs.landmarks train && python -m retinatrain.packs.disc train && python -m retinatrain.packs.landmarks export"
LIMITS = (
    "The fovea was learnt from one camera's photographs centred near the macula; where a narrow field shows none, one is still claimed in about one of six.",
    "The cup is judged from colour and vessels, without depth: pale or tilted discs and atrophy round the disc mislead it.",
    "Disc and cup are scored in squares placed round the annotated disc; behind the first stage they are a little lower "
    "where it misplaces the square (IDRiD disc .90 for .92, n 11).",
    "Graders of different sets draw cups differently (ORIGA generously, G1020 only where visible).",
)


def landmark_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Return the segmentation loss of disc and fovea's spot."""
    logits = network(Normalise()(batch["pixels"]))
    return segmentation_loss(logits, batch["targets"], batch["weights"], positive=POSITIVE_WEIGHT)


def train_landmarks(schedule: Schedule, fold: int, folder: Path) -> None:
    """Train on all folds but one, evaluating on that one."""
    training, validation = ([landmark_sample(row, DIAMETER) for row in rows] for rows in split_fold(landmark_rows(), fold))
    grouped = by_dataset(training)
    task = Task(
        network=pretrained_unet(len(CLASSES), prior=0.02),
        batch=lambda rng, count: landmark_batch(rng, grouped, size=DIAMETER, count=count),
        loss=landmark_loss,
        evaluate=lambda network: quick_landmark_scores(tally_landmarks(validation, network_predictor(network))),
    )
    train(task, schedule, folder)


def export_landmarks(folder: Path, fold: int) -> None:
    """Write both stages and their card; the disc stage comes from the run of the same name with `disc` for `landmarks`."""
    target = models_folder() / "landmarks"
    training, validation = split_fold(landmark_rows(), fold)
    network = Mirrored(load_average(UNet(len(CLASSES)), folder))
    samples = [landmark_sample(row, DIAMETER) for row in validation]
    export_graph(SegmentationGraph(network, *scaling_tensors(landmark_scalings(network, samples), CLASSES)), target / "landmarks.onnx")
    predict = graph_predictor(target / "landmarks.onnx")
    first, presence = tally_landmarks(samples, predict), look_for_landmarks(samples, predict, DIAMETER)
    seen = histogram(np.array(presence.belief["fovea"]), np.array(presence.there["fovea"]))
    disc_folder = folder.with_name(folder.name.replace("landmarks", "disc"))
    second = export_disc_stage(disc_folder, fold, target / "disc.onnx")
    disc_training, disc_validation = split_fold(disc_rows(), fold)
    one_half = {"threshold": HALF, "why": "the outline where the map passes one half; then the largest component"}
    card = Card(
        id="landmarks",
        version=VERSION,
        title="Optic disc, cup and fovea",
        summary="Finds disc and fovea on the whole field, then outlines disc and cup in a square of two disc diameters round the disc.",
        graphs={"main": field_graph(DIAMETER, MULTIPLE, maps_output(CLASSES)), "disc": disc_graph(SIDE, SIZE, maps_output(DISC_CLASSES))},
        operating_points={
            "disc": one_half,
            "cup": one_half,
            "fovea": {"threshold": HALF, "why": "a lower peak means that no fovea is to be seen; the fovea is the weighted centre of the peak's half-height component"},
        },
        calibration=[
            calibration_entry("disc", first.disc_counts, len(samples)),
            {
                "output": "probability.fovea",
                "method": "Platt scaling of the peak's logit: is the fovea there",
                "ece": round(pixel_calibration_error(seen), 5),
                "n": int(seen.sum()),
            },
            *(calibration_entry(f"{name} (disc frame)", second.counts[name], len(disc_validation)) for name in DISC_CLASSES),
        ],
        note=TrainingNote(COMMAND, 1, minutes_of(folder) + minutes_of(disc_folder), _merged(training, disc_training), _merged(validation, disc_validation), fold),
        scores=[*disc_scores(second), *landmark_scores(first), *presence_scores(presence, HALF)],
        limits=LIMITS,
        files={"main": "landmarks.onnx", "disc": "disc.onnx"},
    )
    write_card(card, target)


def landmark_scalings(network: nn.Module, samples: Sequence[Sample]) -> dict[str, Scaling]:
    """Fit the disc's pixels on whole photographs, and the fovea's peak on narrow fields with and without it."""
    predict = network_predictor(network)
    presence = look_for_landmarks(samples, predict, DIAMETER)
    peaks = histogram(np.array(presence.belief["fovea"]), np.array(presence.there["fovea"]))
    return {"disc": fit_scaling(tally_landmarks(samples, predict).disc_counts), "fovea": fit_scaling(peaks)}


def _merged(first: list[Row], second: list[Row]) -> list[Row]:
    return list({row.key: row for row in [*first, *second]}.values())


if __name__ == "__main__":
    run_command(Recipe("landmarks", SCHEDULE, train_landmarks, export_landmarks))
