"""Variation of the training phrasings: other words for the same thing, other spelling, slips of the finger."""

from __future__ import annotations

from random import Random

SAME = {
    "haemorrhages": ["bleeds", "haemorrhages", "hemorrhages", "HEs"],
    "haemorrhage": ["bleed", "haemorrhage", "hemorrhage"],
    "hard exudates": ["exudates", "hard exudates", "yellow deposits", "EX"],
    "microaneurysms": ["microaneurysms", "MAs", "red dots"],
    "cotton-wool spots": ["CWS", "soft exudates", "cotton wool spots"],
    "left eye": ["OS", "left eye", "left one", "left side"],
    "right eye": ["OD", "right eye", "right one", "right side"],
    "AVR": ["AVR", "CRAE", "CRVE", "vessel density", "cup-to-disc ratio", "tortuosity"],
    "grade": ["grade", "stage", "level"],
    "glaucoma": ["glaucoma", "AMD", "cataract", "macular degeneration"],
    "photograph": ["photograph", "photo", "picture", "image"],
}
OPENINGS = ("please, ", "so, ", "and ", "hi, ", "ok, ", "well, ")


def slipped(question: str, rng: Random) -> str:
    """One slip: two letters swapped, one lost or one doubled."""
    if len(question) < 6:
        return question
    at = rng.randrange(1, len(question) - 2)
    before, here, after, rest = question[:at], question[at], question[at + 1], question[at + 2 :]
    return rng.choice([before + after + here + rest, before + after + rest, before + here + here + after + rest])


def varied(question: str, rng: Random) -> str:
    """A phrasing as somebody else might type it."""
    for words, others in SAME.items():
        if words in question and rng.random() < 0.5:
            question = question.replace(words, rng.choice(others))
    if rng.random() < 0.3:
        question = slipped(question, rng)
    manner = rng.random()
    if manner < 0.25:
        return question.lower().rstrip(".?!")
    return rng.choice(OPENINGS) + question[0].lower() + question[1:] if manner < 0.35 else question
