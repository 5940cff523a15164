"""`python -m phrasing train`, then `export`: teaches the small language model to word planned sentences and writes its pack."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from phrasing.pack import write_pack
from phrasing.recipe import SCHEDULE, smaller, task
from retinatrain.loop import load_average, prepare_threads, train
from retinatrain.places import models_folder, runs_folder


def main() -> None:
    """Trains, or goes on with a run that was stopped; or writes the pack of a run."""
    parser = argparse.ArgumentParser(prog="python -m phrasing", description=__doc__)
    parser.add_argument("command", choices=["train", "export"])
    parser.add_argument("--base", type=Path, default=models_folder() / "local" / "SmolLM2-135M-Instruct.Q4_1.gguf", help="`npm run language-model` fetches it")
    parser.add_argument("--data", type=Path, required=True, help="the folder that scripts/phrasing-data.ts wrote")
    parser.add_argument("--run", default="phrasing")
    parser.add_argument("--steps", type=int, default=SCHEDULE.steps)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    prepare_threads(options.threads)
    run = runs_folder() / options.run
    network, vocabulary = smaller(options.base, options.data, run)
    if options.command == "train":
        train(task(network, vocabulary.tokenizer(), options.data), replace(SCHEDULE, steps=options.steps), run)
    else:
        write_pack(load_average(network, run), vocabulary, run=run, folder=models_folder() / "language")


if __name__ == "__main__":
    main()
