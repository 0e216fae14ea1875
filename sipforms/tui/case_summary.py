"""A citizen at a glance, for the pane beside a list: since when, which rounds there are, what comes next. No name."""

from collections.abc import Iterator
from datetime import date, datetime

from rich.text import Text

from sipforms.actions.due import DueForm
from sipforms.actions.people import current_stay
from sipforms.actions.today import Overview, Waiting
from sipforms.engine.family import main_form
from sipforms.engine.newest import newest
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import title_of, when_due
from sipforms.render.in_use import moment_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.today_words import draft_title, since_words, state_waits
from sipforms.store.casefile import CaseFile
from sipforms.tui.list_lines import Programmes, code_of
from sipforms.tui.tables import ends, sized
from sipforms.tui.widgets.form_layout import wrapped


def summary(programmes: Programmes, overview: Overview, file: CaseFile, now: datetime, width: int) -> Text:
    """Everything about one case file that a list may show, in lines of this width."""
    stay = current_stay(file, now.date())
    since = since_words(stay, now.date()) if file.citizen else ""
    text = ends(code_of(file), since, width)
    text.stylize("bold", 0, len(code_of(file)))
    if stay is not None:
        programme = programmes.get(stay.programme)
        lives = (plain(stay.unit), plain(programme.title if programme else stay.programme))
        text.append("\n" + sized(" · ".join(part for part in lives if part), width).rstrip(), "not bold")
    waiting = [one for one in overview.waiting if one.file.id == file.id]
    coming = [one for one in overview.coming if one.file.id == file.id]
    for lines in (
        _forms(programmes, file, waiting, coming, now.date(), width),
        _drafts(programmes, waiting, now, width),
    ):
        block = "\n".join(lines)
        text.append(f"\n\n{block}" if block else "", "not bold")
    return text


def _forms(
    programmes: Programmes,
    file: CaseFile,
    waiting: list[Waiting],
    coming: list[DueForm],
    today: date,
    width: int,
) -> Iterator[str]:
    """Each questionnaire with its rounds so far, and when the next one is due."""
    due = [one.due for one in waiting if one.due is not None] + coming
    seen: dict[tuple[str, str], None] = {(one.programme, one.due.main): None for one in due}
    for response in file.responses:
        programme = programmes.get(response.programme)
        main = main_form(programme, response.questionnaire) if programme else response.questionnaire
        seen.setdefault((response.programme, main))
    for id_, main in seen:
        programme = programmes.get(id_)
        rounds = [one for one in file.responses if one.programme == id_ and _is_of(programme, one, main)]
        soonest = next((one for one in due if (one.programme, one.due.main) == (id_, main)), None)
        yield sized(title_of(programme, main), width).rstrip()
        for said in _round_words(rounds, soonest, today):
            yield from (f"  {line}" for line in wrapped(said, width - 2))


def _is_of(programme: Programme | None, response: Response, main: str) -> bool:
    return (main_form(programme, response.questionnaire) if programme else response.questionnaire) == main


def _round_words(rounds: list[Response], due: DueForm | None, today: date) -> Iterator[str]:
    """How many rounds there are and when the last was; when the next one is due."""
    last = newest(rounds)
    if last is not None:
        count = ngettext("{count} round", "{count} rounds", len(rounds)).format(count=len(rounds))
        yield " · ".join((count, _("last {day}").format(day=format_date(last.answered_on))))
    if due is not None:
        yield _("next: {when}").format(when=when_due(due.due, today))


def _drafts(programmes: Programmes, waiting: list[Waiting], now: datetime, width: int) -> Iterator[str]:
    for one in waiting:
        if one.draft is not None:
            title = draft_title(programmes.get(one.draft.header.programme), one.draft)
            when = moment_words(one.draft.last, now) if one.draft.last else ""
            yield from wrapped(" · ".join(part for part in (title, state_waits(one), when) if part), width)
