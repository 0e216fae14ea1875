"""Export: which responses go out, in which tables, and the files they become."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sipforms.actions.export_files import publish
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.newest import in_time
from sipforms.engine.offers import FACILITY, Export, Exported, ExportFormat, ExportOptions, ExportTable
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.versions import at_rest
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.failures import NoSuchBundle, StoreDamaged
from sipforms.store.protocol import CaseId, fresh_id
from sipforms.store.uses import Action, Subject, Use

_Key: TypeAlias = tuple[str, str]
"""Programme and questionnaire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which responses: of one programme, to one questionnaire, or all; ``withdrawn`` ones too where that is asked for.

    What was moved to another case file is found there.
    """

    programme: str | None = None
    questionnaire: str | None = None
    withdrawn: bool = False

    def takes(self, response: Response) -> bool:
        """Whether the response is one of these."""
        return self.programme in (None, response.programme) and self.questionnaire in (None, response.questionnaire)

    def of(self, file: CaseFile) -> Iterator[Response]:
        """The responses of a case file that are among these, oldest first; one on its way elsewhere is at rest here."""
        withdrawn = (one for one in file.uncounted if self.withdrawn and not one.is_moved)
        for response in sorted((*file.responses, *withdrawn), key=in_time):
            if self.takes(response):
                yield at_rest(response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What there is to export: ``count`` responses, in ``tables`` where a format writes tables.

    ``unreadable`` are damaged case files. ``homeless`` of the responses are in no table, because the version of the
    programme that they were made with is kept neither here nor in the store. ``cases`` are all that a response is from.
    """

    selection: Selection
    tables: tuple[ExportTable, ...] = ()
    count: int = 0
    homeless: int = 0
    unreadable: tuple[CaseId, ...] = ()
    cases: tuple[CaseId, ...] = ()


def survey(workplace: Workplace, selection: Selection) -> Survey:
    """Look through all case files, one at a time, for what an export of the selection would hold.

    Raises NotAllowed, StoreUnavailable.
    """
    workplace.require(Right.EXPORT)
    unreadable: list[CaseId] = []
    found: Counter[tuple[_Key, str]] = Counter()
    cases: dict[CaseId, None] = {}
    for file in _files(workplace, unreadable):
        for one in selection.of(file):
            found[(one.programme, one.questionnaire), one.digest] += 1
            cases[file.id] = None
    versions = _versions(workplace, {digest for _, digest in found})
    made_with: dict[_Key, list[Programme]] = {key: [] for key in _asked_for(workplace, selection)}
    for (programme, questionnaire), digest in found:
        version = versions.get(digest)
        if version is not None and questionnaire in version.questionnaires:
            made_with.setdefault((programme, questionnaire), []).append(version)
    at_home = {(key, version.digest) for key, several in made_with.items() for version in several}
    return Survey(
        selection=selection,
        tables=tuple(_tables(workplace, made_with, selection)),
        count=found.total(),
        homeless=sum(count for one, count in found.items() if one not in at_home),
        unreadable=tuple(unreadable),
        cases=tuple(cases),
    )


def blocks(
    workplace: Workplace, format_: ExportFormat, found: Survey, options: ExportOptions
) -> Iterator[tuple[str, bytes]]:
    """The export in the format, block by block: the ending of the file's name and the bytes. Reads the cases again.

    Stands in the access log before the first of them. Raises StoreUnavailable.
    """
    chosen = found.selection
    criterion = " ".join(filter(None, (format_.name, chosen.programme, chosen.questionnaire)))
    workplace.store.note(Use(action=Action.EXPORT, subject=Subject.RESPONSE, criterion=criterion, cases=found.cases))

    def responses() -> Iterator[Exported]:
        return _exported(workplace, found, options)

    return format_.write(Export(tables=found.tables, responses=responses, options=options))


def export_to(
    workplace: Workplace, format_: ExportFormat, found: Survey, options: ExportOptions, target: Path, *, overwrite: bool
) -> tuple[Path, ...]:
    """Write the export to ``target`` and files beside it; the names of all that were written.

    Raises FileThere, StoreUnavailable; then nothing is half-written.
    """
    written = blocks(workplace, format_, found, options)
    return publish(target, format_.ending, written, fresh=fresh_id(), overwrite=overwrite)


def _files(workplace: Workplace, unreadable: list[CaseId]) -> Iterator[CaseFile]:
    """Every case file that can be read, in the order of the ids, and the facility's own."""
    store = workplace.store
    for case, file in case_files(store, (*store.list_cases(), store.facts.facility), "export"):
        if isinstance(file, CaseFile):
            yield file
        else:
            unreadable.append(case)


def _exported(workplace: Workplace, found: Survey, options: ExportOptions) -> Iterator[Exported]:
    facility = workplace.store.facts.facility
    for file in _files(workplace, []):
        code = file.citizen.code if file.citizen and options.include_codes else ""
        for response in found.selection.of(file):
            yield Exported(case=FACILITY if file.id == facility else file.id, code=code, response=response)


def _versions(workplace: Workplace, digests: Iterable[str]) -> dict[str, Programme]:
    """The programmes with these digests, without those that are nowhere to be had."""
    versions = {}
    for digest in digests:
        try:
            versions[digest] = programme_with(workplace, digest)
        except (NoSuchBundle, StoreDamaged):
            continue
    return versions


def _asked_for(workplace: Workplace, selection: Selection) -> Iterator[_Key]:
    """The table of a questionnaire that was named, which is there also when nobody has answered it."""
    for programme in workplace.programmes.by_id.values():
        if selection.questionnaire in programme.questionnaires and selection.programme in (None, programme.id):
            yield programme.id, str(selection.questionnaire)


def _tables(
    workplace: Workplace, made_with: Mapping[_Key, list[Programme]], selection: Selection
) -> Iterator[ExportTable]:
    """The tables; the name of each says what the selection leaves open."""
    is_only = selection.questionnaire is not None and len(made_with) == 1
    for (programme, questionnaire), versions in sorted(made_with.items()):
        several = versions or [workplace.programmes.by_id[programme]]
        names = (
            programme if selection.programme is None and not is_only else "",
            questionnaire if selection.questionnaire is None else "",
        )
        yield ExportTable(
            programme=programme,
            questionnaire=questionnaire,
            versions=tuple(sorted(several, key=_age)),
            name=".".join(filter(None, names)),
        )


def _age(programme: Programme) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in programme.version.split(".") if part.isdecimal()), programme.digest
