"""Help: what the question means, its answers with their keys, and all the keys of the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.actions.keymap import Keymap
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.choice_words import DOES
from sipforms.tui.form_texts import keys_text, said_aloud
from sipforms.tui.introduction import introduction
from sipforms.tui.keys import key_name
from sipforms.tui.number_pad import number_pad, pad_words
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.text_line import TextLine

WIDEST, FRAME = 76, 6  # as the style sheet has them
USUAL_WIDTH, BEFORE, KEY = 80, "  ", 14
ON_FORM: Mapping[str, str] = {
    "go_on": N_("write a text, a number or a day; elsewhere go on without answering"),
    "next_empty": N_("the next question without an answer"),
    "jump": N_("go to a question by its number, such as 2.4"),
    "undo": N_("undo the last change and go there"),
    "undo_burst": N_("undo many changes that came in a moment, all at once"),
    "blank": N_("leave the question blank; on a row, remove it"),
    "note": N_("write a note"),
    "reason": N_("say why, where a check asks; done with a long text"),
    "list": N_("all answers of a long list, to search by typing"),
    "as_last_time": N_("answer as last time, where the programme offers it"),
    "last_time": N_("show last time's answer, where the programme allows it"),
    "citizen": N_("one question at a time, for the citizen to look at"),
    "citizen_screen": N_("the same on a second screen"),
    "leave": N_("one step back; everything is kept"),
    "switch_user": N_("sign out for somebody else, where one signs in"),
    "hide": N_("hide everything on the screen"),
    "spacing": N_("questions further apart, or one at a time"),
    "commands": N_("everything that can be done here, to search by typing"),
    "quit": N_("quit; everything is kept"),
}
"""What the help to the form says where the short name of a key is not enough."""
ANSWER_KEYS = (
    ("1-5", N_("answer, and go on to the next question")),
    ("0  -  /  ,", N_("don't know, declined, not relevant, not understood, where the question offers them")),
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
    ("F9", N_("questions further apart, or one at a time")),
    ("I", N_("settings")),
    ("Ctrl+P", N_("everything that can be done here, to search by typing")),
    ("Esc", N_("one step back; everything is kept")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


def help_width(width: int) -> int:
    """How wide a text can be in front of a screen of this width: inside the frame, its padding and the scrollbar."""
    return max(20, min(WIDEST, width * 9 // 10) - FRAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """One page of help at a width, with the word that stands for it above."""

    title: str
    text: Callable[[int], Text]


class HelpScreen(Step[None], ModalScreen[None]):
    """Text in front of the screen; any of the usual keys takes it away. Of several pages one is seen at a time."""

    BINDINGS = [
        Binding("escape,enter,f1,question_mark,space", "leave", show=False),
        Binding("right,tab", "turn(1)", show=False, priority=True),
        Binding("left,shift+tab", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, text: Text, *more: HelpPage, title: str = "") -> None:
        super().__init__()
        self._pages = (HelpPage(title=title, text=lambda _width: text), *more)
        self._at = 0

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            if len(self._pages) > 1:
                yield TextLine(id="pages")
            yield TextLine(classes="whole", id="page")
            yield TextLine(keys_text(self._keys(), 60), id="help-keys")

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self, _event: Resize) -> None:
        self._draw()

    def _keys(self) -> list[tuple[str, str]]:
        turns = [(ALL.back + ALL.on, _("turn the page"))] if len(self._pages) > 1 else []
        return [*turns, (ALL.up + ALL.down, _("scroll")), ("Esc", _("back"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One page is not turned."""
        return len(self._pages) > 1 if action == "turn" else super().check_action(action, parameters)

    def action_turn(self, step: int) -> None:
        """Turn to the next page, or to the one before."""
        self._at = (self._at + step) % len(self._pages)
        self._draw()
        self.query_one("#help", VerticalScroll).scroll_home(animate=False)

    def _draw(self) -> None:
        self.query_one("#page", TextLine).update(
            self._pages[self._at].text(help_width(self.size.width))
        )  # as high as it is
        if len(self._pages) > 1:
            titles = Text(no_wrap=True, overflow="ellipsis", end="")
            for place, page in enumerate(self._pages):
                titles.append(f"[{page.title}]" if place == self._at else f" {page.title} ", _style(place == self._at))
                titles.append(" ")
            self.query_one("#pages", TextLine).show(titles)

    def action_leave(self) -> None:
        self.leave()


def _style(is_here: bool) -> str:  # noqa: FBT001 - what it is asked for
    return "bold" if is_here else ""


def help_to_form(model: FormModel, keymap: Keymap, *before: HelpPage) -> HelpScreen:
    """Help to the question at the cursor, to the number pad, and to every key of the form."""
    pad = HelpPage(title=_("The number pad"), text=lambda width: pad_help(model, keymap, width))
    keys = HelpPage(title=_("All keys"), text=lambda _width: keys_help(keys_of_form(keymap)))
    return HelpScreen(question_help(model), pad, *before, keys, title=_("The question"))


def keys_of_form(keymap: Keymap) -> tuple[tuple[str, str], ...]:
    """Every key of the form with what it does, as the table of whoever is here has them."""
    named = ((name, "  ".join(map(key_name, keys))) for name, keys in keymap.keys.items())
    return (*ANSWER_KEYS, *((shown, ON_FORM.get(name, DOES[name])) for name, shown in named))


def pad_help(model: FormModel, keymap: Keymap, width: int) -> Text:
    """The number pad, drawn, and the few keys beside it that one hand needs; it fits a small window."""
    text = Text(_("A number answers and goes on. Your eyes can stay on the citizen.") + "\n")
    text.append_text(number_pad(pad_words(model), width=width))
    beside = {
        "undo": _("undo"), "jump": _("go to 2.4"), "review": _("hand in"), "hide": _("hide"), "help": _("help"),
    }  # fmt: skip
    rows = [(key_name(keymap.keys[name][0]), does) for name, does in beside.items()]
    return text.append("\n").append_text(keys_text(rows, width))


def question_help(model: FormModel) -> Text:
    """Help to the question at the cursor: what is to be said, what it means, and every answer with its key."""
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
    return text


def keys_help(keys: tuple[tuple[str, str], ...]) -> Text:
    """Keys with what they do, beside them also where it takes two lines."""
    text = Text(_("Keys") + "\n", "bold")
    for key, does in keys:
        for number, line in enumerate(wrapped(_(does), help_width(USUAL_WIDTH) - len(BEFORE) - KEY)):
            text.append(f"{BEFORE}{'' if number else key:<{KEY}}", "bold")
            text.append(f"{line}\n", "not bold")
    return text
