"""`python -m phrasing.score FILE.gguf… --data FOLDER`: bits per byte on answers that were never learnt from.

With `--spoken`, also how well the file foretells what scripts/phrasing-score.ts let a model and the composer say: fluency in the ears
of a general model. The file's own weights, dequantised. A model that was trained for this gets its short prompt, any other the explained one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from gguf import GGUFReader

from phrasing.llama import read_gguf
from phrasing.recipe import bits_per_byte, encoded, read_examples
from phrasing.vocabulary import IM_START


def main() -> None:
    """Prints a line for each file."""
    parser = argparse.ArgumentParser(prog="python -m phrasing.score", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--spoken", type=Path, help="the JSON that scripts/phrasing-score.ts printed")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for file in options.files:
        trained = "retinadesk.phrasing" in GGUFReader(file).fields
        model, vocabulary, _ = read_gguf(file)
        tokenizer = vocabulary.tokenizer()
        parts = {"wordings": "messages" if trained else "explained"} | ({"validation": "messages", "heldOut": "messages"} if trained else {})
        examples = {part: encoded(read_examples(options.data / f"{part}.jsonl", messages), tokenizer) for part, messages in parts.items()}
        if options.spoken:
            said = json.loads(options.spoken.read_text(encoding="utf-8"))["spoken"]
            examples |= {f"spoken by {who}": encoded([(IM_START, one[who]) for one in said], tokenizer) for who in ("composer", "model")}
        print(json.dumps({"file": file.name, **{part: round(bits_per_byte(model.eval(), some), 4) for part, some in examples.items()}}), flush=True)


if __name__ == "__main__":
    main()
