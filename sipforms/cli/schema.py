"""``sipforms schema``: a questionnaire as one plain, standalone JSON Schema 2020-12."""

import json

import click

from sipforms.actions.programmes import find_programmes
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.programmes import programme_named, questionnaire_named
from sipforms.engine.ask.situation import Situation
from sipforms.engine.compile import plain_schema
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.language import N_, _
from sipforms.render.suggestion import nearest


@click.command(
    "schema",
    cls=Command,
    help=N_("Print a questionnaire as one plain JSON Schema 2020-12 that any validator understands."),
)
@click.argument("programme", metavar="PROGRAMME")
@click.argument("questionnaire", metavar="QUESTIONNAIRE")
@click.option("--mode", help=N_("How it is answered; the questionnaire's first mode otherwise."))
@click.option("--informant", help=N_("Who answers; the questionnaire's first informant otherwise."))
@click.option("--variant", help=N_("The target group; none otherwise."))
@click.option("--occasion", default="first", help=N_("first or later; first otherwise."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, /, programme: str, questionnaire: str, **constants: str | None) -> None:
    settings = settings_from(chosen)
    found = programme_named(find_programmes(settings.programmes, vocabulary_from(chosen), settings.language), programme)
    asked = questionnaire_named(found, questionnaire)
    variant, variants = constants["variant"], tuple(one.id for one in found.variants)
    situation = Situation(
        mode=_one_of(_("mode"), constants["mode"], asked.modes),
        informant=_one_of(_("informant"), constants["informant"], asked.informants),
        variant=None if variant is None else _one_of(_("target group"), variant, variants),
        occasion=_one_of(_("occasion"), constants["occasion"], ("first", "later")) or "first",
        today=now().date(),
        parameters=dict(settings.parameters.get(found.id, {})),
    )
    click.echo(_written(found, asked, situation))


def _written(programme: Programme, questionnaire: Questionnaire, situation: Situation) -> str:
    return json.dumps(plain_schema(programme, questionnaire, situation), ensure_ascii=False, indent=2)


def _one_of(what: str, name: str | None, known: tuple[str, ...]) -> str | None:
    if name is None:
        return next(iter(known), None)
    if name not in known:
        said = _("There is no {what} `{name}` here.").format(what=what, name=name)
        raise click.UsageError(said + nearest(name, known))
    return name
