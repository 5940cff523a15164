"""A Llama decoder in plain PyTorch whose weights are read from and written to GGUF, rows of q and k in GGUF's order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter
from gguf.quants import dequantize, quantize
from torch import Tensor, nn
from torch.nn import functional as F

from phrasing.vocabulary import Vocabulary


@dataclass(frozen=True)
class Shape:
    """Sizes of a model."""

    layers: int
    width: int
    inner: int
    heads: int
    kv_heads: int
    vocabulary: int
    context: int
    rope_base: float
    epsilon: float

    @property
    def head(self) -> int:
        """Width of a head."""
        return self.width // self.heads


def rotations(length: int, shape: Shape) -> Tensor:
    """[length, head / 2] complex rotations of neighbouring pairs (llama.cpp's NORM rope, for which GGUF orders q and k)."""
    steps = shape.rope_base ** (-torch.arange(0, shape.head, 2).float() / shape.head)
    angles = torch.outer(torch.arange(length).float(), steps)
    return torch.polar(torch.ones_like(angles), angles)


def rotated(x: Tensor, turn: Tensor) -> Tensor:
    """x: [batch, heads, length, head], turned by position."""
    pairs = torch.view_as_complex(x.float().reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(pairs * turn).flatten(-2).to(x.dtype)


class Block(nn.Module):
    """Attention with grouped keys, then a gated feed-forward part."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, kv = shape.width, shape.kv_heads * shape.head
        self.shape = shape
        self.attn_norm, self.ffn_norm = (nn.RMSNorm(width, shape.epsilon) for _ in range(2))
        self.attn_q, self.attn_output = (nn.Linear(width, width, bias=False) for _ in range(2))
        self.attn_k, self.attn_v = (nn.Linear(width, kv, bias=False) for _ in range(2))
        self.ffn_gate, self.ffn_up = (nn.Linear(width, shape.inner, bias=False) for _ in range(2))
        self.ffn_down = nn.Linear(shape.inner, width, bias=False)

    def forward(self, x: Tensor, turn: Tensor) -> Tensor:
        """x: [batch, length, width]."""
        batch, length, width = x.shape
        normed = self.attn_norm(x)
        q, k, v = (part(normed).view(batch, length, -1, self.shape.head).transpose(1, 2) for part in (self.attn_q, self.attn_k, self.attn_v))
        groups = self.shape.heads // self.shape.kv_heads
        k, v = (part.repeat_interleave(groups, 1) for part in (rotated(k, turn), v))
        mixed = F.scaled_dot_product_attention(rotated(q, turn), k, v, is_causal=True)
        x = x + self.attn_output(mixed.transpose(1, 2).reshape(batch, length, width))
        normed = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(normed)) * self.ffn_up(normed))


class Llama(nn.Module):
    """A decoder whose output weights are its embeddings."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = nn.RMSNorm(shape.width, shape.epsilon)
        self.register_buffer("turn", rotations(shape.context, shape), persistent=False)

    def hidden(self, ids: Tensor) -> Tensor:
        """ids: [batch, length] to [batch, length, width], ready for `logits`."""
        x = self.token_embd(ids)
        for block in self.blk:
            x = block(x, self.turn[: ids.shape[1]])
        return self.output_norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        """[…, width] to […, vocabulary]."""
        return F.linear(hidden, self.token_embd.weight)


def read_gguf(path: Path) -> tuple[Llama, Vocabulary, str]:
    """The model of a GGUF with dequantised weights, its vocabulary, and its licence."""
    reader = GGUFReader(path)

    def value(key: str) -> object:
        return reader.fields[key].contents()

    keys = {
        "layers": "block_count", "width": "embedding_length", "inner": "feed_forward_length", "heads": "attention.head_count",
        "kv_heads": "attention.head_count_kv", "context": "context_length", "rope_base": "rope.freq_base", "epsilon": "attention.layer_norm_rms_epsilon",
    }  # fmt: skip
    sizes = {name: value(f"llama.{key}") for name, key in keys.items()}
    vocabulary = Vocabulary(value("tokenizer.ggml.tokens"), value("tokenizer.ggml.token_type"), value("tokenizer.ggml.merges"))
    model = Llama(Shape(**sizes, vocabulary=len(vocabulary.tokens)))
    weights = {tensor.name: torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).copy()).float() for tensor in reader.tensors}
    model.load_state_dict(weights)
    return model, vocabulary, str(value("general.license"))


def cut(model: Llama, layers: list[int], tokens: list[int]) -> Llama:
    """The same model with some of its layers and tokens."""
    shape = Shape(**{**model.shape.__dict__, "layers": len(layers), "vocabulary": len(tokens)})
    small = Llama(shape)
    weights = {name: tensor for name, tensor in model.state_dict().items() if not name.startswith("blk.")}
    weights["token_embd.weight"] = weights["token_embd.weight"][tokens]
    for n, layer in enumerate(layers):
        weights |= {f"blk.{n}.{name}": tensor for name, tensor in model.blk[layer].state_dict().items()}
    small.load_state_dict(weights)
    return small


CHAT_TEMPLATE = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def write_gguf(model: Llama, vocabulary: Vocabulary, path: Path, about: dict[str, str]) -> None:
    """Writes matrices as Q8_0 and norms as float32; `about` holds name, size_label and licence."""
    shape, writer = model.shape, GGUFWriter(path, "llama")
    writer.add_name(about["name"])
    writer.add_size_label(about["size_label"])
    writer.add_license(about["licence"])
    writer.add_bool("retinadesk.phrasing", True)
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_rope_dimension_count(shape.head)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(7)
    writer.add_quantization_version(2)
    _write_vocabulary(writer, vocabulary)
    for name, tensor in model.state_dict().items():
        kind = GGMLQuantizationType.Q8_0 if tensor.ndim == 2 else GGMLQuantizationType.F32
        writer.add_tensor(name, quantize(tensor.float().numpy(), kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _write_vocabulary(writer: GGUFWriter, vocabulary: Vocabulary) -> None:
    ids = {token: i for i, token in enumerate(vocabulary.tokens)}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(vocabulary.tokens)
    writer.add_token_types(vocabulary.types)
    writer.add_token_merges(vocabulary.merges)
    writer.add_bos_token_id(ids["<|im_start|>"])
    writer.add_eos_token_id(ids["<|im_end|>"])
    writer.add_unk_token_id(ids["<|endoftext|>"])
    writer.add_pad_token_id(ids["<|im_end|>"])
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(CHAT_TEMPLATE)
