"""The program in the terminal: themes, the keys that work everywhere, and the first screen."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from textual.binding import Binding
from textual.events import Event, Key
from textual.screen import Screen

from sipforms.actions.my_drafts import MyDraft
from sipforms.actions.people import people
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.commands import Command, commands_everywhere
from sipforms.tui.entrance import Entrance
from sipforms.tui.guarded_app import GuardedApp
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.help import KEYS_ELSEWHERE, HelpScreen, keys_help
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.palette import PaletteScreen
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.settings import SettingsScreen
from sipforms.tui.screens.step import Step
from sipforms.tui.screens.today import TodayScreen
from sipforms.tui.sight import Sight

OUR_FAULT = 3
LEAVING = ("quit", "switch_user")
OPEN_ONLY = ("spacing", "theme", "help", "commands", "settings", "administration")
"""What can be done only while something is open and can be seen."""


class SipApp(GuardedApp):
    """The screens over one workplace; with a case file it opens there, with a questionnaire it begins that one.

    With an ``entrance`` and no workplace it asks who is there first, and then opens at the ``citizen`` with that code.
    ``shown`` is called once the first screen has been drawn.
    """

    CSS_PATH = Path(__file__).with_name("sip.tcss")
    TITLE = "SIP"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("f1,question_mark", "help", show=False, id="help"),
        Binding("ctrl+p", "commands", show=False, priority=True, id="commands"),
        Binding("f9", "spacing", show=False, priority=True, id="spacing"),
        Binding("ctrl+q,f10", "quit", show=False, priority=True, id="quit"),
    ]

    def __init__(
        self,
        workplace: Workplace | None,
        file: CaseFile | None = None,
        begin: str | None = None,
        shown: Callable[[], None] | None = None,
        *,
        entrance: Entrance | None = None,
        citizen: str | None = None,
    ) -> None:
        super().__init__(workplace, entrance)
        self.animation_level = "none"  # a scroll that goes on by itself would end where it was sent before ours
        self._shown = shown
        self.fault: Exception | None = None
        self.opens_citizen_screen = False
        self._file, self._begin, self._citizen = file, begin, citizen

    async def open_first(self, draft: MyDraft | None = None) -> None:
        """Put the first screens up: what waits today, in front of it the draft or the citizen that was asked for."""
        file, begin, citizen = self._file, self._begin, self._citizen
        self._file = self._begin = self._citizen = None  # asked for once, by whoever came first
        told = ""
        if draft is not None:
            file, begin = draft.file, None
        elif citizen is not None:
            file, told = self._found(citizen)
        first = TodayScreen(Sight(monotonic), is_behind=file is not None)
        await self.push_screen(first)
        if file is not None:
            await self.push_screen(CaseScreen(file, begin, draft.draft if draft else None))
        elif told:
            self.call_after_refresh(first.tell, told)

    def _found(self, code: str) -> tuple[CaseFile | None, str]:
        """The case file of the citizen with that code, or why there is none."""
        try:
            everybody = people(self.workplace).files
        except StoreError as fault:
            return None, fault_said(fault)
        found = (one for one in everybody if one.citizen and one.citizen.code.casefold() == code.casefold())
        file = next(found, None)
        return file, "" if file else _("There is no citizen `{code}`.").format(code=plain(code))

    def on_ready(self) -> None:
        if self._shown is not None:
            self.call_after_refresh(self._shown)

    def action_theme(self) -> None:
        """The next of the looks."""
        self.tell_in_front(self.next_choice("theme"))

    def action_spacing(self) -> None:
        """The questions of a form further apart, or one at a time, and back."""
        self.tell_in_front(self.next_choice("spacing"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind what hides the screen nothing is changed, and before signing in nobody's choices are known."""
        if action in OPEN_ONLY and (self.is_covered or self._workplace is None):
            return False
        return super().check_action(action, parameters)

    def action_administration(self) -> None:
        """What leaders look after: users, units, recovery codes, how long things are kept."""
        if isinstance(self.screen, Page) and not self.is_covered:
            from sipforms.tui.screens.administration import AdministrationScreen

            if any(isinstance(one, AdministrationScreen) for one in self.screen_stack):
                self.tell_in_front(_("Administration is open already: Esc leads back to it."))
            else:
                self.screen.put(AdministrationScreen())

    def result_of(self, file: CaseFile, response: Response) -> Screen[None]:
        """The result of answers that are not handed in yet; the file has them, and the store has not."""
        return ResultScreen(file, response, is_kept=False)

    async def action_help(self) -> None:
        """The help of the screen in front; where it has none, the keys of the screens that are no form."""
        own = getattr(self.screen, "action_help", None)
        if own is None:
            await self.push_screen(HelpScreen(keys_help(KEYS_ELSEWHERE)))
        else:
            own()

    def action_settings(self) -> None:
        """What whoever is here can choose for himself."""
        if isinstance(self.screen, Step) and not isinstance(self.screen, SettingsScreen):
            self.screen.put(SettingsScreen())

    def action_commands(self) -> None:
        """Everything that can be done from here, to search among; once more puts it away."""
        screen = self.screen
        if isinstance(screen, PaletteScreen):
            screen.action_leave()
        elif isinstance(screen, Step):
            screen.put(PaletteScreen((*screen.commands(), *commands_everywhere(self))), self._do)

    def _do(self, command: Command | None) -> None:
        if command is not None:
            self.call_later(command.does)

    async def on_event(self, event: Event) -> None:
        """Any other key takes back that leaving was asked for."""
        if isinstance(event, Key) and self.keymap.of(event.key) not in LEAVING:
            self._warned = ""
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave; with something that cannot be kept only when asked twice."""
        if self.may_leave(_("Ctrl+Q once more ends the program.")):
            self.exit(0)

    def end(self) -> None:
        """Sign out, or close what was open; to be called when the program has ended, however it did."""
        workplace, self._workplace = self._workplace, None
        if workplace is not None and self.entrance is not None:
            self.entrance.leave(workplace)
        elif workplace is not None:
            workplace.store.close()

    def action_help_quit(self) -> None:
        """Ctrl+C where there is nothing to copy."""
        self.tell_in_front(_("Ctrl+Q ends the program."))

    def _handle_exception(self, error: Exception) -> None:
        """Leave without showing anything of what went wrong: a traceback holds answers. ``fault`` is for the caller."""
        self._return_code = OUR_FAULT
        self.fault = self.fault or error
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
