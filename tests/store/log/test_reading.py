"""The log is read by time, by user, by case file and by kind of use, across chains, and told to whoever has its key."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.store.log.reading import Reading, Wanted
from sipforms.store.uses import Action, Subject, Use
from tests.store.log.logs import (
    NOW,
    READER,
    Clock,
    a_busy_log,
    a_log,
    entries,
    log_folder,
    person,
    read_case,
    uses,
)
from tests.store.power import StateDisk

BUSY = a_busy_log()
ALL = entries(BUSY)
DANISH = timezone(timedelta(hours=1))


def test_entries_of_all_chains_come_by_time() -> None:
    assert len(ALL) == 40
    assert [entry.at for entry in ALL] == sorted(entry.at for entry in ALL)
    assert len({entry.chain for entry in ALL}) == 6


@pytest.mark.parametrize("who", "abe")
def test_what_one_user_did_and_where_his_name_was_tried(who: str) -> None:
    found = entries(BUSY, Wanted(user=who * 32))
    assert found == [
        entry
        for entry in ALL
        if entry.user == who * 32
        or (entry.use and entry.use.action is Action.FAILED_SIGN_IN and entry.use.id[0] == who)
    ]
    assert {entry.user for entry in found} == {"", who * 32}


def test_what_was_done_with_one_case_file() -> None:
    found = entries(BUSY, Wanted(case=f"{1:032x}"))
    assert len(found) == 8
    assert {entry.use for entry in found} == {read_case(1)}


def test_a_case_file_is_found_in_a_search_of_many() -> None:
    disk = StateDisk({})
    log = a_log(disk, by=person("a"))
    many = Use(action=Action.SEARCH, subject=Subject.CASE, criterion="due", cases=("1" * 32, "2" * 32))
    log.tell(many)
    log.tell(read_case(1))
    assert [entry.use for entry in entries(disk, Wanted(case="2" * 32))] == [many]


@given(
    since=st.none() | st.integers(-1, 42),
    until=st.none() | st.integers(-1, 42),
    actions=st.frozensets(st.sampled_from([Action.READ, Action.SIGN_IN, Action.FAILED_SIGN_IN])),
)
def test_days_and_kinds_choose_exactly_what_lies_within_them(
    since: int | None, until: int | None, actions: frozenset[Action]
) -> None:
    def moment(number: int | None) -> datetime | None:
        if number is None:
            return None
        spread = [ALL[0].at - timedelta(days=1), *(entry.at for entry in ALL), ALL[-1].at + timedelta(days=40)]
        return spread[number % len(spread)].astimezone(DANISH)

    wanted = Wanted(since=moment(since), until=moment(until), actions=actions)
    assert entries(BUSY, wanted) == [
        entry
        for entry in ALL
        if (wanted.since is None or entry.at >= wanted.since)
        and (wanted.until is None or entry.at < wanted.until)
        and (not actions or (entry.use and entry.use.action in actions))
    ]


@pytest.mark.parametrize("count", range(1, 44))
def test_the_newest_are_the_last_of_all(count: int) -> None:
    for wanted in (Wanted(), Wanted(user="a" * 32), Wanted(actions=frozenset({Action.READ}))):
        everything = entries(BUSY, wanted)
        found, has_earlier = Reading(log_folder(BUSY), (READER.private,)).newest(wanted, count)
        assert list(found) == everything[-count:]
        assert has_earlier >= (len(everything) > count)


def test_an_entry_that_cannot_be_opened_is_shown_as_one() -> None:
    found = list(Reading(log_folder(BUSY), ()).entries(Wanted()))
    assert [(entry.chain, entry.seq, entry.user) for entry in found] == [
        (entry.chain, entry.seq, entry.user) for entry in ALL
    ]
    assert {entry.use for entry in found} == {None}


def test_of_several_keys_the_right_one_is_found() -> None:
    """The log's key changes when a leader leaves; what was written before is read with the earlier one."""
    found = list(Reading(log_folder(BUSY), (bytes(range(32)), READER.private)).entries(Wanted()))
    assert found == ALL


def test_a_break_is_counted_and_reading_goes_on() -> None:
    disk = StateDisk({str(path): content for path, content in BUSY.files.items()})
    path = min(disk.files)
    disk.files[path] = disk.files[path][:-100] + b"#" + disk.files[path][-99:]
    reading = Reading(log_folder(disk), (READER.private,))
    assert len(list(reading.entries(Wanted()))) == 39
    assert reading.breaks == 1


def test_a_clock_far_off_changes_the_place_between_chains_but_loses_nothing() -> None:
    disk = StateDisk({})
    for letter, years in (("1", 0), ("2", 10), ("3", -10)):
        clock = Clock(at=NOW + timedelta(days=365 * years))
        log = a_log(disk, at=letter, by=person("a"), clock=clock)
        for number in range(3):
            log.tell(read_case(number))
    assert len(uses(disk)) == 9
    assert [entry.workstation[0] for entry in entries(disk)] == [*"333", *"111", *"222"]


def test_the_log_of_a_store_without_one_is_empty() -> None:
    assert entries(StateDisk({})) == []


def test_time_zones_make_no_difference() -> None:
    disk, there = StateDisk({}), timezone(timedelta(hours=-9))
    a_log(disk, by=person("a"), clock=Clock(at=NOW.astimezone(there))).tell(read_case(1))
    (entry,) = entries(disk, Wanted(since=NOW.astimezone(DANISH)))
    assert entry.at == NOW + timedelta(seconds=1)
    assert entry.at.tzinfo == UTC
