"""The page for whoever sets sipforms up is true: the conversation is held so, and the commands print what it shows."""

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from sipforms.cli import founding_talk
from sipforms.cli.commands import sipforms
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import bundle_folders, shipped
from sipforms.render.language import speak
from sipforms.store.sealing.recovery_codes import code_of
from tests.cli.conftest import Run, home, run
from tests.cli.typed import Typing, group_asked
from tests.house.pages import as_pattern, steps
from tests.house.reading import ROOT
from tests.signed_in import PASSPHRASE, written_passphrase

__all__ = ["home", "run"]

PAGES = {"da": ROOT / "docs" / "da" / "opsaetning.md", "en": ROOT / "docs" / "en" / "setting-up.md"}
FILES = {"da": "ord.txt", "en": "words.txt"}
KEEPERS = {"da": "Forstanderens pengeskab", "en": "The director's safe"}
SIGNED_OUT = {"init", "show", "doctor"}
_TALK = re.compile(r"\n\n```\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Transcript(Typing):
    """What stands on the screen: what is typed unless it is hidden; pages that are wiped leave nothing."""

    seen: list[str] = field(default_factory=list)

    def say(self, text: str = "") -> None:
        super().say(text)
        if not self.is_apart:
            self.seen.append(text)

    def ask(self, question: str) -> str:
        answer = super().ask(question)
        if not self.is_apart:
            self.seen.append(f"{question} {answer}")
        return answer

    def ask_hidden(self, question: str) -> str:
        answer = super().ask_hidden(question)
        self.seen.append(question)
        return answer


@pytest.mark.parametrize("language", PAGES)
def test_the_conversation_is_the_one_that_is_held(language: str) -> None:
    speak(language)
    programmes = [build(read(folder), language) for folder in bundle_folders((shipped(),))]
    who = ["Solsikken", "AB", "Anna Berg", PASSPHRASE, PASSPHRASE]
    yes = {"da": "ja", "en": "yes"}[language]
    at = Transcript([*who, "5", "60", "24", KEEPERS[language], "", group_asked, group_asked, "", yes])
    code = code_of(bytes(range(32)))
    assert founding_talk.talk(at, lambda: programmes, lambda: code, lambda below: 3 % below) is not None
    shown = _TALK.search(PAGES[language].read_text("utf-8"))
    assert shown is not None
    held = "\n".join(line.rstrip() for line in at.seen if line)
    assert as_pattern(shown["body"].splitlines()).fullmatch(held), held
    assert code not in held
    assert PASSPHRASE not in held


def typed(command: str, language: str) -> str:
    """The command as a script types it: signed in, and with a file where a colleague would type unseen."""
    program, rest = command.split(" ", 1)
    if not set(rest.split()) & SIGNED_OUT:
        rest = f"--user AB --passphrase-file {FILES[language]} {rest}"
    return f"{program} {rest}" + (" --new-passphrase-file theirs.txt" if " user add " in f" {rest}" else "")


@pytest.mark.parametrize("language", PAGES)
def test_every_command_prints_what_the_page_shows(run: Run, language: str, tmp_path: Path) -> None:
    written_passphrase(tmp_path / FILES[language])
    written_passphrase(tmp_path / "theirs.txt", "regn over gamle tage")
    done = 0
    for step in steps(PAGES[language].read_text("utf-8")):
        ended = run(*shlex.split(typed(step.command, language))[1:], language=language)
        assert ended.code == 0, ended.err
        printed = "\n".join(line.rstrip() for line in ended.out.splitlines())
        assert as_pattern(step.shown).match(printed), f"$ {step.command}\n{printed}"
        done += 1
    assert done == 10


def test_both_languages_take_the_same_steps() -> None:
    danish, english = ([one.command.split()[:3] for one in steps(page.read_text("utf-8"))] for page in PAGES.values())
    assert danish == english


@pytest.mark.parametrize("language", PAGES)
def test_every_command_named_is_one(language: str) -> None:
    named = re.findall(r"`sipforms ([a-z]+)(?: ([a-z]+))?", PAGES[language].read_text("utf-8"))
    assert len(set(named)) > 10
    for first, second in named:
        command = sipforms.get_command(click.Context(sipforms), first)
        assert command is not None, first
        assert not isinstance(command, click.Group) or second in command.commands, (first, second)
