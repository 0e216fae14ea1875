"""Every use stands in the log before telling returns: who, what, when and where, chained to what was told before."""

from datetime import timedelta
from pathlib import Path

import pytest

from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log import writing
from sipforms.store.log.entries import chain_named, read_use, written_use
from sipforms.store.log.reading import Wanted
from sipforms.store.log.verifying import Fault, Notable
from sipforms.store.uses import Action, Subject, Use
from tests.store.log.logs import (
    CASE,
    NOW,
    READ,
    SIGN_IN,
    SIGN_OUT,
    Clock,
    a_busy_log,
    a_log,
    checked,
    entries,
    log_folder,
    person,
    read_case,
    uses,
)
from tests.store.power import StateDisk

DISK = LocalFilesystem()


def test_what_was_told_is_read_back_with_who_when_and_where() -> None:
    disk, clock = StateDisk({}), Clock()
    log = a_log(disk, by=person("a"), clock=clock)
    log.tell(SIGN_IN)
    log.tell(READ)
    first, second = entries(disk)
    assert (first.use, second.use) == (SIGN_IN, READ)
    assert (second.user, second.workstation, second.workstation_name) == ("a" * 32, "1" * 32, "pc-1")
    assert second.at == NOW + timedelta(seconds=2)
    assert second.chain == f"{'1' * 32}-202611-1"
    assert (first.seq, second.seq) == (1, 2)
    assert checked(disk).is_whole


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("subject", Subject)
def test_every_kind_of_use_is_written_and_read_back(action: Action, subject: Subject) -> None:
    use = Use(action=action, subject=subject, id="1" * 32, part="2" * 32, revision=7, checksum="ff", criterion="voksen")
    assert read_use(written_use(use)) == use
    disk = StateDisk({})
    a_log(disk, by=person("a")).tell(use)
    assert uses(disk) == [use]


def test_a_use_of_thousands_of_case_files_is_one_entry() -> None:
    disk = StateDisk({})
    many = tuple(f"{number * 7919:032x}" for number in range(5000))
    log = a_log(disk, by=person("a"))
    log.tell(Use(action=Action.SEARCH, subject=Subject.CASE, criterion="overview", cases=many))
    log.tell(READ)
    assert next(entry.use.cases for entry in entries(disk) if entry.use) == many
    assert len(entries(disk, Wanted(case=many[4711]))) == 1
    assert checked(disk).is_whole


def test_nothing_of_what_was_done_can_be_read_without_the_key_of_the_log() -> None:
    disk = StateDisk({})
    log = a_log(disk, by=person("a"))
    log.tell(SIGN_IN)
    log.tell(Use(action=Action.EXPORT, subject=Subject.RESPONSE, id=CASE, criterion="livskvalitet"))
    written = b"".join(disk.files.values())
    for text in (CASE, "livskvalitet", "export", "response", "sign-in", "pc-1"):
        assert text.encode() not in written
    assert checked(disk, readers=False).is_whole


def test_entries_say_little_by_their_length() -> None:
    lengths = set()
    for use in (SIGN_OUT, Use(action=Action.READ, subject=Subject.LOG), Use(action=Action.LOCK, subject=Subject.STORE)):
        disk = StateDisk({})
        log = a_log(disk, by=person("a"))
        log.tell(SIGN_IN)
        before = len(next(iter(disk.files.values())))
        log.tell(use)
        lengths.add(len(next(iter(disk.files.values()))) - before)
    assert len(lengths) == 1


def test_each_opening_has_a_key_of_its_own_and_goes_on_in_the_same_chain() -> None:
    disk, clock = StateDisk({}), Clock()
    for _ in range(3):
        log = a_log(disk, by=person("a"), clock=clock)
        log.tell(SIGN_IN)
        log.tell(READ)
        log.close()
    (chain,) = log_folder(disk).chains()
    links = list(log_folder(disk).links(chain))
    assert [bool(link.key) for link in links] == [True, False] * 3  # type: ignore[union-attr]
    assert [entry.seq for entry in entries(disk)] == [1, 2, 3, 4, 5, 6]
    assert checked(disk).is_whole


def test_while_the_screen_is_locked_entries_go_unsigned_and_say_nobody() -> None:
    disk, anna = StateDisk({}), person("a")
    log = a_log(disk, by=anna)
    log.tell(SIGN_IN)
    anna.is_locked = True
    log.tell(Use(action=Action.FAILED_SIGN_IN, subject=Subject.STORE, id="a" * 32))
    anna.is_locked = False
    log.tell(READ)
    assert [entry.user for entry in entries(disk)] == ["a" * 32, "", "a" * 32]
    assert checked(disk).is_whole


def test_the_first_entry_of_a_chain_and_every_sign_in_tells_where_the_others_end() -> None:
    disk = a_busy_log()
    chains = log_folder(disk).chains()
    assert len(chains) == 6
    told = {}
    for chain in chains:
        for link in log_folder(disk).links(chain):
            told.update({anchor.chain: anchor for anchor in link.heads})  # type: ignore[union-attr]
    heads = {head.chain: head for head in log_folder(disk).heads()}
    last = f"{'1' * 32}-{max(chain.month for chain in chains)}-1"
    assert {name for name, head in heads.items() if told.get(name) != head} == {last}
    assert checked(disk).is_whole


def test_what_was_anchored_once_is_not_said_again() -> None:
    disk, clock = StateDisk({}), Clock()
    a_log(disk, at="1", by=person("a"), clock=clock).tell(SIGN_IN)
    log = a_log(disk, at="2", by=person("b"), clock=clock)
    for _ in range(4):
        log.tell(SIGN_IN)
    (chain,) = [chain for chain in log_folder(disk).chains() if chain.workstation == "2" * 32]
    assert [len(link.heads) for link in log_folder(disk).links(chain)] == [1, 0, 0, 0]  # type: ignore[union-attr]


