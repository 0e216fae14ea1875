"""What is named on the command line by its id: found, or wrong use with the nearest one there is."""

from typing import TYPE_CHECKING

import click

from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.suggestion import nearest

if TYPE_CHECKING:  # most commands read no programmes
    from sipforms.actions.programmes import Programmes


def programme_named(found: "Programmes", name: str) -> Programme:
    """The programme with that id."""
    if name not in found.by_id:
        raise click.UsageError(_("There is no programme `{name}`.").format(name=name) + nearest(name, found.by_id))
    return found.by_id[name]


def questionnaire_named(programme: Programme, name: str) -> Questionnaire:
    """The questionnaire of the programme with that id."""
    if name not in programme.questionnaires:
        said = _("{programme} has no questionnaire `{name}`.").format(programme=plain(programme.title), name=name)
        raise click.UsageError(said + nearest(name, programme.questionnaires))
    return programme.questionnaires[name]
