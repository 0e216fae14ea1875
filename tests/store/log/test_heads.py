"""The heads of the log fit on a slip of paper, survive a letter, and prove later that nothing was changed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.store.log.entries import Anchor
from sipforms.store.log.heads import head_line, heads_in_text, loose_heads
from sipforms.store.log.verifying import Fault, verify
from tests.store.log.logs import (
    SIGN_IN,
    STORE,
    Clock,
    a_busy_log,
    a_log,
    a_session,
    is_by,
    log_folder,
    person,
)
from tests.store.log.tampering import cut_whole_entries, remove_all_files_of_a_workstation
from tests.store.power import StateDisk

WRITTEN = a_busy_log()


def copied() -> StateDisk:
    return StateDisk({str(path): content for path, content in WRITTEN.files.items()})


def test_only_what_no_other_chain_tells_of_is_printed() -> None:
    assert len(log_folder(WRITTEN).chains()) == 6
    (head,) = loose_heads(log_folder(WRITTEN))
    assert len(head_line(head)) < 90
    disk = copied()
    a_log(disk, at="7", clock=Clock()).tell(SIGN_IN)
    (head,) = loose_heads(log_folder(disk))
    assert head.chain.startswith("7" * 32)


def test_what_was_printed_stays_true_while_the_log_grows() -> None:
    disk = copied()
    heads = loose_heads(log_folder(disk))
    for letter in "1234":
        a_session(a_log(disk, at=letter, by=person("a"), clock=Clock()), 3)
    assert verify(log_folder(disk), is_by=is_by, against=heads).is_whole


@pytest.mark.parametrize("seed", range(8))
def test_a_log_that_was_put_back_does_not_agree_with_what_was_printed(seed: int) -> None:
    """The whole store is put back to an earlier day, anchors and all: only the paper knows."""
    disk, chance = copied(), random.Random(seed)
    a_session(a_log(disk, at="2", by=person("b"), clock=Clock()), 2)
    heads = loose_heads(log_folder(disk))
    assert verify(log_folder(WRITTEN), is_by=is_by).is_whole
    assert {one.kind for one in verify(log_folder(WRITTEN), is_by=is_by, against=heads).findings} <= {
        Fault.CUT,
        Fault.GONE,
    }
    assert not verify(log_folder(WRITTEN), is_by=is_by, against=heads).is_whole
    chance.choice((cut_whole_entries, remove_all_files_of_a_workstation))(disk.files, chance)
    assert not verify(log_folder(disk), is_by=is_by, against=heads).is_whole


def test_a_printed_head_of_another_log_does_not_agree() -> None:
    (head,) = loose_heads(log_folder(WRITTEN))
    wrong = Anchor(chain=head.chain, seq=head.seq, hash=head.hash[::-1])
    assert [one.kind for one in verify(log_folder(WRITTEN), is_by=is_by, against=(wrong,)).findings] == [Fault.REPLACED]


digits = st.text("0123456789abcdef", min_size=32, max_size=32)
anchors = st.builds(
    lambda station, month, number, seq, half: Anchor(
        chain=f"{station}-{month:06}-{number}", seq=seq, hash=half + half[::-1]
    ),
    digits, st.integers(1, 999999), st.integers(1, 99), st.integers(1, 10**7), digits,
)  # fmt: skip


@given(st.lists(anchors, max_size=5), st.sampled_from(["\n", "\r\n", "\n> ", "   \n\n"]), st.booleans())
def test_heads_are_read_back_from_a_letter(heads: list[Anchor], between: str, is_shouted: bool) -> None:  # noqa: FBT001
    text = "Kære DPO, det blev " + STORE + "\n" + between.join(map(head_line, heads)) + "\nHilsen AB 12345678"
    read = heads_in_text(text.upper() if is_shouted else text)
    assert [(one.chain, one.seq) for one in read] == [(one.chain, one.seq) for one in heads]
    assert all(one.hash == head.hash[:32] for one, head in zip(read, heads, strict=True))


def test_a_line_that_a_letter_broke_in_two_is_read_all_the_same() -> None:
    (head,) = loose_heads(log_folder(WRITTEN))
    broken = head_line(head).replace(" ", "\n", 2)
    assert heads_in_text(broken) == (Anchor(chain=head.chain, seq=head.seq, hash=head.hash[:32]),)


@pytest.mark.parametrize(
    "text", ["", "intet", f"{'1' * 32}-202611-1 0 {'abcdef01 ' * 4}", f"{'1' * 32}-202611-1 5 abc"]
)
def test_what_is_no_head_is_not_read_as_one(text: str) -> None:
    assert heads_in_text(text) == ()
