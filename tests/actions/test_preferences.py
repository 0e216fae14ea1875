"""What a user chose for himself follows him to every machine, and a broken file costs him nothing else."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions import preferences
from sipforms.actions.preferences import (
    CHOICES,
    USUAL,
    Preferences,
    ReadPreferences,
    folder_text,
    is_choice,
    keep_preferences,
    own_file,
    preferences_of,
    read_preferences,
    starts_in_lines,
)
from sipforms.actions.workplace import Workplace
from sipforms.store.care.layout import Kind, files_of
from sipforms.store.care.verifying import verify_store
from sipforms.store.failures import StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem
from tests.actions.conftest import clock, store, voksen, voksen_bundle, workplace
from tests.signed_in import entered, founded

__all__ = ["clock", "store", "voksen", "voksen_bundle", "workplace"]
OTHER = Preferences(
    theme="contrast", glyphs="ascii", spacing="single", advance="after_enter", guard_ms=0,
    last_time="never", citizen_advance="at_once", reads_lines=True,
)  # fmt: skip


def test_without_any_file_everything_is_as_usual_and_nothing_is_told(workplace: Workplace) -> None:
    assert read_preferences(workplace) == ReadPreferences(preferences=USUAL)
    assert not own_file().exists()


def test_where_nobody_signs_in_they_are_kept_for_this_login(workplace: Workplace) -> None:
    keep_preferences(workplace, OTHER)
    assert preferences_of(workplace) == OTHER
    assert starts_in_lines()
    assert [one.name for one in own_file().parent.iterdir()] == ["preferences.toml"]


def test_in_a_store_with_people_they_follow_the_user_and_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    founded(folder)
    with entered(folder) as here:
        keep_preferences(here, OTHER)
        keep_preferences(here, replace(OTHER, theme="light"))
    own_file().unlink()  # another machine
    with entered(folder) as there:
        assert preferences_of(there) == replace(OTHER, theme="light", reads_lines=False)
    kept = [one for one in files_of(folder, LocalFilesystem()) if one.kind is Kind.PREFERENCES]
    assert [one.number for one in kept] == [2, 2]  # the newest and its copy
    assert verify_store(folder).is_whole


def test_line_by_line_is_asked_before_anybody_signs_in_and_so_belongs_to_the_login(tmp_path: Path) -> None:
    founded(tmp_path / "store")
    with entered(tmp_path / "store") as here:
        keep_preferences(here, replace(USUAL, reads_lines=True))
        assert starts_in_lines()
        assert "reads_lines" not in folder_text(OTHER)
        keep_preferences(here, USUAL)
        assert not starts_in_lines()


BROKEN = {
    "": ReadPreferences(),
    "theme = ": ReadPreferences(broken=("",)),
    "\x00\x1b[2J": ReadPreferences(broken=("",)),
    'theme = "pink"\nspacing = "airy"': ReadPreferences(preferences=replace(USUAL, spacing="airy"), broken=("theme",)),
    "guard_ms = 501": ReadPreferences(broken=("guard_ms",)),
    "guard_ms = true": ReadPreferences(broken=("guard_ms",)),
    "reads_lines = 1": ReadPreferences(broken=("reads_lines",)),
    'theme = ["dark"]': ReadPreferences(broken=("theme",)),
    'made_by_a_newer_version = "yes"': ReadPreferences(),
}


@pytest.mark.parametrize("text", BROKEN)
def test_of_a_broken_file_all_that_is_whole_is_used_and_the_rest_is_named(workplace: Workplace, text: str) -> None:
    own_file().parent.mkdir()
    own_file().write_text(text, encoding="utf-8")
    assert read_preferences(workplace) == BROKEN[text]


def test_a_damaged_file_in_the_store_is_replaced_by_its_copy(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    founded(folder)
    with entered(folder) as here:
        keep_preferences(here, replace(USUAL, theme="light"))
        first = next(one for one in files_of(folder, LocalFilesystem()) if one.kind is Kind.PREFERENCES)
        for one in (path for path in first.below(folder).parent.iterdir() if path.name.startswith("r")):
            one.write_bytes(b"\xff\xff = 3")
        assert read_preferences(here).preferences.theme == "light"


def test_a_disk_that_refuses_is_told_and_what_was_kept_stays(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_preferences(workplace, OTHER)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(StoreUnavailable):
            keep_preferences(workplace, USUAL)
    assert preferences_of(workplace) == OTHER
    assert len(list(own_file().parent.iterdir())) == 1


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()}))
def test_whatever_is_chosen_is_read_again(chosen: dict[str, object]) -> None:
    wanted = replace(USUAL, **chosen)  # type: ignore[arg-type]
    text = preferences._as_toml(wanted, CHOICES)
    assert preferences._from_text(text) == ReadPreferences(preferences=wanted)


def test_the_usual_value_of_each_is_one_that_may_be_chosen() -> None:
    assert [one.name for one in fields(Preferences)] == list(CHOICES)
    assert all(is_choice(name, getattr(USUAL, name)) for name in CHOICES)
