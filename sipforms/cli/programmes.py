"""``sipforms programmes``: what programmes are at hand, and what is in one."""

import click

from sipforms.actions.programmes import Programmes, find_programmes
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.language import N_, _, ngettext
from sipforms.render.suggestion import nearest

PROBLEMS_FOUND = 1


@click.group("programmes", cls=Group, help=N_("List the programmes at hand, or show one."))
@click.help_option()
def command() -> None: ...


@command.command("list", cls=Command, help=N_("List the programmes at hand, and those that cannot be used."))
@click.help_option()
@click.pass_obj
def list_(chosen: Chosen) -> int:
    found = _found(chosen)
    for programme in found.by_id.values():
        click.echo(f"{programme.id}  {programme.title} {programme.version}  {found.folders[programme.id]}")
    for broken in found.broken:
        click.echo(
            _("{folder} cannot be used; `sipforms check {folder}` says why.").format(folder=broken.folder), err=True
        )
    return PROBLEMS_FOUND if found.broken else 0


@command.command("show", cls=Command, help=N_("Show one programme: questionnaires, target groups, indicators."))
@click.argument("programme", metavar="PROGRAMME")
@click.help_option()
@click.pass_obj
def show(chosen: Chosen, programme: str) -> int:
    shown = programme_named(_found(chosen), programme)
    click.echo(f"{shown.title} {shown.version} ({shown.id})")
    click.echo(_("Digest: {digest}").format(digest=shown.digest))
    if shown.variants:
        click.echo(_("Target groups: {names}").format(names=", ".join(one.title for one in shown.variants)))
    for questionnaire in shown.questionnaires.values():
        questions = len(list(questionnaire.questions()))
        count = ngettext("{count} question", "{count} questions", questions).format(count=questions)
        click.echo(f"  {questionnaire.id}: {questionnaire.title} ({count})")
    count = ngettext("{count} indicator", "{count} indicators", len(shown.indicators)).format(
        count=len(shown.indicators)
    )
    click.echo(count)
    return 0


def programme_named(found: Programmes, name: str) -> Programme:
    """The programme with that id, or wrong use with the nearest one."""
    if name not in found.by_id:
        said = _("There is no programme `{name}`.").format(name=name) + nearest(name, found.by_id)
        raise click.UsageError(said)
    return found.by_id[name]


def questionnaire_named(programme: Programme, name: str) -> Questionnaire:
    """The questionnaire with that id, or wrong use with the nearest one."""
    if name not in programme.questionnaires:
        said = _("{programme} has no questionnaire `{name}`.").format(programme=programme.title, name=name)
        raise click.UsageError(said + nearest(name, programme.questionnaires))
    return programme.questionnaires[name]


def _found(chosen: Chosen) -> Programmes:
    settings = settings_from(chosen)
    return find_programmes(settings.programmes, vocabulary_from(chosen), settings.language)
