"""Settings: what whoever is here has chosen for himself, changed with the arrows and in force at once."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.keymap import Keymap, WrongKey, begin_keymap, keymap_file
from sipforms.actions.preferences import CHOICES, Preferences
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.failures import StoreError
from sipforms.tui.choice_words import ABOUT, NAMES, example_of_keys, value_words, wrong_key_told
from sipforms.tui.entrance import A_MINUTE, Entrance
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.try_keys import TryKeysScreen
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

LABEL, ABOUT_LINES = 18, 2
ROOMY = 60
GUARDS = (0, 40, 60, 80, 100, 150, 200, 300, 500)
"""The milliseconds that the arrows step through; a file may say any number between."""
TRY, KEYS, PASSPHRASE = "try", "keys", "passphrase"


class Here(Protocol):
    """The program, as the settings need it."""

    preferences: Preferences
    keymap: Keymap
    wrong_keys: tuple[WrongKey, ...]
    entrance: Entrance | None

    def prefer(self, **changes: object) -> str: ...
    def read_keys(self) -> None: ...
    def action_passphrase(self) -> None: ...


class SettingsScreen(Page[None]):
    """Up and down to one setting, left and right to change it. Everything is kept as it is changed."""

    BINDINGS = [
        Binding("left", "change(-1)", show=False),
        Binding("right,space", "change(1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    @property
    def here(self) -> Here:
        """The program."""
        return cast("Here", self.app)

    def middle(self) -> ComposeResult:
        yield Listing(id="settings")
        yield TextLine(id="sample")
        yield TextLine(id="about-setting")

    def on_mount(self) -> None:
        self._fill()
        self.query_one(Listing).focus()

    def top(self) -> tuple[str, str]:
        whom = _("for you, at every machine") if self.signed_in else _("for this login at this machine")
        return _("Settings"), whom if self.room.width >= ROOMY else ""

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            (ALL.up + ALL.down, _("choose")),
            (ALL.back + ALL.on, _("change it")),
            ("Enter", _("change it, or open")),
            ("Esc", _("back")),
        ]

    # --- what stands there --------------------------------------------------------------------------------------

    def _fill(self) -> None:
        doing = [Entry(drawn=partial(self._opening, name), chosen=name) for name in self._others()]
        chosen = [Entry(drawn=partial(self._setting, name), chosen=name) for name in NAMES]
        blank, fixed = Entry(drawn=lambda _width: Text(end="")), Entry(drawn=lambda _width: Text(self._fixed(), end=""))
        self.query_one(Listing).fill((*chosen, blank, *doing, blank, fixed))
        self._tell_about()

    def _others(self) -> tuple[str, ...]:
        return (TRY, KEYS, PASSPHRASE) if self.signed_in and self.here.entrance is not None else (TRY, KEYS)

    def _setting(self, name: str, width: int) -> Text:
        """A setting with everything it can be, what is chosen in brackets; where there is no room, that alone."""
        now = getattr(self.here.preferences, name)
        values = (now,) if name == "guard_ms" else CHOICES[name]
        words = [value_words(name, one) for one in values]
        room = width - LABEL
        text = Text(ALL.fitted(_(NAMES[name]), LABEL), no_wrap=True, end="")
        if len(words) == 1 or sum(cell_len(one) + 2 for one in words) > room:
            return text.append(f"{ALL.older} {value_words(name, now)} {ALL.newer}", "bold")
        for value, word in zip(values, words, strict=True):
            text.append(f"[{word}]" if value == now else f" {word} ", "bold" if value == now else "")
        return text

    def _opening(self, name: str, width: int) -> Text:
        shown = {TRY: _("Try the keys"), KEYS: _("Keys of your own"), PASSPHRASE: _("Another passphrase")}[name]
        if name != KEYS:
            return Text(shown, no_wrap=True, end="")
        text = Text(ALL.fitted(shown, LABEL), no_wrap=True, end="")
        return text.append(ALL.fitted(self._keys_told(), max(4, width - LABEL)))

    def _keys_told(self) -> str:
        if self.here.wrong_keys:
            count = len(self.here.wrong_keys)
            return ngettext("{count} mistake in the file", "{count} mistakes in the file", count).format(count=count)
        own = sum(self.here.keymap.is_own(key) for key in self.here.keymap.does)
        if not own:
            return _("the usual ones")
        return ngettext("{count} key of your own", "{count} keys of your own", own).format(count=own)

    def _fixed(self) -> str:
        entrance = self.here.entrance
        if entrance is None:
            return _("F8 hides everything. Nobody signs in here, so the screen does not lock.")
        minutes = round(entrance.lock_after / A_MINUTE)
        told = ngettext(
            "F8 hides everything. The screen locks after {count} minute without a key.",
            "F8 hides everything. The screen locks after {count} minutes without a key.",
            minutes,
        )
        return told.format(count=minutes)

    def _tell_about(self) -> None:
        """What the marked setting means, and for the signs a line to look at."""
        marked = self.query_one(Listing).chosen
        said = {
            TRY: _("Press any key and see what it is here."),
            KEYS: _("They stand in {file} beside the settings. Enter reads it again, or begins one.").format(
                file=keymap_file().name
            ),
            PASSPHRASE: _("The passphrase that you sign in with."),
        }
        about = _(ABOUT[str(marked)]) if str(marked) in ABOUT else said.get(str(marked), "")
        lines = wrapped(about, max(10, self.room.width - 2))[:ABOUT_LINES]
        self.query_one("#about-setting", TextLine).show("\n".join(f" {line}" for line in lines))
        signs = (ALL.cursor, ALL.gap, ALL.tick, ALL.full, ALL.better, ALL.done, ALL.dot_full, ALL.up, ALL.undo)
        self.query_one("#sample", TextLine).show(f" {_('Signs')}: {'  '.join(signs)}  {ALL.left}[4]{ALL.right}")

    # --- changing -----------------------------------------------------------------------------------------------

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._tell_about()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        does: dict[str, Callable[[], None]] = {
            TRY: lambda: self.put(TryKeysScreen()),
            KEYS: self._own_keys,
            PASSPHRASE: self.here.action_passphrase,
        }
        does.get(str(event.chosen), lambda: self.action_change(1))()

    def action_change(self, step: int) -> None:
        """Change the marked setting to the next of what it can be, or to the one before."""
        name = str(self.query_one(Listing).chosen)
        if name not in NAMES:
            self.tell(_("Enter opens it."))
            return
        now = getattr(self.here.preferences, name)
        values = tuple(sorted({*GUARDS, now})) if name == "guard_ms" else CHOICES[name]
        self.tell(self.here.prefer(**{name: values[(values.index(now) + step) % len(values)]}))
        self._fill()

    def _own_keys(self) -> None:
        """Begin a file of keys, or read the one there is again, and say what of it does not count."""
        try:
            is_begun = begin_keymap(example_of_keys())
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.here.read_keys()
        self._fill()
        if is_begun:
            self.tell(
                _("Begun: {file}. Open it in an editor, then press Enter here again.").format(
                    file=plain(str(keymap_file()))
                )
            )
        elif self.here.wrong_keys:
            self.tell(wrong_key_told(self.here.wrong_keys[0]))
        else:
            self.tell(_("Read again: {what}.").format(what=self._keys_told()))

    def preferred(self, preferences: Preferences) -> None:  # noqa: ARG002 - as every screen has it
        """Something was changed elsewhere, in the palette perhaps."""
        self._fill()

    def action_leave(self) -> None:
        """Back; everything is kept already."""
        self.leave()
