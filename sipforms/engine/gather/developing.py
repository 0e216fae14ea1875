"""The same people twice: who can be compared, how each of them moved, and why the others cannot be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipforms.engine.compare.comparability import Break
from sipforms.engine.compare.history import Series, Versions, history_by
from sipforms.engine.family import main_form
from sipforms.engine.gather.development_table import Lacking, Over
from sipforms.engine.gather.facility.respondents import Respondents, respondents_of
from sipforms.engine.gather.facility.voices import Voice, place_of, voices
from sipforms.engine.gather.moving import Move, broken_by, move_in, move_of
from sipforms.engine.gather.outcomes import Courses, series_of
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Indicator, Programme
from sipforms.engine.vocabulary import Vocabulary
from sipforms.engine.withhold.block import Mark

Places = frozenset[str] | None
"""The units whose people are meant; nothing means everybody in the store."""

_BREAKS: Mapping[Break, Lacking] = {"mode": "otherWay", "form": "otherForm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: which outcomes (with the questionnaire of each), over what, and in which answers.

    ``every`` are all stays under the programme. ``courses`` holds what was scored already.
    """

    programme: Programme
    programmes: Mapping[str, Programme]
    vocabulary: Vocabulary
    outcomes: tuple[tuple[Indicator, str], ...]
    over: Over
    now: Span
    before: Span | None
    every: tuple[Stay, ...] = field(repr=False)
    courses: Courses = field(default_factory=dict, repr=False)

    @property
    def asked(self) -> frozenset[str]:
        """The questionnaires that the outcomes are about."""
        return frozenset(questionnaire for _, questionnaire in self.outcomes)


@dataclass(slots=True)
class Compared:
    """One outcome of one respondent group: who moved how, who lacks what, and who answered before only."""

    moved: dict[Mark, Move] = field(default_factory=dict)
    lacking: dict[Mark, Lacking] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def add(self, mark: Mark, found: Move | Lacking) -> None:
        """One more person."""
        if isinstance(found, Move):
            self.moved[mark] = found
        else:
            self.lacking[mark] = found


Found = Mapping[tuple[str, Respondents], Compared]
"""By indicator and respondent group; the indicators of one group stand together."""


def compared(search: Search, places: Places) -> Found:
    """Everybody at these places, each person once in each respondent group, looked at for every outcome."""
    found: dict[tuple[str, Respondents], Compared] = {}
    several = _over_periods(search, places) if search.over == "periods" else _over_stays(search, places)
    for group, looked in several:
        for indicator, questionnaire in search.outcomes:
            if questionnaire == group.questionnaire:
                one = found.setdefault((indicator.id, group), Compared())
                if isinstance(looked, str):
                    one.gone.add(looked)
                else:
                    one.add(looked.mark, looked.to(indicator))
    order = {indicator.id: place for place, (indicator, _) in enumerate(search.outcomes)}
    by_place = sorted(found, key=lambda key: (place_of(search.programme, key[1]), order[key[0]]))
    return {key: found[key] for key in by_place}


@dataclass(frozen=True, slots=True)
class _Looked:
    """One person of a respondent group: the series from first to last, or why there is none.

    ``is_pair`` says that it is the first and the last of two periods, not all rounds of a stay.
    """

    mark: Mark
    series: Series | Lacking
    is_pair: bool = True

    def to(self, indicator: Indicator) -> Move | Lacking:
        """How the person moved in one indicator."""
        if isinstance(self.series, str):
            return self.series
        if self.is_pair:
            change = self.series.steps[0].changes.get(indicator.id)
            return move_of(change) or _why("newIndicator" if change is None else change.broken, "noNumber")
        found = move_in(self.series, indicator)
        if isinstance(found, Move):
            return found
        return _why(broken_by(self.series, indicator), "once" if found == "once" else "noNumber")


def _why(broken: Break | None, otherwise: Lacking) -> Lacking:
    return otherwise if broken is None else _BREAKS.get(broken, "changed")


_Several = Iterator[tuple[Respondents, _Looked | str]]


# --- from one period to the next ----------------------------------------------------------------------------------


def _over_periods(search: Search, places: Places) -> _Several:
    if search.before is None:
        return
    now = voices(search.every, search.now, places, search.programme)
    before = _by_person(voices(search.every, search.before, places, search.programme))
    anywhere = _by_person(voices(search.every, search.before, None, search.programme))
    compiled = Versions(search.programmes, search.vocabulary)
    for group, here in now.items():
        if group.questionnaire in search.asked:
            for voice in here:
                first = before.get((group, voice.person))
                yield group, _between(first, voice, compiled) or _without(group, voice, anywhere, search.programme)
    still = set(_by_person(now))
    yield from (key for key in before if key not in still and key[0].questionnaire in search.asked)


def _by_person(several: Mapping[Respondents, Sequence[Voice]]) -> dict[tuple[Respondents, str], Voice]:
    return {(group, one.person): one for group, voices_ in several.items() for one in voices_}


def _between(first: Voice | None, last: Voice, compiled: Versions) -> _Looked | None:
    """From the newest answers of the period before to those of this one; nothing where they are of two stays."""
    if first is None:
        return None
    made = [one for one in (first.response, last.response) if one.digest in compiled.programmes]
    series = history_by(compiled, made).series
    if len(made) < 2:
        return _Looked(_mark(last, first.response.id), "changed")
    return _Looked(_mark(last, first.response.id), series[0]) if len(series) == 1 else None


def _without(
    group: Respondents, last: Voice, before: Mapping[tuple[Respondents, str], Voice], programme: Programme
) -> _Looked:
    """Why there is nothing of the period before to compare with."""
    groups = [one for one, person in before if person == last.person and one.informant == group.informant]
    forms = {main_form(programme, one.questionnaire) for one in groups if one.questionnaire != group.questionnaire}
    why: Lacking = "notBefore"
    if group in groups and before[group, last.person].place != last.place:
        why = "elsewhere"
    elif any(one.questionnaire == group.questionnaire and one.way != group.way for one in groups):
        why = "otherWay"
    elif main_form(programme, group.questionnaire) in forms:
        why = "otherForm"
    return _Looked(_mark(last), why)


def _mark(last: Voice, first: str = "") -> Mark:
    return Mark(last.person, f"{first}>{last.response.id}", last.place)


# --- from the first of a stay to its last -------------------------------------------------------------------------


def _over_stays(search: Search, places: Places) -> _Several:
    """Each person's newest stay of the period in which the group answered."""
    compiled = Versions(search.programmes, search.vocabulary)
    newest: dict[tuple[Respondents, str], tuple[Stay, Series]] = {}
    for stay in _in_order(search, places):
        for series in series_of(stay, sorted(search.asked), search.courses, compiled):
            group = respondents_of(search.programme, series.points[-1].response)
            if group is not None:
                newest[group, stay.person] = stay, series
    for (group, person), (stay, series) in newest.items():
        first, last = series.points[0].response, series.points[-1].response
        yield group, _Looked(Mark(person, f"{first.id}>{last.id}", stay.episode.unit), series, is_pair=False)


def _in_order(search: Search, places: Places) -> list[Stay]:
    """Those of the period that somebody answered in, the one that was answered last at the end."""
    here = (one for one in search.every if one.responses and (places is None or one.episode.unit in places))
    return sorted((one for one in here if search.now.holds(one.day)), key=lambda one: in_time(one.responses[-1]))
