"""``sipforms programmes``: what programmes are at hand, what is in one, and how new ones come."""

import click

from sipforms.actions.programmes import Broken, Programmes, find_programmes
from sipforms.actions.settings import Settings
from sipforms.cli.columns import aligned
from sipforms.cli.command import Command, Group
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.cli.programmes_add import add, restore_
from sipforms.engine.problem import Level
from sipforms.engine.response import Json
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.plain_json import plain_json

PROBLEMS_FOUND = 1
_ORIGINS = {
    "package": N_("comes with sipforms"),
    "shelf": N_("own shelf"),
    "plugin": N_("a plug-in"),
    "elsewhere": N_("another folder"),
}
_CODE = {
    "none": "",
    "trusted": N_("hooks.py: trusted"),
    "untrusted": N_("hooks.py: not trusted"),
    "changed": N_("hooks.py: changed, not trusted"),
}
_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="text|json",
    help=N_("For people, or for other programs."),
)


@click.group("programmes", cls=Group, help=N_("List the programmes at hand, show one, or take a new one."))
@click.help_option()
def command() -> None: ...


command.add_command(add)
command.add_command(restore_)


@command.command("list", cls=Command, help=N_("List the programmes at hand, and those that cannot be used."))
@_FORMAT
@click.help_option()
@click.pass_obj
def list_(chosen: Chosen, format_: str) -> int:
    from sipforms.actions.shelving.standing import standing_facts

    settings, words = settings_from(chosen), vocabulary_from(chosen)
    found = _found(settings, words)
    facts = [standing_facts(found, id_, settings.shelf, words) for id_ in found.by_id]
    if format_ == "json":
        click.echo(plain_json([*facts, *map(_broken_facts, found.broken)]), nl=False)
        return PROBLEMS_FOUND if found.broken else 0
    if not facts:
        click.echo(_("There are no programmes here."))
    for line in aligned([_row(one) for one in facts]):
        click.echo(line)
    for broken in found.broken:
        _tell_broken(broken)
    return PROBLEMS_FOUND if found.broken else 0


@command.command("show", cls=Command, help=N_("Show one programme: questionnaires, target groups, indicators."))
@click.argument("programme", metavar="PROGRAMME")
@_FORMAT
@click.help_option()
@click.pass_obj
def show(chosen: Chosen, programme: str, format_: str) -> int:
    from sipforms.actions.shelving.standing import programme_facts

    settings, words = settings_from(chosen), vocabulary_from(chosen)
    found = _found(settings, words)
    shown = programme_named(found, programme)
    facts = programme_facts(found, shown.id, settings.shelf, words)
    if format_ == "json":
        click.echo(plain_json(facts), nl=False)
        return 0
    from sipforms.engine.overlay.shared_core import shared_core_of
    from sipforms.render.programme_page import programme_page
    from sipforms.render.shared_core import shared_core_lines

    for line in programme_page(shown):
        click.echo(line)
    core = shared_core_of(found.bundles[shown.id])
    for line in () if core is None else ("", *shared_core_lines(core)):
        click.echo(line)
    click.echo()
    click.echo(_("Folder: {folder}").format(folder=plain(str(facts["folder"]))))
    click.echo(_("Digest: {digest}").format(digest=shown.digest))
    code = _CODE[str(facts["hooks"])]
    if code:
        click.echo(_(code))
    return 0


def _found(settings: Settings, words: Vocabulary) -> Programmes:
    return find_programmes(settings.programmes, words, settings.language)


def _row(facts: dict[str, Json]) -> tuple[str, ...]:
    asked, languages = facts["questionnaires"], facts["languages"]
    origin, code = _ORIGINS[str(facts["origin"])], _CODE[str(facts["hooks"])]
    return (
        str(facts["id"]),
        str(facts["version"]),
        plain(str(facts["title"])),
        ", ".join(asked) if isinstance(asked, dict) else "",
        " ".join(map(str, languages)) if isinstance(languages, list) else "",
        _(origin),
        _(code) if code else "",
    )


def _tell_broken(broken: Broken) -> None:
    from sipforms.render.problems import sentence  # sentences are loaded when there is something to say

    click.echo(_("{folder} cannot be used; `sipforms check {folder}` says why.").format(folder=broken.folder), err=True)
    first = next(problem for problem in broken.problems if problem.level is Level.ERROR)
    click.echo(f"  {first.place.file}: {sentence(first)}", err=True)


def _broken_facts(broken: Broken) -> dict[str, Json]:
    codes: list[Json] = [problem.code for problem in broken.problems if problem.level is Level.ERROR]
    return {"id": broken.folder.name, "folder": str(broken.folder), "usable": False, "problems": codes}
