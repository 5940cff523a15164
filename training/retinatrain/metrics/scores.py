"""One line of a card's score table."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from retinatrain.metrics.pixels import DRAWS, Interval


@dataclass(frozen=True)
class Score:
    """A metric of a target on a dataset (or "all"), with its interval over units."""

    metric: str
    target: str
    dataset: str
    interval: Interval
    unit: str = "image"

    @property
    def name(self) -> str:
        """A short name for logs."""
        return f"{self.dataset}.{self.target}.{self.metric}"

    def to_card(self) -> dict[str, object]:
        """Return the card's form."""
        numbers = {name: value if name == "n" else round(value, 4) for name, value in asdict(self.interval).items()}
        how = f"bootstrap 95 % over {self.unit}s, {DRAWS} draws"
        return {"metric": self.metric, "target": self.target, "dataset": self.dataset, "split": "validation", **numbers, "unit": self.unit, "interval": how}
