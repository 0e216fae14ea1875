"""A file of one's own for the keys: what of it does not count is told with its line, and nothing ends without a key."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.keymap import (
    ANSWERS,
    DEFAULTS,
    EVERYWHERE,
    FIXED,
    NAMES,
    ReadKeymap,
    Wrong,
    WrongKey,
    begin_keymap,
    keymap_file,
    read_keymap,
)
from sipforms.store.failures import StoreUnavailable

OWN: dict[str, dict[str, tuple[str, ...]]] = {
    "": {},
    "# nothing\n": {},
    'note = ["w"]': {"note": ("w",)},
    'note = ["W", " k "]': {"note": ("w", "k")},
    'note = ["w", "w"]': {"note": ("w",)},
    'undo = ["u", "backspace"]\njump = ["#"]': {"undo": ("u", "backspace"), "jump": ("#",)},
    'note = ["n"]': {"note": ("n",), "next_empty": ("+",)},
    'note = ["n", "+"]\nnext_empty = ["m"]': {"note": ("n", "+"), "next_empty": ("m",)},
    'quit = ["ctrl+x"]\nspacing = ["f5"]': {"quit": ("ctrl+x",), "spacing": ("f5",)},
    'note = ["ø"]': {"note": ("ø",)},
    '\ufeffnote = ["w"]': {"note": ("w",)},
}
"""What a file without mistakes changes."""

WRONG: dict[str, WrongKey] = {
    "note = [": WrongKey(why=Wrong.SYNTAX),
    "x\n": WrongKey(why=Wrong.SYNTAX, line=1),
    '\nnote = ["w"]\nnote = ["x"]\n': WrongKey(why=Wrong.SYNTAX, line=3),
    '\n\nnots = ["w"]': WrongKey(why=Wrong.NO_SUCH_ACTION, line=3, name="nots", instead="note"),
    '[form]\nnote = ["w"]': WrongKey(why=Wrong.NO_SUCH_ACTION, name="form", instead=""),
    'note = "w"': WrongKey(why=Wrong.NOT_A_LIST, line=1, name="note"),
    "note = []": WrongKey(why=Wrong.NOT_A_LIST, line=1, name="note"),
    "note = [1]": WrongKey(why=Wrong.NOT_A_LIST, line=1, name="note"),
    'note = ["pagup"]': WrongKey(why=Wrong.NO_SUCH_KEY, line=1, name="note", key="pagup", instead="pageup"),
    'note = ["f11"]': WrongKey(why=Wrong.NO_SUCH_KEY, line=1, name="note", key="f11", instead="f1"),
    'note = ["ctrl+c"]': WrongKey(why=Wrong.NO_SUCH_KEY, line=1, name="note", key="ctrl+c", instead="ctrl+z"),
    'note = ["\\u001b[2J"]': WrongKey(why=Wrong.NO_SUCH_KEY, line=1, name="note", key="\x1b[2j"),
    'note = ["5"]': WrongKey(why=Wrong.FIXED_KEY, line=1, name="note", key="5"),
    'note = ["-"]': WrongKey(why=Wrong.FIXED_KEY, line=1, name="note", key="-"),
    'note = ["f8"]': WrongKey(why=Wrong.FIXED_KEY, line=1, name="note", key="f8"),
    'note = ["escape"]': WrongKey(why=Wrong.FIXED_KEY, line=1, name="note", key="escape"),
    'hide = ["f5"]': WrongKey(why=Wrong.FIXED_ACTION, line=1, name="hide", key="f8"),
    'leave = ["q"]': WrongKey(why=Wrong.FIXED_ACTION, line=1, name="leave", key="escape"),
    'note = ["w"]\nundo = ["w"]': WrongKey(why=Wrong.TAKEN, line=2, name="undo", key="w", instead="note"),
    'note = ["g"]': WrongKey(why=Wrong.NEEDED, line=1, name="note", key="g", instead="jump"),
}
"""The one mistake in each file; everything is as usual then."""


@pytest.fixture
def file() -> Path:
    keymap_file().parent.mkdir()
    return keymap_file()


@pytest.mark.parametrize("text", OWN)
def test_a_file_changes_what_it_names_and_nothing_else(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    read = read_keymap()
    assert read.wrong == ()
    assert dict(read.keymap.keys) == {**DEFAULTS, **OWN[text]}
    assert all(read.keymap.of(key) == name for name, keys in OWN[text].items() for key in keys)


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_told_with_its_line_and_what_could_be_meant(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    found = read_keymap()
    told = found.wrong[0]
    assert len(found.wrong) == 1
    if told.why is Wrong.NO_SUCH_KEY and not WRONG[text].instead:
        told = WrongKey(why=told.why, line=told.line, name=told.name, key=told.key)
    assert told == WRONG[text]
    assert {name: keys for name, keys in found.keymap.keys.items() if name != "note"} == {
        name: keys for name, keys in DEFAULTS.items() if name != "note"
    }


def test_no_file_is_the_usual_keys_and_one_that_cannot_be_read_is_told() -> None:
    assert read_keymap() == ReadKeymap()
    keymap_file().mkdir(parents=True)
    assert [one.why for one in read_keymap().wrong] == [Wrong.UNREADABLE]


def test_what_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    assert [one.why for one in read_keymap().wrong] == [Wrong.SYNTAX]


def test_a_file_is_begun_once_and_never_written_over() -> None:
    assert begin_keymap("# one\n")
    assert not begin_keymap("# two\n")
    assert keymap_file().read_text() == "# one\n"


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    keymap_file().parent.write_text("no folder")
    with pytest.raises(StoreUnavailable):
        begin_keymap("# one\n")
    assert list(tmp_path.iterdir()) == []


KEYS = st.sampled_from(sorted(NAMES | ANSWERS | set("abgknw+*?=#") | {"escape", "enter", "f11", ""}))


@given(st.dictionaries(st.sampled_from(sorted(DEFAULTS)), st.lists(KEYS, max_size=4), max_size=8))
def test_whatever_a_file_says_everything_keeps_a_key_and_no_key_does_two_things(
    tmp_path_factory: pytest.TempPathFactory, asked: dict[str, list[str]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "keys-of-a-test.toml"
    file.write_text("\n".join(f"{name} = {keys}" for name, keys in asked.items()), encoding="utf-8")
    found = read_keymap(file).keymap
    keys = [key for name in DEFAULTS for key in found.keys[name]]
    assert all(found.keys[name] for name in DEFAULTS)
    assert len(keys) == len(set(keys))
    assert {name: found.keys[name] for name in FIXED} == {name: DEFAULTS[name] for name in FIXED}
    assert not ANSWERS & set(keys)


def test_the_table_itself_holds_to_what_a_file_must() -> None:
    keys = [key for keys in DEFAULTS.values() for key in keys]
    assert len(keys) == len(set(keys))
    assert set(EVERYWHERE) <= DEFAULTS.keys()
    assert DEFAULTS.keys() >= FIXED
    named = set(keys) - {"escape", "enter"}
    assert {one for one in named if len(one) > 1} <= NAMES
