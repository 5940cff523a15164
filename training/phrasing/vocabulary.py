"""The base model's byte-level BPE, cut down to what the domain needs, in the tokenizer library and in GGUF's terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers
from tokenizers.models import BPE

CONTROL, NORMAL = 3, 1
IM_START, IM_END = "<|im_start|>", "<|im_end|>"


@dataclass(frozen=True)
class Vocabulary:
    """Tokens by id, their GGUF types, merges in order of rank ("left right")."""

    tokens: list[str]
    types: list[int]
    merges: list[str]

    def tokenizer(self) -> Tokenizer:
        """Encodes as llama.cpp's `smollm` pre-tokenizer does: digits one by one, then byte-level BPE."""
        ids = {token: i for i, token in enumerate(self.tokens)}
        merges = [(left, right) for left, right in (merge.split(" ") for merge in self.merges)]
        tokenizer = Tokenizer(BPE(ids, merges))
        digits, words = pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, words])
        tokenizer.decoder = decoders.ByteLevel()
        control = [token for token, kind in zip(self.tokens, self.types, strict=True) if kind == CONTROL]
        tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in control])
        return tokenizer


def _path(token: str, ranks: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    """The merges by which BPE builds a token from its bytes."""
    pieces, used = list(token), []
    while len(pieces) > 1:
        pairs = [(ranks[pair], pair, i) for i, pair in enumerate(pairwise(pieces)) if pair in ranks]
        if not pairs:
            break
        _, pair, i = min(pairs)
        used.append(pair)
        pieces[i : i + 2] = ["".join(pair)]
    return used


def tokens_needed(whole: Vocabulary, texts: Iterable[str], frequent: int) -> set[str]:
    """The tokens of `texts` and of the first `frequent` merges."""
    encodings = whole.tokenizer().encode_batch(list(texts))
    return {whole.tokens[i] for encoding in encodings for i in encoding.ids} | {merge.replace(" ", "", 1) for merge in whole.merges[:frequent]}


def pruned(whole: Vocabulary, needed: set[str]) -> tuple[Vocabulary, list[int]]:
    """Keeps bytes, control tokens, the needed ones and what these are built from.

    Returns the vocabulary and the old id of each new one. Any text still tokenises, if need be byte by byte.
    """
    ranks = {(left, right): i for i, (left, right) in enumerate(merge.split(" ") for merge in whole.merges)}
    control = {token for token, kind in zip(whole.tokens, whole.types, strict=True) if kind == CONTROL}
    steps = {pair for token in needed - control for pair in _path(token, ranks)}
    kept = needed | {"".join(pair) for pair in steps} | {part for pair in steps for part in pair}
    old = [i for i, token in enumerate(whole.tokens) if token in control or len(token) == 1 or token in kept]
    merges = [merge for merge in whole.merges if tuple(merge.split(" ")) in steps]
    return Vocabulary([whole.tokens[i] for i in old], [whole.types[i] for i in old], merges), old


def chat(messages: list[dict[str, str]]) -> str:
    """A conversation in ChatML, up to where the next answer begins."""
    told = "".join(f"{IM_START}{message['role']}\n{message['content']}{IM_END}\n" for message in messages)
    return f"{told}{IM_START}assistant\n"
