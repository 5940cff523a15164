"""Bugs these would catch: a shifted or wrongly scaled circle, a field seen where none is, and results that change with luck."""

import cv2
import numpy as np
import pytest

from retinatrain.field import FieldCircle, find_field, fit_circle, rim_points


def draw(width: int, height: int, circle: FieldCircle, colour: tuple[int, int, int] = (150, 70, 30)) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    inside = np.hypot(x - circle.x, y - circle.y) <= circle.radius
    image = np.zeros((height, width, 3), np.uint8)
    image[inside] = colour
    return image


@pytest.mark.parametrize(
    ("width", "height", "circle"),
    [
        (700, 605, FieldCircle(340, 300, 280)),
        (2048, 1360, FieldCircle(1000, 690, 815)),  # cut off at top and bottom, as in IDRiD
        (512, 512, FieldCircle(255.5, 255.5, 330)),  # a square cut out of the field: only the corners are dark
        (4288, 2848, FieldCircle(2100, 1420, 1710)),
    ],
)
def test_finds_whole_and_cut_circles(width: int, height: int, circle: FieldCircle) -> None:
    found = find_field(draw(width, height, circle))
    assert found is not None
    assert np.hypot(found.x - circle.x, found.y - circle.y) < 0.01 * circle.radius
    assert found.radius == pytest.approx(circle.radius, rel=0.01)


def test_dark_photograph_is_still_found() -> None:
    circle = FieldCircle(300, 300, 250)
    assert find_field(draw(600, 600, circle, (28, 12, 6))) is not None


@pytest.mark.parametrize("value", [0, 90, 255])
def test_one_colour_has_no_field(value: int) -> None:
    assert find_field(np.full((300, 400, 3), value, np.uint8)) is None


def test_full_frame_crop_has_no_field() -> None:
    y, x = np.mgrid[0:400, 0:400]
    crop = np.stack([120 + 60 * np.sin(x / 40), 70 + 30 * np.cos(y / 30), 40 + 0 * x], axis=2).astype(np.uint8)
    assert find_field(crop) is None


def test_a_lit_rectangle_is_no_field() -> None:
    image = np.zeros((500, 500, 3), np.uint8)
    image[100:400, 80:420] = 200
    assert find_field(image) is None


def test_ellipse_is_not_taken_for_a_circle() -> None:
    image = np.zeros((512, 512, 3), np.uint8)
    cv2.ellipse(image, (256, 256), (180, 250), 0, 0, 360, (140, 80, 40), -1)
    assert find_field(image) is None


def test_rim_points_leave_out_the_image_edge() -> None:
    mask = np.zeros((20, 30), bool)
    mask[:, 5:25] = True
    points = rim_points(mask)
    assert set(points[:, 0]) == {5.0, 24.0}
    assert points[:, 1].min() >= 2


def test_circle_through_three_points_is_exact() -> None:
    circle = fit_circle(np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]))
    assert circle is not None
    assert (circle.x, circle.y, circle.radius) == pytest.approx((0, 0, 1))
    assert fit_circle(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]])) is None
