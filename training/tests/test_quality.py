"""Bugs these would catch: levels in the wrong order, a graph that says other than its network, a card that the app refuses."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from retinatrain.card import TrainingNote
from retinatrain.datasets import quality_trial as trials
from retinatrain.datasets.quality_set import REASON_NAMES, TARGETS, QualitySample
from retinatrain.datasets.quality_trial import QualityTrial, quality_trial
from retinatrain.datasets.tables import Row
from retinatrain.metrics import decisions
from retinatrain.metrics.quality import balanced_threshold
from retinatrain.network.quality_graph import QualityGraph
from retinatrain.packs.quality import SIZE, quality_logits, write_quality_pack
from retinatrain.places import PROJECT
from retinatrain.predict import open_graph

NODE = PROJECT / "node_modules" / ".bin" / "node"
CHECK = """
import { loadPack } from './src/main/models/packs.ts'
const { card } = await loadPack(process.argv[1], 'quality')
console.log(card.task, Object.keys(card.graphs.main.outputs).join())
"""


class Tiny(nn.Module):
    """A network of the right shape that has learnt nothing."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.body = nn.Sequential(nn.Conv2d(3, 8, 8, 8), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, len(TARGETS)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x)


def sample(dataset: str, number: int, levels: tuple[float, float], dust: float) -> QualitySample:
    y, x = np.mgrid[0:320, 0:320]
    inside = np.hypot(x - 160, y - 160) < 150
    picture = np.stack([150 + 40 * np.sin(x / (7 + number)), 80 + 25 * np.cos(y / 7), 40 + 0 * x], axis=2)
    targets = np.array([1.0, *levels, *[0.0] * len(REASON_NAMES)], np.float32)
    targets[TARGETS.index("lensDust")] = dust
    name = f"{number}.jpg"
    return QualitySample(Row(dataset, name, {"image": name}, f"{dataset}:{number}"), (picture * inside[..., None]).astype(np.uint8), targets, clean=levels == (1, 1))


@pytest.fixture(scope="module")
def trial() -> QualityTrial:
    patch = pytest.MonkeyPatch()
    patch.setattr(trials, "SPOILT_COUNT", 120)
    patch.setattr(trials, "NEGATIVE_COUNT", 12)
    samples = [sample("eyepacs_kaggle400", n, ((0, 0), (1, 0), (1, 1))[n % 3], 0) for n in range(9)]
    samples += [sample("odir", n, (1, 1), n % 2) for n in range(6)]
    found = quality_trial(samples, SIZE)
    patch.undo()
    return found


def test_a_trial_keeps_every_picture_with_its_set_and_group(trial: QualityTrial) -> None:
    assert len(trial.pictures) == len(trial.targets) == len(trial.sets) == len(trial.groups)
    assert {picture.shape for picture in trial.pictures} == {(SIZE, SIZE, 3)}
    assert trial.photographs.sum() == 15
    assert (trial.targets[trial.sets == trials.NEGATIVES, 0] == 0).all()
    spoilt = [group for group, name in zip(trial.groups, trial.sets, strict=True) if name == trials.SPOILT]
    assert set(spoilt) <= {group for group, photograph in zip(trial.groups, trial.photographs, strict=True) if photograph}


def test_levels_come_out_as_good_usable_reject() -> None:
    class Fixed(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            row = [2.0, 3.0, -1.0, *[0.5] * len(REASON_NAMES)]  # surely at least usable, hardly good
            return torch.tensor([row])

    gate, quality, reasons = QualityGraph(Fixed(), torch.ones(len(TARGETS)))(torch.zeros(1, 8, 8, 3, dtype=torch.uint8))
    good, enough = 1 / (1 + np.exp(1)), 1 / (1 + np.exp(-3))
    assert quality[0].tolist() == pytest.approx([good, enough - good, 1 - enough], abs=1e-6)
    assert gate.shape == (1,)
    assert reasons.shape == (1, len(REASON_NAMES))


def test_the_pack_says_what_its_network_says_and_the_app_takes_its_card(trial: QualityTrial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETINADESK_MODELS", str(tmp_path))
    monkeypatch.setattr(decisions, "DRAWS", 20)
    network = Tiny().eval()
    rows = [Row("odir", "1.jpg", {}, "odir:1")]
    write_quality_pack(network, trial, TrainingNote("train", 1, 1, rows, rows))
    card = json.loads((tmp_path / "quality" / "card.json").read_text(encoding="utf-8"))
    picture = trial.pictures[0]
    gate, quality, reasons = open_graph(tmp_path / "quality" / "quality.onnx").run(None, {"image": picture[None]})
    logits = quality_logits(network, [picture])[0]
    # Temperatures scale, they never move a probability over one half.
    assert (gate[0] > 0.5) == (logits[0] > 0)
    assert ((reasons[0] > 0.5) == (logits[3:] > 0)).all()
    assert quality.sum() == pytest.approx(1, abs=1e-5)
    assert set(card["operatingPoints"]) == {"gate", *REASON_NAMES}
    assert {"accept", "reject", "auc", "accuracy", "sensitivity"} == {score["metric"] for score in card["scores"]}
    if not NODE.exists():
        pytest.skip("the app's Node is not installed")
    told = subprocess.run([NODE, "--input-type=module", "-e", CHECK, str(tmp_path / "quality")], cwd=PROJECT, capture_output=True, text=True)
    assert told.stdout == "quality gate,quality,reasons\n", told.stderr


def test_the_reasons_are_the_apps_words() -> None:
    text = (PROJECT / "src/shared/domain/quality.ts").read_text(encoding="utf-8")
    assert all(f"'{name}'" in text for name in REASON_NAMES)


def test_the_gate_stands_where_acceptance_and_rejection_balance() -> None:
    shown = np.array([0.9, 0.8, 0.6, 0.7, 0.2, 0.1])
    wanted = np.array([True, True, True, False, False, False])
    # One of three photographs below, or one of three others above: 2/3 each, whichever side of .6 and .7.
    assert 0.2 < balanced_threshold(shown, wanted, ~wanted) < 0.8
    assert balanced_threshold(np.array([0.9, 0.1]), np.array([True, False]), np.array([False, True])) == pytest.approx(0.5)
