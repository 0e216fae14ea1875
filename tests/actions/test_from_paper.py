"""Keying in a paper: which form it is of which day, that nothing else is to be seen meanwhile, and keying it twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sipforms.actions.copies import begin_merging, key_again, may_be_keyed_again, merge
from sipforms.actions.fill import Filling, OtherDrafts, Way, hand_in, keep, resume, start, with_draft
from sipforms.actions.form.carrying import prefilled
from sipforms.actions.form.last_time import why_hidden
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing
from sipforms.actions.from_paper import Ready, Refused, Typed, Wrong, code_of, read_head
from sipforms.actions.merging import Choice
from sipforms.actions.offering import Begin, offers
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paper import SheetHead, paper_as_json, paper_from_json
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import digest_of
from sipforms.engine.response import Answer, Json, Paper, Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.written import read_response, response_document
from tests.actions.conftest import TestClock

INTERVIEW = Way(mode="interview", informant="borger")
MOOD = ("psykisk_velbefindende", "humoer")
IMPORTANT, CONTENT = (*MOOD, "vigtighed"), (*MOOD, "tilfredshed")
MORE = ("psykisk_velbefindende", "uddyb")
Admitted = Callable[..., CaseFile]


@pytest.fixture
def file(admitted: Admitted, clock: TestClock) -> CaseFile:
    return admitted(admission=clock.moment.date() - timedelta(days=100))


def begin_of(file: CaseFile, main: str = "livskvalitet") -> Begin:
    return Begin(programme="voksen", main=main, episode=file.episodes[0])


def a_code(voksen: Programme, file: CaseFile, main: str = "livskvalitet") -> str:
    begin = begin_of(file, main)
    return code_of(voksen, offers(voksen, begin, file)[0], begin)


@pytest.mark.parametrize(
    ("typed", "field", "wrong"),
    [
        (Typed(day=None, who="KHO"), "day", Wrong.NO_DAY),
        (Typed(day=date(2026, 11, 23), who="KHO"), "day", Wrong.DAY_TO_COME),
        (Typed(day=date(2026, 1, 1), who="KHO"), "day", Wrong.BEFORE_STAY),
        (Typed(day=date(2026, 11, 20), who="  "), "who", Wrong.NOBODY),
        (Typed(day=date(2026, 11, 20), who="K" * 41), "who", Wrong.NAME_TOO_LONG),
        (Typed(day=date(2026, 11, 20), who="KHO", code="000 000"), "code", Wrong.UNKNOWN_CODE),
        (Typed(day=date(2026, 11, 20), who="KHO", code="x"), "code", Wrong.UNKNOWN_CODE),
    ],
    ids=lambda case: case.wrong.value if isinstance(case, Refused) else None,
)
def test_a_head_that_cannot_be_right_is_refused_at_its_field(
    workplace: Workplace, file: CaseFile, typed: Typed, field: str, wrong: Wrong
) -> None:
    assert read_head(workplace, file, begin_of(file), typed) == Refused(field=field, wrong=wrong)


def test_the_code_says_which_form_it_is_and_leaves_the_way_to_be_ticked(
    workplace: Workplace, file: CaseFile, voksen: Programme
) -> None:
    code = a_code(voksen, file)
    typed = Typed(code=f"{code[:3]} {code[3:]}", day=date(2026, 11, 20), who=" KHO ")
    ready = read_head(workplace, file, begin_of(file), typed)
    assert isinstance(ready, Ready)
    assert {one.questionnaire.id for one in ready.offered} == {"livskvalitet"}
    assert {one.way.informant for one in ready.offered} == {"borger"}
    assert ready.head == SheetHead(day=date(2026, 11, 20), asked_by="KHO", code=code)


def test_the_paper_of_another_form_is_named(workplace: Workplace, file: CaseFile, voksen: Programme) -> None:
    typed = Typed(code=a_code(voksen, file, "baggrund"), day=date(2026, 11, 20), who="KHO")
    found = read_head(workplace, file, begin_of(file), typed)
    assert isinstance(found, Refused)
    assert (found.wrong, found.about) == (Wrong.OTHER_FORM, voksen.questionnaires["baggrund"].title)


def test_a_paper_printed_from_an_earlier_version_is_keyed_in_that_version(
    workplace: Workplace, file: CaseFile, voksen: Programme
) -> None:
    asked = voksen.questionnaires["livskvalitet"]
    files = {"programme.yaml": b"id: voksen"}
    before = replace(voksen, version="0.9.0", digest=digest_of(files))
    fewer = replace(asked, entries=asked.entries[:-1])
    before = replace(before, questionnaires={**voksen.questionnaires, "livskvalitet": fewer})
    code = a_code(before, file)
    typed = Typed(code=code, day=date(2026, 11, 20), who="KHO")
    refused = read_head(workplace, file, begin_of(file), typed)
    assert isinstance(refused, Refused)
    workplace.store.keep_bundle(before.digest, files)
    workplace.built[before.digest] = before
    ready = read_head(workplace, file, begin_of(file), typed)
    assert isinstance(ready, Ready)
    assert ready.programme.version == "0.9.0"


def keyed(
    workplace: Workplace, file: CaseFile, voksen: Programme, day: date = date(2026, 11, 20), **answers: Answer
) -> Filling:
    head = SheetHead(day=day, asked_by="MJE", code="123456")
    filling = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0], sheet=head)
    return answered(workplace, filling, {(*MOOD, name): value for name, value in answers.items()})


def answered(workplace: Workplace, filling: Filling, answers: dict[tuple[str, ...], Answer]) -> Filling:
    draft = filling.draft
    for path, value in answers.items():
        draft = draft.answer(path, value)
        keep(workplace, filling, draft.last or {})
    return with_draft(filling, draft)


def a_round(workplace: Workplace, file: CaseFile, voksen: Programme, answer: int) -> Response:
    filling = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    response = hand_in(workplace, answered(workplace, filling, {IMPORTANT: answer}))
    assert isinstance(response, Response)
    return response


def test_the_response_is_of_the_day_on_the_paper_and_says_that_it_was_keyed(
    workplace: Workplace, file: CaseFile, voksen: Programme
) -> None:
    response = hand_in(workplace, keyed(workplace, file, voksen, vigtighed=5))
    assert isinstance(response, Response)
    assert response.answered_on == date(2026, 11, 20)
    assert response.handed_in_at.date() == date(2026, 11, 22)
    assert (response.entered_by, response.paper) == ("KHO", Paper(asked_by="MJE", code="123456"))
    kept = open_case(workplace.store, file.id).response(response.id)
    assert kept == response
    assert read_response(response_document(response)) == response


def test_a_round_of_that_day_is_told_and_keyed_only_where_that_is_meant(
    workplace: Workplace, file: CaseFile, voksen: Programme
) -> None:
    response = hand_in(workplace, keyed(workplace, file, voksen, vigtighed=5))
    assert isinstance(response, Response)
    file = open_case(workplace.store, file.id)
    typed = Typed(day=date(2026, 11, 20), who="KHO")
    assert read_head(workplace, file, begin_of(file), typed) == Refused(field="day", wrong=Wrong.KEYED_ALREADY)
    assert isinstance(read_head(workplace, file, begin_of(file), replace(typed, is_meant=True)), Ready)
    other = Typed(day=date(2026, 11, 19), who="KHO")
    assert isinstance(read_head(workplace, file, begin_of(file), other), Ready)


def test_nothing_of_last_time_is_seen_while_a_paper_is_keyed(
    workplace: Workplace, file: CaseFile, voksen: Programme, clock: TestClock
) -> None:
    a_round(workplace, file, voksen, 2)
    clock.passes(days=30)
    file = open_case(workplace.store, file.id)
    filling = keyed(workplace, file, voksen, day=date(2026, 12, 1), vigtighed=5)
    model = FormModel(filling.draft)
    model.go(IMPORTANT)
    assert model.last_time(IMPORTANT) is None
    assert why_hidden(filling.draft, IMPORTANT, asked_for=True) is Nothing.ON_PAPER
    assert not model.would_reveal_early()
    assert model.show_last().nothing is Nothing.ON_PAPER
    assert model.offered().nothing is Nothing.ON_PAPER
    here = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    assert FormModel(here.draft.answer(IMPORTANT, 5)).last_time(IMPORTANT) == 2


def test_what_was_answered_after_the_day_on_the_paper_is_not_its_last_time(
    workplace: Workplace, file: CaseFile, voksen: Programme, clock: TestClock
) -> None:
    first = a_round(workplace, file, voksen, 2)
    clock.passes(days=60)
    second = a_round(workplace, open_case(workplace.store, file.id), voksen, 4)
    file = open_case(workplace.store, file.id)
    between = keyed(workplace, file, voksen, day=first.answered_on + timedelta(days=1))
    after = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    assert (between.last and between.last.id, after.last and after.last.id) == (first.id, second.id)
    before_all = keyed(workplace, file, voksen, day=first.answered_on - timedelta(days=1))
    assert (before_all.last, before_all.draft.form.situation.occasion) == (None, "first")


def test_a_second_keying_begins_empty_and_every_difference_is_decided_by_a_person(
    workplace: Workplace, file: CaseFile, voksen: Programme
) -> None:
    first = keyed(workplace, file, voksen, vigtighed=5, tilfredshed=2)
    first = answered(workplace, first, {MORE: "Mere ro."})
    again = key_again(replace(workplace, user="MJE"), first)
    assert again.is_second
    assert not again.draft.answers
    assert not may_be_keyed_again(again)
    mje = replace(workplace, user="MJE")
    again = answered(mje, again, {IMPORTANT: 5, CONTENT: 3, ("relationer", "venner", "tilfredshed"): 4})
    assert isinstance(hand_in(mje, again), OtherDrafts)
    merging = begin_merging(mje, again.id, first.id, keeping=again.id)
    apart = {one.key[1] for one in merging.comparison.disagreements}
    assert apart == {CONTENT, ("relationer", "venner", "tilfredshed")}  # a blank against an answer, and no text
    choices = {one.key: Choice.THEIRS for one in merging.comparison.disagreements}
    merged = merge(mje, merging, choices)
    assert merged.id == first.id
    response = hand_in(mje, resume(mje, merged.id))
    assert isinstance(response, Response)
    assert response.paper == Paper(asked_by="MJE", code="123456", second_by="MJE", differed=2)
    assert response.answers["psykisk_velbefindende"] == {
        "humoer": {"vigtighed": 5, "tilfredshed": 3},
        "uddyb": "Mere ro.",
    }
    assert not may_be_keyed_again(merged)


def test_what_is_not_from_paper_is_not_keyed_again(workplace: Workplace, file: CaseFile, voksen: Programme) -> None:
    filling = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    assert not may_be_keyed_again(filling)
    with pytest.raises(ValueError, match="only the first keying"):
        key_again(workplace, filling)


def test_a_list_that_runs_on_stands_and_what_only_waits_for_a_change_does_not(voksen: Programme) -> None:
    row: dict[str, Json] = {"id": "r1", "titel": "Gåture"}
    before: dict[str, Json] = {"konkrete_indsatser": [row], "psykisk_velbefindende": {"har_indsats": True}}
    header = DraftHeader(
        programme="voksen",
        version=voksen.version,
        digest=voksen.digest,
        questionnaire="indsats",
        situation=Situation(today=date(2026, 11, 20), occasion="later", previous=before),
        begun_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
        paper=Paper(asked_by="KHO"),
    )
    last = [*prefilled(begin(voksen, header))][-1]
    assert [*last.rows.values()] == [("r1",)]
    assert all(path[1] == "r1" for path in last.answers)


@pytest.mark.parametrize(
    "paper", [Paper(asked_by="KHO", code=""), Paper(asked_by="?", code="1", second_by="MJE", differed=3)]
)
def test_what_is_kept_of_a_paper_is_read_back(paper: Paper) -> None:
    assert paper_from_json(paper_as_json(paper)) == paper
