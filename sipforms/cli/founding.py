"""``sipforms store init`` and ``store show``: a protected store made in a conversation or by a script; what one is."""

import json
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from sipforms.actions.doors import Standing, door_to
from sipforms.actions.programmes import Programmes, find_programmes
from sipforms.actions.settings import Settings, settings_file
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.cli.command import Command, command_line
from sipforms.cli.founding_options import Given, wanted_from, write_codes
from sipforms.cli.founding_talk import talk
from sipforms.cli.opening import Chosen, now, settings_from
from sipforms.cli.refusals import refusal
from sipforms.cli.terminal import Terminal, is_at_terminal, this_terminal
from sipforms.render.language import N_, _, format_date
from sipforms.render.probes import finding_sentence, finding_step
from sipforms.store.access.founding import Founding, create_protected_store
from sipforms.store.failures import NotAStore, StoreExists, StoreUnavailable, UnknownFormat
from sipforms.store.files import STORE_FILE
from sipforms.store.opening import read_facts
from sipforms.store.probing.folder import Finding, Verdict, examine_folder, refused
from sipforms.store.sealing.recovery_codes import new_code

STOPPED = 1


@click.command(
    "init",
    cls=Command,
    help=N_("Make an encrypted store in the folder that `--store` or the settings name; you are asked for the rest."),
)
@click.option("--facility", metavar="TEXT", help=N_("For scripts, with `--user` and `--passphrase-file`: its name."))
@click.option("--name", metavar="TEXT", help=N_("… the whole name of the first person, who becomes leader."))
@click.option("--keeper", "keepers", metavar="TEXT", multiple=True, help=N_("… who keeps a recovery code."))
@click.option("--recovery-file", type=click.Path(path_type=Path), help=N_("… a new file for the recovery codes."))
@click.option("--retention", multiple=True, metavar="PROGRAMME=MONTHS", help=N_("… how long answers are kept."))
@click.option("--log-retention", type=click.IntRange(1, 1200), metavar="MONTHS", help=N_("… and the access log."))
@click.option("--decide-later", is_flag=True, help=N_("… leave open how long; leaders are told at each signing in."))
@click.help_option()
@click.pass_obj
def init(chosen: Chosen, /, **given: Any) -> int:  # noqa: ANN401 - click's
    settings = settings_from(chosen)
    notes = must_be_free(settings)
    options = Given(**given)
    if options.is_anything or not is_at_terminal():
        return _by_script(chosen, settings, options)
    return founded_at(this_terminal(), chosen, settings, notes)


def _by_script(chosen: Chosen, settings: Settings, options: Given) -> int:
    wanted, recovery_file = wanted_from(chosen, options, programmes_of(settings).by_id, new_code)
    write_codes(recovery_file, wanted.papers)
    try:
        make(settings, wanted)
    except BaseException:
        if not (settings.store / STORE_FILE).exists():  # else it was made in the last moment, and has these codes
            recovery_file.unlink(missing_ok=True)
        raise
    click.echo(_("An encrypted store stands in {folder}.").format(folder=settings.store))
    click.echo(_("The recovery codes are in {file}: print them, and delete the file.").format(file=recovery_file))
    return 0


def founded_at(terminal: Terminal, chosen: Chosen, settings: Settings, notes: Sequence[Finding]) -> int:
    """The conversation and the store that comes of it. Gives the exit code.

    ``notes`` are what whoever sits there should know about the folder before anything is kept in it.
    """
    for line in _opening_words(settings.store, notes):
        terminal.say(line)
    with ThreadPoolExecutor(1) as beside:  # programmes are read while the first questions are answered
        reading = beside.submit(lambda: tuple(programmes_of(settings).by_id.values()))
        wanted = talk(terminal, reading.result, new_code, secrets.randbelow, str(chosen.get("user") or ""))
    if wanted is None:
        terminal.say(_("Nothing was made. The recovery codes that you wrote down open nothing; throw them away."))
        return STOPPED
    make(settings, wanted)
    for line in _closing_words(chosen, settings):
        terminal.say(line)
    return 0


