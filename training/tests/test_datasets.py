"""Bugs these would catch: a patient on both sides of the split, demo photographs in training, labels read the wrong way."""

import numpy as np
import pytest

from retinatrain.datasets.degrade import REASONS
from retinatrain.datasets.grade_set import TARGETS, grade_rows, grade_targets
from retinatrain.datasets.lesion_set import CLASSES, lesion_batch, lesion_rows, lesion_sample
from retinatrain.datasets.negatives import draw_negative
from retinatrain.datasets.quality_set import off_centre
from retinatrain.datasets.tables import FOLDS, RESERVED, Row, fold_of_groups, read_rows, split_fold
from retinatrain.places import data_folder

try:
    data_folder()
    HAS_DATA = True
except FileNotFoundError:
    HAS_DATA = False
needs_data = pytest.mark.skipif(not HAS_DATA, reason="the datasets are not on this machine (RETINADESK_DATA)")


def photograph() -> np.ndarray:
    y, x = np.mgrid[0:160, 0:160]
    inside = np.hypot(x - 80, y - 80) < 76
    picture = np.stack([150 + 40 * np.sin(x / 9), 80 + 25 * np.cos(y / 7), 40 + 0 * x], axis=2)
    return (picture * inside[..., None]).astype(np.uint8)


@pytest.mark.parametrize("reason", REASONS)
def test_spoiling_grows_with_strength_and_leaves_the_size(reason: str) -> None:
    picture = photograph()

    def change(strength: float) -> float:
        rng = np.random.default_rng(4)
        spoilt = REASONS[reason](rng, picture, strength)
        assert spoilt.shape == picture.shape
        assert spoilt.dtype == np.uint8
        return float(np.abs(spoilt.astype(float) - picture).mean())

    assert change(0.9) > change(0.1) > 0


def test_aiming_wide_keeps_a_round_field() -> None:
    spoilt = off_centre(np.random.default_rng(4), photograph(), 1.0)
    assert spoilt[0, 0].max() == 0
    assert spoilt[80, 80].max() > 0


def test_negatives_are_pictures_of_many_kinds() -> None:
    rng = np.random.default_rng(0)
    drawn = [draw_negative(rng, fundus=photograph()) for _ in range(60)]
    assert all(picture.ndim == 3 and picture.shape[2] == 3 and picture.dtype == np.uint8 for picture in drawn)
    assert np.std([picture.mean() for picture in drawn]) > 20


def test_unknown_labels_stay_unknown() -> None:
    targets = grade_targets(Row("mex_dme_dr", "1_OD.jpg", {"dme": "0", "dr": "NPDR"}, "g"))
    named = dict(zip(TARGETS, targets, strict=True))
    assert named["DR>=1"] == 1
    assert np.isnan(named["DR>=2"])
    assert named["DR>=4"] == 0
    assert np.isnan(named["referable"])


def test_referable_follows_grade_or_oedema() -> None:
    def named(grade: str, risk: str) -> dict[str, float]:
        row = Row("idrid_grade", "x.jpg", {"dr_grade": grade, "dme_risk": risk}, "g")
        return dict(zip(TARGETS, grade_targets(row), strict=True))

    assert named("1", "0")["referable"] == 0
    assert named("1", "2")["referable"] == 1
    assert named("3", "0")["DR>=3"] == 1
    assert named("3", "0")["DR>=4"] == 0


def test_a_lasered_eye_of_odir_tells_no_level() -> None:
    def named(keywords: str) -> dict[str, float]:
        row = Row("odir", "x.jpg", {"label": "D", "dr_from_keywords": "2", "keywords": keywords}, "g")
        return dict(zip(TARGETS, grade_targets(row), strict=True))

    assert named("moderate non proliferative retinopathy")["DR>=3"] == 0
    lasered = named("moderate non proliferative retinopathy; laser spot")
    assert np.isnan(lasered["DR>=2"])
    assert np.isnan(lasered["DR>=4"])
    assert lasered["D"] == 1


@needs_data
def test_groups_stay_on_one_side_and_the_demo_stays_out() -> None:
    rows = [*grade_rows(), *read_rows("idrid_seg"), *read_rows("chase_db1")]
    assert not {(row.dataset, row.image) for row in rows} & {(name, image) for name, images in RESERVED.items() for image in images}
    for fold in range(FOLDS):
        training, validation = split_fold(rows, fold)
        assert not {row.group for row in training} & {row.group for row in validation}
        assert len(training) + len(validation) == len(rows)


@needs_data
def test_shared_photographs_of_idrid_have_one_fold() -> None:
    graded, segmented = fold_of_groups("idrid_grade"), fold_of_groups("idrid_seg")
    shared = graded.keys() & segmented.keys()
    assert len(shared) > 35
    assert all(graded[group] == segmented[group] for group in shared)


@needs_data
def test_lesion_masks_count_only_where_they_are_exact() -> None:
    rows = {row.dataset: row for row in lesion_rows() if row.labels.get("px_EX", "0") != "0" and row.labels.get("px_other_bright", "1") != "0"}
    exact, generous = (lesion_sample(rows[name], 400).sample for name in ("idrid_seg", "hei_med"))
    of = {name: index for index, name in enumerate(CLASSES)}
    assert (exact.weights[..., of["MA"]] == 255).all()
    assert (exact.weights[..., of["OB"]] > 0).sum() == ((exact.targets[..., of["EX"]] > 127) | (exact.targets[..., of["SE"]] > 127)).sum()
    assert not generous.weights[..., of["MA"]].any()
    assert not generous.weights[..., of["EX"]][generous.targets[..., of["EX"]] > 0].any()
    other = generous.targets[..., of["OB"]] > 127
    assert other.any()
    assert (generous.weights[..., of["EX"]][other & (generous.targets[..., of["EX"]] == 0)] == 255).all()


@needs_data
def test_lesion_views_hold_drawn_bleeds_as_haemorrhages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinatrain.datasets.lesion_set.BLEED_SHARE", 1.0)
    sample = lesion_sample(next(row for row in lesion_rows() if row.dataset == "hei_med"), 400)
    batch = lesion_batch(np.random.default_rng(1), [sample], size=256, count=6)
    haemorrhage = CLASSES.index("HE")
    assert (batch["targets"][:, haemorrhage] * batch["weights"][:, haemorrhage]).sum() > 0
