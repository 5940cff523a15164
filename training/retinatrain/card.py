"""Model cards: what a pack is, what it was made from, how well it does, and where it fails."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from retinatrain.datasets.sources import LICENCE, attribution, describe_training_data
from retinatrain.datasets.tables import FOLDS, SPLIT_SEED, Row
from retinatrain.export import fingerprint
from retinatrain.metrics.scores import Score

SCHEMA = "retinadesk.model-card/1"
INTENDED_USE = "Decision support for research and for qualified readers of colour fundus photographs; not an approved device."
INPUT = {"name": "image", "type": "uint8", "layout": "NHWC", "channels": "RGB"}


@dataclass(frozen=True)
class TrainingNote:
    """How the weights were made."""

    command: str
    seed: int
    minutes: int
    training: Sequence[Row]
    validation: Sequence[Row]
    fold: int = 0


@dataclass(frozen=True)
class Card:
    """The parts of a card that its pack decides."""

    id: str
    version: str
    title: str
    summary: str
    graphs: Mapping[str, Mapping[str, object]]
    operating_points: Mapping[str, Mapping[str, object]]
    note: TrainingNote
    scores: Sequence[Score]
    limits: Sequence[str]
    files: Mapping[str, str]
    calibration: Sequence[Mapping[str, object]] = field(default_factory=tuple)
    conformal: Mapping[str, object] | None = None
    out_of_distribution: Mapping[str, object] | None = None


def field_graph(diameter: int, multiple: int, outputs: Mapping[str, object]) -> dict[str, object]:
    """Return the card's description of a graph on the field frame, run whole."""
    frame = {"kind": "field", "diameterPx": diameter, "multipleOf": multiple}
    return {"frame": frame, "tile": None, "input": INPUT, "outputs": outputs}


def disc_graph(side: float, size_px: int, outputs: Mapping[str, object]) -> dict[str, object]:
    """Return the card's description of a graph on the disc frame."""
    frame = {"kind": "disc", "sideInDiscDiameters": side, "sizePx": size_px}
    return {"frame": frame, "tile": None, "input": INPUT, "outputs": outputs}


def maps_output(classes: Sequence[str]) -> dict[str, object]:
    """Return the card's description of full-resolution probability maps."""
    return {"probability": {"layout": "NCHW", "classes": list(classes)}}


def pack_command(pack: str) -> str:
    """Return the commands that make a pack of one network."""
    return f"python -m retinatrain.packs.{pack} train && python -m retinatrain.packs.{pack} export"


def write_card(card: Card, folder: Path) -> None:
    """Write card.json beside the graphs in `folder`."""
    note = card.note
    data = {
        "schema": SCHEMA,
        "id": card.id,
        "version": card.version,
        "task": card.id,
        "title": card.title,
        "summary": card.summary,
        "licence": LICENCE,
        "attribution": attribution(note.training),
        "files": [{"path": path, "role": role, **fingerprint(folder / path)} for role, path in card.files.items()],
        "graphs": card.graphs,
        "operatingPoints": card.operating_points,
        "calibration": list(card.calibration),
        "conformal": card.conformal,
        "outOfDistribution": card.out_of_distribution,
        "training": {
            "recipe": f"training/retinatrain/packs/{card.id}.py",
            "command": note.command,
            "seed": note.seed,
            "date": datetime.now(UTC).date().isoformat(),
            "software": f"Python {platform.python_version()}, torch {version('torch').split('+')[0]}, onnxruntime {version('onnxruntime')}",
            "hardware": "two CPU cores",
            "minutes": note.minutes,
            "data": describe_training_data(note.training),
        },
        "validation": {
            "split": f"fold {note.fold} of {FOLDS}, whole patients or twin groups dealt out by hash, seed {SPLIT_SEED}",
            "images": dict(sorted(Counter(row.dataset for row in note.validation).items())),
        },
        "scores": [score.to_card() for score in card.scores],
        "limits": list(card.limits),
        "intendedUse": INTENDED_USE,
    }
    (folder / "card.json").write_text(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def minutes_of(folder: Path) -> int:
    """Return the minutes that a run's log adds up to, resumed parts included."""
    total = last = 0.0
    for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines():
        seconds = json.loads(line).get("seconds")
        if seconds is None:
            continue
        total += last if seconds < last else 0.0
        last = seconds
    return round((total + last) / 60)
