"""``sipforms new``: a small programme to begin with, full of remarks on what can be changed and why."""

import os
import re
from pathlib import Path

import click

from sipforms.actions.beginning import FolderThere, begin, is_id, suggested_id, title_of
from sipforms.actions.settings import Settings
from sipforms.cli.command import Command, command_line
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.cli.paths import no_folder
from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.shelf import bundle_folders, shipped
from sipforms.render.language import N_, _, current_language, ngettext
from sipforms.render.plain import plain
from sipforms.render.starting import Beginning, starting_files, starting_overlay, template_languages
from sipforms.store.protocol import fresh_id

_EXTENDS = re.compile(r"(?P<id>[a-z][a-z0-9_-]*)(?:@(?P<major>[0-9]{1,9}))?")


@click.command(
    "new",
    cls=Command,
    help=N_("Write a small programme to begin with, full of remarks on what you can change and why."),
    examples=(
        "sipforms new hverdag --title Hverdagen",
        "sipforms new hjerneskade --extends voksen@1",
    ),
)
@click.argument("id_", metavar="ID")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@click.option("--extends", metavar="PROGRAMME", help=N_("Build on this programme, such as voksen@1."))
@click.option(
    "--language",
    "written",
    metavar="da|en",
    type=click.Choice(template_languages()),
    help=N_("The language of its texts and remarks; the one that is spoken otherwise."),
)
@click.option("--title", help=N_("What people read; made from the id otherwise."))
@click.help_option()
@click.pass_obj
def command(
    chosen: Chosen, id_: str, folder: Path | None, extends: str | None, written: str | None, title: str | None
) -> int:
    settings = settings_from(chosen)
    _require_id(id_)
    target = _target(id_, folder)
    base = None if extends is None else _base(chosen, settings, extends)
    language = _language(written, None if base is None else build(base))
    new = Beginning(id=id_, title=" ".join(plain(title or title_of(id_)).split()), language=language)
    files = starting_files(new) if base is None else starting_overlay(new, build(base, language))
    try:
        begin(target, files, fresh_id())
    except FolderThere as fault:
        raise click.ClickException(
            _("{folder} is there already, and nothing was written over. Choose another id or folder.").format(
                folder=fault.folder
            )
        ) from fault
    except OSError as fault:
        raise click.ClickException(_("{folder} cannot be written to.").format(folder=target.parent)) from fault
    _tell(target, len(files), settings)
    return 0


def _require_id(id_: str) -> None:
    if is_id(id_):
        return
    suggestion = suggested_id(id_)
    said = _("`{id}` cannot be an id: small letters a to z, digits and _, beginning with a letter.").format(id=id_)
    if suggestion:
        said += " " + _("Write: sipforms new {suggestion}").format(suggestion=suggestion)
    raise click.UsageError(said)


def _target(id_: str, folder: Path | None) -> Path:
    """The programme's folder: in the one named (this one otherwise), or that one itself where it has the id."""
    if folder is None:
        return Path(id_)
    if folder.name == id_ and not os.path.lexists(folder):
        folder = folder.parent
    if not folder.is_dir():
        raise no_folder(folder)
    return folder / id_


def _base(chosen: Chosen, settings: Settings, extends: str) -> Bundle:
    from sipforms.actions.programmes import find_programmes  # only who builds on a programme reads them all

    asked = _EXTENDS.fullmatch(extends)
    if asked is None:
        raise click.UsageError(_("`{text}` is no programme to build on; write voksen@1.").format(text=extends))
    found = find_programmes(settings.programmes, vocabulary_from(chosen), settings.language)
    base = programme_named(found, asked["id"])
    major = base.version.partition(".")[0]
    if asked["major"] not in (None, major):
        raise click.UsageError(
            _("{programme} is at hand in version {version}: write {id}@{major}.").format(
                programme=base.title, version=base.version, id=base.id, major=major
            )
        )
    return found.bundles[base.id]


def _language(written: str | None, base: Programme | None) -> str:
    """As asked for or spoken; what is added to a programme is written in the language of that one, where we can."""
    if base is None:
        return written or (current_language() if current_language() in template_languages() else "en")
    if base.base_language not in template_languages():
        return written or "en"
    if written not in (None, base.base_language):
        raise click.UsageError(
            _("{programme} is written in {language}, and so must be what is added to it.").format(
                programme=base.title, language=base.base_language
            )
        )
    return base.base_language


def _tell(target: Path, files: int, settings: Settings) -> None:
    count = ngettext("{count} file", "{count} files", files).format(count=files)
    click.echo(_("{folder} is made: {files}. Begin with programme.yaml.").format(folder=target, files=count))
    others = (one for one in bundle_folders((shipped(), *settings.programmes)) if one.resolve() != target.resolve())
    if target.name in {one.name for one in others}:
        said = _("There is a programme `{id}` already; this one takes its place where it is added.")
        click.echo(said.format(id=target.name))
    click.echo()
    rows = (
        (command_line("check", target), _("finds mistakes")),
        (command_line("test", target), _("works out the examples")),
        (command_line("preview", target), _("shows the form while you write")),
        (command_line("schema", "--editor", target), _("makes your editor know the words")),
    )
    width = max(len(command_) for command_, _said in rows)
    for command_, said in rows:
        click.echo(f"  {command_.ljust(width)}  {said}")
