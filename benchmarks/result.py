"""What a benchmark says: one ratio beside its goal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """``ratio`` is ours against the opponent's, ``limit`` the goal; ``at_least`` says from which side it is met."""

    name: str
    goal: str
    ratio: float
    limit: float
    at_least: bool = False
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit
