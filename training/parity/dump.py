"""Write what the packs say about a handful of photographs, as JSON for tests of the app's own pre- and post-processing.

`python parity/dump.py OUT` reads the packs under resources/models and the photographs under RETINADESK_DATA.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinatrain.field import find_field
from retinatrain.frame import Frame, disc_frame, field_frame, from_frame, pad_to_multiple, to_frame
from retinatrain.loop import prepare_threads
from retinatrain.metrics.disc import vertical_ratio
from retinatrain.metrics.landmarks import HALF, dice, find_disc, find_fovea, largest_component
from retinatrain.places import data_folder, models_folder
from retinatrain.predict import open_graph

PHOTOGRAPHS = (
    "idrid_seg/IDRiD_49.jpg",
    "idrid_seg/IDRiD_41.jpg",
    "drive/21_training.jpg",
    "stare/im0001.jpg",
    "les_av/15.jpg",
    "drishti_gs/drishtiGS_002.jpg",
    "messidor2/20051020_43832_0100_PP.jpg",
    "eyepacs_kaggle400/10009_left.jpg",
    "refuge_disc/g0001.jpg",
    "odir/102_left.jpg",
)
VESSEL_MASKS = {"drive": "vessel", "stare": "vessel_vk", "les_av": "vessel"}
Json = dict[str, object]


def main() -> None:
    """Write one JSON file a photograph and print their folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    prepare_threads()
    out.mkdir(parents=True, exist_ok=True)
    for key in PHOTOGRAPHS:
        (out / f"{key.replace('/', '__')}.json").write_text(json.dumps(describe(key), indent=1))
    print(out)


def describe(key: str) -> Json:
    """Return circle, frames and a summary of every pack's output for one photograph."""
    image = cv2.cvtColor(cv2.imread(str(data_folder() / key.replace("/", "/images/"))), cv2.COLOR_BGR2RGB)
    circle = find_field(image)
    found: Json = {"image": key, "width": image.shape[1], "height": image.shape[0], "field": asdict(circle) if circle else None}
    for folder in sorted(models_folder().glob("*/card.json")):
        card = json.loads(folder.read_text(encoding="utf-8"))
        frame = field_frame(image.shape, circle, card["graphs"]["main"]["frame"]["diameterPx"])
        outputs = run(folder.parent, card, "main", to_frame(image, frame))
        summary: Json = {"version": card["version"], "frame": asdict(frame), **summarise(outputs, card)}
        if card["id"] == "vessels" and (name := key.split("/")[0]) in VESSEL_MASKS:
            summary["dice"] = vessel_dice(key, VESSEL_MASKS[name], from_frame(outputs["probability"][0, 0], frame, image.shape), card)
        if card["id"] == "landmarks":
            summary |= landmarks(folder.parent, card, image, frame, outputs["probability"][0])
        found[card["id"]] = summary
    return found


def run(folder: Path, card: Json, role: str, view: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
    """Run one graph of a pack on an unpadded view; maps are cut back to the view."""
    path = next(file["path"] for file in card["files"] if file["role"] == role)
    frame = card["graphs"][role]["frame"]
    padded = pad_to_multiple(view, frame.get("multipleOf", 32))
    session = open_graph(folder / path)
    names = [output.name for output in session.get_outputs()]
    values = dict(zip(names, session.run(names, {"image": padded[None]}), strict=True))
    if "probability" in values:
        values["probability"] = values["probability"][:, :, : view.shape[0], : view.shape[1]]
    return values


def summarise(outputs: dict[str, NDArray[np.float32]], card: Json) -> Json:
    """Return mean and pixels above the operating point of each map, or the numbers of each vector."""
    if "probability" not in outputs:
        return {"outputs": {name: np.round(values, 5).ravel().tolist() for name, values in outputs.items() if values.ndim <= 2}}
    classes = card["graphs"]["main"]["outputs"]["probability"]["classes"]
    points = card["operatingPoints"]
    maps = outputs["probability"][0]
    return {name: {"mean": round(float(one.mean()), 6), "above": int((one >= points[name]["threshold"]).sum())} for name, one in zip(classes, maps, strict=True)}


def vessel_dice(key: str, folder: str, probability: NDArray[np.float32], card: Json) -> float:
    """Return Dice of the vessel map against the set's mask at the operating point, over the whole photograph."""
    path = data_folder() / key.replace("/", f"/{folder}/")
    truth = cv2.imread(str(path.with_suffix(".png")), cv2.IMREAD_GRAYSCALE) > 0
    return round(dice(probability >= card["operatingPoints"]["vessel"]["threshold"], truth), 4)


def landmarks(folder: Path, card: Json, image: NDArray[np.uint8], frame: Frame, maps: NDArray[np.float32]) -> Json:
    """Return disc, cup and fovea in pixels of the image, by both stages."""
    fovea = frame.point_to_image(*find_fovea(maps[1]))
    found: Json = {"foveaPeak": round(float(maps[1].max()), 4), "foveaAt": fovea, "discAt": None}
    place = find_disc(maps[0])
    if place is None:
        return found
    (x, y), diameter = place
    centre, size = frame.point_to_image(x, y), diameter * frame.crop_width / frame.width
    second = card["graphs"]["disc"]["frame"]
    square = disc_frame(centre, size, side=second["sideInDiscDiameters"], size_px=second["sizePx"])
    disc, cup = (from_frame(one, square, image.shape) >= HALF for one in run(folder, card, "disc", to_frame(image, square))["probability"][0])
    disc = largest_component(disc)
    cup = largest_component(cup & disc)
    return found | {
        "discAt": centre,
        "discDiameter": size,
        "square": asdict(square),
        "discArea": int(disc.sum()),
        "cupArea": int(cup.sum()),
        "verticalRatio": vertical_ratio(cup, disc),
    }


if __name__ == "__main__":
    main()
