"""What holds for every schedule with rounds at both ends of a stay, other forms, and several who answer."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.manifest import ScheduleRule
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Response
from sipforms.engine.schedule import Due, due
from tests.engine.former import answered

CAME = date(2026, 1, 1)
LONGEST = 400
ADMISSION = ScheduleRule(questionnaire="trivsel", at="admission")
DISCHARGE = ScheduleRule(questionnaire="trivsel", at="discharge")
EARLIER = (
    ADMISSION,
    ScheduleRule(questionnaire="trivsel", every="P6M"),
    ScheduleRule(questionnaire="trivsel", every="P3M", start={"after": "admission", "by": "P10D"}),
    ScheduleRule(questionnaire="trivsel", at={"after": "admission", "by": "P3M"}),
)
days = st.integers(0, LONGEST)
lists_of_days = st.lists(days, max_size=6, unique=True)
rules = st.lists(st.sampled_from([*EARLIER, DISCHARGE]), min_size=1, max_size=4)
forms = st.sampled_from(["trivsel", "trivsel_tre", "trivsel_smaa"])
quick = settings(deadline=None, max_examples=60)


def programme(*schedule: ScheduleRule) -> Programme:
    asked = {
        id_: Questionnaire(
            id=id_, title="", form_of=None if id_ == "trivsel" else "trivsel", informants=("barn", "laerer")
        )
        for id_ in ("trivsel", "trivsel_tre", "trivsel_smaa")
    }
    return Programme(
        id="former", title="", version="1.0.0", language="da", base_language="da", languages=("da",), digest="0" * 64,
        questionnaires=asked, scales={}, schedule=schedule,
    )  # fmt: skip


def stay(discharge: int | None = None) -> Episode:
    end = None if discharge is None else CAME + timedelta(days=discharge)
    return Episode(id="e", programme="former", admission=CAME, discharge=end)


def on(number: int, questionnaire: str = "trivsel", informant: str = "barn") -> Response:
    return answered(questionnaire, (CAME + timedelta(days=number)).isoformat(), informant)


def asked_for(found: tuple[Due, ...]) -> list[tuple[str, date, date, str | None]]:
    return [(one.main, one.opens, one.deadline, one.informant) for one in found]


@quick
@given(length=days, earlier=st.sampled_from(EARLIER[:2]), first=days)
def test_one_answer_before_discharge_never_answers_both_ends(length: int, earlier: ScheduleRule, first: int) -> None:
    """Whenever in the stay it was given: it is the one that was asked for from admission on."""
    here, today = stay(length), CAME + timedelta(days=max(length, first))
    found = due(programme(earlier, DISCHARGE), here, [on(first)], today)
    assert [one.opens for one in found] == ([here.discharge] if first < length else [])


@quick
@given(length=days, given=lists_of_days, schedule=rules, late=st.integers(0, 60))
def test_an_answer_on_the_day_of_discharge_or_after_it_ends_what_is_due(
    length: int, given: list[int], schedule: list[ScheduleRule], late: int
) -> None:
    responses = [on(one) for one in given] + [on(length + late)]
    today = CAME + timedelta(days=length + late)
    assert due(programme(*schedule), stay(length), responses, today) == ()


@quick
@given(length=st.none() | days, given=lists_of_days, used=st.lists(forms, min_size=6, max_size=6), schedule=rules)
def test_an_answer_in_any_form_answers_the_round(
    length: int | None, given: list[int], used: list[str], schedule: list[ScheduleRule]
) -> None:
    made, today = programme(*schedule), CAME + timedelta(days=200)
    in_main = due(made, stay(length), [on(one) for one in given], today)
    in_forms = due(made, stay(length), [on(one, form) for one, form in zip(given, used, strict=False)], today)
    assert asked_for(in_main) == asked_for(in_forms)
    newest = max(zip(given, used, strict=False), default=None)
    assert all(one.questionnaire == (newest[1] if newest else "trivsel") for one in in_forms)


@quick
@given(length=st.none() | days, given=lists_of_days, others=lists_of_days, schedule=rules)
def test_what_others_answer_changes_nothing_for_the_informant_named(
    length: int | None, given: list[int], others: list[int], schedule: list[ScheduleRule]
) -> None:
    made = programme(*(replace(rule, informant="laerer") for rule in schedule))
    today, mine = CAME + timedelta(days=200), [on(one, informant="laerer") for one in given]
    alone = due(made, stay(length), mine, today)
    assert due(made, stay(length), [*mine, *(on(one) for one in others)], today) == alone
    anybody = due(programme(*schedule), stay(length), mine, today)
    assert [one[:3] for one in asked_for(alone)] == [one[:3] for one in asked_for(anybody)]


@quick
@given(length=st.none() | days, given=lists_of_days, schedule=rules, today=days)
def test_a_questionnaire_stands_once_for_each_who_is_to_answer(
    length: int | None, given: list[int], schedule: list[ScheduleRule], today: int
) -> None:
    found = due(programme(*schedule), stay(length), [on(one) for one in given], CAME + timedelta(days=today))
    assert len({(one.main, one.informant) for one in found}) == len(found)
    assert list(found) == sorted(found, key=lambda one: one.deadline)
