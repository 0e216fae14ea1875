"""What can be begun of a questionnaire that has forms, for whom, and what is offered first."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from sipforms.actions.due import due_of_citizen
from sipforms.actions.fill import Way, open_drafts, start
from sipforms.actions.offering import Begin, Offer, begun_of, is_wanted, last_offer, not_due, offers
from sipforms.actions.people import current_stay
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile, keep_response, open_case
from sipforms.store.memory import MemoryStore
from tests.actions.conftest import TestClock
from tests.actions.test_fill import Admitted
from tests.engine.former import SMAA, TRE, TRIVSEL, answered, former, former_bundle


@pytest.fixture
def workplace(clock: TestClock, store: MemoryStore, workplace: Workplace) -> Workplace:
    """The workplace with the programme that has forms beside the shipped one."""
    made = former()
    by_id = {**workplace.programmes.by_id, "former": made}
    bundles = {**workplace.programmes.bundles, "former": former_bundle()}
    return Workplace(
        programmes=Programmes(by_id=MappingProxyType(by_id), bundles=MappingProxyType(bundles)),
        store=store,
        vocabulary=workplace.vocabulary,
        now=clock,
        user="KHO",
        built={**workplace.built, made.digest: made},
    )


@pytest.fixture
def here(workplace: Workplace, admitted: Admitted) -> CaseFile:
    """Somebody big, with a round in each of two forms by the child and one by the teacher."""
    file = admitted("B-7", programme="former", variant="store")
    stay = file.episodes[0].id
    for form, day, who in ((TRE, "2026-11-01", "barn"), (TRIVSEL, "2026-11-10", "laerer")):
        keep_response(workplace.store, file.id, answered(form, day, who, episode=stay))
    return open_case(workplace.store, file.id)


def begin(file: CaseFile, **more: str) -> Begin:
    return Begin(programme="former", main=TRIVSEL, episode=file.episodes[0], **more)


def named(found: tuple[Offer, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(one.questionnaire.id, one.way.informant, one.way.mode) for one in found]


MAIN = [(TRIVSEL, who, how) for who in ("barn", "laerer") for how in ("interview", "self")]


def test_every_form_that_fits_is_offered_and_the_one_used_last_stands_first(here: CaseFile) -> None:
    assert named(offers(former(), begin(here), here)) == [*MAIN, (TRE, "barn", "interview")]
    assert named(offers(former(), begin(here, informant="barn"), here)) == [(TRE, "barn", "interview"), *MAIN]


def test_what_is_about_a_stay_begins_anew_with_each_stay(here: CaseFile) -> None:
    made = former()
    about_stays = {id_: replace(one, subject="episode") for id_, one in made.questionnaires.items()}
    next_stay = replace(begin(here, informant="barn"), episode=replace(here.episodes[0], id="the next"))
    assert named(offers(made, next_stay, here))[0][0] == TRE
    assert named(offers(replace(made, questionnaires=about_stays), next_stay, here))[0][0] == TRIVSEL


def test_a_form_that_is_named_is_offered_alone(here: CaseFile) -> None:
    assert named(offers(former(), begin(here, form=TRE), here)) == [(TRE, "barn", "interview")]
    assert offers(former(), begin(here, form=SMAA), here) == ()


def test_how_it_was_answered_last_time_is_by_whoever_is_to_answer(here: CaseFile) -> None:
    made = former()
    by_anybody, by_child = (last_offer(made, begin(here, **who), here) for who in ({}, {"informant": "barn"}))
    assert by_anybody == Offer(
        questionnaire=made.questionnaires[TRIVSEL], way=Way(mode="interview", informant="laerer")
    )
    assert by_child == Offer(questionnaire=made.questionnaires[TRE], way=Way(mode="interview", informant="barn"))
    nobody = Begin(programme="former", main="samtale", episode=here.episodes[0])
    assert last_offer(made, nobody, here) is None


@pytest.mark.parametrize(
    ("wanted", "questionnaire", "informant", "is_it"),
    [
        ({}, TRE, "barn", True),
        ({}, "samtale", None, False),
        ({"informant": "laerer"}, TRIVSEL, "barn", False),
        ({"informant": "laerer"}, TRIVSEL, "laerer", True),
        ({"form": TRIVSEL}, TRE, "barn", False),
        ({"form": TRE}, TRE, "barn", True),
    ],
)
def test_a_draft_is_gone_on_with_where_it_is_what_is_wanted(
    here: CaseFile, wanted: dict[str, str], questionnaire: str, informant: str | None, *, is_it: bool
) -> None:
    assert is_wanted(former(), begin(here, **wanted), questionnaire, informant) is is_it


def test_what_nobody_asks_for_now_can_be_begun_too(
    workplace: Workplace, admitted: Admitted, clock: TestClock, here: CaseFile
) -> None:
    """Both who answer how it is have a round to come, so it stands nowhere else; the small have no teacher's form."""
    today, made = clock().date(), former()
    due = due_of_citizen(workplace, here, today)
    assert [(one.due.questionnaire, one.due.informant) for one in due] == [
        ("samtale", None), (TRIVSEL, "laerer"), (TRE, "barn"),
    ]  # fmt: skip
    assert not_due(made, here.episodes[0], due) == ()
    small = admitted("B-8", programme="former", variant="smaa")
    due = due_of_citizen(workplace, small, today)
    assert [(one.due.questionnaire, one.due.informant) for one in due] == [(TRE, "barn")]
    assert not_due(made, small.episodes[0], due) == ()
    plain = admitted("B-9", programme="former")
    assert not_due(made, plain.episodes[0], ()) == (Begin(programme="former", main=TRIVSEL, episode=plain.episodes[0]),)


def test_a_draft_is_gone_on_with_in_its_own_stay_only(workplace: Workplace, here: CaseFile, admitted: Admitted) -> None:
    """What was left unfinished in a stay that is over holds back no round of the next one."""
    draft = start(workplace, here, former(), TRE, Way(mode="interview", informant="barn"), here.episodes[0])
    drafts = open_drafts(workplace, here)
    assert [one.id for one in begun_of(former(), begin(here), drafts)] == [draft.id]
    assert [one.id for one in begun_of(former(), begin(here, informant="barn"), drafts)] == [draft.id]
    assert begun_of(former(), begin(here, informant="laerer"), drafts) == []
    later = replace(begin(here), episode=replace(here.episodes[0], id="01-another"))
    assert begun_of(former(), later, drafts) == []


def test_what_discharge_asked_for_long_ago_is_told_no_more_and_can_still_be_answered(
    workplace: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock
) -> None:
    today = clock().date()
    left = admitted("B-6", admission=today - timedelta(days=2000), discharge=today - timedelta(days=900))
    lately = admitted("B-5", admission=today - timedelta(days=2000), discharge=today - timedelta(days=60))
    assert {one.due.questionnaire for one in due_of_citizen(workplace, lately, today)} >= {"udflytning"}
    assert due_of_citizen(workplace, left, today) == ()
    asked = {one.main for one in not_due(voksen, current_stay(left, today), ())}
    assert {"udflytning", "livskvalitet"} <= asked
