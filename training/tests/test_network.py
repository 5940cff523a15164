"""Bugs these would catch: a graph whose maps do not lie on its pixels, weights lost on export, a run that cannot go on."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from retinatrain.blend import blend
from retinatrain.card import minutes_of
from retinatrain.export import export_graph
from retinatrain.loop import Schedule, Task, begin_with, load_average, train
from retinatrain.network.classifier import Classifier, peaks
from retinatrain.network.encoder import PYRAMID_CHANNELS, Encoder
from retinatrain.network.graph import SegmentationGraph
from retinatrain.network.unet import UNet
from retinatrain.predict import graph_predictor


def test_pyramid_has_the_promised_shapes() -> None:
    pyramid = Encoder().eval()(torch.zeros(1, 3, 64, 96))
    assert [tuple(level.shape[1:]) for level in pyramid] == [(c, 64 // s, 96 // s) for c, s in zip(PYRAMID_CHANNELS, (2, 4, 8, 16, 32), strict=True)]


def test_exported_graph_takes_any_size_and_small_weights_do_not_change_it(tmp_path: Path) -> None:
    torch.manual_seed(0)
    graph = SegmentationGraph(UNet(2), torch.ones(2), torch.zeros(2)).eval()
    export_graph(graph, tmp_path / "graph.onnx")
    image = np.random.default_rng(0).integers(0, 255, (70, 100, 3), dtype=np.uint8)
    found = graph_predictor(tmp_path / "graph.onnx")(image)
    assert found.shape == (2, 70, 100)
    assert found.min() >= 0
    assert found.max() <= 1


def fading() -> Task:
    """A task that is learnt in a moment: weights that make nothing out of noise."""
    torch.manual_seed(3)
    network = nn.Sequential(nn.Conv2d(3, 1, 1))
    return Task(
        network=network,
        batch=lambda rng, count: {"pixels": torch.from_numpy(rng.random((count, 3, 8, 8), dtype=np.float32))},
        loss=lambda network, batch: network(batch["pixels"]).float().square().mean(),
        evaluate=lambda network: {},
    )


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole = train(fading(), Schedule(steps=20, batch=2, save_every=10), tmp_path / "whole")
    first = Schedule(steps=20, batch=2, save_every=10)
    train(fading(), first, tmp_path / "parts")
    (tmp_path / "parts" / "average.pt").unlink()
    resumed = train(fading(), first, tmp_path / "parts")
    assert torch.allclose(whole[0].weight, resumed[0].weight, atol=1e-6)


def test_a_run_that_begins_with_another_keeps_what_that_learnt(tmp_path: Path) -> None:
    learnt, grown = UNet(4), UNet(5)
    torch.save(learnt.state_dict(), tmp_path / "average.pt")
    before = grown.head.weight[16:].clone()
    begin_with(grown, tmp_path)
    assert torch.equal(grown.head.weight[:16], learnt.head.weight)
    assert torch.equal(grown.head.weight[16:], before)
    assert torch.equal(grown.encoder.stem[0].weight, learnt.encoder.stem[0].weight)


def test_a_run_of_another_shape_is_refused(tmp_path: Path) -> None:
    torch.save(UNet(5).state_dict(), tmp_path / "average.pt")
    with pytest.raises(RuntimeError, match="does not fit"):
        begin_with(UNet(4), tmp_path)


def test_evidence_adds_up_to_the_decision_that_it_explains() -> None:
    torch.manual_seed(0)
    network = Classifier(3, peaks=True).eval()
    nn.init.normal_(network.peak_head.weight)
    features = torch.rand(2, 512, 5, 7) * 6 * (torch.rand(2, 512, 5, 7) > 0.8)
    maps = network.evidence(features)
    assert maps.shape == (2, 3, 5, 7)
    assert torch.allclose(maps.mean(dim=(2, 3)) + network.head.bias, network.decide(features), rtol=1e-4, atol=1e-3)


def test_a_single_strong_cell_counts_for_more_than_its_share() -> None:
    features = torch.zeros(1, 1, 14, 14)
    features[0, 0, 3, 4] = 6.0
    assert features.mean() < 0.05
    assert 1.5 < float(peaks(features)) < 6.0


def test_a_classifier_that_learns_of_peaks_begins_by_deciding_as_before(tmp_path: Path) -> None:
    before, after = Classifier(3).eval(), Classifier(3, peaks=True).eval()
    torch.save(before.state_dict(), tmp_path / "average.pt")
    begin_with(after, tmp_path)
    image = torch.randn(1, 3, 64, 64)
    assert torch.allclose(before(image), after(image), atol=1e-5)


def test_a_run_that_begins_with_another_tells_the_minutes_of_both_once(tmp_path: Path) -> None:
    train(fading(), Schedule(steps=5, batch=2), tmp_path / "first")
    (tmp_path / "first" / "log.jsonl").write_text('{"step": 25, "seconds": 300}\n{"step": 50, "seconds": 600}\n{"step": 50, "auc": 0.9}\n')
    for _ in range(2):
        train(fading(), Schedule(steps=25, batch=2, start="first"), tmp_path / "second")
    assert minutes_of(tmp_path / "second") == 10
    blend([tmp_path / "first", tmp_path / "second"], tmp_path / "both")
    assert minutes_of(tmp_path / "both") == 10


def test_a_blend_is_the_mean_of_its_runs_and_a_head_only_one_has_counts_half(tmp_path: Path) -> None:
    runs = {"plain": Classifier(3), "peaked": Classifier(3, peaks=True)}
    nn.init.normal_(runs["peaked"].peak_head.weight)
    for name, network in runs.items():
        (tmp_path / name).mkdir()
        torch.save(network.state_dict(), tmp_path / name / "average.pt")
        (tmp_path / name / "log.jsonl").write_text(f'{{"step": 25, "seconds": {60 + len(name)}}}\n{{"step": 25, "auc": 0.9}}\n')
    blend([tmp_path / name for name in runs], tmp_path / "both")
    both = load_average(Classifier(3, peaks=True), tmp_path / "both")
    assert torch.allclose(both.head.weight, (runs["plain"].head.weight + runs["peaked"].head.weight) / 2)
    assert torch.allclose(both.peak_head.weight, runs["peaked"].peak_head.weight / 2)
    assert (tmp_path / "both" / "log.jsonl").read_text().count("seconds") == 2
    torch.save({"head.weight": torch.zeros(2, 2)}, tmp_path / "plain" / "average.pt")
    with pytest.raises(ValueError, match="other shapes"):
        blend([tmp_path / name for name in runs], tmp_path / "both")
