"""``sipforms programmes add`` and ``restore``: how a workplace receives a programme, updates it, and takes it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from sipforms.actions.library import Library
from sipforms.actions.programmes import Programmes, find_programmes
from sipforms.actions.settings import Settings
from sipforms.actions.shelving.arriving import Arrived, Refused, arrived
from sipforms.actions.shelving.placing import REPLACED, ShelfBusy, SomethingElseThere, place
from sipforms.actions.shelving.replacing import Difference, Kind, Replacement, replacement
from sipforms.actions.shelving.restoring import Kept, kept_on, restore
from sipforms.cli.asking import agreed, is_anybody_there
from sipforms.cli.command import Command, command_line
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.engine.hooks.outline import hooks_digest
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import problem_text
from sipforms.render.suggestion import listed, nearest_beside
from sipforms.store.protocol import fresh_id

PROBLEMS_FOUND = 1
DIGITS = 12


@click.command(
    "add",
    cls=Command,
    help=N_("Take a programme from a folder or a zip file, or a newer version of one."),
    examples=("sipforms programmes add voksen-1.1.0.zip",),
)
@click.argument("path", type=click.Path(path_type=Path), metavar="FOLDER|ZIP")
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.option("--replace", is_flag=True, help=N_("Take an older version, or another programme of the same version."))
@click.help_option()
@click.pass_obj
def add(chosen: Chosen, path: Path, *, yes: bool, replace: bool) -> int:
    settings, words = settings_from(chosen), vocabulary_from(chosen)
    if not path.exists():
        raise click.UsageError(_("There is no file or folder {path}.").format(path=path) + nearest_beside(path))
    with _told(path):
        new = arrived(path, Library(settings.programmes), words, settings.language)
    if isinstance(new, Refused):
        return _refuse(new, path)
    found = find_programmes(settings.programmes, words, settings.language)
    with _told(settings.shelf):
        change = replacement(new, found, settings.shelf)
    if change.kind is Kind.SAME:
        click.echo(_("{programme} is there already, the same in every byte.").format(programme=_named(new.programme)))
        return 0
    _tell(new, change)
    if change.is_doubtful and not replace:
        raise click.ClickException(_doubt(new.programme, change))
    if change.kind is not Kind.NEW:
        _agree(yes=yes)
    _take(settings, new, change)
    _tell_of_code(new, words)
    return _tell_broken(settings, words, found)


def _tell_broken(settings: Settings, words: Vocabulary, before: Programmes) -> int:
    """Say which programmes that build on the new one can no longer be used."""
    if not any(bundle.base is not None for bundle in before.bundles.values()):
        return 0
    now = find_programmes(settings.programmes, words, settings.language)
    lost = [one.folder for one in now.broken if one.folder.name in before.by_id]
    for folder in lost:
        said = _("{programme} builds on it and can no longer be used; `sipforms check {folder}` says why.")
        click.echo(said.format(programme=plain(before.by_id[folder.name].title), folder=folder), err=True)
    return PROBLEMS_FOUND if lost else 0


def _take(settings: Settings, new: Arrived, change: Replacement) -> None:
    with _told(settings.shelf):
        place(settings.shelf, new.programme.id, new.files, fresh_id())
    where = settings.shelf / new.programme.id
    click.echo(_("{programme} stands in {folder}.").format(programme=_named(new.programme), folder=where))
    if change.there is not None:
        click.echo(_("The one it replaced is kept: `sipforms programmes restore {id}`.").format(id=new.programme.id))
    later = settings.programmes[settings.programmes.index(settings.shelf) + 1 :] if _is_known(settings) else ()
    for shelf in later:
        if (shelf / new.programme.id / "programme.yaml").is_file():
            click.echo(_("But {folder} comes first and is the one used.").format(folder=shelf / new.programme.id))


def _tell_of_code(new: Arrived, words: Vocabulary) -> None:
    if new.bundle.hooks is not None and hooks_digest(new.bundle.hooks) not in words.trusted:
        click.echo(_("It carries Python code (hooks.py), which does not run here until you have read and trusted it:"))
        click.echo("  " + command_line("trust", new.programme.id))


def _is_known(settings: Settings) -> bool:
    return settings.shelf in settings.programmes


def _refuse(refused: Refused, path: Path) -> int:
    folder = path if path.is_dir() else None
    for problem in refused.problems:
        if problem.level is Level.ERROR:
            click.echo(problem_text(problem, refused.bundle, folder=folder), err=True)
            click.echo(err=True)
    click.echo(_("Nothing was taken from {path}: it cannot be used as it is.").format(path=path), err=True)
    return PROBLEMS_FOUND


def _tell(new: Arrived, change: Replacement) -> None:
    now = new.programme
    if change.old is None:
        asked = sum(len(list(one.questions())) for one in now.questionnaires.values())
        click.echo(_("New: {programme}").format(programme=_named(now)) + f" · {_digest(now)} · {_questions(asked)}")
    else:
        click.echo(_("Now:") + f" {_named(change.old)} · {_digest(change.old)}")
        click.echo(_("New:") + f" {_named(now)} · {_digest(now)}")
        for line in _changes(change):
            click.echo(f"  {line}")
    warnings = sum(problem.level is Level.WARNING for problem in new.problems)
    if warnings:
        click.echo(
            ngettext(
                "It has {count} weakness; `sipforms check` tells it.",
                "It has {count} weaknesses; `sipforms check` tells them.",
                warnings,
            ).format(count=warnings)
        )


def _changes(change: Replacement) -> Iterator[str]:
    yield from map(_difference, change.differences)
    before, after = change.indicators
    if before != after:
        yield _("Indicators: {before} before, {after} now.").format(before=before, after=after)
    if change.hooks_change:
        yield _("Its Python code (hooks.py) has changed.")
    if change.kind is Kind.BESIDE:
        yield _("The questions are the same; only examples, code or texts for people differ.")
    elif not change.differences and before == after:
        yield _("As many questions as before; their texts or rules differ.")


def _difference(one: Difference) -> str:
    title = plain(one.title)
    if one.before is None:
        return _("{title} is new: {questions}.").format(title=title, questions=_questions(one.after or 0))
    if one.after is None:
        return _("{title} is gone: {questions}.").format(title=title, questions=_questions(one.before))
    return _("{title}: {before} before, {after} now.").format(
        title=title, before=_questions(one.before), after=one.after
    )


def _doubt(new: Programme, change: Replacement) -> str:
    if change.kind is Kind.OLDER and change.old is not None:
        return _(
            "{version} is older than {old}, which is in use. Nothing was taken; say `--replace` if it is meant."
        ).format(version=new.version, old=change.old.version)
    return _(
        "This is another programme under the same version, {version}, so nobody could tell their answers apart. "
        "Ask for a new version number; or say `--replace` if it is meant."
    ).format(version=new.version)


def _agree(*, yes: bool) -> None:
    """Return where it may be taken; answers under way are finished with the version they were begun with."""
    click.echo(_("Answers that are under way go on with the version they were begun with."))
    if yes:
        return
    if not is_anybody_there():
        raise click.UsageError(_("Nobody can be asked here. Say `--yes` to take it."))
    if not agreed(_("Take it? [y/n] ")):
        raise click.ClickException(_("Nothing was taken."))


@click.command("restore", cls=Command, help=N_("Give a replaced programme its place back."))
@click.argument("programme", metavar="PROGRAMME")
@click.argument("which", required=False, metavar="[VERSION]")
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.help_option()
@click.pass_obj
def restore_(chosen: Chosen, programme: str, which: str | None, *, yes: bool) -> int:
    settings, words = settings_from(chosen), vocabulary_from(chosen)
    kept = _kept(settings, programme, which)
    with _told(kept.folder):
        back = arrived(kept.folder, Library(settings.programmes), words, settings.language)
    if isinstance(back, Refused):
        return _refuse(back, kept.folder)
    found: Programmes = find_programmes(settings.programmes, words, settings.language)
    _tell(back, replacement(back, found, settings.shelf))
    _agree(yes=yes)
    with _told(settings.shelf):
        restore(settings.shelf, kept, fresh_id())
    click.echo(
        _("{programme} stands in {folder}.").format(
            programme=_named(back.programme), folder=settings.shelf / back.programme.id
        )
    )
    return 0


def _kept(settings: Settings, programme: str, which: str | None) -> Kept:
    there = [one for one in kept_on(settings.shelf) if one.programme == programme]
    if not there:
        folder = settings.shelf / REPLACED
        raise click.UsageError(
            _("No replaced version of `{name}` is kept in {folder}.").format(name=programme, folder=folder)
        )
    meant = [one for one in there if which is None or one.which.startswith(which)]
    if len(meant) == 1:
        return meant[0]
    said = _("Say which one: `sipforms programmes restore {name} VERSION`.").format(name=programme)
    raise click.UsageError(f"{said} {listed([one.which for one in there])}")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the disk or somebody else says no with, as a sentence; nothing has then changed."""
    try:
        yield
    except ShelfBusy as fault:
        raise click.ClickException(
            _("Somebody else is putting a programme in {folder} just now; try again in a moment.").format(folder=path)
        ) from fault
    except SomethingElseThere as fault:
        raise click.ClickException(
            _("{path} is not a folder of ours. Move it away first; nothing was changed.").format(path=fault.path)
        ) from fault
    except OSError as fault:
        raise click.ClickException(
            _("{path} cannot be read or written; nothing was changed.").format(path=path)
        ) from fault


def _named(programme: Programme) -> str:
    return plain(f"{programme.title} {programme.version} ({programme.id})")


def _digest(programme: Programme) -> str:
    return _("digest {digest}").format(digest=programme.digest[:DIGITS])


def _questions(count: int) -> str:
    return ngettext("{count} question", "{count} questions", count).format(count=count)
