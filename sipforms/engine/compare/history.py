"""Rounds of answers in order, one series for each who answers, with the change from each round to the next.

Citizens' and staff's answers are never pooled. Where the way of answering, the questions or their wording changed
between two rounds, the line is broken: the change says why and carries no number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from sipforms.engine.compare.change import Change, change_between, meaning_of_higher
from sipforms.engine.compare.comparability import Measure, broken_between, broken_choice, broken_measure, measures
from sipforms.engine.compare.other_forms import OtherForm, others_by_group
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import Scoring, scored, scoring
from sipforms.engine.score.sheet import state_of
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One round: the response and its scores by indicator."""

    response: Response
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one round to the next: the change in every indicator of the later one, by indicator."""

    before: Point
    now: Point
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The rounds of one questionnaire answered by one kind of informant, oldest first.

    ``episode`` is set for questionnaires about a stay: each stay is a series of its own. ``steps`` has one less than
    ``points``. ``other_forms`` are this case's rounds in other forms of the same questionnaire, which stand apart.
    """

    programme: str
    questionnaire: str
    informant: str | None
    episode: str | None
    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    other_forms: tuple[OtherForm, ...] = ()

    def runs(self, indicator: str) -> tuple[tuple[Point, ...], ...]:
        """The points with a number for the indicator, as unbroken runs: a line is drawn within a run, never between."""
        runs: list[list[Point]] = [[]]
        for at, point in enumerate(self.points):
            if at and self._breaks(at - 1, indicator):
                runs.append([])
            score = point.scores.get(indicator)
            if score is not None and score.exact is not None:
                runs[-1].append(point)
        return tuple(tuple(run) for run in runs if run)

    def _breaks(self, at: int, indicator: str) -> bool:
        change = self.steps[at].changes.get(indicator)
        return change is None or change.broken is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All series of one case, in order of programme, questionnaire and informant.

    ``unreadable`` are the ids of responses whose version of the programme is not at hand.
    """

    series: tuple[Series, ...]
    unreadable: tuple[str, ...] = ()

    def of(self, questionnaire: str, informant: str | None = None) -> Series | None:
        """The newest series of a questionnaire and informant."""
        found = [one for one in self.series if (one.questionnaire, one.informant) == (questionnaire, informant)]
        return max(found, key=lambda one: in_time(one.points[-1].response), default=None)


def history(
    programmes_by_digest: Mapping[str, Programme], responses: Iterable[Response], vocabulary: Vocabulary
) -> History:
    """The history of one case: its responses scored with the versions of the programme they were made with."""
    return history_by(Versions(programmes_by_digest, vocabulary), responses)


def history_by(versions: "Versions", responses: Iterable[Response]) -> History:
    """The same with versions that are kept, so that those of many cases are compiled once."""
    known: list[Response] = []
    unreadable: list[Response] = []
    for response in responses:
        programme = versions.programmes.get(response.digest)
        readable = programme is not None and response.questionnaire in programme.questionnaires
        (known if readable else unreadable).append(response)
    ordered = sorted(known, key=lambda one: (versions.key(one), in_time(one)))
    groups = {key: tuple(group) for key, group in groupby(ordered, versions.key)}
    others = others_by_group(groups, versions.programmes)
    series = tuple(_series(key, group, versions, others[key]) for key, group in groups.items())
    return History(series=series, unreadable=tuple(one.id for one in unreadable))


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of a questionnaire for one variant, compiled."""

    ready: Scoring
    measures: Mapping[str, Measure]


Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version met so far, compiled once each."""

    programmes: Mapping[str, Programme]
    vocabulary: Vocabulary
    compiled: dict[tuple[str, str, str | None], _Version] = field(default_factory=dict)

    def key(self, response: Response) -> Key:
        """What responses in one series have in common; the empty text stands for nothing."""
        questionnaire = self.programmes[response.digest].questionnaires[response.questionnaire]
        episode = (response.episode or "") if questionnaire.subject == "episode" else ""
        return response.programme, response.questionnaire, response.informant or "", episode

    def of(self, response: Response) -> _Version:
        """The version that the response was made with."""
        key = (response.digest, response.questionnaire, response.variant)
        if key not in self.compiled:
            ready = scoring(self.programmes[response.digest], response.questionnaire, self.vocabulary, response.variant)
            self.compiled[key] = _Version(ready, measures(ready, response.variant))
        return self.compiled[key]


def _series(key: Key, responses: tuple[Response, ...], versions: Versions, others: tuple[OtherForm, ...]) -> Series:
    programme, questionnaire, informant, episode = key
    points = tuple(_point(response, versions) for response in responses)
    return Series(
        programme=programme,
        questionnaire=questionnaire,
        informant=informant or None,
        episode=episode or None,
        points=points,
        steps=tuple(_step(before, now, versions) for before, now in pairwise(points)),
        other_forms=others,
    )


def _point(response: Response, versions: Versions) -> Point:
    ready = versions.of(response).ready
    scores = scored(ready, ready.read(state_of(response)))
    ordered = {one.id: scores[one.id] for one in ready.programme.indicators if one.id in scores}
    return Point(response=response, scores=ordered)


def _step(before: Point, now: Point, versions: Versions) -> Step:
    older, newer = versions.of(before.response), versions.of(now.response)
    between = broken_between(before.response, now.response)
    changes = {}
    for name, score in now.scores.items():
        one = newer.ready.plans.get(name)
        if one is None:
            continue
        measure = newer.measures[name]
        broken = (
            between
            or broken_measure(older.measures.get(name), measure)
            or broken_choice(measure, before.response, now.response)
        )
        changes[name] = change_between(
            before.scores.get(name),
            score,
            broken=broken,
            rule=one.indicator.change,
            higher=meaning_of_higher(one, newer.ready.plans, newer.ready.available),
        )
    return Step(before=before, now=now, changes=changes)
