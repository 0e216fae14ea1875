"""Interventions by outcome: each stay looked at once, then added up, then released."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast, get_args

from sipforms.engine.compare.history import Series
from sipforms.engine.compare.history import Versions as Compiled
from sipforms.engine.gather.asked import Versions
from sipforms.engine.gather.given import Intervention, was_given
from sipforms.engine.gather.grouping import START, Background, CutPoint, Group, group_of, start_groups
from sipforms.engine.gather.moving import Missed, Move, move_in
from sipforms.engine.gather.outcomes import Courses, outcome_of, series_of
from sipforms.engine.gather.stay import Stay, people_in
from sipforms.engine.gather.table import InterventionTable, LeftOut, Outcome, Why, Withheld
from sipforms.engine.gather.tally import Counted
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Indicator, Programme
from sipforms.engine.score.indicator_order import Membership
from sipforms.engine.statistics.library import has_statistics
from sipforms.engine.vocabulary import Vocabulary
from sipforms.engine.withhold.block import Mark, Policy
from sipforms.engine.withhold.intervention_rows import few_left_out, release
from sipforms.engine.withhold.releasing import Releasing

OutcomeKey = tuple[str, str | None]
"""Indicator and informant."""

Moved = Move | Missed | Literal["earlier"]
"""How a stay moved, or why it is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What is asked: which interventions, which outcomes, and what the stays are divided by, one at a time.

    Nothing is told that rests on fewer than ``least`` people. ``courses`` holds what was scored already. ``releasing``
    decides for the whole report what may be told; without it, it is the place itself that reads of its stays.
    """

    programme: Programme
    programmes: Mapping[str, Programme]
    vocabulary: Vocabulary
    courses: Courses = field(default_factory=dict, repr=False)
    interventions: tuple[Intervention, ...]
    outcomes: tuple[Indicator, ...]
    start: tuple[CutPoint, ...] = ()
    background: tuple[Background, ...] = ()
    least: int
    releasing: Releasing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One stay as looked at: what was given, how each outcome moved or why not, and the group by each variable.

    ``spans`` are the first and last answers of the series that each outcome is read from.
    """

    mark: Mark
    given: Sequence[bool | None]
    moves: Mapping[OutcomeKey, Moved]
    spans: Mapping[OutcomeKey, str]
    groups: Mapping[str, Group | None] = field(default_factory=dict)


def interventions_by_outcome(stays: tuple[Stay, ...], study: Study) -> InterventionTable:
    """The table, with nothing in it that rests on too few people."""
    if people_in(stays) < study.least:
        return InterventionTable(least=study.least, stays=None, withheld=(Withheld(rule="wholeGroup"),))
    looked = tuple(_once(tuple(_looks(stays, study)), study.least))
    outcomes = _outcomes(looked, study)
    releasing = study.releasing or Releasing(policy=Policy(kind="within", least=study.least))
    released = release(_counted(looked, outcomes, study), releasing)
    left_out, log = few_left_out(_left_out(looked, outcomes, study), releasing)
    return InterventionTable(
        least=study.least,
        stays=None if left_out is None else len(stays),
        outcomes=outcomes,
        variables=tuple(_variables(study)),
        rows=released.rows,
        left_out=left_out or (),
        withheld=(*released.withheld, *log),
        has_statistics=has_statistics(),
    )


def _variables(study: Study) -> Iterator[tuple[str, str]]:
    if study.start:
        yield START, ""
    yield from ((one.id, one.title) for one in study.background)


def _looks(stays: Iterable[Stay], study: Study) -> Iterator[Looked]:
    compiled, versions = Compiled(study.programmes, study.vocabulary), Versions(study.programmes)
    membership = Membership(study.programme)
    asked = {one.id: membership.questionnaire(one) for one in study.outcomes}
    for stay in sorted(stays, key=_last):
        series = tuple(series_of(stay, (one or "" for one in asked.values()), study.courses, compiled))
        yield Looked(
            mark=Mark(stay.person, stay.episode.id, stay.episode.unit),
            given=[was_given(one, stay, versions) for one in study.interventions],
            moves={key: move_in(one, indicator) for key, indicator, one in _outcomes_of(series, asked, study)},
            spans={key: _span(one) for key, _, one in _outcomes_of(series, asked, study)},
            groups={one.id: group_of(one, stay, versions) for one in study.background},
        )


def _last(stay: Stay) -> tuple[bool, object]:
    """What puts stays in order: by the last answer, those without any first."""
    return bool(stay.responses), max(map(in_time, stay.responses), default=())


def _outcomes_of(
    series: tuple[Series, ...], asked: Mapping[str, str | None], study: Study
) -> Iterator[tuple[OutcomeKey, Indicator, Series]]:
    for indicator in study.outcomes:
        for one in series:
            if one.questionnaire == asked[indicator.id]:
                yield (indicator.id, one.informant), indicator, one


