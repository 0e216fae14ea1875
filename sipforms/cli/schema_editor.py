"""``sipforms schema --editor``: what an editor needs to help while a programme is written."""

import json
from pathlib import Path

import click

from sipforms.actions.bundle_tree import bundles_of
from sipforms.actions.editor_files import KEY, EditorFiles, LedAway, write_editor_files
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.cli.paths import no_folder
from sipforms.cli.refusals import refusal
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import MANIFEST
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.editor import editor_schemas
from sipforms.render.language import _, ngettext
from sipforms.store.failures import StoreUnavailable


def write_for_editors(chosen: Chosen, folder: Path) -> int:
    """Write schemas and settings into the folder, and say what other editors need; 1 where a part is left to people."""
    settings_from(chosen)
    if not folder.is_dir():
        raise no_folder(folder)
    words = vocabulary_from(chosen, (folder,))
    scorers = {name: word.offer.settings for name, word in words.scorers.items()}
    sections = {name: word.offer.settings for name, word in words.report_sections.items()}
    schemas = editor_schemas(_names(words, folder), scorers, sections)
    try:
        done = write_editor_files(folder, schemas)
    except LedAway as fault:
        said = _(
            "{file} is behind a link and would be written somewhere else. Take the link away. No file was written."
        )
        raise click.ClickException(said.format(file=fault.file)) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault
    _tell(done)
    return 0 if done.settings_left is None else 1


def _names(vocabulary: Vocabulary, folder: Path) -> dict[str, tuple[str, ...]]:
    """The words to offer where a name is wanted: those of plug-ins, and those of the programmes in the folder."""
    scales: dict[str, None] = {}
    questionnaires: dict[str, None] = {}
    for bundle in bundles_of((folder,)):
        if (bundle / MANIFEST).is_file():
            for file, source in read(bundle).sources.items():
                kind, _slash, name = file.partition("/")
                if kind == "questionnaires":
                    questionnaires[name.removesuffix(".yaml")] = None
                if file == "scales.yaml" and isinstance(source.data, dict):
                    defined = source.data.get("$defs")
                    scales.update(dict.fromkeys(defined if isinstance(defined, dict) else ()))
    return {
        "scorer": tuple(sorted(vocabulary.scorers)),
        "section": tuple(sorted(vocabulary.report_sections)),
        "scale": tuple(scales),
        "variantOf": tuple(scales),
        "questionnaire": tuple(questionnaires),
    }


def _tell(done: EditorFiles) -> None:
    settings = json.dumps({KEY: done.associations}, ensure_ascii=False, indent=2)
    count = ngettext("{count} file written in {folder}.", "{count} files written in {folder}.", len(done.written))
    said = count if done.written else _("Everything is in place already in {folder}.")
    click.echo(said.format(count=len(done.written), folder=done.folder))
    if done.settings_left is not None:
        said = _("{file} was left as it is: it holds comments that would be lost. Add this to it yourself:")
        click.echo(said.format(file=done.settings_left))
        click.echo(settings)
    click.echo()
    click.echo(_("VS Code: open {folder} and install the extension YAML by Red Hat.").format(folder=done.folder))
    said = _("Neovim, Helix, Emacs and others with yaml-language-server: give the server these settings.")
    click.echo(said)
    if done.settings_left is None:
        click.echo(json.dumps({"yaml": {"schemas": done.associations}}, ensure_ascii=False, indent=2))
    click.echo(_("Or write the line of its kind at the top of a file (the path is from that file):"))
    for schema, patterns in done.associations.items():
        for pattern in patterns:
            up = "../" * pattern.count("/")
            click.echo(f"  {pattern:<28} # yaml-language-server: $schema={up or './'}{schema.removeprefix('./')}")
