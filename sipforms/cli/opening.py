"""What the options before the command's name stand for: settings, the store, a whole workplace."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipforms.actions.settings import Settings, SettingsError, read_settings, settings_file
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.shelf import MANIFEST
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.language import _, current_language, speak

if TYPE_CHECKING:
    from sipforms.actions.signing_in import Door
    from sipforms.actions.workplace import Workplace
    from sipforms.store.protocol import CaseStore

Chosen = Mapping[str, Any]


def now() -> datetime:
    """The time here, with its offset; the only place of the command line that asks."""
    return datetime.now().astimezone()


def settings_from(chosen: Chosen) -> Settings:
    """The settings file with the command line's options on top; speaks the file's language when none was asked for."""
    file = chosen.get("settings_path") or settings_file()
    if chosen.get("settings_path") and not file.is_file():
        raise click.UsageError(_("There is no settings file {file}.").format(file=file))
    try:
        settings = read_settings(file)
    except SettingsError as fault:
        raise click.ClickException(_said(fault)) from fault
    if not chosen.get("language") and settings.language != current_language() and settings.language_given:
        speak(settings.language)
    changes: dict[str, Any] = {"language": current_language()}
    if chosen.get("demo") or chosen.get("demo_of"):
        from sipforms.cli.demo_store import COUNTRY, PROGRAMME, USUAL, demo_folder  # only the demonstration loads this

        size = COUNTRY if chosen.get("country") else USUAL
        changes["store"] = chosen.get("demo_folder") or demo_folder(chosen.get("demo_of") or PROGRAMME, size)
    elif chosen.get("country"):
        raise click.UsageError(_("`--country` goes with `--demo-of PROGRAMME`."))
    elif chosen.get("store"):
        changes["store"] = Path(chosen["store"])
    if chosen.get("user"):
        changes["user"] = str(chosen["user"])
    for shelf in chosen.get("programmes") or ():
        if not Path(shelf).is_dir():
            raise click.UsageError(_("There is no folder {folder}.").format(folder=shelf))
    changes |= _shelves(settings, tuple(Path(one) for one in chosen.get("programmes") or ()))
    return replace(settings, **changes)


def _shelves(settings: Settings, further: tuple[Path, ...]) -> dict[str, Any]:
    """Where programmes are looked for, the workplace's own shelf first, and where new ones are put."""
    named, own = (*settings.programmes, *further), settings.shelf
    shelf = next((one for one in named if not (one / MANIFEST).is_file()), own)
    return {"shelf": shelf, "programmes": named if own in named or not own.is_dir() else (own, *named)}


def door_from(chosen: Chosen) -> "Door":
    """The door to the store that is asked for; a demonstration is invented first.

    A folder that nobody can work in ends with a sentence; a protected store is not opened yet.
    """
    from sipforms.actions.signing_in import alone, door_to

    settings = settings_from(chosen)
    shown = _demo_of(chosen)
    if not shown:
        door = door_to(settings, now)
        _must_be_passable(door, chosen)
        return door
    _make_demo(settings, shown, country=bool(chosen.get("country")))
    return alone(door_to(settings, now), shown)


def workplace_from(chosen: Chosen) -> "Workplace":
    """Everything opened, or a sentence that says why not and what to do.

    At a protected store this signs in: by ``--user`` and ``--passphrase-file``, or by asking at the terminal.
    """
    return workplace_behind(door_from(chosen), chosen)


def workplace_behind(door: "Door", chosen: Chosen) -> "Workplace":
    """The same, through a door that was looked at already."""
    from sipforms.actions.signing_in import Standing, enter, workplace_over

    if door.standing is Standing.OFFERED:
        return workplace_over(door, _offered_store(door.settings))
    if door.needs_sign_in:
        from sipforms.cli.sign_in import signed_in

        return signed_in(chosen, door)[0]
    from sipforms.store.failures import StoreError

    try:
        return enter(door, unprotected=bool(chosen.get("unprotected")))
    except StoreError as fault:
        from sipforms.cli.sign_in import refused_entry

        raise refused_entry(fault, door) from fault


