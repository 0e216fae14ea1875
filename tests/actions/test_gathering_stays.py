"""Whose answers belong to which stay when figures about a group are gathered from the store."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import pytest

from sipforms.actions.gathering import Scope, gather
from sipforms.actions.group_report import group_report
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.gather.asked import Versions
from sipforms.engine.gather.given import Intervention, was_given
from sipforms.engine.gather.grouping import Background, group_of, groups_of
from sipforms.engine.gather.stay import Stay as Gathered
from sipforms.engine.people import Episode
from sipforms.store.casefile import CaseFile, keep_response
from sipforms.store.memory import MemoryStore
from tests.actions.conftest import TestClock
from tests.engine.checking import words
from tests.engine.stays import response, secure, stays

SCOPE = Scope(programme=secure().id)
FIRST, BETWEEN, SECOND = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


@pytest.fixture
def secured(clock: TestClock, store: MemoryStore) -> Workplace:
    """A workplace with the small secure institution alone."""
    made = secure()
    return Workplace(
        programmes=Programmes(by_id=MappingProxyType({made.id: made})),
        store=store,
        vocabulary=words(),
        now=clock,
        user="KHO",
        built={made.digest: made},
    )


@pytest.fixture
def readmitted(secured: Workplace) -> CaseFile:
    """Somebody with two stays."""
    file = create(secured, "B-1", "Ahorn Opdigtet")
    assert isinstance(file, CaseFile)
    for begun, ended in ((FIRST, BETWEEN), (SECOND, None)):
        file = admit(secured, file, Stay(programme=secure().id, admission=begun, discharge=ended, unit="Nord"))
        assert isinstance(file, CaseFile)
    return file


def kept(workplace: Workplace, file: CaseFile, id_: str, day: date, **more: Any) -> None:
    """One answer of that day."""
    then = datetime.combine(day, datetime.min.time(), UTC)
    moment: Mapping[str, Any] = {"answered_on": day, "begun_at": then, "handed_in_at": then}
    made = response("indskrivning", 1, 0, {"alder": 15})
    outcome = keep_response(workplace.store, file.id, replace(made, id=id_, **moment, **more))
    assert isinstance(outcome, CaseFile)


def test_each_answer_is_gathered_with_its_own_stay(secured: Workplace, readmitted: CaseFile) -> None:
    one, two = (episode.id for episode in readmitted.episodes)
    kept(secured, readmitted, "a" * 32, SECOND, episode=one)
    kept(secured, readmitted, "b" * 32, SECOND, episode=two)
    kept(secured, readmitted, "c" * 32, FIRST, episode=None)
    kept(secured, readmitted, "d" * 32, SECOND, episode=two, programme="another")
    first, second = gather(secured, SCOPE).stays
    assert [answer.id[0] for answer in first.responses] == ["c", "a"]
    assert [answer.id[0] for answer in second.responses] == ["b"]


def test_what_came_later_is_never_known_from_before(secured: Workplace, readmitted: CaseFile) -> None:
    one, two = (episode.id for episode in readmitted.episodes)
    kept(secured, readmitted, "a" * 32, FIRST, episode=one)
    kept(secured, readmitted, "b" * 32, SECOND, episode=two)
    first, second = gather(secured, SCOPE).stays
    assert first.earlier == ()
    assert [answer.id[0] for answer in second.earlier] == ["a"]


def test_a_programme_cannot_ask_for_fewer_than_five_people(secured: Workplace, readmitted: CaseFile) -> None:
    bold = replace(secure(), suppression_minimum=1)
    definition = next(one for one in bold.reports if one.about == "facility")
    report = group_report(secured, bold, definition, SCOPE, gather(secured, SCOPE))
    assert [part.value.least for part in report.parts if hasattr(part.value, "least")] == [5]


VERSIONS = Versions({secure().digest: secure()})


def test_what_was_not_asked_was_not_given() -> None:
    (one,) = stays([{"given": None}])
    hidden = replace(one.responses[0], not_asked=("skole.givet", "psykiatri"))
    told = Gathered(person="p", episode=one.episode, responses=(hidden,))
    seen = Intervention(questionnaire="indsats", path=("psykiatri",), value=True, title="", asked="")
    assert was_given(seen, one, VERSIONS) is None
    assert was_given(seen, told, VERSIONS) is False


@pytest.mark.parametrize(("subject", "known"), [("episode", None), ("citizen", "pige")])
def test_only_what_is_asked_of_the_citizen_is_known_from_before(subject: Any, known: str | None) -> None:
    made = secure()
    asked = replace(made.questionnaires["indskrivning"], subject=subject)
    question = next(one for one in asked.questions() if one.path == ("koen",))
    sex = Background(id="koen", title="", questionnaire=asked, question=question, groups=groups_of(question, ()))
    before = response("indskrivning", 0, -60, {"koen": "pige"})
    now = Episode(id="e1", programme=made.id, admission=FIRST, unit="")
    group = group_of(sex, Gathered(person="p", episode=now, responses=(), earlier=(before,)), VERSIONS)
    assert (group.id if group else None) == known
