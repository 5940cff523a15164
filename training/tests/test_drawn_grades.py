"""Signs drawn for the grades, and photographs made round again."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from retinatrain.datasets import grade_set
from retinatrain.datasets.grade_set import CONDITIONS, TARGETS, draw_signs
from retinatrain.datasets.scars import draw_scars
from retinatrain.datasets.squeezed import make_round, rim_stretch
from retinatrain.field import rim_points

SIZE = 256
MIDDLE = SIZE / 2 - 0.5
COLUMN, LINE = np.meshgrid(np.arange(SIZE), np.arange(SIZE))
AWAY = np.hypot(COLUMN - MIDDLE, LINE - MIDDLE) / SIZE
RETINA = ((AWAY < 0.49)[..., None] * np.array([150, 75, 35])).astype(np.uint8)
HEALTHY = np.array([0] * 7 + [float(name == "N") for name in CONDITIONS] + [0, 0], np.float32)


def field(width: int, height: int, stretch: float) -> np.ndarray:
    """A field as high as the picture and a tenth more, `stretch` times higher than wide."""
    y, x = np.mgrid[0:height, 0:width]
    radius = 0.55 * height
    inside = np.hypot((x - width / 2) * stretch, y - height / 2) < radius
    return (inside[..., None] * np.array([150, 75, 35])).astype(np.uint8)


def scarred(count: int = 30) -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    return [pixels for pixels, seen in (draw_scars(rng, RETINA) for _ in range(count)) if seen]


def test_scars_lie_in_the_field_and_leave_its_middle_free() -> None:
    views = scarred()
    assert len(views) > 15
    for view in views:
        changed = np.abs(view.astype(int) - RETINA).max(axis=2) > 12
        assert changed.any()
        assert not changed[AWAY > 0.495].any()
        assert not changed[AWAY < 0.15].any()


def test_scars_are_pale_and_some_have_pigment() -> None:
    brightest = [view.max() for view in scarred()]
    darkest = [view[AWAY < 0.47].max(axis=1).min() for view in scarred()]
    assert min(brightest) > 152
    assert 0.2 < np.mean(np.array(darkest) < 110) < 0.9


def test_a_view_outside_the_field_gets_no_scars() -> None:
    pixels, seen = draw_scars(np.random.default_rng(1), np.zeros_like(RETINA))
    assert not seen
    assert not pixels.any()


@pytest.mark.parametrize("sign", ["SCARRED", "BLED"])
def test_a_drawn_sign_makes_level_four_and_leaves_no_condition_told(monkeypatch: pytest.MonkeyPatch, sign: str) -> None:
    monkeypatch.setattr(grade_set, "SCARRED", float(sign == "SCARRED"))
    monkeypatch.setattr(grade_set, "BLED", float(sign == "BLED"))
    rng = np.random.default_rng(2)
    found = [draw_signs(rng, RETINA, HEALTHY) for _ in range(20)]
    drawn = [targets for pixels, targets in found if (pixels != RETINA).any() and targets is not HEALTHY]
    assert len(drawn) > 8
    for targets in drawn:
        assert targets[: TARGETS.index("DME>=1")].tolist() == [1, 1, 1, 1]
        assert targets[TARGETS.index("referable")] == 1
        assert np.isnan(targets[TARGETS.index("N") : TARGETS.index("O") + 1]).all()
    assert HEALTHY[0] == 0


def test_a_shadow_changes_no_target(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, share in (("SCARRED", 0.0), ("BLED", 0.0), ("SHADED", 1.0)):
        monkeypatch.setattr(grade_set, name, share)
    pixels, targets = draw_signs(np.random.default_rng(2), RETINA, HEALTHY)
    assert (pixels != RETINA).any()
    assert targets is HEALTHY


@pytest.mark.parametrize("stretch", [1.3, 1.5])
def test_a_pressed_field_is_made_round_again(stretch: float) -> None:
    pressed = field(256, 256, stretch)
    found = rim_stretch(rim_points(pressed.max(axis=2) > 0))
    assert found == pytest.approx(stretch, abs=0.02)
    assert make_round(pressed).shape[1] == pytest.approx(256 * stretch, abs=4)


def test_marks_at_the_rim_do_not_change_the_shape() -> None:
    pressed = field(256, 256, 1.4)
    cv2.circle(pressed, (30, 40), 9, (150, 75, 35), -1)
    assert rim_stretch(rim_points(pressed.max(axis=2) > 0)) == pytest.approx(1.4, abs=0.05)


def test_a_picture_without_a_round_rim_stays() -> None:
    flat = np.full((256, 256, 3), 90, np.uint8)
    assert make_round(flat) is flat
