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


def workplace_from(chosen: Chosen) -> "Workplace":
    """Everything opened, or a sentence that says why not and what to do."""
    from sipforms.actions.workplace import open_workplace

    settings = settings_from(chosen)
    if not (chosen.get("demo") or chosen.get("demo_of")):
        return open_workplace(settings, store_from(settings, unprotected=bool(chosen.get("unprotected"))), now)
    from sipforms.cli.demo_store import PROGRAMME

    shown = chosen.get("demo_of") or PROGRAMME
    _make_demo(settings, shown, country=bool(chosen.get("country")))
    return programme_alone(open_workplace(settings, store_from(settings, unprotected=False), now), shown)


def programme_alone(workplace: "Workplace", programme: str) -> "Workplace":
    """The workplace with one programme in use: a demonstration is of that one."""
    return replace(workplace, programmes=workplace.programmes.alone(programme))


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


def store_from(settings: Settings, *, unprotected: bool) -> "CaseStore":
    """The store of the settings, opened. What stores are made of is loaded by those who open one."""
    if settings.store_kind:
        return _offered_store(settings)
    from sipforms.store.failures import NotAStore, StoreUnavailable, UnknownFormat, Unprotected
    from sipforms.store.opening import open_store

    folder = settings.store
    try:
        return open_store(folder, unprotected=unprotected)
    except NotAStore as fault:
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            raise click.ClickException(
                _("{folder} holds something else than a store. Name another folder with `--store`.").format(
                    folder=folder
                )
            ) from fault
        raise click.ClickException(
            _(
                "There is no store in {folder}. "
                "Make one with `sipforms --store {folder} store init`, or try `sipforms demo`."
            ).format(folder=folder)
        ) from fault
    except Unprotected as fault:
        raise click.ClickException(
            _(
                "The store in {folder} is for real people, and this version cannot encrypt it yet. "
                "Write `sipforms --unprotected ...` if the folder is protected in another way."
            ).format(folder=folder)
        ) from fault
    except UnknownFormat as fault:
        raise click.ClickException(
            _("The store in {folder} was made by a newer sipforms. Install the newer version.").format(folder=folder)
        ) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(
            _("The store in {folder} cannot be reached just now: {reason}.").format(folder=folder, reason=fault.reason)
        ) from fault


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
        case "unreadable":
            return _("{file} cannot be read.").format(file=fault.file)
    return _("{file} is not a TOML file: a mistake in it must be mended first.").format(file=fault.file)
