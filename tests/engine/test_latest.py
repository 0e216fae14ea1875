"""What a questionnaire reads of the last responses to other questionnaires: looked up, kept, and judged again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.answers import examiner
from sipforms.engine.ask.carried import carried_over, knowing_others
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import header_as_json, header_from_json
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.form import Form, looked_into
from sipforms.engine.ask.hand_in import HandingIn, hand_in
from sipforms.engine.ask.latest import latest_kept, latest_read
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.budget.certainty import Known
from sipforms.engine.build.conditions import condition
from sipforms.engine.build.data import node
from sipforms.engine.compile import plain_schema
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json, Response
from tests.engine.bundles import small
from tests.engine.generate import TODAY, answers_of, begun, drafts

SIX_MONTHS = timedelta(days=180)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def programme() -> Programme:
    return small("andre_skemaer")


def follow_up() -> Questionnaire:
    return programme().questionnaires["opfoelgning"]


def response(questionnaire: str, answers: dict[str, Json], **other: Any) -> Response:
    """A response of the stay `a`, unless something else is said."""
    envelope: dict[str, Any] = {
        "id": "1" * 32,
        "programme": "andre_skemaer",
        "version": "1.0.0",
        "digest": programme().digest,
        "episode": "a",
        "answered_on": TODAY,
        "begun_at": NOON,
        "handed_in_at": NOON,
    }
    return Response(questionnaire=questionnaire, answers=answers, **{**envelope, **other})


def setting(where: str, **other: Any) -> Response:
    return response("baggrund", {"ramme": {"setting": where}}, **other)


def read(*responses: Response, episode: str | None = "a") -> object:
    return latest_read(programme(), follow_up(), None, episode, responses)


FOSTER: dict[str, Json] = {"baggrund": {"ramme": {"setting": "familiepleje"}}}
HOME: dict[str, Json] = {"baggrund": {"ramme": {"setting": "opholdssted"}}}

FOUND: dict[str, tuple[tuple[Response, ...], object]] = {
    "nothing answered": ((), {}),
    "the only one": ((setting("familiepleje"),), FOSTER),
    "the day it describes decides": (
        (setting("familiepleje"), setting("opholdssted", answered_on=TODAY - SIX_MONTHS)),
        FOSTER,
    ),
    "of one day the last handed in": (
        (setting("familiepleje"), setting("opholdssted", handed_in_at=NOON + timedelta(hours=1))),
        HOME,
    ),
    "whoever answered it": (
        (
            setting("familiepleje", informant="mor", answered_on=TODAY - SIX_MONTHS),
            setting("opholdssted", informant="far"),
        ),
        HOME,
    ),
    "another stay is another matter": ((setting("familiepleje", episode="b"),), {}),
    "another programme too": ((setting("familiepleje", programme="andet"),), {}),
    "an option that is gone counts as missing": ((setting("slottet"),), {}),
    "a reason for not knowing is kept": ((setting("uoplyst"),), {"baggrund": {"ramme": {"setting": "uoplyst"}}}),
    "a missing answer in the newest is missing": (
        (setting("familiepleje", answered_on=TODAY - SIX_MONTHS), response("baggrund", {"klasse": "3. A"})),
        {"baggrund": {"klasse": "3. A"}},
    ),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_is_read_is_of_the_newest_response_of_the_same_stay(case: str) -> None:
    responses, expected = FOUND[case]
    assert read(*responses) == expected
    assert read(*reversed(responses)) == expected


def test_two_questionnaires_about_the_person_read_each_other_across_stays() -> None:
    about_person = Questionnaire(id="puls", title="Puls", entries=follow_up().entries, checks=follow_up().checks)
    earlier = setting("familiepleje", episode="b")
    assert latest_read(programme(), about_person, None, "a", (earlier,)) == FOSTER


def test_only_what_conditions_read_is_kept() -> None:
    everything = response(
        "plan", {"naeste": "2026-12-01", "indsatser": [{"id": "r1", "navn": "Samtaler", "grad": 2, "slut": False}]}
    )
    assert read(everything) == {"plan": {"indsatser": [{"id": "r1", "grad": 2}]}}


def test_a_questionnaire_that_reads_no_other_keeps_nothing() -> None:
    plan = programme().questionnaires["plan"]
    assert latest_read(programme(), plan, None, "a", (setting("familiepleje"),)) is None
    assert carried_over(programme(), plan, Situation(today=TODAY), "a", ()) is None


def drafted(*responses: Response) -> Draft:
    situation = knowing_others(programme(), follow_up(), Situation(mode="interview", today=TODAY), "a", responses)
    return begun(programme(), follow_up(), situation)


def test_what_was_read_stands_in_the_draft_and_in_the_response() -> None:
    draft = drafted(setting("familiepleje"))
    assert ("plejemor",) in draft.asked
    assert ("medarbejder",) not in draft.asked
    handed_in = hand_in(draft.answer(("plejemor",), 3), HandingIn(id="2" * 32, handed_in_at=NOON))
    assert isinstance(handed_in, Response)
    assert handed_in.latest == FOSTER
    assert latest_kept(programme(), follow_up(), handed_in) == FOSTER


def test_a_header_holds_what_was_read_and_an_older_one_opens() -> None:
    header = drafted(response("baggrund", {"ramme": {"setting": "familiepleje"}, "klasse": "3. A"})).header
    assert header.situation.carried == {"klasse": "3. A", "bor": "familiepleje"}
    written = header_as_json(header)
    assert header_from_json(written) == header
    situation = written["situation"]
    assert isinstance(situation, dict)
    older = {**written, "situation": {key: one for key, one in situation.items() if key not in ("latest", "carried")}}
    opened = header_from_json(older)
    assert opened.situation.latest is None
    assert ("medarbejder",) in begin(programme(), opened).asked


def test_nothing_known_and_nothing_answered_ask_the_same() -> None:
    nothing = begun(programme(), follow_up(), Situation(mode="interview", today=TODAY, latest={}))
    unknown = begun(programme(), follow_up(), Situation(mode="interview", today=TODAY))
    assert nothing.asked == unknown.asked


def test_an_assert_is_not_judged_while_what_it_reads_is_missing() -> None:
    early = drafted().answer(("dag",), "2026-01-09")
    assert [one.check for one in review(early)] == []
    late = drafted(response("baggrund", {"ramme": {"siden": "2026-01-10"}})).answer(("dag",), "2026-01-09")
    assert "efter_flytning" in [one.check for one in review(late)]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_response_is_judged_again_by_what_it_read(data: st.DataObject) -> None:
    """One examiner judges responses that read different answers; each as its own draft was judged."""
    judge = examiner(programme(), follow_up(), Situation(mode="interview", today=TODAY))
    draft: Draft = data.draw(drafts(programme(), follow_up()))
    situation = draft.header.situation
    as_asked = Situation(mode="interview", today=TODAY, previous=situation.previous, latest=situation.latest)
    again = begun(programme(), follow_up(), as_asked)
    for path, value in draft.answers.items():
        if again.problem_with(path, value) is None:
            again = again.answer(path, value)
    found = judge.problems(answers_of(again), as_asked)
    assert sorted(map(repr, found)) == sorted(map(repr, review(again)))


def test_what_is_not_known_is_left_out_of_the_schema_and_what_is_known_is_a_constant() -> None:
    notes = notes_of(Situation(mode="interview", today=TODAY))
    assert {"at": "plejemor", "rule": "visibleIf", "because": "latest"} in notes
    assert {"at": "alt_godt", "rule": "requiredIf", "because": "latest"} in notes
    known = notes_of(Situation(mode="interview", today=TODAY, latest=FOSTER))
    assert not [one for one in known if one["because"] == "latest"]
    schema = plain_schema(programme(), follow_up(), Situation(mode="interview", today=TODAY, latest=FOSTER))
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert "medarbejder" not in properties
    assert "plejemor" in properties


def notes_of(situation: Situation) -> list[dict[str, Json]]:
    notes = plain_schema(programme(), follow_up(), situation)["x-notExpressed"]
    assert isinstance(notes, list)
    return [one for one in notes if isinstance(one, dict)]


HOLDS: list[tuple[dict[str, Json], bool | None, bool]] = [
    ({"item": "latest.baggrund.ramme.setting", "is": "familiepleje"}, None, True),
    ({"all": {"item": "latest.baggrund.skole.*", "atLeast": 2}}, None, False),
    ({"any": {"item": "latest.baggrund.skole.*", "atLeast": 2}}, None, True),
    ({"countTrue": {"item": "latest.baggrund.skole.*", "atLeast": 2}, "is": 1}, None, True),
    ({"not": {"item": "latest.baggrund.ramme.setting", "answered": True}}, None, False),
    ({"item": "dag", "after": {"item": "latest.baggrund.ramme.siden"}}, False, False),  # the day is not asked
]
"""A condition; whether it surely holds while it is not known what was answered elsewhere, and once it is."""


@pytest.mark.parametrize(("written", "unknown", "known"), HOLDS, ids=repr)
def test_what_others_answered_is_open_until_it_is_given(
    *, written: dict[str, Json], unknown: bool | None, known: bool
) -> None:
    """So that what answering takes is reckoned for every way that others may have answered."""
    answered: dict[str, Json] = {"ramme": {"setting": "familiepleje"}, "skole": {"vigtighed": 1, "tilfredshed": 3}}
    made = condition(written)
    for latest, expected in ((None, unknown), ({"baggrund": answered}, known)):
        form = begun(programme(), follow_up(), Situation(mode="interview", today=TODAY, latest=latest)).form
        form_reading = replace(form, latest=read_by_all(form.situation))
        holds = Known(form=form_reading, shown={("dag",): False}).holds(made)
        assert holds is expected


def read_by_all(situation: Situation) -> dict[str, Form]:
    """The other questionnaire made ready, whatever is read of it."""
    other = programme().questionnaires["baggrund"]
    form = looked_into(other, (), situation)
    latest = situation.latest or {}
    return {"baggrund": replace(form, before=flattened(other.entries, node(latest.get("baggrund"))))}
