"""Two drafts of one round made one, as lines: what differs is read out with who wrote it, and a person chooses."""

from contextlib import suppress

from sipforms.actions.copies import Merging, begin_merging, give_up, merge
from sipforms.actions.fill import Filling
from sipforms.actions.merging import Choice
from sipforms.actions.sides import Key
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Entry, Menu, chosen
from sipforms.render.apart_texts import ApartTexts
from sipforms.render.in_use import in_use_words
from sipforms.render.language import _, ngettext
from sipforms.render.said import fault_said
from sipforms.store.failures import DraftInUse, StoreError
from sipforms.store.protocol import DraftId


def made_one(
    talk: Guarded, workplace: Workplace, one: DraftId, other: DraftId, keeping: DraftId | None = None
) -> Filling | None:
    """The merged draft, held and safe; nothing where it was left or could not be, and then both are as they were.

    ``keeping`` is the draft that is open here and stays so.
    """
    try:
        merging = begin_merging(workplace, one, other, keeping=keeping)
    except DraftInUse as used:
        said = in_use_words(used.lease, workplace.now()) if used.lease else ""
        talk.say(f"{said} {_('The two can be made one when it is put aside there.')}".strip())
        return None
    except StoreError as fault:
        talk.say(fault_said(fault))
        return None
    merged: Filling | None = None
    try:
        merged = _merged(talk, workplace, merging)
    finally:
        if merged is None:
            with suppress(StoreError):
                give_up(workplace, merging, keeping)
    return merged


def _merged(talk: Guarded, workplace: Workplace, merging: Merging) -> Filling | None:
    choices = _choices(talk, workplace, merging)
    if choices is None:
        return None
    try:
        merged = merge(workplace, merging, choices)
    except StoreError as fault:
        talk.say(fault_said(fault))
        return None
    talk.say(_("The two forms are one now."))
    return merged


def _choices(talk: Guarded, workplace: Workplace, merging: Merging) -> dict[Key, Choice] | None:
    """What is chosen of each thing that differs; b goes back to the one before, and from the first gives up."""
    comparison = merging.comparison
    agreed = ngettext("{count} answer is the same in both.", "{count} answers are the same in both.", comparison.agreed)
    talk.say(agreed.format(count=comparison.agreed))
    texts = ApartTexts(comparison.mine, comparison.theirs, workplace.now())
    choices: dict[Key, Choice] = {}
    place = 0
    while place < len(comparison.disagreements):
        one = comparison.disagreements[place]
        entries = [Entry(said=f"{texts.option(one, way)}, {texts.who(one, way)}", value=way) for way in one.choices]
        found = chosen(talk, Menu(title=texts.heading(one), entries=entries, prompt=_("Which is right?")))
        if found is None and place == 0:
            return None
        if found is not None:
            choices[one.key] = found
        place += 1 if found is not None else -1
    return choices
