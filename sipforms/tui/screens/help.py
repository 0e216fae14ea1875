"""Help: what the question means, its answers with their keys, and all the keys of the screen."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.form_texts import keys_text, said_aloud
from sipforms.tui.introduction import introduction
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.text_line import TextLine

WIDEST, FRAME = 76, 6  # as the style sheet has them
USUAL_WIDTH, BEFORE, KEY = 80, "  ", 12
KEYS_OF_FORM = (
    ("1-5", N_("answer, and go on to the next question")),
    ("0  -  /  ,", N_("don't know, declined, not relevant, not understood, where the question offers them")),
    ("Enter", N_("write a text, a number or a day; elsewhere go on without answering")),
    ("↑ ↓ ← →", N_("move without answering")),
    ("PgUp/PgDn", N_("the area before, the next area")),
    ("+  n", N_("the next question without an answer")),
    ("⌫ Backspace", N_("undo the last change and go there")),
    ("Del", N_("leave the question blank; on a row, remove it")),
    ("Ins", N_("add a row")),
    ("*  k", N_("write a note")),
    ("g", N_("go to a question by its number, such as 2.4")),
    ("F6", N_("show last time's answer, where the programme allows it")),
    ("=", N_("answer as last time, where the programme offers it")),
    ("F2", N_("look over and hand in")),
    ("F7", N_("sign out for somebody else, where one signs in")),
    ("F8", N_("hide everything on the screen")),
    ("F9", N_("light or dark")),
    ("Esc", N_("one step back; everything is kept")),
)
KEYS_ELSEWHERE = (
    ("↑ ↓", N_("move")),
    ("Enter", N_("open")),
    ("/", N_("search, in the list of citizens")),
    ("N", N_("new citizen, in the list of citizens")),
    ("A/S/D", N_("new stay, mend a stay, a stay ends, on a citizen's page")),
    ("E", N_("mend the name, on a citizen's page")),
    ("Del", N_("throw away what was begun, on a citizen's page")),
    ("M", N_("make one of two drafts of the same form, on a citizen's page")),
    ("O", N_("old drafts, in the list of citizens")),
    ("H/R", N_("why this number, and other reports, in a result")),
    ("V", N_("versions of a round: read, correct, sign, withdraw or move it")),
    ("1-6", N_("other views of a result")),
    ("F6", N_("change your passphrase, in the list of citizens")),
    ("F7", N_("sign out for somebody else, where one signs in")),
    ("F8", N_("hide everything on the screen")),
    ("F9", N_("light or dark")),
    ("Esc", N_("one step back; everything is kept")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


def help_width(width: int) -> int:
    """How wide a text can be in front of a screen of this width: inside the frame, its padding and the scrollbar."""
    return max(20, min(WIDEST, width * 9 // 10) - FRAME)


class HelpScreen(Step[None], ModalScreen[None]):
    """Text in front of the screen; any of the usual keys takes it away."""

    BINDINGS = [Binding("escape,enter,f1,question_mark,space", "leave", show=False)]

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield TextLine(self._text, classes="whole")
            yield TextLine(keys_text([("↑↓", _("scroll")), ("Esc", _("back"))], 40))

    def action_leave(self) -> None:
        self.leave()


def form_help(model: FormModel) -> Text:
    """Help to the question at the cursor and to the keys of the form."""
    text = Text()
    cell, begins = model.cell, introduction(model)
    text.append(f"{begins}\n" if begins else "")
    text.append(said_aloud(model) + "\n", "bold")
    if cell is not None:
        situation = model.draft.form.situation
        wording = cell.question.worded(situation.informant, situation.variant)
        for part in (wording.description, wording.help, wording.example):
            text.append(plain(part) + "\n" if part else "")
        for one in choices(cell.question) if cell.question.scale else ():
            more = f": {plain(one.option.help)}" if one.option and one.option.help else ""
            text.append(f"  {one.key}  ", "bold")
            text.append((plain(one.option.title) if one.option else "") + more + "\n")
    return text.append("\n").append_text(keys_help(KEYS_OF_FORM))


def keys_help(keys: tuple[tuple[str, str], ...]) -> Text:
    """Keys with what they do, beside them also where it takes two lines."""
    text = Text(_("Keys") + "\n", "bold")
    for key, does in keys:
        for number, line in enumerate(wrapped(_(does), help_width(USUAL_WIDTH) - len(BEFORE) - KEY)):
            text.append(f"{BEFORE}{'' if number else key:<{KEY}}", "bold")
            text.append(f"{line}\n", "not bold")
    return text
