"""Plain schemas of one programme's questionnaires, with the constants asked for, printed or written to files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from sipforms.cli.named import questionnaire_named
from sipforms.cli.opening import Chosen, settings_from
from sipforms.cli.schema_files import write_files
from sipforms.cli.schema_subject import Wanted, has_not, programme_at, situation_for
from sipforms.cli.schema_text import Schema, not_said, written
from sipforms.engine.compile import plain_schema
from sipforms.engine.programme import Questionnaire
from sipforms.render.language import _, ngettext
from sipforms.render.suggestion import listed


class Asking:
    """One call of the command, after its words have been understood."""

    def __init__(self, chosen: Chosen, programme: str, constants: Mapping[str, Any], form: str) -> None:
        """Find the programme and what the facility has set for it."""
        self.programme = programme_at(chosen, programme)
        self.wanted = Wanted(**constants)
        self.form = form
        self.set_here = settings_from(chosen).parameters.get(self.programme.id, {})

    def write_one(self, name: str | None, output: Path | None, *, overwrite: bool) -> int:
        """The schema of one questionnaire, on standard output or in a file; what it cannot say goes to the reader."""
        if name is None:
            said = _("Which questionnaire of {programme}?").format(programme=self.programme.title)
            raise click.UsageError(f"{said} {listed(tuple(self.programme.questionnaires))}".strip())
        schema = self._schema(questionnaire_named(self.programme, name))
        if output is None:
            click.echo(written(schema, self.form), nl=False)
        else:
            write_files({output: written(schema, self.form)}, overwrite=overwrite)
            click.echo(_("Written: {file}").format(file=output))
        for line in not_said(schema):
            click.echo(line, err=True)
        return 0

    def write_all(self, folder: Path, *, overwrite: bool) -> int:
        """Every questionnaire that is answered in the way asked for, a file each; the others are named."""
        texts: dict[Path, str] = {}
        for one in self.programme.questionnaires.values():
            lacking = has_not(self.programme, one, self.wanted)
            if lacking:
                said = _("{questionnaire} is left out: it has no {what} `{name}`.")
                click.echo(said.format(questionnaire=one.id, what=lacking[0], name=lacking[1]), err=True)
            else:
                texts[folder / f"{one.id}.{self.form}"] = written(self._schema(one), self.form)
        if not texts:
            return 1
        write_files(texts, overwrite=overwrite)
        count = ngettext("{count} schema written to {folder}", "{count} schemas written to {folder}", len(texts))
        click.echo(count.format(count=len(texts), folder=folder))
        return 0

    def _schema(self, questionnaire: Questionnaire) -> Schema:
        situation = situation_for(self.programme, questionnaire, self.wanted, self.set_here)
        return plain_schema(self.programme, questionnaire, situation)
