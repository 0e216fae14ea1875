"""Areas that let nobody past before a condition holds, such as a consent: what comes after is asked only then."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sipforms.engine.condition import Any, Condition, Context, Not
from sipforms.engine.programme import Area, Entry, Item, Rows


def gated(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with everything after such an area asked only once its condition holds.

    Who is not asked about the area passes: another target group, or somebody from whom it is hidden.
    """
    if not any(area.gate is not None for area in _areas(entries)):
        return entries
    walk = _Walk()
    return tuple(walk.entry(one, ()) for one in entries)


def _areas(entries: tuple[Entry, ...]) -> Iterator[Area]:
    for entry in entries:
        if isinstance(entry, Area):
            yield entry
            yield from _areas(entry.entries)


@dataclass(slots=True)
class _Walk:
    """In the order asked. ``closed`` are the conditions of the areas behind."""

    closed: list[Condition] = field(default_factory=list)

    def entry(self, entry: Entry, passing: tuple[Condition, ...]) -> Entry:
        """The entry behind the gates so far; ``passing`` is when what is around it is not asked."""
        if isinstance(entry, Area):
            return self._area(entry, passing)
        if isinstance(entry, Rows):
            fields = tuple(self._item(one) for one in entry.fields)
            return replace(entry, visible_if=self._with(entry.visible_if), fields=fields)
        return self._item(entry)

    def _area(self, area: Area, passing: tuple[Condition, ...]) -> Area:
        passing = (*passing, *_other_groups(area))
        inside = tuple(self.entry(one, passing) for one in area.entries)
        if area.gate is None:
            return replace(area, entries=inside)
        hidden = tuple(Not(one) for one in area.visible_if)
        gate = _any_of((*passing, *hidden, area.gate))
        self.closed.append(gate)
        return replace(area, entries=inside, gate=gate)

    def _item(self, item: Item) -> Item:
        questions = (replace(one, visible_if=self._with(one.visible_if)) for one in item.questions)
        return replace(item, questions=tuple(questions))

    def _with(self, visible_if: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return (*visible_if, *(one for one in self.closed if one not in visible_if))


def _other_groups(area: Area) -> Iterator[Condition]:
    """That somebody belongs to a target group which is not asked about the area."""
    if area.only:
        yield Not(_any_of(tuple(Context("variant", one) for one in area.only)))
    yield from (Context("variant", one) for one in area.without)


def _any_of(conditions: tuple[Condition, ...]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Any(conditions)
