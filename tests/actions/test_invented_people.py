"""Invented people of every programme on the shelf live plausibly: what is answered may stand, and looks like lives."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from statistics import fmean, pstdev

import pytest

from sipforms.actions.demonstration.population import InventedCase, Invention, Population, invented
from sipforms.actions.demonstration.silence import asks_whether_at_all
from sipforms.actions.fill import Way, ways
from sipforms.actions.programmes import find_programmes
from sipforms.engine.ask.answers import AnswerValidator, examiner
from sipforms.engine.ask.situation import Situation
from sipforms.engine.compare.history import Series, history
from sipforms.engine.compile import plain_schema
from sipforms.engine.problem import Level
from sipforms.engine.programme import Kind, Programme
from sipforms.engine.response import Json, Response
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SHELF = tuple(find_programmes((), collect(plugin_manager(builtin_plugins(), installed=False)), "da").by_id)
PEOPLE = 20


@dataclass(frozen=True)
class Country:
    """A programme with the people invented for it."""

    programme: Programme
    words: Vocabulary
    cases: tuple[InventedCase, ...]
    unanswerable: tuple[str, ...]

    @property
    def responses(self) -> list[Response]:
        return [one for case in self.cases for one in case.responses]

    def series(self) -> Iterator[Series]:
        for case in self.cases:
            yield from history({self.programme.digest: self.programme}, case.responses, self.words).series


@pytest.fixture(scope="module", params=SHELF)
def country(request: pytest.FixtureRequest) -> Country:
    words = collect(plugin_manager(builtin_plugins(), installed=False))
    programme = find_programmes((), words, "da").by_id[request.param]
    population = Population(Invention(programme=programme, text="Opdigtet.", citizens=PEOPLE, vocabulary=words), NOW)
    return Country(programme, words, tuple(population.cases()), population.unanswerable)


def situation_of(response: Response, before: list[Response]) -> Situation:
    earlier = [
        one
        for one in before
        if (one.questionnaire, one.informant) == (response.questionnaire, response.informant)
        and (one.episode == response.episode or response.occasion == "later")
    ]
    return Situation(
        mode=response.mode,
        informant=response.informant,
        variant=response.variant,
        occasion=response.occasion,
        today=response.answered_on,
        parameters=response.parameters,
        previous=earlier[-1].answers if earlier and response.occasion == "later" else None,
        latest=response.latest,
    )


def test_everything_on_the_shelf_can_be_answered(country: Country) -> None:
    assert country.unanswerable == ()
    asked = {one.form_of or one.id for one in country.programme.questionnaires.values()}
    answered = {
        country.programme.questionnaires[one.questionnaire].form_of or one.questionnaire for one in country.responses
    }
    assert answered == asked


def test_the_engine_and_the_plain_schema_take_every_answer(country: Country) -> None:
    """One response of each questionnaire, way and target group; the plain schema is of the same situation."""
    tried: set[tuple[str, str | None, str | None, str | None, str]] = set()
    for case in country.cases:
        for number, one in enumerate(case.responses):
            key = (one.questionnaire, one.mode, one.informant, one.variant, one.occasion)
            if key in tried:
                continue
            tried.add(key)
            questionnaire = country.programme.questionnaires[one.questionnaire]
            here = situation_of(one, list(case.responses[:number]))
            found = examiner(country.programme, questionnaire, here).problems(one.answers, here)
            assert [each for each in found if each.level is Level.ERROR] == []
            assert not AnswerValidator(plain_schema(country.programme, questionnaire, here)).problems(one.answers)
    assert tried


def test_days_are_in_order_and_none_is_to_come(country: Country) -> None:
    for case in country.cases:
        days = [one.answered_on for one in case.responses]
        assert all(day < NOW.date() for day in days)
        for stay in case.episodes:
            mine = [one.answered_on for one in case.responses if one.episode == stay.id]
            assert mine == sorted(mine)
            assert all(day >= stay.admission for day in mine)
            assert stay.discharge is None or stay.admission < stay.discharge < NOW.date()
        ends = [stay.discharge or date.max for stay in case.episodes]
        assert all(end <= later.admission for end, later in zip(ends, case.episodes[1:], strict=False))


def test_people_differ_and_their_numbers_use_the_scale(country: Country) -> None:
    """Of every indicator over a questionnaire that people are asked, the values are spread out and not all the same."""
    values: dict[str, list[float]] = defaultdict(list)
    for one in country.series():
        for point in one.points:
            for name, score in point.scores.items():
                if isinstance(score.value, int | float):
                    values[name].append(float(score.value))
    spread = [pstdev(each) for each in values.values() if len(each) >= PEOPLE]
    assert spread
    assert fmean(one > 0 for one in spread) > 0.9


def test_some_do_better_some_worse_and_most_about_the_same(country: Country) -> None:
    changes = [
        change.difference / width
        for one in country.series()
        for name, width in widths(country.programme).items()
        for step in one.steps
        if (change := step.changes.get(name)) is not None and change.difference is not None
    ]
    assert len(changes) >= 20
    up, down = fmean(one > 0.01 for one in changes), fmean(one < -0.01 for one in changes)
    assert min(up, down) > 0.12
    assert fmean(abs(one) < 0.2 for one in changes) > 0.7


def widths(programme: Programme) -> dict[str, float]:
    """Means of steps, with the width of their scale: the outcomes whose change can be told in shares of it."""
    found = {}
    for indicator in programme.indicators:
        if indicator.scorer != "mean" or indicator.questionnaire is None:
            continue
        asked = programme.questionnaires[indicator.questionnaire]
        steps = {one for each in asked.questions() if each.scale for one in each.scale.numbers}
        if asked.element == "outcome" and steps:
            found[indicator.id] = float(max(steps) - min(steps)) or 1.0
    return found


def test_some_answers_are_missing_but_not_many(country: Country) -> None:
    """By why they are missing; nobody leaves everything, and somebody leaves nothing."""
    shares = []
    kinds: Counter[str] = Counter()
    for case in country.cases:
        said, missing = 0, 0
        for one in case.responses:
            for value, why in chosen_steps(country.programme, one):
                said, missing = said + (value is not None), missing + (why is not None)
                kinds.update([why] if why else [])
        if said:
            shares.append(missing / said)
    assert 0.005 < fmean(shares) < 0.2
    assert min(shares) < 0.01
    assert max(shares) > 2 * fmean(shares)
    assert kinds["dontKnow"] > 0
    assert len(kinds) >= 2 or len(known_kinds(country.programme)) < 2


def chosen_steps(programme: Programme, response: Response) -> Iterator[tuple[Json, str | None]]:
    """Every option chosen on a scale that has missing ones, with the kind of missing."""
    for question in programme.questionnaires[response.questionnaire].questions():
        if question.kind is not Kind.CHOICE or question.scale is None or "*" in question.path:
            continue
        value: Json = dict(response.answers)
        for step in question.path:
            value = value.get(step) if isinstance(value, dict) else None
        option = question.scale.option(value)
        if option is not None and any(one.missing for one in question.scale.options):
            yield value, option.missing


def known_kinds(programme: Programme) -> set[str]:
    asked = (one for each in programme.questionnaires.values() for one in each.questions() if one.scale)
    return {option.missing for one in asked if one.scale for option in one.scale.options if option.missing}


def test_few_rounds_are_lost_at_the_first_question(country: Country) -> None:
    """Most have seen enough to answer; nobody takes a round back for a soft check."""
    asked, lost = 0, 0
    for one in country.responses:
        for item in country.programme.questionnaires[one.questionnaire].questions():
            if item.scale and asks_whether_at_all(item) and item.path[0] in one.answers:
                reasons: list[Json] = [each.value for each in item.scale.options if each.missing]
                asked, lost = asked + 1, lost + (one.answers[item.path[0]] in reasons)
    assert lost <= 0.25 * asked
    assert asked or country.programme.id not in ("sikret", "aaben")


def test_everybody_answers_in_a_way_that_is_theirs(country: Country) -> None:
    asked = country.programme.questionnaires
    given = {(one.questionnaire, Way(mode=one.mode, informant=one.informant)) for one in country.responses}
    assert given <= {(id_, way) for id_, one in asked.items() for way in ways(country.programme, one)}


def test_ways_change_and_the_line_breaks_there(country: Country) -> None:
    modes = {one.mode for one in country.responses if one.mode}
    several = {mode for each in country.programme.questionnaires.values() for mode in each.modes}
    assert len(modes) >= min(len(several), 2)
    breaks = Counter(
        change.broken
        for one in country.series()
        for step in one.steps
        for change in step.changes.values()
        if change.broken
    )
    assert breaks or not any(len(each.modes) > 1 for each in country.programme.questionnaires.values())


def test_people_come_and_go(country: Country) -> None:
    ended = [stay for case in country.cases for stay in case.episodes if stay.discharge is not None]
    lasting = [stay for case in country.cases for stay in case.episodes if stay.discharge is None]
    assert ended
    assert lasting
    assert any(len(case.episodes) > 1 for case in country.cases)


def test_the_same_seed_gives_the_same_people_in_any_order_and_another_seed_others(country: Country) -> None:
    invention = Invention(programme=country.programme, text="Opdigtet.", citizens=4, vocabulary=country.words)
    again = replace(country.programme, scales=dict(reversed(list(country.programme.scales.items()))))
    first = list(invented(invention, NOW))
    assert first == list(invented(replace(invention, programme=again), NOW))
    assert [one.responses for one in first] != [one.responses for one in invented(replace(invention, seed=1), NOW)]
