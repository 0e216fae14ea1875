"""Which questionnaire an indicator is about, what it is computed from, and an order in which all can be computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

from sipforms.engine.paths import Path, fitting, parsed
from sipforms.engine.programme import Indicator, Programme, Questionnaire
from sipforms.engine.response import Json
from sipforms.engine.score.selection import patterns, starred


@dataclass(frozen=True)
class Membership:
    """What the indicators of a programme are computed from; made once for all who ask about the same programme."""

    programme: Programme

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """Every indicator by its id, in the programme's order."""
        return {one.id: one for one in self.programme.indicators}

    def members(self, indicator: Indicator) -> tuple[str, ...]:
        """The indicators that an indicator is computed from, in the programme's order. A star never means itself."""
        wanted = patterns(indicator.settings.get("indicators"))
        if not wanted:
            return ()
        outright = {one for one in wanted if one in self.by_id}
        others = {id_ for one in wanted if starred(one) for id_ in self._meant(one) if id_ != indicator.id}
        return tuple(sorted(outright | others, key=self._places.__getitem__))

    def questionnaire(self, indicator: Indicator) -> str | None:
        """The questionnaire an indicator is about: as written, its members', or the first that has what it names."""
        if indicator.questionnaire is not None:
            return indicator.questionnaire
        members = [self.by_id[name] for name in self.members(indicator)]
        said = next((one.questionnaire for one in members if one.questionnaire is not None), None)
        if said is not None:
            return said
        wanted = tuple(dict.fromkeys(text for one in (indicator, *members) for text in named_in(one)))
        return next((id_ for id_, there in self._there.items() if any(there.has(text) for text in wanted)), None)

    def in_order(self) -> tuple[Indicator, ...]:
        """Every indicator after those it is computed from. What turns in a circle, or hangs on one, is left out."""
        waiting = {id_: set(self.members(one)) for id_, one in self.by_id.items()}
        needed_by: dict[str, list[str]] = {}
        for id_, needs in waiting.items():
            for need in needs:
                needed_by.setdefault(need, []).append(id_)
        ordered: list[Indicator] = []
        ready = [id_ for id_, needs in waiting.items() if not needs]
        while ready:
            ordered += [self.by_id[id_] for id_ in ready]
            freed = [id_ for done in ready for id_ in needed_by.get(done, ()) if _is_freed(waiting[id_], done)]
            ready = sorted(freed, key=self._places.__getitem__)
        return tuple(ordered)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.by_id)}

    @cached_property
    def _found(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _there(self) -> dict[str, "_There"]:
        return {id_: _There(one) for id_, one in self.programme.questionnaires.items()}

    def _meant(self, pattern: str) -> tuple[str, ...]:
        if pattern not in self._found:
            self._found[pattern] = tuple(id_ for id_ in self.by_id if fnmatchcase(id_, pattern))
        return self._found[pattern]


@dataclass(frozen=True)
class _There:
    """What can be named in a questionnaire: tags, questions and rows."""

    questionnaire: Questionnaire

    @cached_property
    def tags(self) -> frozenset[str]:
        return frozenset(tag for question in self.questionnaire.questions() for tag in question.tags)

    @cached_property
    def paths(self) -> frozenset[Path]:
        questions, rows = self.questionnaire.questions(), self.questionnaire.rows()
        return frozenset((*(one.path for one in questions), *(one.path for one in rows)))

    def has(self, text: str) -> bool:
        """True for a tag, and for a path or pattern that leads to something."""
        path = parsed(text)
        return text in self.tags or path in self.paths or (starred(text) and any(map(fitting(path), self.paths)))


def _is_freed(waiting: set[str], done: str) -> bool:
    """True when that was the last one waited for."""
    waiting.discard(done)
    return not waiting


def members_of(indicator: Indicator, programme: Programme) -> tuple[str, ...]:
    """The indicators that one indicator is computed from, in the programme's order."""
    return Membership(programme).members(indicator)


def in_order(programme: Programme) -> tuple[Indicator, ...]:
    """Every indicator after those it is computed from. Those that turn in a circle, or hang on one, are left out."""
    return Membership(programme).in_order()


def questionnaire_of(indicator: Indicator, programme: Programme) -> str | None:
    """The questionnaire that one indicator is about."""
    return Membership(programme).questionnaire(indicator)


def named_in(indicator: Indicator) -> tuple[str, ...]:
    """Every path or pattern that stands in the settings which name questions."""
    settings = indicator.settings
    return tuple(text for name in ("items", "choices", "from", "rows", "where") for text in _texts(settings.get(name)))


def _texts(written: Json) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for one in written:
            yield from _texts(one)
    elif isinstance(written, dict):
        for one in written.values():
            yield from _texts(one)
