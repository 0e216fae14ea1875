"""Export: which responses go out, in which tables, and the files they become."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sipforms.actions.export_files import file_named, publish, scratch_folder
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.newest import in_time
from sipforms.engine.offers import FACILITY, Export, Exported, ExportFormat, ExportOptions, ExportTable
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.versions import at_rest
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.failures import NoSuchBundle, StoreDamaged, outside_world
from sipforms.store.protocol import CaseId, fresh_id
from sipforms.store.sealing.recipients import Recipient
from sipforms.store.sealing.sealed_files import SEALED, sealed
from sipforms.store.uses import Action, Subject, Use

Tell: TypeAlias = Callable[[int, int], None]
Blocks: TypeAlias = Generator[tuple[str, bytes], None, None]

STAFF = "staff"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a survey is to be written: the format, what goes along, for which recipient alone, and who is told.

    ``tell`` is told how many of how many responses are written.
    """

    form: ExportFormat
    options: ExportOptions = field(default_factory=ExportOptions)
    seal_to: Recipient | None = None
    tell: Tell = lambda _done, _total: None


def blocks(workplace: Workplace, found: Survey, wish: Wish, scratch: Path) -> Blocks:
    """The export block by block: the ending of the file's name and the bytes, not sealed. Reads the cases again.

    Stands in the access log before the first of them. The blocks raise StoreUnavailable and DoesNotFit.
    """
    use = Use(action=Action.EXPORT, subject=Subject.RESPONSE, criterion=_criterion(found, wish), cases=found.cases)
    workplace.store.note(use)
    export = Export(
        tables=found.tables,
        responses=lambda: _exported(workplace, found, wish),
        options=wish.options,
        scratch=scratch,
        made_at=workplace.now(),
    )
    return (block for block in wish.form.write(export))


def export_to(workplace: Workplace, found: Survey, wish: Wish, target: Path, *, overwrite: bool) -> tuple[Path, ...]:
    """Write the export to ``target`` and files beside it; the names of all that were written.

    For a recipient alone they are one sealed file, whose name ends in ``SEALED``; then nothing that is not sealed comes
    near the target, which may be shared, not even for a moment. Raises FileThere, StoreUnavailable, DoesNotFit; then
    nothing is half-written.
    """
    with (
        outside_world("exporting"),
        scratch_folder(target.parent if wish.seal_to is None else None) as scratch,
        closing(blocks(workplace, found, wish, scratch)) as written,
    ):
        ending, fresh = wish.form.ending, fresh_id()
        if wish.seal_to is None:
            return publish(target, ending, written, fresh=fresh, overwrite=overwrite)
        parts = ((file_named(target, ending, part).name, content) for part, content in written)
        whole = ((SEALED, content) for content in sealed(parts, wish.seal_to.public))
        return publish(sealed_name(target), SEALED, whole, fresh=fresh, overwrite=overwrite)


def sealed_name(target: Path) -> Path:
    """The name of the sealed file in which the export to the target is."""
    return target if target.suffix == SEALED else target.with_name(f"{target.name}{SEALED}")


def _criterion(found: Survey, wish: Wish) -> str:
    """What went out, in which form, and to whom, in words that hold nothing about anybody."""
    options, chosen = wish.options, found.selection
    parts = (
        wish.form.name,
        chosen.programme,
        chosen.questionnaire,
        "" if options.form == "wide" else options.form,
        "withdrawn" if chosen.withdrawn else "",
        "text" if options.include_text else "",
        "identity" if options.include_identity else "",
        "codes" if options.include_codes else "",
        "" if options.audience == STAFF else f"audience={options.audience}",
        "" if wish.seal_to is None else f"sealed={wish.seal_to.fingerprint.replace(' ', '')}",
    )
    return " ".join(filter(None, parts))


def _files(workplace: Workplace, unreadable: list[CaseId]) -> Iterator[CaseFile]:
    """Every case file that can be read, in the order of the ids, and the facility's own."""
    store = workplace.store
    for case, file in case_files(store, (*store.list_cases(), store.facts.facility), "export"):
        if isinstance(file, CaseFile):
            yield file
        else:
            unreadable.append(case)


def _exported(workplace: Workplace, found: Survey, wish: Wish) -> Iterator[Exported]:
    facility, done = workplace.store.facts.facility, 0
    for file in _files(workplace, []):
        code = file.citizen.code if file.citizen and wish.options.include_codes else ""
        for response in found.selection.of(file):
            yield Exported(case=FACILITY if file.id == facility else file.id, code=code, response=response)
            done += 1
        wish.tell(min(done, found.count), found.count)


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
