"""Choosing what of a programme is shown: each turn shows at once behind the choices."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen

from sipforms.actions.fill import FIRST, LATER
from sipforms.actions.preview.others import reads_others
from sipforms.actions.preview.view import ANSWERED, NOTHING, informants_of
from sipforms.engine.family import groups_asked
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.language import _
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain
from sipforms.tui.form_texts import keys_text
from sipforms.tui.preview_texts import language_words
from sipforms.tui.screens.step import Step
from sipforms.tui.screens.watched import Turned
from sipforms.tui.widgets.picker import Choices, Picker
from sipforms.tui.widgets.text_line import TextLine


class PreviewChoice(Step[None], ModalScreen[None]):
    """One line for each thing to choose; up and down go from one to the next, left and right turn it."""

    BINDINGS = [
        Binding("escape,enter,f3", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("f6", "clear", show=False),
        Binding("f7", "somebody", show=False),
    ]

    def __init__(self, behind: Turned) -> None:
        super().__init__()
        self._behind = behind

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="dialog", can_focus=False):
            yield TextLine(Text(_("What is shown"), "bold", end=""), id="title")
            for name, label in self._labels():
                with Horizontal(classes="field"):
                    yield TextLine(label, classes="label")
                    yield Picker(self._choices(name), getattr(self._behind.preview.view, name), id=name)
            keys = [("←→", _("turn")), ("F6", _("blank form")), ("F7", _("answer as somebody")), ("Esc", _("back"))]
            yield TextLine(keys_text(keys, 70))

    def on_picker_turned(self, event: Picker.Turned) -> None:
        """Show the other choice; another questionnaire may be answered in other ways."""
        name = event.picker.id or ""
        chosen: Mapping[str, Any] = {name: event.picker.value}
        self._behind.turn(replace(self._behind.preview.view, **chosen))
        view = self._behind.preview.view
        for one in self.query(Picker):
            if one is not event.picker:
                one.offer(self._choices(one.id or ""), getattr(view, one.id or ""))

    def action_clear(self) -> None:
        """Begin the form anew."""
        self._behind.clear()

    def action_somebody(self) -> None:
        """Answer as the next invented person."""
        self._behind.action_somebody()

    def action_leave(self) -> None:
        """Back to the form."""
        self.leave()

    def _labels(self) -> tuple[tuple[str, str], ...]:
        return (
            ("questionnaire", _("Questionnaire")),
            ("language", _("Language")),
            ("variant", _("Target group")),
            ("informant", _("Who answers")),
            ("mode", _("How")),
            ("occasion", _("Round")),
            ("elsewhere", _("Elsewhere")),
        )

    def _choices(self, name: str) -> Choices:
        programme, view = self._behind.preview.programme, self._behind.preview.view
        asked = programme.questionnaires[view.questionnaire] if programme else None
        return choices_of(programme, asked, view.informant)[name] if programme and asked else ()


def _group(programme: Programme, variant: str | None) -> str:
    title = next((one.title for one in programme.variants if one.id == variant), "")
    return plain(title) or _("none in particular")


def choices_of(programme: Programme, asked: Questionnaire, informant: str | None) -> Mapping[str, Choices]:
    """What can be chosen, by the name that it has in a view; the ways are those of whoever answers."""
    return {
        "questionnaire": tuple((id_, plain(one.title)) for id_, one in programme.questionnaires.items()),
        "language": tuple((one, language_words(one)) for one in programme.languages),
        "variant": tuple((one, _group(programme, one)) for one in groups_asked(programme, asked)),
        "mode": tuple((one, mode_words(one)) for one in asked.modes_for(informant)),
        "informant": tuple((one, plain(programme.informants[one])) for one in informants_of(programme, asked)),
        "occasion": ((FIRST, _("the first")), (LATER, _("a later one, with answers from last time"))),
        "elsewhere": ((ANSWERED, _("answered here, or by somebody")), (NOTHING, _("nobody has answered them")))
        if reads_others(asked)
        else (),
    }
