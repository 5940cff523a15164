"""Drawn bleeds and shadows, and what each set's lesion masks are worth."""

from __future__ import annotations

import numpy as np
import pytest

from retinatrain.datasets.bleeds import draw_bleed, draw_shade

SIZE = 128
RETINA = np.full((SIZE, SIZE, 3), (180, 90, 40), np.uint8)


@pytest.fixture
def halved() -> np.ndarray:
    """A view whose right half lies outside the field."""
    view = RETINA.copy()
    view[:, SIZE // 2 :] = 0
    return view


def bleeds(view: np.ndarray, count: int = 40) -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(1)
    return [found for found in (draw_bleed(rng, view) for _ in range(count)) if found[1].any()]


def test_blood_is_darker_and_redder_than_the_retina() -> None:
    for pixels, blood in bleeds(RETINA):
        red, green, _ = pixels[blood].mean(axis=0)
        assert red < 180
        assert green / red < 90 / 180


def test_blood_stays_inside_the_field(halved: np.ndarray) -> None:
    found = bleeds(halved)
    assert found
    for pixels, blood in found:
        assert not blood[:, SIZE // 2 :].any()
        assert not pixels[:, SIZE // 2 :].any()


def test_a_view_outside_the_field_gets_no_blood() -> None:
    pixels, blood = draw_bleed(np.random.default_rng(1), np.zeros_like(RETINA))
    assert not blood.any()
    assert not pixels.any()


def test_bleeds_differ_in_size_and_reach_half_of_a_view() -> None:
    shares = [blood.mean() for _, blood in bleeds(RETINA)]
    assert min(shares) < 0.05
    assert max(shares) > 0.5


def test_a_shadow_keeps_the_hue() -> None:
    rng = np.random.default_rng(1)
    for _ in range(10):
        shaded = draw_shade(rng, RETINA).astype(float)
        dark = shaded[..., 0] < 120
        assert np.allclose(shaded[dark][:, 1] / shaded[dark][:, 0], 0.5, atol=0.03)
