"""Reading responses back: every line judged by itself, the good ones kept, the others refused with number and reason.

Lines are taken a batch at a time. Whatever happens in between, what was kept is whole, and the same file can be read
again: what is there already is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, Literal, TypeAlias

from sipforms.actions.people import MAX_CODE
from sipforms.actions.response_judge import Judge
from sipforms.actions.response_lines import Fault, RawLine, ReadLine, Refusal, raw_lines, read_line
from sipforms.actions.workplace import Workplace, keep_bundle, programme_with
from sipforms.engine.offers import FACILITY
from sipforms.engine.people import Citizen
from sipforms.engine.response import Response
from sipforms.engine.versions import extends
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, ResponseExists, case_files, keep_response, new_case, open_case
from sipforms.store.protocol import CaseId

BATCH = 200
"""Lines that are held in memory at a time."""

Taken: TypeAlias = Literal["kept", "already-there"]
_Lines: TypeAlias = list[tuple[RawLine, ReadLine]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOutcome:
    """What became of one line: kept, there already, or refused. ``end`` is how many bytes are read after it.

    ``made_case``: a case file was made for it.
    """

    number: int
    end: int
    outcome: Taken | Refusal
    made_case: bool = False


def import_responses(workplace: Workplace, stream: BinaryIO, *, create_missing: bool = False) -> Iterator[LineOutcome]:
    """Read JSON Lines, keep what can be kept, and tell in order what became of each line.

    ``create_missing``: a case id that is not known here gets a case file, with the code that its line gives; stays
    need not be known then either. Raises StoreUnavailable; what was told as kept before then is safe. Raises
    NotAllowed: a line says itself who answered, signed and unlocked, so it takes the right to unlock, too.
    """
    workplace.require(Right.WRITE_CASES)
    workplace.require(Right.CORRECT_SIGNED)
    importer = _Importer(
        workplace=workplace, judge=Judge(workplace=workplace), known=_look(workplace), create_missing=create_missing
    )
    lines = raw_lines(stream)
    while batch := list(islice(lines, BATCH)):
        yield from sorted(importer.outcomes(batch), key=lambda one: one.number)


@dataclass(slots=True, kw_only=True)
class _Known:
    """What is in the store: where each response is, the cases that can be read and those that cannot, the codes."""

    home: dict[str, CaseId] = field(default_factory=dict)
    cases: set[CaseId] = field(default_factory=set)
    damaged: set[CaseId] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def _look(workplace: Workplace) -> _Known:
    known, store = _Known(cases={workplace.store.facts.facility}), workplace.store
    for case, file in case_files(store, (*store.list_cases(), store.facts.facility), "import"):
        if not isinstance(file, CaseFile):
            known.damaged.add(case)
            known.cases.discard(case)
            continue
        known.cases.add(case)
        known.home.update((one.id, case) for one in file.responses)
        for one in file.uncounted:  # where it counts goes before the trace of one that was moved away
            known.home.setdefault(one.id, case)
        known.codes |= {file.citizen.code.casefold()} if file.citizen else set()
    return known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Importer:
    workplace: Workplace
    judge: Judge
    known: _Known
    create_missing: bool
    safe_bundles: set[str] = field(default_factory=set)

    def outcomes(self, batch: list[RawLine]) -> Iterator[LineOutcome]:
        """What becomes of the lines, case by case."""
        by_case: dict[CaseId, _Lines] = {}
        for raw in batch:
            line = read_line(raw)
            if isinstance(line, Refusal):
                yield _outcome(raw, line)
            else:
                by_case.setdefault(self._case_of(line), []).append((raw, line))
        for case, lines in by_case.items():
            refused = self._unknown(case, lines[0][1])
            if refused is not None:
                yield from (_outcome(raw, refused) for raw, _ in lines)
            else:
                yield from self._into(case, sorted(lines, key=_moment))

    def _case_of(self, line: ReadLine) -> CaseId:
        return self.workplace.store.facts.facility if line.case == FACILITY else line.case

    def _unknown(self, case: CaseId, line: ReadLine) -> Refusal | None:
        """Why nothing can be kept for this case."""
        if case in self.known.cases:
            return None
        if case in self.known.damaged:
            return Refusal(fault=Fault.CASE_UNREADABLE)
        if not self.create_missing:
            return Refusal(fault=Fault.NO_SUCH_CASE)
        code = line.code.strip()
        if not code or len(code) > MAX_CODE:
            return Refusal(fault=Fault.NO_CODE)
        return Refusal(fault=Fault.CODE_TAKEN) if code.casefold() in self.known.codes else None

    def _into(self, case: CaseId, lines: _Lines) -> Iterator[LineOutcome]:
        """Judges the lines of one case in the order of time, since each can turn on the one before, and keeps them."""
        file = open_case(self.workplace.store, case)
        there = {one.id: one for one in (*file.responses, *file.uncounted)}
        for raw, line in lines:
            response = line.response
            refused = self._refusal(file, response, there)
            if refused is None and response.id in there and extends(there[response.id], response):
                yield _outcome(raw, "already-there")
                continue
            made_case = refused is None and self._make(case, line)
            refused = refused or self._keep(case, response)
            if refused is None:
                there[response.id] = response
            yield _outcome(raw, refused or "kept", made_case=made_case)

    def _refusal(self, file: CaseFile, response: Response, there: dict[str, Response]) -> Refusal | None:
        """Nothing for a response that is there already, and for one that says more of one that is there."""
        kept = there.get(response.id)
        is_related = kept is None or extends(kept, response) or extends(response, kept)
        if self.known.home.get(response.id, file.id) != file.id or not is_related:
            return Refusal(fault=Fault.OTHER_CONTENT)
        if kept is not None and extends(kept, response):
            return None
        others = (one for one in there.values() if one.id != response.id)
        return self.judge.refusal(response, others) or self._misplaced(file, response)

    def _misplaced(self, file: CaseFile, response: Response) -> Refusal | None:
        """Whether the response is about somebody else than the case file, or a stay that it does not know."""
        asked = programme_with(self.workplace, response.digest).questionnaires[response.questionnaire]
        is_facility = file.id == self.workplace.store.facts.facility
        if (asked.subject == "facility") != is_facility:
            return Refusal(fault=Fault.WRONG_SUBJECT)
        stays = {None, *(episode.id for episode in file.episodes)}
        if response.episode not in stays and not self.create_missing:
            return Refusal(fault=Fault.NO_SUCH_STAY)
        return None

    def _make(self, case: CaseId, line: ReadLine) -> bool:
        """Makes the case file if there is none yet; whether it did."""
        if case in self.known.cases:
            return False
        code = line.code.strip()
        new_case(self.workplace.store, Citizen(id=case, code=code, created_at=self.workplace.now()))
        self.known.cases.add(case)
        self.known.codes.add(code.casefold())
        return True

    def _keep(self, case: CaseId, response: Response) -> Refusal | None:
        if response.digest not in self.safe_bundles:
            keep_bundle(self.workplace, programme_with(self.workplace, response.digest))
            self.safe_bundles.add(response.digest)
        if isinstance(keep_response(self.workplace.store, case, response), ResponseExists):
            return Refusal(fault=Fault.OTHER_CONTENT)
        self.known.home[response.id] = case
        return None


def _moment(line: tuple[RawLine, ReadLine]) -> tuple[str, float, int]:
    raw, response = line[0], line[1].response
    return response.answered_on.isoformat(), response.handed_in_at.timestamp(), raw.number


def _outcome(raw: RawLine, outcome: Taken | Refusal, *, made_case: bool = False) -> LineOutcome:
    return LineOutcome(number=raw.number, end=raw.end, outcome=outcome, made_case=made_case)
