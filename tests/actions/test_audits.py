"""What is noted and decided at audits: carried on until it is done, apart by place and programme, read in any order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.audits import audits, book_of, decide, forget, keep_note, mark_done
from sipforms.actions.workplace import Workplace
from sipforms.engine.audit import Prompt, Topic
from sipforms.store.group_records import GroupKind, GroupRecord

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
THIS = Topic(
    programme="voksen", place="", area="livskvalitet.relationer", title="Relationer",
    begins=date(2025, 10, 1), ends=date(2026, 9, 30),
)  # fmt: skip
NEXT = replace(THIS, begins=date(2026, 10, 1), ends=date(2027, 9, 30))
SAID = "Følgeskab til klubben"


@pytest.fixture
def room(workplace: Workplace) -> Workplace:
    """A workplace whose clock goes on by a minute whenever it is looked at."""
    minutes = iter(range(10**6))
    return replace(workplace, now=lambda: NOW + timedelta(minutes=next(minutes)), user="KHO")


def test_a_decision_stands_with_who_and_when_and_about_what(room: Workplace) -> None:
    decide(room, THIS, f"  {SAID} ")
    (found,) = audits(room, "voksen", "").decisions
    assert (found.topic, found.text, found.by, found.at, found.done) == (THIS, SAID, "KHO", NOW, None)
    assert "klub" not in repr(found)


def test_a_decision_is_carried_to_the_next_audit_until_it_is_done(room: Workplace) -> None:
    decide(room, THIS, SAID)
    book = audits(room, "voksen", "")
    (one,) = book.carried(NEXT)
    assert (book.carried(THIS), book.decided(THIS), book.decided(NEXT)) == ((), (one,), ())
    mark_done(room, one)
    book = audits(room, "voksen", "")
    assert (book.carried(NEXT), book.waiting) == ((), ())
    assert book.decided(THIS)[0].done is not None
    mark_done(room, one, is_done=False)
    assert [two.id for two in audits(room, "voksen", "").carried(NEXT)] == [one.id]


def test_a_note_takes_the_place_of_the_one_before_about_the_same_period_alone(room: Workplace) -> None:
    keep_note(room, THIS, Prompt.ASSESSMENT, "først")
    keep_note(room, THIS, Prompt.ASSESSMENT, "så")
    keep_note(room, THIS, Prompt.MATTERS, "noget andet")
    book = audits(room, "voksen", "")
    noted = book.note(THIS, Prompt.ASSESSMENT)
    assert noted is not None
    assert noted.text == "så"
    assert book.note(NEXT, Prompt.ASSESSMENT) is None


def test_places_and_programmes_have_books_of_their_own(room: Workplace) -> None:
    decide(room, THIS, SAID)
    decide(room, replace(THIS, place="Hus A"), "kun her")
    assert [one.text for one in audits(room, "voksen", "Hus A").decisions] == ["kun her"]
    assert audits(room, "sikret", "").decisions == ()


def test_what_should_never_have_been_written_can_be_removed(room: Workplace) -> None:
    decide(room, THIS, SAID)
    (one,) = audits(room, "voksen", "").decisions
    mark_done(room, one)
    forget(room, one)
    assert audits(room, "voksen", "").decisions == ()


def test_an_empty_decision_is_none(room: Workplace) -> None:
    with pytest.raises(ValueError, match="says something"):
        decide(room, THIS, "  ")


def test_a_report_about_a_period_has_its_own_and_what_earlier_ones_left_to_do(room: Workplace) -> None:
    decide(room, THIS, "venter")
    decide(room, THIS, "gjort")
    decide(room, NEXT, "ny")
    keep_note(room, THIS, Prompt.ASSESSMENT, "dengang")
    mark_done(room, audits(room, "voksen", "").decisions[1])
    about = audits(room, "voksen", "").about(NEXT.begins, NEXT.ends)
    assert ([one.text for one in about.decisions], about.notes) == (["venter", "ny"], ())
    assert [one.area for one in about.areas] == [THIS.area]


@given(st.permutations(range(5)))
def test_the_order_of_the_files_says_nothing(order: list[int]) -> None:
    topic = {
        "programme": "voksen", "place": "", "area": "a.b", "title": "B", "begins": None, "ends": None, "text": "x",
    }  # fmt: skip
    said: list[dict[str, Any]] = [
        {"do": "decision", "at": NOW.isoformat(), "by": "A", **topic},
        {"do": "done", "decision": "0", "at": NOW.isoformat(), "by": "B", "turn": 1},
        {"do": "again", "decision": "0", "at": NOW.isoformat(), "by": "B", "turn": 2},
        {"do": "done", "decision": "0", "at": (NOW - timedelta(1)).isoformat(), "by": "C", "turn": 3},
        {"do": "something new"},
    ]
    records = [GroupRecord(id=str(number), content=said[number]) for number in order]
    book = book_of(records, "voksen", "")
    assert book.damaged == 1
    assert [one.done.by if one.done else "" for one in book.decisions] == ["C"]


def test_a_record_of_another_kind_is_not_looked_at(room: Workplace) -> None:
    room.store.keep_group_record(GroupKind.RELEASED, {"do": "decision"})
    assert audits(room, "voksen", "").damaged == 0
