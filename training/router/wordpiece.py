"""BERT's uncased WordPiece, step by step as `src/main/inference/language/wordPiece.ts` does it.

Text is decomposed (NFD), stripped of combining marks and lower-cased; control characters fall away; punctuation, the signs of
ASCII and ideographs stand alone; each word is cut greedily into the longest pieces of the vocabulary, later pieces
marked with ##. A word that cannot be cut is [UNK]. Long texts are cut at `limit` ids, [CLS] and [SEP] included.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

UNKNOWN, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100


def load_vocabulary(path: Path) -> dict[str, int]:
    """Reads `vocab.txt`: one piece a line, its id is the line's number."""
    return {piece: i for i, piece in enumerate(path.read_text(encoding="utf-8").splitlines())}


def stands_alone(char: str) -> bool:
    """Punctuation, a sign of ASCII, or an ideograph."""
    code = ord(char)
    if code < 128:
        return not char.isalnum() and not char.isspace()
    ideograph = 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
    return ideograph or unicodedata.category(char).startswith("P")


def words_of(text: str) -> list[str]:
    """Splits a text into lower-case words and what stands alone."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    words: list[str] = []
    word = ""
    for char in plain:
        if char.isspace():
            words, word = ([*words, word] if word else words), ""
        elif unicodedata.category(char).startswith("C") or char == "\ufffd":
            continue
        elif stands_alone(char):
            words, word = [*words, *([word] if word else []), char], ""
        else:
            word += char
    return [*words, word] if word else words


def pieces_of(word: str, vocabulary: dict[str, int]) -> list[str]:
    """Cuts a word into the longest pieces that the vocabulary holds."""
    if len(word) > LONGEST_WORD:
        return [UNKNOWN]
    pieces: list[str] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if mark + word[start:e] in vocabulary), start)
        if end == start:
            return [UNKNOWN]
        pieces.append(mark + word[start:end])
        start = end
    return pieces


def encode(text: str, vocabulary: dict[str, int], limit: int = 64) -> list[int]:
    """The ids of a text, [CLS] first and [SEP] last."""
    pieces = [piece for word in words_of(text) for piece in pieces_of(word, vocabulary)]
    return [vocabulary[piece] for piece in [CLS, *pieces[: limit - 2], SEP]]
