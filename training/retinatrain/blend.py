"""The mean of several runs' weights (Wortsman et al. 2022): runs that began with one another see more alike than each alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def blend(folders: Sequence[Path], target: Path) -> None:
    """Write the mean of the averaged weights of `folders` as a run of its own, its log the runs' minutes together.

    A head that a run has not learnt yet counts as nothing there. Raises ValueError unless the runs agree on all shapes.
    """
    states = [torch.load(folder / "average.pt", map_location="cpu", weights_only=True) for folder in folders]
    shapes = {name: value.shape for state in states for name, value in state.items()}
    for folder, state in zip(folders, states, strict=True):
        if any(value.shape != shapes[name] for name, value in state.items()):
            raise ValueError(f"the weights of {folder.name} have other shapes")
    target.mkdir(parents=True, exist_ok=True)
    torch.save({name: _mean([state.get(name) for state in states]) for name in shapes}, target / "average.pt")
    every = [line for folder in folders for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = dict.fromkeys(every)  # what runs had in common before they parted counts once
    (target / "log.jsonl").write_text("".join(f"{line}\n" for line in lines if "seconds" in json.loads(line)), encoding="utf-8")


def _mean(values: Sequence[Tensor | None]) -> Tensor:
    known = [value for value in values if value is not None]
    if not known[0].dtype.is_floating_point:
        return known[-1]  # a counter of batches, which nothing reads
    return torch.stack(known).sum(dim=0) / len(values)
