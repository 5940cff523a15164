"""Run a network or an exported graph on a frame: uint8 pixels [h, w, 3] in, probabilities [classes, h, w] out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import nn

from retinatrain.frame import pad_to_multiple
from retinatrain.network.graph import Normalise

Predictor = Callable[[NDArray[np.uint8]], NDArray[np.float32]]
MULTIPLE = 32


def network_predictor(network: nn.Module, multiple: int = MULTIPLE) -> Predictor:
    """Predict with a PyTorch network in bfloat16: fast, for looking during training."""
    normalise = Normalise()

    @torch.inference_mode()
    def predict(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        padded = torch.from_numpy(pad_to_multiple(image, multiple)).permute(2, 0, 1)[None].float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(normalise(padded.contiguous(memory_format=torch.channels_last)))
        return torch.sigmoid(logits.float())[0, :, : image.shape[0], : image.shape[1]].numpy()

    return predict


def graph_predictor(path: Path, multiple: int = MULTIPLE, threads: int = 2) -> Predictor:
    """Predict with an exported graph in ONNX Runtime, as the app does."""
    session = open_graph(path, threads)

    def predict(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        (probability,) = session.run(["probability"], {"image": pad_to_multiple(image, multiple)[None]})
        return probability[0, :, : image.shape[0], : image.shape[1]]

    return predict


def open_graph(path: Path, threads: int = 2) -> onnxruntime.InferenceSession:
    """Open an exported graph on the CPU with `threads` threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
