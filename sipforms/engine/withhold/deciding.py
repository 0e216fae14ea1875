"""Deciding what may be told: line after line at the finest level that nobody can be found through."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sipforms.engine.response import Json
from sipforms.engine.withhold.atoms import Atoms
from sipforms.engine.withhold.block import Block, Level, Line, Policy
from sipforms.engine.withhold.element import elements_of, people, union
from sipforms.engine.withhold.knowledge import Earlier, Knowledge, chain_of, known, places_in, sets_at
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
    above = {one.subject: tuple(_above(one, blocks)) for one in blocks}
    chains: dict[str, list[Atoms]] = {}
    found: list[tuple[Block, Try, Told | Withheld]] = []
    for block in sorted(blocks, key=lambda one: -len(above[one.subject])):
        earlier = tuple(before.get(block.beside or block.subject, ()))
        inside = chains.get(block.subject, [])
        fresh = inside = list(inside)
        if policy.kind == "published" and (block.within or inside):
            parts = (one for subject in (block.subject, *above[block.subject]) for one in before.get(subject, ()))
            fresh, inside = [chain_of(policy, ()), *inside], [chain_of(policy, parts), *inside]
            for subject in above[block.subject]:
                chains.setdefault(subject, []).append(inside[0])
        same = _as_before(block, policy, earlier)
        free = _tries(block, policy, (), [one.copy() for one in fresh]) if earlier and not same else []
        tries = same or _tries(block, policy, earlier, inside)
        for place, one in enumerate(tries):
            is_register = bool(free) and free[place].worth > one.worth
            found.append((block, one, _shown(one, policy, earlier) if is_register else _now(one, earlier)))
    return Decision(
        lines={(block.subject, one.line.name): shown for block, one, shown in found},
        log=tuple(entry for block, one, shown in found for entry in _logged(block, one, shown)),
        released=tuple(one.told for _, one, shown in found if one.told and isinstance(shown, Told) and not shown.dated),
    )


def _as_before(block: Block, policy: Policy, earlier: Earlier) -> list[Try]:
    """The lines as an earlier report told them to the same readers, where nobody's answer is another; else none.

    What they know already gives nothing more away, and need not be worked out again.
    """
    tries = []
    for line in block.lines:
        cells, missing = elements_of(line.cells), elements_of(line.missing)
        for report, told in reversed(earlier):
            is_like = report.policy.is_like(policy, line.kind) and told.key == (block.subject, line.name)
            if is_like and told.cells == cells and told.missing == missing:
                tries.append(Try(line=line, told=replace(told, kept=_kept(line, told)), rules=_rules(told)))
                break
        else:
            return []
    return tries


def _kept(line: Line, told: ReleasedLine) -> Mapping[str, Json]:
    return {**line.kept, **line.kept_apart} if told.is_fine else line.kept


def _rules(told: ReleasedLine) -> tuple[Rule, ...]:
    rules: list[Rule] = [] if told.is_fine else ["fewInCategory"]
    if not told.has_reasons:
        rules.append("fewLacking")
    return tuple(rules)


def _above(block: Block, blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks that this one is part of, the nearest first."""
    within = {one.subject: one.within for one in blocks}
    subject = block.within
    while subject in within:
        yield subject
        subject = within.pop(subject)


def _tries(block: Block, policy: Policy, earlier: Earlier, chains: Sequence[Atoms] = ()) -> list[Try]:
    """Each line as it may be told: those of the place itself finely, all others at the level that tells most lines."""
    best: list[Try] = []
    told: Knowledge | None = None
    for level in (apart(block.categories), *(block.levels or merged(block.categories))):
        knowledge = known(block, policy, level, earlier, chains)
        tries = list(_lines(block, level, policy, knowledge))
        if not best or _lines_told(tries) > _lines_told(best):
            best, told = tries, knowledge
    for chain, after in zip(chains, told.chains if told else (), strict=True):
        chain.become(after)
    return best


def _lines(block: Block, level: Level, policy: Policy, knowledge: Knowledge) -> Iterator[Try]:
    """The lines in their order; before others are told of, every place is supposed to have told of itself."""
    supposed = False
    for line in block.lines:
        if policy.kind == "within" and line.kind in _OWN:
            yield _own_line(line, block, knowledge)
            continue
        if policy.kind == "within" and not supposed:
            knowledge.suppose(places_in(block), policy.least)
            supposed = True
        yield _strict_line(line, block, level, policy, knowledge)


def _lines_told(tries: Iterable[Try]) -> int:
    return sum(one.told is not None and one.told.level is not None for one in tries)


def _own_line(line: Line, block: Block, knowledge: Knowledge) -> Try:
    """A place's own line, for itself: enough people who do not all answer alike."""
    cells, missing = elements_of(line.cells), elements_of(line.missing)
    if not knowledge.tell_own(union(cells)):
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
        kept={**line.kept, **line.kept_apart},
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
    has_cells = knowledge.tell_answers(cells, sets_at(cells, level))
    if not has_cells or len(level) < len(block.categories):
        rules.append("fewInCategory")
    is_fine = has_cells and len(level) == len(block.categories)
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
        is_fine=is_fine,
        has_asked=has_asked,
        has_reasons=has_reasons,
        kept={**line.kept, **line.kept_apart} if is_fine else line.kept,
    )
    return Try(line=line, told=told, rules=tuple(rules))


def _now(one: Try, earlier: Earlier) -> Told | Withheld:
    """What may be told of a line as it is now."""
    if one.told is None:
        return Withheld(rule=one.rules[0])
    is_known = any(told.key == one.told.key and told.cells == one.told.cells for _, told in earlier)
    return replace(told_of(one.told), is_known=is_known)


def _shown(one: Try, policy: Policy, earlier: Earlier) -> Told | Withheld:
    """What is shown of a line of which earlier reports keep something back: as one of them told it, if that is more."""
    again = _newest(one.line, policy, earlier)
    if again is not None and _worth(again[1]) > one.worth:
        return _again(*again, one.line, policy)
    return _now(one, earlier) if one.told is not None else Withheld(rule="fewNew")


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
