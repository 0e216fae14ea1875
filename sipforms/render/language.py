"""The language that the program speaks: one for the whole process, Danish unless somebody asked for another.

Sentences are looked up when they are shown, never when a module is imported, so `speak` may be called at any time.
Only the standard library is needed, and the catalogue is read at the first sentence.
"""

import os
from datetime import date
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "sipforms"
USUAL = "da"
SOURCE = "en"  # the sentences in the code; a checkout whose catalogues are not compiled still speaks it
_DATES = {"da": "%d-%m-%Y", "nb": "%d.%m.%Y", "sv": "%Y-%m-%d"}
_SEPARATORS = {"da": (".", ","), "nb": ("\N{NO-BREAK SPACE}", ","), "sv": ("\N{NO-BREAK SPACE}", ",")}


class _Speech:
    """What the process speaks now; nothing is read until the first sentence."""

    __slots__ = ("catalogue", "language")

    def __init__(self) -> None:
        self.language = ""
        self.catalogue: NullTranslations = NullTranslations()

    def settled(self) -> "_Speech":
        if not self.language:
            speak(None)
        return self


_speech = _Speech()


def speak(language: str | None) -> None:
    """Set the language of the process; nothing means SIPFORMS_LANGUAGE from the environment, else Danish.

    `en-GB` and `en_GB` mean English where there is no catalogue for just that. A language that we have no catalogue
    for becomes Danish, and so does a sentence that a catalogue lacks (English excepted: its sentences are the code's).
    """
    wanted = language or os.environ.get("SIPFORMS_LANGUAGE") or USUAL
    _speech.language = _nearest(wanted)
    _speech.catalogue = _read(_speech.language)
    if _speech.language not in {USUAL, SOURCE}:
        _speech.catalogue.add_fallback(_read(USUAL))


def current_language() -> str:
    """The code of the language spoken now, such as `da`."""
    return _speech.settled().language


def languages() -> tuple[str, ...]:
    """The languages that there are catalogues for, compiled or not."""
    return tuple(sorted(folder.name for folder in LOCALE.iterdir() if (folder / "LC_MESSAGES").is_dir()))


def gettext(message: str) -> str:
    """The sentence in the language spoken now, or as it stands where nobody has translated it."""
    return _speech.settled().catalogue.gettext(message) if message else ""  # the empty entry is a catalogue's header


def ngettext(singular: str, plural: str, count: int) -> str:
    """The sentence for this many of something, in the language spoken now."""
    return _speech.settled().catalogue.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802  the customary name, which the extractor looks for
    """Mark a constant for translation where it is written; give it to `_` where it is shown."""
    return message


_ = gettext


def format_date(day: date) -> str:
    """The day as people write it: 22-11-2026 in Danish."""
    pattern = _DATES.get(current_language())
    if pattern:
        return day.strftime(pattern)
    from babel.dates import format_date as format_with_babel

    return format_with_babel(day, "d MMM y", locale=current_language())


def format_number(number: float, digits: int = 0) -> str:
    """The number with this many decimals as people write it: 1.234,5 in Danish. Minus nothing is nothing."""
    thousands, decimal = _SEPARATORS.get(current_language(), (",", "."))
    return f"{float(number):z,.{digits}f}".translate({ord(","): thousands, ord("."): decimal})


def _nearest(wanted: str) -> str:
    known = languages()
    code = wanted.strip().replace("-", "_").split(".")[0]
    return next((name for name in (code, code.split("_")[0].lower()) if name in known), USUAL)


def _read(language: str) -> NullTranslations:
    try:
        with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as compiled:
            return GNUTranslations(compiled)
    except FileNotFoundError:
        return NullTranslations()
