"""Every command explains itself in the language that is spoken, and in no other."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sipforms.cli.command import Command, metavar_words
from sipforms.cli.commands import sipforms
from sipforms.render.language import _, speak
from tests.cli.conftest import Run

ENGLISH = re.compile(
    r"(?<!-)\b(the|and|of|with|what|is|Usage|Options|Commands|Show|Print|Write|Read|TEXT|PATH|CITIZEN|FOLDER|QUESTIONNAIRE|required|default)\b"
)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it."""
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            yield (*path, name), command
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))


EVERY = dict(commands(sipforms))
PATHS = [(), *EVERY]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_there_in_both_languages(run: Run, path: tuple[str, ...]) -> None:
    english, danish = run(*path, "--help"), run(*path, "--help", language="da")
    for ended in (english, danish):
        assert (ended.code, ended.err) == (0, "")
        assert max(map(len, ended.lines)) <= 80
        assert "--help" in ended.out
    assert english.out.startswith(" ".join(("Usage: sipforms", *path)))
    assert " ".join(("sipforms", *path)) in danish.out.split("\n")[0]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_no_english_is_left_in_the_danish_help(run: Run, path: tuple[str, ...]) -> None:
    assert ENGLISH.findall(run(*path, "--help", language="da").out) == []


@pytest.mark.parametrize("path", list(EVERY), ids=" ".join)
def test_everything_said_about_a_command_is_translated(path: tuple[str, ...]) -> None:
    command = EVERY[path]
    speak("da")
    said = [
        command.help or "",
        *(one.help or "" for one in command.params if isinstance(one, click.Option) and "--help" not in one.opts),
    ]
    assert [text for text in said if not text or _(text) == text] == []


def test_what_click_adds_to_a_help_is_ours_too() -> None:
    @click.command("x", cls=Command, help="Print the version.")
    @click.option("--file", default="a.csv", show_default=True, help="Another settings file.")
    @click.option("--width", type=click.IntRange(60, 200), required=True, help="Print the version.")
    @click.option("--size", type=int, default=3, show_default=True)
    @click.argument("programme", metavar="PROGRAMME...")
    def made(**_given: object) -> None: ...

    speak("en")
    english = made.get_help(click.Context(made, info_name="x"))
    assert "Another settings file. [otherwise a.csv]" in english
    assert "Print the version. [from 60 to 200; required]" in english
    assert "[otherwise 3]" in english
    speak("da")
    danish = made.get_help(click.Context(made, info_name="x"))
    assert ENGLISH.findall(danish) == []


@pytest.mark.parametrize("metavar", ["[QUESTIONNAIRE]", "FOLDER...", "da|en", "FILE|-", "[%Y-%m-%d]", "[OPTIONS]"])
def test_places_for_values_keep_their_brackets(metavar: str) -> None:
    speak("en")
    said = metavar_words(metavar)
    assert said == ("DAY" if "%" in metavar else metavar)


SHOWN = [
    pytest.param(path, line, id=line)
    for path, command in EVERY.items()
    if isinstance(command, Command)
    for line in command.examples
]


@pytest.mark.parametrize(("path", "line"), SHOWN)
def test_an_example_of_the_help_can_be_typed(run: Run, path: tuple[str, ...], line: str, tmp_path: Path) -> None:
    assert line in [one.strip() for one in run(*path, "--help").lines]
    program, *words = (str(tmp_path) if re.match("[A-Z]:/", word) else word for word in shlex.split(line))
    at = words.index(path[-1])
    before = [*words[: at + 1 - len(path)], *path]
    assert (program, words[: at + 1]) == ("sipforms", before)
    assert set(before) - set(path) <= {"--demo", "--store", str(tmp_path)}
    EVERY[path].make_context(path[-1], words[at + 1 :])


def test_the_commands_that_people_type_most_show_how() -> None:
    shown = {path for path, _line in (one.values for one in SHOWN)}
    assert {(name,) for name in ("check", "test", "new", "preview", "schema", "fill", "report")} <= shown
