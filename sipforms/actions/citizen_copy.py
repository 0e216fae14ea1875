"""A citizen's own copy of what is kept: everything in the case file, and what was done with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sipforms.actions.access_log import citizen_extract
from sipforms.actions.export_files import UnfinishedFiles
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.newest import in_time
from sipforms.engine.offers import Export, Exported, ExportOptions
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json, Response
from sipforms.engine.versions import at_rest, versions_of, without_others
from sipforms.store.access.register import Register
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile
from sipforms.store.encoding import encoded
from sipforms.store.failures import NoSuchBundle, StoreDamaged, outside_world
from sipforms.store.log.entries import Entry
from sipforms.store.protocol import fresh_id
from sipforms.store.uses import Action, Subject, Use
from sipforms.store.written import citizen_document, episode_document

CRITERION = "citizen-copy"
LINES = "jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenCopy:
    """What a citizen is handed. ``made_with`` are the programmes by digest, as far as they are kept.

    ``responses`` are all that stand in the case file, oldest first, withdrawn ones too, each with its versions.
    ``log`` is None where there is none, as in a demonstration; ``register`` knows whose initials stand in it.
    """

    file: CaseFile = field(repr=False)
    responses: tuple[Response, ...] = field(repr=False)
    made_with: Mapping[str, Programme] = field(repr=False)
    log: tuple[Entry, ...] | None = field(repr=False)
    register: Register | None = field(repr=False)


def citizen_copy(workplace: Workplace, file: CaseFile) -> CitizenCopy:
    """Everything about the citizen, told to the access log first. Raises NotAllowed, StoreUnavailable."""
    workplace.require(Right.EXPORT)
    workplace.store.note(Use(action=Action.EXPORT, subject=Subject.CASE, id=file.id, criterion=CRITERION))
    here = (one for one in (*file.responses, *file.uncounted) if not one.is_moved)
    responses = tuple(without_others(at_rest(one)) for one in sorted(here, key=in_time))
    session = workplace.session
    return CitizenCopy(
        file=file,
        responses=responses,
        made_with=dict(_made_with(workplace, responses)),
        log=None if session is None else citizen_extract(workplace, file.id),
        register=None if session is None else session.register,
    )


def _made_with(workplace: Workplace, responses: tuple[Response, ...]) -> Iterator[tuple[str, Programme]]:
    for digest in {version.digest for one in responses for version in versions_of(one)}:
        try:
            yield digest, programme_with(workplace, digest)
        except (NoSuchBundle, StoreDamaged):
            continue


def response_lines(workplace: Workplace, copy: CitizenCopy) -> bytes:
    """The responses for other programs: JSON Lines, as an export of all of them writes them."""
    export = Export(
        tables=(),
        responses=lambda: (Exported(case=copy.file.id, response=one) for one in copy.responses),
        options=ExportOptions(),
    )
    return b"".join(block for _part, block in workplace.vocabulary.export_formats[LINES].offer.write(export))


def case_document(copy: CitizenCopy, *, with_names: bool) -> bytes:
    """The citizen, the stays and what was done with them for other programs, as JSON.

    Of the log only what is about this citizen; who of the staff it was only ``with_names``.
    """
    citizen = copy.file.citizen
    written: dict[str, Json] = {
        "citizen": None if citizen is None else citizen_document(citizen),
        "episodes": [episode_document(one) for one in copy.file.episodes],
        "log": None if copy.log is None else [_as_data(copy, one, with_names=with_names) for one in copy.log],
    }
    return encoded(written) + b"\n"


def _as_data(copy: CitizenCopy, entry: Entry, *, with_names: bool) -> dict[str, Json]:
    user = copy.register.user(entry.user) if with_names and copy.register else None
    return {
        "at": entry.at.isoformat(),
        "action": entry.use.action.value if entry.use else "",
        "subject": entry.use.subject.value if entry.use else "",
        **({"user": user.name} if user else {}),
    }


def write_copy(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """All files in the folder, which is made when it is not there, or none. Raises FileThere, StoreUnavailable."""
    with outside_world("exporting"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with UnfinishedFiles(fresh_id(), overwrite=False) as unfinished:
            for name, content in contents.items():
                unfinished.write(folder / name, content)
            return unfinished.publish()
