"""Nothing stays to be read by whoever comes next: hiding when asked for, locking when nobody has typed for long."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sipforms.actions.short_codes import judged_code
from sipforms.actions.signing_in import lock, unlock, unlock_with
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.talk import Talk
from sipforms.render.language import _
from sipforms.render.said import code_said, fault_said
from sipforms.render.signing_in import easy_said
from sipforms.store.failures import StoreError

MOST_KEPT = 60
"""Lines since the last answer that are said again after unlocking; more than a question with its answers has."""


class Guarded:
    """Somebody to talk with who may go away. What was said last is said again when they are back.

    ``lock_after`` is in seconds without a line; nothing locks while nobody is signed in, or where nobody could type a
    passphrase unseen. ``forget_typed`` throws away what was typed and not read yet.
    """

    def __init__(
        self,
        talk: Talk,
        *,
        lock_after: float = 0.0,
        can_unlock: bool = False,
        forget_typed: Callable[[], None] = lambda: None,
    ) -> None:
        self._talk, self._lock_after, self._can_unlock = talk, lock_after, can_unlock
        self._forget_typed = forget_typed
        self._workplace: Workplace | None = None
        self._refused: Callable[[StoreError], str] = fault_said
        self._said: list[str] = []
        self._before: list[str] = []
        self._turn, self._is_locked = threading.Lock(), False

    def watch(self, workplace: Workplace, refused: Callable[[StoreError], str] = fault_said) -> None:
        """From now on lock this workplace when nobody types; ``refused`` says why nobody came back in."""
        self._workplace, self._refused = workplace, refused

    def say(self, text: str = "") -> None:
        self._said = [*self._said[-MOST_KEPT:], text]
        self._talk.say(text)

    def ask(self, prompt: str) -> str:
        """A line; one that comes too late is thrown away unread, and asked for again once it is unlocked."""
        while True:
            with self._locking_when_idle():
                line = self._talk.ask(prompt)
            with self._turn:
                is_late = self._is_locked
            if not is_late:
                self._before, self._said = self._said, []
                return line
            self._talk.clear()  # somebody may have typed a passphrase where it can be seen
            self._unlock()
            self._say_again(self._said)

    @property
    def can_ask_hidden(self) -> bool:
        """Whether somebody can type here unseen."""
        return self._can_unlock

    def ask_hidden(self, prompt: str) -> str:
        return self._talk.ask_hidden(prompt)

    def clear(self) -> None:
        self._talk.clear()

    def hide(self) -> None:
        """Take everything off the terminal; where somebody is signed in, lock as well."""
        if self._can_lock:
            self._lock(_("Locked."))
            self._unlock()
        else:
            self._talk.clear()
            self._talk.say(_("Hidden. Press Enter to go on."))
            self._talk.ask("")
        self._said = []
        self._say_again(self._before)

    def choose_code(self) -> None:
        """Offer a short code that unlocks until this person signs out: a passphrase each time invites worse ways."""
        workplace = self._workplace
        if not self._can_lock or workplace is None or workplace.session is None:
            return
        self._talk.say(_("A short code of 4 to 8 letters or digits unlocks until you sign out."))
        while code := self._talk.ask_hidden(_("Short code, or Enter for none:")):
            easy = judged_code(code, workplace.user)
            if easy is None:
                workplace.session.choose_code(code)
                self._talk.say(_("The short code is kept until you sign out."))
                return
            self._talk.say(easy_said(easy))

    # --- locking --------------------------------------------------------------------------------------------------

    @property
    def _can_lock(self) -> bool:
        return self._can_unlock and self._workplace is not None and self._workplace.session is not None

    @contextmanager
    def _locking_when_idle(self) -> Iterator[None]:
        """While this lasts, a clock runs that locks. Another thread has it: this one waits for a line."""
        if not self._can_lock or self._lock_after <= 0:
            yield
            return
        told = _("Locked. Press Enter, then type your short code or passphrase.")
        clock = threading.Timer(self._lock_after, self._lock, (told,))
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            clock.join()  # it may just be locking: nobody goes on working meanwhile

    def _lock(self, told: str) -> None:
        with self._turn:
            if self._workplace is None or self._is_locked:
                return
            self._is_locked = True
            self._forget_typed()
            self._talk.clear()
            lock(self._workplace)
            self._talk.say(told)

    def _unlock(self) -> None:
        """Ask for the passphrase until it is right. Raises EndOfInput when nobody is there any more."""
        workplace = self._workplace
        while workplace is not None and self._is_locked:
            prompt, open_with = self._proof(workplace)
            try:
                found = open_with(self._talk.ask_hidden(prompt))
            except StoreError as fault:
                found = self._refused(fault)
            if found:
                self._talk.say(found)
            else:
                self._is_locked = False

    def _proof(self, workplace: Workplace) -> tuple[str, Callable[[str], str]]:
        """What to ask for, and what opens with it, which says why not."""
        session = workplace.session
        if session is not None and session.has_code:
            return _("Short code:"), lambda code: _opened_by_code(workplace, code)
        return _("{name}'s passphrase:").format(name=workplace.user), lambda typed: _opened(workplace, typed)

    def _say_again(self, lines: list[str]) -> None:
        self._talk.clear()
        for line in lines:
            self._talk.say(line)


def _opened_by_code(workplace: Workplace, code: str) -> str:
    if unlock(workplace, code).value == "open":
        return ""
    return code_said(has_code=workplace.session is not None and workplace.session.has_code)


def _opened(workplace: Workplace, passphrase: str) -> str:
    unlock_with(workplace, passphrase)
    return ""
