"""The settings file: defaults without one, folders beside it, and the facts about every mistake in it."""

from pathlib import Path

import pytest

from sipforms.actions.settings import Settings, SettingsError, read_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "sipforms.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "sipforms.toml") == Settings(trust_list=tmp_path / "trusted_hooks.json")


def test_folders_are_found_from_where_the_file_is(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        'language = "en"\nuser = "KHO"\nstore = "sager"\nprogrammes = ["egne"]\n[parameters.voksen]\nform = "kort"\n',
    )
    assert read_settings(file) == Settings(
        language="en",
        language_given=True,
        user="KHO",
        store=tmp_path / "sager",
        programmes=(tmp_path / "egne",),
        trust_list=tmp_path / "trusted_hooks.json",
        parameters={"voksen": {"form": "kort"}},
    )


def test_plug_ins_can_be_blocked_and_programmes_put_on_a_shelf_of_ones_own(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, 'blocked = ["bundle:voksen"]\n'))
    assert settings.blocked == ("bundle:voksen",)
    assert (settings.shelf.name, settings.shelf.is_absolute(), settings.programmes) == ("programmes", True, ())


def test_a_choice_is_written_as_programmes_write_it(tmp_path: Path) -> None:
    file = written(tmp_path, "[parameters.voksen]\nlyd = true\nantal = 3\n")
    assert read_settings(file).parameters == {"voksen": {"lyd": "true", "antal": "3"}}


@pytest.mark.parametrize(
    ("text", "reason", "name"),
    [
        ("language = ", "syntax", ""),
        ('languge = "da"', "unknown", "languge"),
        ("store = 3", "value", "store"),
        ("programmes = 'egne'", "value", "programmes"),
        ("parameters = 3", "value", "parameters"),
        ("blocked = 'bundle:voksen'", "value", "blocked"),
        ("lock_after = 'aldrig'", "value", "lock_after"),
        ("lock_after = 0", "minutes", "lock_after"),
        ("lock_after = 16", "minutes", "lock_after"),
        ("lock_after = true", "minutes", "lock_after"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, reason: str, name: str) -> None:
    with pytest.raises(SettingsError) as mistake:
        read_settings(written(tmp_path, text))
    assert (mistake.value.reason, mistake.value.name) == (reason, name)


def test_the_screen_locks_after_three_minutes_or_as_many_as_are_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nothing.toml").lock_after == 3
    assert read_settings(written(tmp_path, "lock_after = 15")).lock_after == 15
