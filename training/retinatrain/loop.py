"""The training loop: bfloat16 autocast, channels last, AdamW with a cosine, a moving average of the weights, resumable runs."""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

Batch = Mapping[str, Tensor]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn. `encoder_pace` scales the learning rate of pretrained parts; `start` names a run to begin with."""

    steps: int
    batch: int
    rate: float = 1e-3
    encoder_pace: float = 0.5
    decay: float = 1e-2
    warm_up: int = 100
    average: float = 0.998
    seed: int = 1
    evaluate_every: int = 0
    save_every: int = 100
    start: str = ""


@dataclass(frozen=True)
class Task:
    """What to learn: a network, batches by step, a loss, and an evaluation of the averaged network."""

    network: nn.Module
    batch: Callable[[np.random.Generator, int], Batch]
    loss: Callable[[nn.Module, Batch], Tensor]
    evaluate: Callable[[nn.Module], Mapping[str, float]]


def prepare_threads(threads: int = 2) -> None:
    """Give PyTorch its threads and OpenCV none of its own."""
    torch.set_num_threads(threads)
    cv2.setNumThreads(0)


def train(task: Task, schedule: Schedule, folder: Path) -> nn.Module:
    """Train or go on training in `folder` (last.pt, log.jsonl, average.pt); return the averaged network in evaluation mode."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(schedule.seed)
    network = task.network.to(memory_format=torch.channels_last).train()
    if schedule.start:
        begin_with(network, folder.parent / schedule.start)
        _inherit_minutes(folder, folder.parent / schedule.start)
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(_parameter_groups(network, schedule), betas=(0.9, 0.98))
    start = _resume(folder / "last.pt", network, average, optimiser)
    began, loss_mean = time.monotonic(), 0.0
    with ThreadPoolExecutor(1) as loader:
        coming = loader.submit(_load, task, schedule, start)
        for step in range(start, schedule.steps):
            batch = coming.result()
            coming = loader.submit(_load, task, schedule, step + 1)
            loss_mean += (_learn(task, network, optimiser, batch, rate=_pace(step, schedule)) - loss_mean) / (1 + min(step - start, 49))
            _follow(average, network, min(schedule.average, (1 + step) / (10 + step)))
            done = step + 1
            if done % 25 == 0:
                _log(folder, {"step": done, "loss": round(loss_mean, 4), "seconds": round(time.monotonic() - began)})
            if done % schedule.save_every == 0 or done == schedule.steps:
                _save(folder / "last.pt", step=done, network=network, average=average, optimiser=optimiser)
            if schedule.evaluate_every and (done % schedule.evaluate_every == 0 or done == schedule.steps):
                _log(folder, {"step": done, **task.evaluate(average.eval())})
    torch.save(average.state_dict(), folder / "average.pt")
    return average.eval()


def load_average(network: nn.Module, folder: Path) -> nn.Module:
    """Load the averaged weights of a run (finished, or its last checkpoint) and return the network in evaluation mode."""
    finished = folder / "average.pt"
    state = torch.load(finished if finished.is_file() else folder / "last.pt", map_location="cpu", weights_only=True)
    network.load_state_dict(state.get("average", state))
    return network.eval()


def begin_with(network: nn.Module, folder: Path) -> None:
    """Take over a run's averaged weights; a head that has grown takes what there is for its first outputs. Raises RuntimeError if the rest differs."""
    state = network.state_dict()
    for name, value in torch.load(folder / "average.pt", map_location="cpu", weights_only=True).items():
        same = name in state and value.shape[1:] == state[name].shape[1:] and value.shape[:1] <= state[name].shape[:1]
        if not same:
            raise RuntimeError(f"{name} of {folder.name} does not fit")
        state[name] = torch.cat([value, state[name][len(value) :]]) if value.ndim else value
    network.load_state_dict(state)


def _inherit_minutes(folder: Path, start: Path) -> None:
    """Begin a new run's log with the minutes of the run that it begins with, so that a card tells all of them."""
    if not (folder / "log.jsonl").exists():
        lines = [line for line in (start / "log.jsonl").read_text(encoding="utf-8").splitlines(keepends=True) if "seconds" in json.loads(line)]
        (folder / "log.jsonl").write_text("".join(lines), encoding="utf-8")


def _load(task: Task, schedule: Schedule, step: int) -> Batch:
    return task.batch(np.random.default_rng((schedule.seed, step)), schedule.batch)


def _learn(task: Task, network: nn.Module, optimiser: torch.optim.Optimizer, batch: Batch, *, rate: float) -> float:
    for group in optimiser.param_groups:
        group["lr"] = rate * group["pace"]
    optimiser.zero_grad(set_to_none=True)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = task.loss(network, batch)
    if not torch.isfinite(loss):
        raise FloatingPointError(f"the loss became {loss.item()}")
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimiser.step()
    return loss.item()


def _pace(step: int, schedule: Schedule) -> float:
    if step < schedule.warm_up:
        return schedule.rate * (step + 1) / schedule.warm_up
    done = (step - schedule.warm_up) / max(1, schedule.steps - schedule.warm_up)
    return schedule.rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))


def _parameter_groups(network: nn.Module, schedule: Schedule) -> list[dict[str, object]]:
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        pace = schedule.encoder_pace if name.startswith("encoder.") else 1.0
        groups.setdefault((pace, schedule.decay if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": parameters, "pace": pace, "lr": 0.0, "weight_decay": decay} for (pace, decay), parameters in groups.items()]


@torch.no_grad()
def _follow(average: nn.Module, network: nn.Module, inertia: float) -> None:
    for mean, value in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
        if mean.dtype.is_floating_point:
            mean.lerp_(value, 1 - inertia)
        else:
            mean.copy_(value)


def _save(path: Path, *, step: int, network: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> None:
    state = {"step": step, "network": network.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _resume(path: Path, network: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> int:
    if not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"])
    average.load_state_dict(state["average"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def _log(folder: Path, entry: Mapping[str, float]) -> None:
    line = json.dumps({name: round(float(value), 5) for name, value in entry.items()})
    print(line, flush=True)
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
