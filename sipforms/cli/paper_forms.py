"""Blank forms of one programme's questionnaires, printed as text or written to files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from sipforms.actions.blank.form import BlankForm
from sipforms.actions.blank.making import ROWS, blank_form
from sipforms.cli.named import questionnaire_named
from sipforms.cli.opening import Chosen, settings_from
from sipforms.cli.schema_files import write_files
from sipforms.cli.schema_subject import Wanted, has_not, programme_at, situation_for
from sipforms.engine.family import groups_asked
from sipforms.engine.programme import Questionnaire
from sipforms.render.language import _, ngettext
from sipforms.render.paper.text import paper_text
from sipforms.render.suggestion import listed

PAGES = (".html", ".htm")


class Printing:
    """One call of the command, after its words have been understood."""

    def __init__(self, chosen: Chosen, programme: str, constants: Mapping[str, Any], rows: int | None) -> None:
        """Find the programme and what the facility has set for it."""
        self._programme = programme_at(chosen, programme)
        self._wanted = Wanted(**constants)
        self._rows = ROWS if rows is None else rows
        self._set_here = settings_from(chosen).parameters.get(self._programme.id, {})

    def write_one(self, name: str | None, output: Path | None, *, overwrite: bool) -> int:
        """One form, on standard output as text or in a file."""
        if name is None:
            said = _("Which questionnaire of {programme}?").format(programme=self._programme.title)
            raise click.UsageError(f"{said} {listed(tuple(self._programme.questionnaires))}".strip())
        form = self._form(questionnaire_named(self._programme, name), self._wanted)
        if output is None:
            click.echo(paper_text(form), nl=False)
            return 0
        write_files({output: _written(form, output)}, overwrite=overwrite)
        click.echo(_("Written: {file}").format(file=output))
        return 0

    def write_all(self, folder: Path, *, overwrite: bool) -> int:
        """Every questionnaire as a page, one for each kind of informant and each target group that is asked otherwise.

        Those that are not answered in the way asked for are named.
        """
        texts: dict[Path, str] = {}
        for one in self._programme.questionnaires.values():
            lacking = has_not(self._programme, one, self._wanted)
            if lacking:
                said = _("{questionnaire} is left out: it has no {what} `{name}`.")
                click.echo(said.format(questionnaire=one.id, what=lacking[0], name=lacking[1]), err=True)
                continue
            for name, form in self._forms(one):
                file = folder / f"{name}.html"
                texts[file] = _written(form, file)
        if not texts:
            return 1
        write_files(texts, overwrite=overwrite)
        count = ngettext("{count} form written to {folder}", "{count} forms written to {folder}", len(texts))
        click.echo(count.format(count=len(texts), folder=folder))
        return 0

    def _forms(self, questionnaire: Questionnaire) -> Iterator[tuple[str, BlankForm]]:
        """The forms of a questionnaire that differ, each with a name for its file."""
        wanted, seen = self._wanted, set[str]()
        informants = questionnaire.informants if wanted.informant is None else (wanted.informant,)
        groups = groups_asked(self._programme, questionnaire) if wanted.variant is None else (wanted.variant,)
        for informant in informants or (None,):
            for group in groups:
                form = self._form(questionnaire, replace(wanted, informant=informant, variant=group))
                if form.code not in seen:
                    names = (questionnaire.id, *([informant] if informant and len(informants) > 1 else []))
                    yield "-".join((*names, *([group] if group and seen else []))), form
                seen.add(form.code)

    def _form(self, questionnaire: Questionnaire, wanted: Wanted) -> BlankForm:
        situation = situation_for(self._programme, questionnaire, wanted, self._set_here)
        return blank_form(self._programme, questionnaire, replace(situation, mode=wanted.mode), self._rows)


def _written(form: BlankForm, file: Path) -> str:
    """The form as the file's name asks for it."""
    if file.suffix.lower() not in PAGES:
        return paper_text(form)
    from sipforms.render.paper.html import paper_html  # only who writes a page loads templates

    return paper_html(form)