def _span(series: Series) -> str:
    return f"{series.points[0].response.id}>{series.points[-1].response.id}"


def _once(looked: tuple[Looked, ...], least: int) -> Iterator[Looked]:
    """The stays, without earlier ones of people who are few: other figures count each person's newest stay.

    What those tell, taken from what all stays tell, would be the earlier stays of the few who have several.
    """
    keys = dict.fromkeys(key for one in looked for key in one.moves)
    few: dict[OutcomeKey, set[int]] = {}
    for key in keys:
        newest = {one.mark.person: place for place, one in enumerate(looked) if key in one.moves}
        earlier = {
            place
            for place, one in enumerate(looked)
            if isinstance(one.moves.get(key), Move) and newest[one.mark.person] != place
        }
        if len({looked[place].mark.person for place in earlier}) < least:
            few[key] = earlier
    for place, one in enumerate(looked):
        moves = {key: "earlier" if place in few.get(key, ()) else move for key, move in one.moves.items()}
        yield replace(one, moves=cast("Mapping[OutcomeKey, Moved]", moves))


def _outcomes(looked: Sequence[Looked], study: Study) -> tuple[Outcome, ...]:
    """Each indicator once for every kind of informant that answered it, in the programme's order."""
    met: dict[OutcomeKey, Move | None] = {}
    for one in looked:
        for key, move in one.moves.items():
            met[key] = move if isinstance(move, Move) else met.get(key)
    informants = (*study.programme.informants, None)
    return tuple(
        outcome_of(study.programme, indicator, informant, met[indicator.id, informant])
        for indicator in study.outcomes
        for informant in informants
        if (indicator.id, informant) in met
    )


def _counted(looked: Sequence[Looked], outcomes: Sequence[Outcome], study: Study) -> Iterator[Counted]:
    """The rows before anything is withheld: all stays, then the groups of one variable after the other."""
    for outcome in outcomes:
        moved = [(one, move) for one in looked if isinstance(move := one.moves.get(outcome.key), Move)]
        starts = start_groups(study.start, outcome.range)
        for place, intervention in enumerate(study.interventions):
            whole = Counted(intervention=intervention, outcome=outcome)
            divided = {
                (variable, group): _empty(whole, variable, group)
                for variable, groups in _divisions(starts, study)
                for group in (*groups, None)
            }
            for one, move in moved:
                mark = one.mark._replace(answer=one.spans[outcome.key])
                _add(mark, move, one.given[place], [whole, *_of(one, move, starts, divided)])
            yield from (whole, *divided.values())


def _divisions(starts: tuple[Group, ...], study: Study) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Each variable with its groups."""
    if starts:
        yield START, starts
    yield from ((one.id, one.groups) for one in study.background)


def _empty(whole: Counted, variable: str, group: Group | None) -> Counted:
    """An empty row of the same intervention and outcome for one group, or for those in none."""
    return Counted(intervention=whole.intervention, outcome=whole.outcome, variable=variable, group=group)


def _of(
    one: Looked, move: Move, starts: tuple[Group, ...], divided: Mapping[tuple[str, Group | None], Counted]
) -> Iterator[Counted]:
    """The rows of groups that the stay belongs to."""
    began = next((group for group in starts if group.holds(move.start)), None)
    if starts:
        yield divided[START, began]
    yield from (divided[variable, group] for variable, group in one.groups.items())


def _add(mark: Mark, move: Move, given: bool | None, rows: Iterable[Counted]) -> None:  # noqa: FBT001 - what was given
    for row in rows:
        (row.unknown if given is None else row.given if given else row.otherwise).add(mark, move)


def _left_out(looked: Sequence[Looked], outcomes: Sequence[Outcome], study: Study) -> Iterator[tuple[LeftOut, int]]:
    """How many stays are in no row, by what they lack, and of how many people they are.

    Whoever lacks two things is counted under both.
    """
    for outcome in outcomes:
        moves = [(one, one.moves.get(outcome.key, "notAnswered")) for one in looked]
        for why in (*get_args(Missed), "earlier"):
            yield _lacking(why, outcome.indicator, outcome.informant, [one for one, move in moves if move == why])
    questions = {one.question: place for place, one in enumerate(study.interventions)}
    for question, place in questions.items():
        yield _lacking("unknown", question, None, [one for one in looked if one.given[place] is None])
    for variable in study.background:
        yield _lacking("noGroup", variable.id, None, [one for one in looked if one.groups[variable.id] is None])


def _lacking(why: Why, of: str, informant: str | None, those: Sequence[Looked]) -> tuple[LeftOut, int]:
    return LeftOut(why=why, of=of, informant=informant, stays=len(those)), len({one.mark.person for one in those})
