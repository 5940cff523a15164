"""From a trained network to a pack's ONNX file: weights stored as float16, computed in float32, checked against PyTorch."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from retinatrain.predict import open_graph

OPSET = 17
HALF_FROM = 256  # values; smaller tensors stay float32
TOLERANCE = 5e-3  # of a probability, mean of all, after rounding weights to float16; of values above 1 the share


@dataclass(frozen=True)
class Output:
    """A named output and which of its axes vary with the image."""

    name: str
    axes: dict[int, str]


MAPS = Output("probability", {2: "height", 3: "width"})


def export_graph(graph: nn.Module, path: Path, outputs: Sequence[Output] = (MAPS,), *, dynamic: bool = True, size: int = 320) -> None:
    """Write `graph` (uint8 [1, H, W, 3] in) to `path`; raises ValueError if ONNX Runtime disagrees with PyTorch."""
    path.parent.mkdir(parents=True, exist_ok=True)
    example = _example(size)
    axes = {output.name: output.axes for output in outputs} | {"image": {1: "height", 2: "width"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.eval(),
            (example,),
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=["image"],
            output_names=[output.name for output in outputs],
            dynamic_axes=axes if dynamic else None,
        )
    model = onnx.load(path)
    store_half(model)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    worst = disagreement(graph, path, example)
    if worst > TOLERANCE:
        raise ValueError(f"{path.name}: ONNX Runtime differs from PyTorch by {worst:.4f}")


def store_half(model: onnx.ModelProto) -> None:
    """Keep large float32 weights as float16 behind a Cast, which ONNX Runtime folds when it opens the file."""
    casts = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < HALF_FROM:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], name=f"{name}.cast", to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


@torch.inference_mode()
def disagreement(graph: nn.Module, path: Path, example: torch.Tensor) -> float:
    """Return the largest mean difference of an output between PyTorch (float32) and ONNX Runtime, of values above 1 as a share of them."""
    expected = graph(example)
    found = open_graph(path).run(None, {"image": example.numpy()})
    expected = expected if isinstance(expected, (tuple, list)) else (expected,)
    return max(float((np.abs(one.numpy() - other) / np.maximum(1, np.abs(one.numpy()))).mean()) for one, other in zip(expected, found, strict=True))


def fingerprint(path: Path) -> dict[str, object]:
    """Return the file's sha256 and size for the card."""
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}


def _example(size: int) -> torch.Tensor:
    """Return a smooth, field-like picture: noise would measure what no photograph shows."""
    y, x = np.mgrid[0:size, 0:size] / 100
    waves = [110 + 60 * np.sin(x * (3 + c) + c) * np.cos(y * (2 + c)) for c in range(3)]
    return torch.from_numpy(np.stack(waves, axis=2).astype(np.uint8))[None]
