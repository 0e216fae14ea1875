"""A round in words: where things stand, what changed, why a number is what it is, every answer."""

from collections.abc import Iterator
from dataclasses import replace

from sipforms.actions.follow import history_of, programmes_of, why
from sipforms.actions.report import of_series
from sipforms.actions.talk_sheet import talk_sheet_of
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.commands import Command, Do, command_in, word_for
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Ended
from sipforms.engine.compare.history import Series
from sipforms.engine.report import Report, SectionInput
from sipforms.engine.response import Response
from sipforms.plugins.sections.answers import Answers
from sipforms.render.charts.glyphs import ASCII
from sipforms.render.due_words import round_words
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.response_words import standing_words
from sipforms.render.said import fault_said
from sipforms.render.spoken_report import WIDE, Said, spoken_everything, spoken_report
from sipforms.render.talk_sheet import spoken_sheet
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError


def show_result(talk: Guarded, workplace: Workplace, file: CaseFile, response: Response) -> None:
    """Tell the result, then answer questions about it until whoever listens goes back. Raises Ended, EndOfInput."""
    try:
        report = _report(workplace, file, response)
    except StoreError as fault:
        talk.say(fault_said(fault))
        return
    _Result(talk, workplace, file, response, report).run()


def _report(workplace: Workplace, file: CaseFile, response: Response) -> Report | None:
    """The report of the series up to this round; nothing where its programme is not at hand."""
    history = history_of(workplace, file)
    if response.id in history.unreadable:
        return None
    series = next(one for one in history.series if any(point.response.id == response.id for point in one.points))
    place = next(place for place, point in enumerate(series.points) if point.response.id == response.id)
    until: Series = replace(series, points=series.points[: place + 1], steps=series.steps[:place])
    return of_series(workplace, file, until)


class _Result:
    def __init__(
        self, talk: Guarded, workplace: Workplace, file: CaseFile, response: Response, report: Report | None
    ) -> None:
        self._talk, self._workplace, self._file = talk, workplace, file
        self._response, self._report = response, report
        self._numbers: list[str] = []

    def run(self) -> None:
        self._say()
        while True:
            line = self._talk.ask(
                _(
                    "A number says why, `{word}` tells every answer, `{sheet}` the page for the citizen, b goes back:"
                ).format(word=_("answers"), sheet=_("talk sheet"))
            )
            command = command_in(line)
            if not line.strip() or command == Command(do=Do.BACK):
                return
            if line.strip().isdecimal():
                self._explain(int(line))
            elif command is None or not self._did(command):
                self._talk.say(_("That does nothing here. b goes back."))

    def _did(self, command: Command) -> bool:
        match command.do:
            case Do.ANSWERS:
                self._say_all(self._every())
            case Do.SHEET:
                self._say_sheet()
            case Do.WHERE:
                self._say()
            case Do.HELP:
                self._talk.say(
                    _("Type a number to hear why it is what it is, or `{word}`.").format(word=word_for(Do.ANSWERS))
                )
            case Do.HIDE:
                self._talk.hide()
            case Do.LEAVE:
                raise Ended
            case _:
                return False
        return True

    def _say(self) -> None:
        """Whose round, and the report; what can be explained has a number."""
        who = plain(self._file.citizen.code) if self._file.citizen else _("The facility")
        programme = self._report.programme if self._report else None
        day, title, way = round_words(programme, self._response)
        self._talk.say()
        self._talk.say(_("Result. {what}.").format(what=", ".join(part for part in (who, title, way, day) if part)))
        for words in standing_words(self._response):
            self._talk.say(words)
        if self._report is None:
            self._talk.say(_("The version of the programme that this was answered with is not at hand."))
            return
        self._numbers = []
        self._say_all(spoken_report(self._report))

    def _say_all(self, lines: Iterator[Said]) -> None:
        for one in lines:
            if one.indicator and one.indicator not in self._numbers:
                self._numbers.append(one.indicator)
            number = f"{self._numbers.index(one.indicator) + 1} " if one.indicator else ""
            self._talk.say(f"{number}{one.text}")

    def _say_sheet(self) -> None:
        """The page for the citizen, to read aloud together."""
        sheet = talk_sheet_of(self._workplace, self._file, self._report.series) if self._report else None
        if sheet is None:
            self._talk.say(_("There is no talk sheet of this: it is made of answers to what the citizen is asked."))
            return
        self._talk.say()
        for said in spoken_sheet(sheet):
            self._talk.say(said)

    def _explain(self, number: int) -> None:
        """Why the number is what it is."""
        marked = self._numbers[number - 1] if 1 <= number <= len(self._numbers) else ""
        found = why(self._workplace, self._response, marked) if marked else None
        if found is None:
            self._talk.say(_("There is no number to explain here."))
        else:
            self._talk.say(explanation_text(found, WIDE, ASCII))

    def _every(self) -> Iterator[Said]:
        """Every answer and note: the person who opened this has the case file."""
        offered = self._workplace.vocabulary.report_sections.get("answers")
        if self._report is None or offered is None:
            return iter(())
        given = SectionInput(
            programme=self._report.programme,
            programmes=programmes_of(self._workplace, self._file),
            series=self._report.series,
            settings={"text": True},
        )
        made = offered.offer.build(given)
        return spoken_everything(made, self._response.notes) if isinstance(made, Answers) else iter(())
