"""What one report decides, section after section, and what the register must remember of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.withhold.block import Block, Policy
from sipforms.engine.withhold.deciding import Decision, decide
from sipforms.engine.withhold.released import Released, ReleasedLine
from sipforms.engine.withhold.told import Logged


@dataclass(slots=True)
class Releasing:
    """A report under way: who will read it, what was released before, and what it has told and withheld so far."""

    policy: Policy = field(default_factory=lambda: Policy(kind="published"))
    register: tuple[Released, ...] = field(default=(), repr=False)
    lines: list[ReleasedLine] = field(default_factory=list, repr=False)
    withheld: list[Logged] = field(default_factory=list)

    def decide(self, blocks: Sequence[Block]) -> Decision:
        """What may be told of a section's blocks, given earlier reports and the sections before it."""
        decision = decide(blocks, self.policy, self.register, tuple(self.lines))
        self.lines += decision.released
        self.withheld += decision.log
        return decision

    def released(self, on: date, title: str) -> Released:
        """What the register must remember of it."""
        return Released(on=on, policy=self.policy, title=title, lines=tuple(self.lines), withheld=tuple(self.withheld))
