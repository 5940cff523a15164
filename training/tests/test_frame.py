"""Bugs these would catch: half-pixel shifts between image and frame, and frames that outgrow their diameter."""

import numpy as np
import pytest

from retinatrain.field import FieldCircle
from retinatrain.frame import disc_frame, field_frame, from_frame, pad_to_multiple, to_frame


def test_cut_field_keeps_the_scale_of_the_whole_circle() -> None:
    frame = field_frame((1360, 2048), FieldCircle(1000, 680, 800), 1600)
    assert (frame.left, frame.crop_width, frame.top, frame.crop_height) == (200, 1601, 0, 1360)
    assert (frame.width, frame.height) == (1600, 1360)


def test_without_a_circle_the_longer_side_fills_the_frame() -> None:
    frame = field_frame((300, 400), None, 512)
    assert (frame.width, frame.height) == (512, 384)


def test_points_go_there_and_back() -> None:
    frame = field_frame((1000, 1200), FieldCircle(600, 500, 480), 512)
    assert frame.point_to_image(*frame.point_to_frame(321.5, 654.25)) == pytest.approx((321.5, 654.25))


def test_a_spot_lands_where_its_point_does() -> None:
    image = np.zeros((400, 400), np.uint8)
    image[196:205, 296:305] = 255
    frame = disc_frame((310, 190), 100, side=2.0, size_px=320)
    y, x = np.nonzero(to_frame(image, frame) > 127)
    assert (x.mean(), y.mean()) == pytest.approx(frame.point_to_frame(300, 200), abs=0.3)


def test_disc_frame_is_black_beyond_the_image() -> None:
    image = np.full((200, 200, 3), 255, np.uint8)
    view = to_frame(image, disc_frame((0, 100), 80, side=2.0, size_px=160))
    assert view[:, :75].max() == 0
    assert view[:, 85:].min() == 255


def test_maps_return_to_the_image_and_leave_the_rest_empty() -> None:
    frame = field_frame((300, 400), FieldCircle(200, 150, 120), 480)
    values = np.ones((frame.height, frame.width), np.float32)
    whole = from_frame(values, frame, (300, 400))
    assert whole[150, 200] == 1
    assert whole[0, 0] == 0
    assert whole.sum() == frame.crop_width * frame.crop_height


def test_padding_reaches_the_multiple() -> None:
    assert pad_to_multiple(np.ones((33, 64, 3), np.uint8), 32).shape == (64, 64, 3)
