"""A store founded by a script: everything that the conversation would ask, given beforehand."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from sipforms.cli.founding_talk import FIRST_ROLES, MOST_MONTHS
from sipforms.cli.opening import Chosen
from sipforms.cli.passphrases import required_strength, secret_in
from sipforms.render.language import _
from sipforms.render.suggestion import nearest
from sipforms.store.access.founding import Founding, NewUser, Paper, Times
from sipforms.store.filesystem import open_new, write_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options of ``store init`` as they were typed."""

    facility: str | None = None
    name: str | None = None
    keepers: tuple[str, ...] = ()
    recovery_file: Path | None = None
    retention: tuple[str, ...] = ()
    log_retention: int | None = None
    decide_later: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether any of them was typed, so that nothing is to be asked."""
        return self != Given()


def wanted_from(
    chosen: Chosen, given: Given, programmes: Collection[str], new_code: Callable[[], str]
) -> tuple[Founding, Path]:
    """What is to be founded and the file for the recovery codes; wrong use where something is missing."""
    recovery_file = _nothing_missing(chosen, given)
    initials, facility, name = str(chosen["user"]).strip(), str(given.facility), str(given.name)
    passphrase = required_strength(secret_in(chosen["passphrase_file"]), (initials, facility, name, *name.split()))
    wanted = Founding(
        founder=NewUser(name=initials, title=name, roles=FIRST_ROLES, passphrase=passphrase),
        house=facility,
        papers=tuple(Paper(holder=one, code=new_code()) for one in given.keepers or (name,)),
        times=Times(programmes=_months_by_programme(given.retention, programmes), log=given.log_retention),
    )
    return wanted, recovery_file


def _nothing_missing(chosen: Chosen, given: Given) -> Path:
    needed = {
        "--user": chosen.get("user"),
        "--passphrase-file": chosen.get("passphrase_file"),
        "--facility": given.facility,
        "--name": given.name,
        "--recovery-file": given.recovery_file,
        "--retention": given.retention or given.decide_later,
        "--log-retention": given.log_retention or given.decide_later,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing or given.recovery_file is None:
        said = _("A store is made in a conversation at a terminal, or with all of its options. Missing: {options}.")
        raise click.UsageError(said.format(options=", ".join(missing)))
    return given.recovery_file


def _months_by_programme(written: Iterable[str], programmes: Collection[str]) -> Mapping[str, int]:
    months = {}
    for one in written:
        programme, _equals, number = one.partition("=")
        if not (number.isdecimal() and 1 <= int(number) <= MOST_MONTHS):
            raise click.UsageError(_("Write `--retention PROGRAMME=MONTHS`, such as `--retention voksen=60`."))
        if programme not in programmes:
            said = _("There is no programme `{name}`.").format(name=programme)
            raise click.UsageError(said + nearest(programme, programmes))
        months[programme] = int(number)
    return months


def write_codes(file: Path, papers: Iterable[Paper]) -> None:
    """Write the recovery codes to a new file that only this user may read; nothing is written over."""
    lines = [_("Recovery codes. Print this, give each to its keeper, and delete the file."), ""]
    for one in papers:
        lines += [f"{one.holder}:", one.code, ""]
    try:
        handle = open_new(file, 0o600)
    except FileExistsError as fault:
        said = _("{file} is there already, and nothing was written over. Name another file.").format(file=file)
        raise click.UsageError(said) from fault
    except OSError as fault:
        raise click.UsageError(_("{file} cannot be written to.").format(file=file)) from fault
    try:
        write_all(handle, "\n".join(lines).encode())
        os.fsync(handle)
    except OSError as fault:
        with suppress(OSError):
            file.unlink()
        raise click.ClickException(_("{file} cannot be written to.").format(file=file)) from fault
    finally:
        os.close(handle)
