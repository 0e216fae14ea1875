"""Keeping for a form that is only tried: nothing is."""

from collections.abc import Iterable

from sipforms.actions.form.keeping import Keeper, Kept
from sipforms.engine.ask.draft import Entry


class Unkept(Keeper):
    """Takes every entry and keeps none, so that the form says that there is nothing to save."""

    def keep(self, entries: Iterable[Entry] = ()) -> Kept:  # noqa: ARG002 - a keeper is given entries
        return Kept()
