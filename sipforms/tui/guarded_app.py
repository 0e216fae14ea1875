"""Who may see the screens: signing in, hiding, locking when nobody is there, and making way for somebody else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.binding import Binding
from textual.events import Event, InputEvent, MouseMove, Paste, Resize
from textual.geometry import Size
from textual.widgets import Input, TextArea

from sipforms.actions.my_drafts import MyDraft
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.tui.choices_app import ChoicesApp
from sipforms.tui.entrance import Entrance
from sipforms.tui.idle import Idle
from sipforms.tui.screens.hidden import LEAST_HEIGHT, LEAST_WIDTH, HiddenScreen, TooSmallScreen
from sipforms.tui.screens.locked import LockedScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.passphrase_dialog import PassphraseDialog
from sipforms.tui.screens.sign_in import SignInScreen
from sipforms.tui.screens.step import Step
from sipforms.tui.screens.welcome import Welcomed, WelcomeScreen
from sipforms.tui.widgets.secret import Secret

EVERY = 2.0  # seconds between two looks at whether somebody is still there


class GuardedApp(ChoicesApp):
    """Begins with ``entrance``, where there is one, by asking who is there; without, everything is open to all.

    What stands in front of everything (hidden, locked, signing in) is there before anything else is done, so that
    nothing can be seen meanwhile.
    """

    BINDINGS = [
        Binding("f7", "switch_user", show=False, priority=True, id="switch_user"),
        Binding("f8", "hide", show=False, priority=True, id="hide"),
    ]

    def __init__(self, workplace: Workplace | None, entrance: Entrance | None = None) -> None:
        self._workplace = workplace
        super().__init__()
        self.entrance = entrance
        self.idle = Idle(entrance.lock_after, *entrance.ticking) if entrance else None
        self._once_seen: list[Callable[[], Awaitable[None]]] = []
        self._warned = self._told = ""

    @property
    def workplace(self) -> Workplace:
        """The workplace that is open. Nobody asks for it before somebody has signed in."""
        if self._workplace is None:
            raise LookupError("nobody has signed in")
        return self._workplace

    @workplace.setter
    def workplace(self, workplace: Workplace) -> None:
        self._workplace = workplace

    async def on_mount(self) -> None:
        if self.idle is not None:
            self.set_interval(EVERY, self.lock_if_idle)
        if self._workplace is None:
            await self.ask_who()
        else:
            self._told = self.read_choices()
            await self._open_up()
        await self._fit(self.size)

    async def _open_up(self, draft: MyDraft | None = None) -> None:
        told, self._told = self._told, ""
        await self.open_first(draft)
        if told:
            self.call_after_refresh(self.tell_in_front, told)

    async def open_first(self, draft: MyDraft | None = None) -> None:
        """Put the first screens of an open workplace up, in front of them the draft that was chosen."""
        raise NotImplementedError

    # --- windows ------------------------------------------------------------------------------------------------

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

    # --- hiding -------------------------------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether the keys have left, or are leaving."""
        return any(isinstance(one, LockedScreen) for one in self.screen_stack)

    @property
    def is_covered(self) -> bool:
        """Whether nothing of what is open can be seen."""
        return any(isinstance(one, HiddenScreen | LockedScreen) for one in self.screen_stack)

    def once_seen(self, do: Callable[[], Awaitable[None]]) -> None:
        """Do this when everything can be seen again; never, when somebody else signs in."""
        self._once_seen.append(do)

    async def action_hide(self) -> None:
        """Hide everything, whatever is open; or show it again. What is locked stays locked."""
        if self.is_locked:
            return
        if isinstance(self.screen, HiddenScreen):
            await self._uncover()
        else:
            await self.push_screen(HiddenScreen(can_lock=self._can_lock))

    async def _uncover(self) -> None:
        while self.is_covered:
            await self.pop_screen()
        waiting, self._once_seen = self._once_seen, []
        for do in waiting:
            self.call_later(do)
        await self._fit(self.size)

    # --- locking ------------------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """A key or the mouse shows that somebody is there; one that comes too late does nothing but lock."""
        if isinstance(event, InputEvent | Paste) and not isinstance(event, MouseMove) and self.idle is not None:
            if await self.lock_if_idle():
                return
            self.idle.touched()
        await super().on_event(event)

    @property
    def _can_lock(self) -> bool:
        return self.entrance is not None and self._workplace is not None and self._workplace.session is not None

    async def lock_if_idle(self) -> bool:
        """Lock, if nobody has been here for long; whether it did."""
        if self.idle is None or not self.idle.is_over or not self._can_lock or self.is_locked:
            return False
        await self.action_lock()
        return True

    async def action_lock(self) -> None:
        """Cover everything, keep what was being written, and let the keys go."""
        if self.entrance is None or not self._can_lock or self.is_locked:
            return
        workplace, locked = self.workplace, LockedScreen(self.entrance, self.workplace)
        await self.push_screen(locked)
        self._forget_on_the_way()
        for one in self._steps():
            one.would_lose()  # keeps first what it can; what it cannot stays where it is
        for secret in (field for screen in self.screen_stack for field in screen.query(Secret)):
            secret.value = ""
        await asyncio.to_thread(self.entrance.lock, workplace)
        locked.keys_left()

    async def unlocked(self) -> None:
        """Whoever is signed in is back: land where it was left."""
        if self.idle is not None:
            self.idle.touched()
        await self._uncover()

    def _steps(self) -> tuple[Step[Any], ...]:
        return tuple(one for one in reversed(self.screen_stack) if isinstance(one, Step))

    def _forget_on_the_way(self) -> None:
        """Nothing copied and nothing told goes over to where others look."""
        self._clipboard = ""
        self.clear_notifications()

    # --- signing in and out -------------------------------------------------------------------------------------

    async def ask_who(self) -> None:
        """Put up where one signs in."""
        if self.entrance is not None:
            await self.push_screen(SignInScreen(self.entrance), self._signed_in)

    def _signed_in(self, workplace: Workplace | None) -> None:
        if workplace is None or self.entrance is None:
            return
        self.workplace = workplace
        if self.idle is not None:
            self.idle.touched()
        self._told = self.read_choices()
        self.call_later(self.push_screen, WelcomeScreen(self.entrance), self._welcomed)

    def _welcomed(self, welcomed: Welcomed | None) -> None:
        self.call_later(self._open_up, welcomed.draft if welcomed else None)

    def may_leave(self, way: str) -> bool:
        """Whether nothing is lost by leaving this way, or whoever leaves knows; else it is told."""
        lost = [said for one in self._steps() if (said := one.would_lose())]
        if not lost or self._warned == way:
            return True
        self._warned = way
        self.tell_in_front(" ".join((*lost, way)))
        self.bell()
        return False

    def tell_in_front(self, sentence: str) -> None:
        """In the status line of the screen in front; over it, where it has none."""
        if isinstance(self.screen, Step):
            self.screen.tell(sentence)
        else:
            self.notify(sentence, markup=False, timeout=60)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an entrance there is nobody to switch to, and the key belongs to the screen."""
        if action in ("switch_user", "lock", "passphrase"):
            return self._can_lock
        return super().check_action(action, parameters)

    def action_passphrase(self) -> None:
        """Choose another passphrase."""
        if self.entrance is not None and self._can_lock and isinstance(self.screen, Page):
            self.screen.put(PassphraseDialog(self.entrance, self.workplace), self._after_passphrase)

    def _after_passphrase(self, is_changed: bool | None) -> None:  # noqa: FBT001 - what the dialog ends with
        if is_changed:
            self.tell_in_front(_("Your passphrase is changed. The old one opens nothing any more."))

    async def action_switch_user(self) -> None:
        """Sign out and ask who is there: drafts are put aside, keys leave, and nothing that was open stays."""
        if self.entrance is None or not self._can_lock:
            return
        if not self.may_leave(_("F7 once more signs you out.")):
            if isinstance(self.focused, Input | TextArea):
                self.screen.set_focus(None)  # whoever comes types a passphrase now, which must not stand in a field
            return
        workplace, parked, behind = self.workplace, self._steps(), self.screen_stack[1:]
        await self.ask_who()
        self._forget_on_the_way()
        self._once_seen.clear()
        for one in parked:
            one.park()
        await asyncio.to_thread(self.entrance.leave, workplace)
        self._workplace = None
        for screen in behind:
            self._screen_stack.remove(screen)
            await self._replace_screen(screen)
        self.forget_choices()  # after the screens, which know nothing of a program without a workplace
