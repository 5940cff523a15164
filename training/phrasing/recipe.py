"""SmolLM2-135M-Instruct, cut to the layers and tokens that the task needs, taught to word planned sentences."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from phrasing.llama import Llama, cut, read_gguf
from phrasing.vocabulary import IM_END, Vocabulary, chat, pruned, tokens_needed
from retinatrain.loop import Batch, Schedule, Task

# The first and the last layers: without training, taking one stretch out of the middle harms least (see EXPERIMENTS.md).
LAYERS = [*range(6), *range(24, 30)]
# Merges of everyday English that are kept whether the training text needs them or not.
FREQUENT = 6000
# Tokens of a batch, padding included, and the longest example that is learnt from.
BATCH_TOKENS, LONGEST = 2048, 640
SCORED = 40

SCHEDULE = Schedule(steps=380, batch=BATCH_TOKENS, rate=1e-3, decay=1e-2, warm_up=20, average=0.99, save_every=50, evaluate_every=250)

Example = tuple[str, str]


def read_examples(path: Path, messages: str = "messages") -> list[Example]:
    """Prompt and wanted answer of each line that scripts/phrasing-data.ts wrote; `explained` messages are those for other models."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [(chat(line[messages]), line["target"] + IM_END) for line in lines]


def smaller(base: Path, data: Path, run: Path) -> tuple[Llama, Vocabulary]:
    """The base with the layers and tokens that are kept; a run keeps the tokens that it began with."""
    model, vocabulary, _ = read_gguf(base)
    list_of_tokens = run / "tokens.json"
    if not list_of_tokens.is_file():
        texts = (part for pair in read_examples(data / "training.jsonl") for part in pair)
        run.mkdir(parents=True, exist_ok=True)
        list_of_tokens.write_text(json.dumps(sorted(tokens_needed(vocabulary, texts, FREQUENT))), encoding="utf-8")
    kept, old = pruned(vocabulary, set(json.loads(list_of_tokens.read_text(encoding="utf-8"))))
    return cut(model, LAYERS, old), kept


@dataclass(frozen=True)
class Encoded:
    """An example as ids; the answer's begin at `start`."""

    ids: list[int]
    start: int
    answer_bytes: int


def encoded(examples: list[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Examples as ids, shortest first."""
    prompts = tokenizer.encode_batch([prompt for prompt, _ in examples])
    answers = tokenizer.encode_batch([answer for _, answer in examples])
    sizes = (len(answer.removesuffix(IM_END).encode()) for _, answer in examples)
    pairs = zip(prompts, answers, sizes, strict=True)
    return sorted((Encoded(prompt.ids + answer.ids, len(prompt.ids), size) for prompt, answer, size in pairs), key=lambda one: len(one.ids))


def collated(examples: list[Encoded]) -> dict[str, Tensor]:
    """Ids [n, length] to read, next [n, length] to foretell, -1 where nothing is asked."""
    width = max(len(one.ids) for one in examples) - 1
    ids, following = torch.zeros(len(examples), width, dtype=torch.long), torch.full((len(examples), width), -1, dtype=torch.long)
    for row, one in enumerate(examples):
        ids[row, : len(one.ids) - 1] = torch.tensor(one.ids[:-1])
        following[row, one.start - 1 : len(one.ids) - 1] = torch.tensor(one.ids[one.start :])
    return {"ids": ids, "next": following}


def answer_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Cross entropy over the answers' tokens; logits are had for these alone."""
    asked = batch["next"] >= 0
    return F.cross_entropy(network.logits(network.hidden(batch["ids"])[asked]).float(), batch["next"][asked])


def batches(examples: list[Encoded], tokens: int) -> Iterator[list[Encoded]]:
    """Neighbours in length, as many as fit."""
    at = 0
    while at < len(examples):
        count = max(1, tokens // len(examples[min(at + 15, len(examples) - 1)].ids))
        yield examples[at : at + count]
        at += count


@torch.no_grad()
def bits_per_byte(network: nn.Module, examples: list[Encoded]) -> float:
    """Bits that the network needs for a byte of the answers, the end included: comparable between vocabularies."""
    nats = 0.0
    for batch in batches(examples, BATCH_TOKENS):
        collation = collated(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = answer_loss(network, collation)
        nats += loss.item() * int((collation["next"] >= 0).sum())
    return nats / math.log(2) / sum(one.answer_bytes for one in examples)


def task(network: Llama, tokenizer: Tokenizer, data: Path) -> Task:
    """What is learnt from a folder of examples, and how it is scored on the way."""
    training, *scored = (encoded(read_examples(data / f"{part}.jsonl"), tokenizer) for part in ("training", "validation", "heldOut"))
    training = [one for one in training if len(one.ids) <= LONGEST]
    parts = dict(zip(("validation", "heldOut"), scored, strict=True))

    def batch(rng: np.random.Generator, tokens: int) -> Batch:
        middle = int(rng.integers(len(training)))
        count = max(2, tokens // len(training[middle].ids))
        first = min(max(0, middle - count // 2), max(0, len(training) - count))
        return collated(training[first : first + count])

    def evaluate(average: nn.Module) -> dict[str, float]:
        return {name: round(bits_per_byte(average, examples[:: max(1, len(examples) // SCORED)]), 4) for name, examples in parts.items()}

    return Task(network, batch, answer_loss, evaluate)
