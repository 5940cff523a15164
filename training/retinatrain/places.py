"""Where data come from and runs go to: set by flags or by environment variables, never written into the project."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """Return the folder of datasets, `RETINADESK_DATA`; raises FileNotFoundError with the remedy if there is none."""
    folder = Path(os.environ.get("RETINADESK_DATA", PROJECT.parent / "shared" / "data"))
    if not (folder / "INDEX.md").is_file():
        raise FileNotFoundError(f"no datasets in {folder}: set RETINADESK_DATA to the folder that holds INDEX.md")
    return folder


def runs_folder() -> Path:
    """Return the folder for checkpoints, logs and caches, `RETINADESK_RUNS`, by default training/runs (not committed)."""
    folder = Path(os.environ.get("RETINADESK_RUNS", PROJECT / "training" / "runs"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def models_folder() -> Path:
    """Return the folder of the model packs, `RETINADESK_MODELS`, by default resources/models."""
    return Path(os.environ.get("RETINADESK_MODELS", PROJECT / "resources" / "models"))