def _demo_of(chosen: Chosen) -> str:
    """The programme whose demonstration is asked for, if any."""
    if not (chosen.get("demo") or chosen.get("demo_of")):
        return ""
    from sipforms.cli.demo_store import PROGRAMME

    return str(chosen.get("demo_of") or PROGRAMME)


def programme_alone(workplace: "Workplace", programme: str) -> "Workplace":
    """The workplace with one programme in use: a demonstration is of that one."""
    return replace(workplace, programmes=workplace.programmes.alone(programme))


def _must_be_passable(door: "Door", chosen: Chosen) -> None:
    """Refuse a folder that holds no store of ours for this version, each with what to do.

    A demonstration is opened by its own word, or by whoever names its folder; never where the real store should be.
    """
    from sipforms.actions.signing_in import Standing

    folder = door.folder
    match door.standing:
        case Standing.NOTHING:
            said = _(
                "There is no store in {folder}. "
                "Make one with `sipforms --store {folder} store init`, or try `sipforms demo`."
            )
            if folder != Settings().store:
                said += " " + _("If there should be one, the drive that it lies on may not be connected.")
        case Standing.FOREIGN:
            said = _("{folder} holds something else than a store. Name another folder with `--store`.")
        case Standing.HEADLESS:
            said = _(
                "There is a store in {folder}, but its file `store.json` is gone. "
                "Change nothing there; fetch the file from a backup."
            )
        case Standing.NEWER:
            said = _("The store in {folder} was made by a newer sipforms. Install the newer version.")
        case Standing.DEMO if not chosen.get("store"):
            said = _("The store in {folder} is a demonstration with invented citizens. Open it with `sipforms --demo`.")
        case Standing.UNPROTECTED if not chosen.get("unprotected"):
            from sipforms.render.signing_in import refused
            from sipforms.store.failures import Unprotected

            raise click.ClickException(refused(Unprotected(), folder))
        case _:
            return
    raise click.ClickException(said.format(folder=folder))


def _make_demo(settings: Settings, programme: str, *, country: bool) -> None:
    """Invent the demonstration's citizens if that has not been done yet."""
    from sipforms.actions.programmes import find_programmes
    from sipforms.cli.demo_store import invention_of, is_made, make, must_be_told
    from sipforms.cli.named import programme_named

    if not is_made(settings.store):
        vocabulary = open_vocabulary(settings)
        found = find_programmes(settings.programmes, vocabulary, settings.language)
        programme_named(found, programme)
        invention = invention_of(found, programme, vocabulary, country=country)
        must_be_told(invention)
        make(settings.store, invention, now())


def vocabulary_from(chosen: Chosen, folders: Iterable[Path] = (), *, hooks: bool = True) -> Vocabulary:
    """The words that plug-ins offer, without a store; those of trusted hooks on the shelves and in ``folders`` too.

    Without ``hooks`` no code of any bundle is run, trusted or not.
    """
    return open_vocabulary(settings_from(chosen), folders, hooks=hooks)


def _offered_store(settings: Settings) -> "CaseStore":
    """The store that a plug-in keeps; it is handed the folder, and everything else about it is its own."""
    from sipforms.render.suggestion import nearest  # only who keeps a store of another kind waits for it

    kinds = open_vocabulary(settings).stores
    if settings.store_kind not in kinds:
        said = _("No plug-in offers a store of the kind `{kind}`.").format(kind=settings.store_kind)
        raise click.ClickException(said + nearest(settings.store_kind, kinds))
    store: CaseStore = kinds[settings.store_kind].offer.open(settings.store)
    return store


def _said(fault: SettingsError) -> str:
    match fault.reason:
        case "unknown":
            return _("{file}: there is no setting `{name}`.").format(file=fault.file, name=fault.name)
        case "value":
            return _("{file}: the setting `{name}` has a value of the wrong kind.").format(
                file=fault.file, name=fault.name
            )
        case "minutes":
            return _("{file}: `{name}` is a whole number of minutes from 1 to 15.").format(
                file=fault.file, name=fault.name
            )
        case "unreadable":
            return _("{file} cannot be read.").format(file=fault.file)
    return _("{file} is not a TOML file: a mistake in it must be mended first.").format(file=fault.file)