def test_a_new_month_is_a_new_chain() -> None:
    disk, clock = StateDisk({}), Clock()
    log = a_log(disk, by=person("a"), clock=clock)
    log.tell(SIGN_IN)
    clock.pass_by(timedelta(days=9))
    log.tell(READ)
    assert [chain.month for chain in log_folder(disk).chains()] == ["202611", "202612"]
    assert uses(disk) == [SIGN_IN, READ]
    assert checked(disk).is_whole


def test_a_file_that_has_grown_large_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LARGEST", 5000)
    disk = StateDisk({})
    log = a_log(disk, by=person("a"))
    for number in range(40):
        log.tell(read_case(number))
    assert len(log_folder(disk).chains()) > 3
    assert uses(disk) == [read_case(number) for number in range(40)]
    assert checked(disk).is_whole


def test_a_clock_that_jumps_while_somebody_works_is_recorded_whichever_way() -> None:
    disk, clock = StateDisk({}), Clock()
    log = a_log(disk, by=person("a"), clock=clock)
    log.tell(SIGN_IN)
    clock.pass_by(timedelta(hours=2))
    log.tell(READ)
    clock.at += timedelta(minutes=30)
    log.tell(READ)
    clock.at -= timedelta(hours=1)
    log.tell(READ)
    assert [entry.jump for entry in entries(disk)] == [0, 0, 1800, -3600]
    found = checked(disk)
    assert found.is_whole
    assert [note.amount for note in found.notes if note.kind is Notable.JUMP] == [1800, -3600]


def test_a_clock_that_was_put_back_between_two_openings_is_recorded() -> None:
    disk, clock = StateDisk({}), Clock()
    a_log(disk, by=person("a"), clock=clock).tell(SIGN_IN)
    a_log(disk, by=person("a"), clock=Clock(at=clock.at - timedelta(days=2))).tell(SIGN_IN)
    assert [entry.jump for entry in entries(disk)] == [0, -2 * 86400 + 1]


def test_the_order_within_a_chain_is_that_of_writing_whatever_the_clock_says() -> None:
    disk, clock = StateDisk({}), Clock()
    log = a_log(disk, by=person("a"), clock=clock)
    for number in range(6):
        log.tell(read_case(number))
        clock.at -= timedelta(minutes=7)
    assert uses(disk) == [read_case(number) for number in range(6)]


def test_two_processes_at_one_workstation_write_two_chains(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    clock = Clock()
    logs = [a_log(DISK, tmp_path, by=person(who), clock=clock) for who in "ab"]
    for number in range(4):
        for log in logs:
            log.tell(read_case(number))
    assert [chain.number for chain in log_folder(DISK, tmp_path).chains()] == [1, 2]
    for log in logs:
        log.close()
    a_log(DISK, tmp_path, by=person("e"), clock=clock).tell(SIGN_IN)
    assert len(log_folder(DISK, tmp_path).chains()) == 2  # the free one is gone on with
    assert len(entries(DISK, folder=tmp_path)) == 9
    assert checked(DISK, tmp_path).is_whole


def test_a_chain_that_somebody_else_added_to_is_looked_at_again_before_going_on() -> None:
    disk, clock = StateDisk({}), Clock()  # this disk knows no locks
    one, other = (a_log(disk, by=person(who), clock=clock) for who in "ab")
    for number in range(5):
        one.tell(read_case(number))
        other.tell(read_case(number))
    assert len(entries(disk)) == 10
    assert checked(disk).is_whole


def test_a_chain_that_was_taken_away_while_open_is_followed_by_another(tmp_path: Path) -> None:
    log = a_log(DISK, tmp_path, by=person("a"))
    log.tell(SIGN_IN)
    (file,) = (tmp_path / "log").iterdir()
    file.unlink()
    log.tell(READ)
    assert uses(DISK, tmp_path) == [READ]


def test_the_program_does_not_go_on_behind_an_entry_that_only_looks_like_the_users() -> None:
    """What the user signs from then on would cover it."""
    disk, clock, anna = StateDisk({}), Clock(), person("a")
    log = a_log(disk, by=anna, clock=clock)
    log.tell(SIGN_IN)
    log.close()
    impostor = person("b")
    impostor.user_id = anna.user_id
    forging = a_log(disk, by=impostor, clock=clock)
    forging.sign_as(None)
    forging.tell(READ)  # his own entry, so that he may go on behind it
    forging._signer = impostor
    forging.tell(READ)
    forging.close()
    a_log(disk, by=anna, clock=clock).tell(READ)
    assert [chain.number for chain in log_folder(disk).chains()] == [1, 2]
    assert [finding.kind for finding in checked(disk).findings] == [Fault.FORGED]


@pytest.mark.parametrize("name", ["publish.lock", "note.txt", "x.sfl", f"{'1' * 32}-202611-0.sfl", f"{'1' * 32}.tmp"])
def test_other_files_in_the_folder_are_no_chains(name: str) -> None:
    assert chain_named(name) is None
    disk = StateDisk({str(log_folder(StateDisk({})).path / name): b"?"})
    a_log(disk, by=person("a")).tell(SIGN_IN)
    assert checked(disk).chains == 1


def test_where_the_log_cannot_be_written_telling_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("not a folder")
    with pytest.raises(StoreUnavailable) as refused:
        a_log(DISK, tmp_path, by=person("a")).tell(SIGN_IN)
    assert refused.value.reason in (Reason.VANISHED, Reason.FAILED)
    assert refused.value.doing == "writing the access log"
