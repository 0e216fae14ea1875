"""``sipforms check --explain INDICATOR``: the number worked out for each example, item by item."""

import shutil
import sys
from pathlib import Path

import click

from sipforms.actions.checking import Checked, Criteria, check_folders
from sipforms.actions.explaining import worked_out
from sipforms.engine.build import build
from sipforms.engine.indicator import Indicator
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme
from sipforms.render.charts.glyphs import glyphs_for
from sipforms.render.language import _
from sipforms.render.suggestion import nearest
from sipforms.render.worked_out import how_to_write_one, worked_out_text

PROBLEMS_FOUND = 1
_WIDEST = 100


def explain(paths: tuple[Path, ...], criteria: Criteria, indicator: str) -> int:
    """Work out the number in every programme that has it. A programme with mistakes tells those instead."""
    results = check_folders(paths, criteria).results
    broken = [one for one in results if one.count(Level.ERROR)]
    whole = {one.folder: build(one.bundle) for one in results if one not in broken}
    found = [(one, whole[one.folder]) for one in results if one.folder in whole]
    having = [(one, programme, named) for one, programme in found if (named := programme.indicator(indicator))]
    if not having and not broken:
        known = [one.id for _result, programme in found for one in programme.indicators]
        said = _("There is no indicator `{name}` here.").format(name=indicator)
        raise click.UsageError(said + nearest(indicator, list(dict.fromkeys(known))))
    codes = [_explained(one, programme, named, criteria) for one, programme, named in having]
    return max((*codes, *([_tell(broken, criteria)] if broken else [])))


def _tell(broken: list[Checked], criteria: Criteria) -> int:
    from sipforms.actions.checking import Inspection
    from sipforms.cli.check_report import write_text

    write_text(Inspection(profile=criteria.profile, results=tuple(broken)))
    return PROBLEMS_FOUND


def _explained(result: Checked, programme: Programme, indicator: Indicator, criteria: Criteria) -> int:
    examples = worked_out(result.bundle, programme, criteria.vocabulary, indicator, criteria.today)
    if not examples:
        click.echo(how_to_write_one(programme, indicator))
        return PROBLEMS_FOUND
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    glyphs = glyphs_for(sys.stdout.encoding)
    click.echo("\n\n".join(worked_out_text(one, result.beside, width, glyphs) for one in examples))
    return 0
