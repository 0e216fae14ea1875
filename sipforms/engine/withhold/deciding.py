"""Deciding what may be told: line after line at the finest level that nobody can be found through."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sipforms.engine.withhold.atoms import Atoms, enough
from sipforms.engine.withhold.block import Block, Level, Line, Policy
from sipforms.engine.withhold.element import Elements, elements_of, people, union
from sipforms.engine.withhold.knowledge import Earlier, Knowledge, known, of_people, sets_at
from sipforms.engine.withhold.levels import apart, merged
from sipforms.engine.withhold.released import Released, ReleasedLine, told_of
from sipforms.engine.withhold.told import Logged, Rule, Told, Withheld

_OWN = ("own", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What may be told of every line of every block, what was withheld, and what the register must remember."""

    lines: Mapping[tuple[str, str], Told | Withheld]
    log: tuple[Logged, ...] = ()
    released: tuple[ReleasedLine, ...] = field(default=(), repr=False)

    def line(self, subject: str, name: str) -> Told | Withheld:
        """What may be told of a line."""
        return self.lines[subject, name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What came of one line: what may be told of it, and by which rules something is withheld."""

    line: Line
    told: ReleasedLine | None
    rules: tuple[Rule, ...] = ()

    @property
    def worth(self) -> tuple[bool, bool, int]:
        """How much is told: something, the categories, in how many parts."""
        return _worth(self.told)


def _worth(told: ReleasedLine | None) -> tuple[bool, bool, int]:
    return told is not None, bool(told and told.level), len(told.level or ()) if told else 0


def decide(
    blocks: Sequence[Block],
    policy: Policy,
    register: Sequence[Released] = (),
    already: Sequence[ReleasedLine] = (),
) -> Decision:
    """What may be told of the blocks of a report, given what earlier reports told and this one has told ``already``.

    Blocks that others are ``within`` are decided last, and tell nothing that would give those away.
    """
    before: dict[str, list[tuple[Released, ReleasedLine]]] = {}
    for report in (*register, Released(on=date.min, policy=policy, lines=tuple(already))):
        for line in report.lines:
            before.setdefault(line.subject, []).append((report, line))
    frames = {one.within for one in blocks if one.within}
    inside: dict[str, list[Atoms]] = {}
    found: list[tuple[Block, Try, Told | Withheld]] = []
    for block in sorted(blocks, key=lambda one: one.subject in frames):
        earlier = tuple(before.get(block.subject, ()))
        tries = _tries(block, policy, earlier, inside.get(block.subject, ()))
        told = [_shown(block, one, policy, earlier) for one in tries]
        found += [(block, one, shown) for one, shown in zip(tries, told, strict=True)]
        if block.within and policy.kind == "published":
            inside.setdefault(block.within, []).append(_people_told(tries, policy))
    return Decision(
        lines={(block.subject, one.line.name): shown for block, one, shown in found},
        log=tuple(entry for block, one, shown in found for entry in _logged(block, one, shown)),
        released=tuple(one.told for _, one, shown in found if one.told and isinstance(shown, Told) and not shown.dated),
    )


def _tries(block: Block, policy: Policy, earlier: Earlier, linked: Iterable[Atoms]) -> list[Try]:
    """Each line as it may be told: those of the place itself finely, all others at the level that tells most lines."""
    choices = (apart(block.categories), *(block.levels or merged(block.categories)))
    own = policy.kind == "within"
    seeds = list(_places(block)) if own and any(one.kind not in _OWN for one in block.lines) else []
    best: list[Try] = []
    for level in choices:
        knowledge = known(policy, level, earlier, seeds, [one.copy() for one in linked])
        tries = [
            _own_line(line, block, policy, knowledge)
            if own and line.kind in _OWN
            else _strict_line(line, block, level, policy, knowledge)
            for line in block.lines
        ]
        if not best or _lines_told(tries) > _lines_told(best):
            best = tries
    return best


def _lines_told(tries: Iterable[Try]) -> int:
    return sum(one.told is not None and one.told.level is not None for one in tries)


def _places(block: Block) -> Iterator[Elements]:
    """The answers of each place in any of the lines."""
    everybody = union({str(n): union(elements_of(line.cells)) for n, line in enumerate(block.lines)})
    for place in sorted({one.place for one in everybody}):
        yield frozenset(one for one in everybody if one.place == place)


def _own_line(line: Line, block: Block, policy: Policy, knowledge: Knowledge) -> Try:
    """A place's own line, for itself: enough people who do not all answer alike."""
    cells, missing = elements_of(line.cells), elements_of(line.missing)
    if not knowledge.tell_own(cells, policy.least):
        return Try(line=line, told=None, rules=("few",))
    told = ReleasedLine(
        subject=block.subject,
        line=line.name,
        kind=line.kind,
        cells=cells,
        missing=missing,
        level=apart(block.categories),
        is_fine=True,
        has_asked=True,
        has_reasons=True,
        kept=line.kept,
    )
    return Try(line=line, told=told)


def _strict_line(line: Line, block: Block, level: Level, policy: Policy, knowledge: Knowledge) -> Try:
    """A line that others than the place itself read: no small counts, nor what is left when others are taken away."""
    cells, missing = elements_of(line.cells), elements_of(line.missing)
    everybody = union(cells)
    if line.kind == "others" and len({one.place for one in everybody}) < policy.places:
        return Try(line=line, told=None, rules=("fewPlaces",))
    if not knowledge.tell_number(everybody):
        return Try(line=line, told=None, rules=("few",))
    rules: list[Rule] = []
    trial = knowledge.copy()
    has_cells = trial.tell_answers(cells) and trial.tell_counts(sets_at(cells, level))
    if has_cells:
        _take(knowledge, trial)
    if not has_cells or len(level) < len(block.categories):
        rules.append("fewInCategory")
    has_asked = knowledge.tell_number(everybody | union(missing))
    has_reasons = has_asked and knowledge.tell_counts(missing.values())
    if not has_reasons:
        rules.append("fewLacking")
    told = ReleasedLine(
        subject=block.subject,
        line=line.name,
        kind=line.kind,
        cells=cells,
        missing=missing,
        level=level if has_cells else None,
        is_fine=has_cells and len(level) == len(block.categories),
        has_asked=has_asked,
        has_reasons=has_reasons,
        kept=line.kept,
    )
    return Try(line=line, told=told, rules=tuple(rules))


def _take(knowledge: Knowledge, trial: Knowledge) -> None:
    knowledge.numbers, knowledge.answers, knowledge.counts = trial.numbers, trial.answers, trial.counts
    knowledge.linked = trial.linked


def _people_told(tries: Iterable[Try], policy: Policy) -> Atoms:
    """Of whom it was told how many they are, as people, to be held against what is told of all of them."""
    atoms = Atoms(enough(policy.least, None))
    for one in tries:
        if one.told is not None:
            atoms.know([of_people(one.told.answered)])
            if one.told.has_asked:
                atoms.know([of_people(one.told.asked)])
    return atoms


def _shown(block: Block, one: Try, policy: Policy, earlier: Earlier) -> Told | Withheld:
    """What is shown of a line: as it may be told now, or again as an earlier report told more of it."""
    if earlier:
        alone = replace(block, lines=(one.line,))
        (free,) = _tries(alone, policy, (), ())
        again = _newest(one.line, policy, earlier)
        if free.worth > one.worth:
            if again is not None and _worth(again[1]) > one.worth:
                return _again(*again, one.line, policy)
            if one.told is None:
                return Withheld(rule="fewNew")
    return told_of(one.told) if one.told is not None else Withheld(rule=one.rules[0])


def _newest(line: Line, policy: Policy, earlier: Earlier) -> tuple[date, ReleasedLine] | None:
    """The newest earlier report of the same line for the same readers and period."""
    found = [
        (report.on, told)
        for report, told in reversed(earlier)
        if told.line == line.name and report.policy.is_like(policy, line.kind) and report.on > date.min
    ]
    return max(found, key=lambda one: one[0], default=None)


def _again(on: date, told: ReleasedLine, line: Line, policy: Policy) -> Told:
    new = people(union(elements_of(line.cells)) - told.answered)
    return replace(told_of(told), dated=on, waiting=new if policy.kind == "within" else None)


def _logged(block: Block, one: Try, shown: Told | Withheld) -> Iterator[Logged]:
    if isinstance(shown, Withheld):
        rules: Iterable[Rule] = (shown.rule,)
    else:
        rules = ("fewNew",) if shown.dated else one.rules
    for rule in rules:
        yield Logged(rule=rule, subject=block.subject, line=one.line.name)
