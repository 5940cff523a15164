"""Bugs these would catch: a score that is off by a definition. Expectations are hand-computed or scikit-learn's."""

import numpy as np
import pytest
import torch
from sklearn.metrics import average_precision_score, roc_auc_score

from retinatrain.metrics.calibration import fit_scaling, pixel_calibration_error
from retinatrain.metrics.decisions import conformal_threshold, crossed_coverage
from retinatrain.metrics.disc import vertical_ratio
from retinatrain.metrics.landmarks import dice, find_disc, find_fovea
from retinatrain.metrics.pixels import auc, average_precision, best_threshold, dice_at, histogram, pooled
from retinatrain.network.graph import Mirrored


@pytest.fixture
def scored() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    truth = rng.random(20000) < 0.1
    return np.clip(rng.normal(0.3 + 0.3 * truth, 0.15), 0, 0.999).astype(np.float32), truth


def test_auc_and_average_precision_agree_with_scikit_learn(scored: tuple[np.ndarray, np.ndarray]) -> None:
    probability, truth = scored
    counts = histogram(probability, truth)
    assert auc(counts) == pytest.approx(roc_auc_score(truth, probability), abs=2e-4)
    assert average_precision(counts) == pytest.approx(average_precision_score(truth, probability), abs=2e-3)


def test_dice_by_hand() -> None:
    counts = histogram(np.array([0.9, 0.8, 0.4, 0.1], np.float32), np.array([True, False, True, False]))
    assert dice_at(0.5)(counts) == pytest.approx(0.5)
    assert dice_at(0.3)(counts) == pytest.approx(0.8)
    assert 0.1 < best_threshold(counts) <= 0.4


def test_only_pixels_inside_count() -> None:
    probability, truth = np.array([0.9, 0.1], np.float32), np.array([True, True])
    assert histogram(probability, truth, np.array([True, False])).sum() == 1


def test_interval_holds_the_value_and_counts_images(scored: tuple[np.ndarray, np.ndarray]) -> None:
    probability, truth = scored
    images = [histogram(part, true) for part, true in zip(np.split(probability, 20), np.split(truth, 20), strict=True)]
    interval = pooled(images, auc)
    assert interval.low < interval.value < interval.high
    assert interval.n == 20


def test_scaling_recovers_the_truth_behind_overconfident_maps() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(-1, 1.5, 200_000)
    truth = rng.random(len(logits)) < 1 / (1 + np.exp(-logits))
    shown = 1 / (1 + np.exp(-(2 * logits + 0.5)))
    counts = histogram(shown.astype(np.float32), truth)
    scaling = fit_scaling(counts)
    assert (scaling.slope, scaling.offset) == pytest.approx((0.5, -0.25), abs=0.03)
    fixed = 1 / (1 + np.exp(-(scaling.slope * (2 * logits + 0.5) + scaling.offset)))
    assert pixel_calibration_error(histogram(fixed.astype(np.float32), truth)) < 0.01 < pixel_calibration_error(counts)


def test_disc_and_fovea_are_read_from_maps() -> None:
    y, x = np.mgrid[0:100, 0:120]
    disc = (np.hypot(x - 80, y - 40) <= 15).astype(np.float32)
    disc[90:95, 5:10] = 1
    found = find_disc(disc)
    assert found is not None
    assert found[0] == pytest.approx((80, 40), abs=0.1)
    assert found[1] == pytest.approx(30, rel=0.03)
    assert find_fovea(np.exp(-((x - 33.3) ** 2 + (y - 61.7) ** 2) / 50).astype(np.float32)) == pytest.approx((33.3, 61.7), abs=0.2)
    assert find_disc(np.zeros((8, 8), np.float32)) is None


def test_vertical_ratio_counts_rows() -> None:
    disc, cup = np.zeros((50, 50), bool), np.zeros((50, 50), bool)
    disc[5:45, 10:40], cup[15:35, 20:30] = True, True
    assert vertical_ratio(cup, disc) == pytest.approx(0.5)
    assert dice(cup, cup) == 1


def test_crossed_coverage_takes_no_threshold_from_the_patients_it_is_judged_on() -> None:
    rng = np.random.default_rng(3)
    believed = rng.random(400)
    probability, truth = np.stack([believed, 1 - believed], axis=1), np.zeros(400)
    covered = crossed_coverage(probability, truth, [f"patient {index // 2}" for index in range(400)], coverage=0.9)
    assert covered.mean() == pytest.approx(0.9, abs=0.03)
    # One patient whose truth is never believed: a threshold that had seen them would sink to their level.
    alone = np.array([[0.0, 1.0]] * 40 + [[0.9, 0.1]] * 60)
    groups = ["odd one"] * 40 + [f"other {index}" for index in range(60)]
    assert conformal_threshold(alone, np.zeros(100), 0.9) == 0.0
    covered = crossed_coverage(alone, np.zeros(100), groups, coverage=0.9, parts=61)
    assert covered[:40].sum() == 0 and covered[40:].all()


def test_a_mirrored_network_says_of_the_mirror_image_what_it_says_of_the_picture() -> None:
    torch.manual_seed(1)
    network = Mirrored(torch.nn.Conv2d(3, 2, 3, padding=1)).eval()
    picture = torch.rand(1, 3, 8, 10)
    with torch.inference_mode():
        assert torch.allclose(network(picture.flip(3)).flip(3), network(picture), atol=1e-6)