def _opening_words(folder: Path, notes: Sequence[Finding]) -> Sequence[str]:
    return (
        _(
            "Here you make the place where your answers are kept, in about ten minutes. Have paper and a pen ready. "
            "What you are asked can be changed later, but for the folder. "
            "Nothing is made before you say yes at the end; Ctrl-C stops."
        ),
        "",
        _("Folder: {folder}").format(folder=folder),
        *(f"{finding_sentence(one)} {finding_step(one)}".rstrip() for one in notes),
        "",
    )


def _closing_words(chosen: Chosen, settings: Settings) -> Sequence[str]:
    said = ["", _("The store is made, and only those with a passphrase can read what is in it.")]
    if chosen.get("store"):
        said.append(
            _("The program looks for it in another place. Write this line in {file}:").format(
                file=chosen.get("settings_path") or settings_file()
            )
        )
        said.append(f"  store = {json.dumps(str(settings.store.absolute()), ensure_ascii=False)}")
    return (
        *said,
        _("Open the screens: {command}").format(command=command_line()),
        _("Let in a colleague: {command}").format(command=command_line("user", "add", "--help")),
        _("See that copies can be made: {command}").format(command=command_line("store", "backup", _("FOLDER"))),
    )


def programmes_of(settings: Settings) -> Programmes:
    """The programmes at hand, for which it is asked how long answers are kept."""
    return find_programmes(settings.programmes, open_vocabulary(settings), settings.language)


def must_be_free(settings: Settings) -> tuple[Finding, ...]:
    """Refuse a folder that holds something, and a disk or share that cannot keep what it is given.

    Gives what is no reason to refuse it, but worth knowing.
    """
    folder = settings.store
    if settings.store_kind or folder.is_file() or door_to(settings, now).standing is not Standing.NOTHING:
        raise _not_free(folder)
    findings = examine_folder(folder)
    unfit = refused(findings)
    if unfit:
        said = [_("{folder} cannot hold a store; nothing was made.").format(folder=folder)]
        for one in unfit:
            said += [finding_sentence(one), finding_step(one)]
        raise click.ClickException(" ".join(filter(None, said)))
    return tuple(one for one in findings if one.verdict is Verdict.NOTE)


def _not_free(folder: Path) -> click.ClickException:
    return click.ClickException(
        _("{folder} is not empty. Choose another folder; nothing was changed.").format(folder=folder)
    )


def make(settings: Settings, wanted: Founding) -> None:
    """Make the store, or say why not; an interrupted making leaves none."""
    folder = settings.store
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        create_protected_store(folder, wanted, created=now())
    except StoreExists as fault:
        raise _not_free(folder) from fault
    except StoreUnavailable as fault:
        said = _("{folder} cannot be written to.").format(folder=folder)
        raise click.ClickException(f"{said} {refusal(fault)}") from fault
    except OSError as fault:
        raise click.ClickException(_("{folder} cannot be written to.").format(folder=folder)) from fault


@click.command("show", cls=Command, help=N_("Show what the store is: for whom, since when, how it is protected."))
@click.help_option()
@click.pass_obj
def show(chosen: Chosen) -> int:
    folder = settings_from(chosen).store
    try:
        facts = read_facts(folder)
    except NotAStore as fault:
        raise click.ClickException(_("There is no store in {folder}.").format(folder=folder)) from fault
    except (UnknownFormat, StoreUnavailable) as fault:
        raise click.ClickException(
            _("The store in {folder} cannot be read by this version.").format(folder=folder)
        ) from fault
    click.echo(_("Folder: {folder}").format(folder=folder))
    click.echo(_("For: {purpose}").format(purpose=_("demonstration") if facts.is_demo else _("real people")))
    click.echo(_("Since: {day}").format(day=format_date(facts.created.date())))
    click.echo(_("Encrypted: {answer}").format(answer=_("yes") if facts.is_protected else _("no")))
    return 0
