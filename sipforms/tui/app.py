"""The program in the terminal: themes, the keys that work everywhere, and the first screen."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.events import Event, Key, Resize
from textual.geometry import Size

from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.citizens import CitizensScreen
from sipforms.tui.screens.help import KEYS_ELSEWHERE, HelpScreen, keys_help
from sipforms.tui.screens.hidden import LEAST_HEIGHT, LEAST_WIDTH, HiddenScreen, TooSmallScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.step import Step
from sipforms.tui.themes import DARK, LIGHT, THEMES

OUR_FAULT = 3


class SipApp(App[int]):
    """The screens over one workplace; with a case file it opens there, with a questionnaire it begins that one.

    ``shown`` is called once the first screen has been drawn.
    """

    CSS_PATH = Path(__file__).with_name("sip.tcss")
    TITLE = "SIP"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("f8", "hide", show=False, priority=True),
        Binding("f9", "theme", show=False, priority=True),
        Binding("ctrl+q", "quit", show=False, priority=True),
    ]

    def __init__(
        self,
        workplace: Workplace,
        file: CaseFile | None = None,
        begin: str | None = None,
        shown: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.animation_level = "none"  # a scroll that goes on by itself would end where it was sent before ours
        self._shown = shown
        self._has_warned = False
        self.workplace = workplace
        self.fault: Exception | None = None
        self._file, self._begin = file, begin
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    async def on_mount(self) -> None:
        await self.open_first()
        await self._fit(self.size)

    async def open_first(self) -> None:
        """Put the first screens up."""
        await self.push_screen(CitizensScreen(is_behind=self._file is not None))
        if self._file is not None:
            await self.push_screen(CaseScreen(self._file, self._begin))

    def on_ready(self) -> None:
        if self._shown is not None:
            self.call_after_refresh(self._shown)

    async def on_resize(self, event: Resize) -> None:
        """Say so when the window is too small to show anything, and only then."""
        await self._fit(event.size)

    async def _fit(self, size: Size) -> None:
        is_small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        says_so = isinstance(self.screen, TooSmallScreen)
        if says_so and not is_small:
            await self.pop_screen()
        elif is_small and not says_so and not isinstance(self.screen, HiddenScreen):
            await self.push_screen(TooSmallScreen())

    async def action_hide(self) -> None:
        """Hide everything, whatever is open; or show it again."""
        if isinstance(self.screen, HiddenScreen):
            await self.pop_screen()
            await self._fit(self.size)
        else:
            await self.push_screen(HiddenScreen())

    def action_theme(self) -> None:
        """Light instead of dark, or the other way round."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    async def action_help(self) -> None:
        """The keys of the screens that are no form."""
        await self.push_screen(HelpScreen(keys_help(KEYS_ELSEWHERE)))

    async def on_event(self, event: Event) -> None:
        """Any other key takes back that quitting was asked for."""
        if isinstance(event, Key) and event.key != "ctrl+q":
            self._has_warned = False
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave; with something that cannot be kept only when asked twice."""
        lost = [said for one in self.screen_stack if isinstance(one, Step) and (said := one.would_lose())]
        if not lost or self._has_warned:
            self.exit(0)
            return
        self._has_warned = True
        self._tell(" ".join((*lost, _("Ctrl+Q once more ends the program."))))
        self.bell()

    def action_help_quit(self) -> None:
        """Ctrl+C where there is nothing to copy."""
        self._tell(_("Ctrl+Q ends the program."))

    def _tell(self, sentence: str) -> None:
        """In the status line of the screen in front; over it, where it has none."""
        if isinstance(self.screen, Page):
            self.screen.tell(sentence)
        else:
            self.notify(sentence, markup=False, timeout=60)

    def _handle_exception(self, error: Exception) -> None:
        """Leave without showing anything of what went wrong: a traceback holds answers. ``fault`` is for the caller."""
        self._return_code = OUR_FAULT
        self.fault = self.fault or error
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
