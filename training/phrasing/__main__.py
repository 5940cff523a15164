"""`python -m phrasing train|export|score`; see training/README.md."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from phrasing.recipe import Recipe, finished, train
from phrasing.pack import write_pack
from retinatrain.places import runs


def main() -> None:
    """Trains, or writes the pack of a finished run."""
    parser = argparse.ArgumentParser(prog="python -m phrasing", description=__doc__)
    parser.add_argument("command", choices=["train", "export"])
    parser.add_argument("--base", type=Path, required=True, help="SmolLM2-135M-Instruct.Q4_1.gguf")
    parser.add_argument("--data", type=Path, required=True, help="folder that scripts/phrasing-data.ts wrote")
    parser.add_argument("--run", default="phrasing")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
