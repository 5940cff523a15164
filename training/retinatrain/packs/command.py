"""The command line that every pack shares: train, blend runs, export."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retinatrain.blend import blend
from retinatrain.loop import Schedule, prepare_threads
from retinatrain.places import runs_folder


@dataclass(frozen=True)
class Recipe:
    """A pack's commands: `train(schedule, fold, folder)` and `export(folder, fold)`."""

    name: str
    schedule: Schedule
    train: Callable[[Schedule, int, Path], None]
    export: Callable[[Path, int], None]


def run_command(recipe: Recipe) -> None:
    """Parse the command line and run one command of a pack."""
    parser = argparse.ArgumentParser(prog=f"python -m retinatrain.packs.{recipe.name}")
    parser.add_argument("command", choices=("train", "blend", "export"), help="train (or go on training), take the mean of runs, or write the graph and its card")
    parser.add_argument("--of", nargs="+", default=[], help="the runs that `blend` takes the mean of")
    parser.add_argument("--run", default=recipe.name, help="name of the run's folder under RETINADESK_RUNS")
    parser.add_argument("--fold", type=int, default=0, help="fold held out for validation")
    parser.add_argument("--threads", type=int, default=2)
    for field in dataclasses.fields(recipe.schedule):
        default = getattr(recipe.schedule, field.name)
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(default), default=default)
    arguments = parser.parse_args()
    prepare_threads(arguments.threads)
    schedule = Schedule(**{field.name: getattr(arguments, field.name) for field in dataclasses.fields(Schedule)})
    folder = runs_folder() / arguments.run
    if arguments.command == "train":
        recipe.train(schedule, arguments.fold, folder)
    elif arguments.command == "blend":
        blend([runs_folder() / name for name in arguments.of], folder)
    else:
        recipe.export(folder, arguments.fold)
