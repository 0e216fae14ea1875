"""Reading responses back: the same bytes again, bad lines refused with number and reason, good ones kept."""

import io
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.import_responses import LineOutcome, import_responses
from sipforms.actions.programmes import Programmes
from sipforms.actions.response_lines import LONGEST_LINE, Fault, RawLine, Refusal, raw_lines, read_line
from sipforms.actions.workplace import Workplace
from sipforms.engine.offers import ExportOptions
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.store.casefile import CaseFile, new_case, open_case, put_episode
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import fresh_id
from tests.actions.exported import facility, written

SECRET = "hemmeligt-svar-31337"
Line = dict[str, Any]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, voksen_bundle: Bundle, voksen: Programme) -> Workplace:
    return facility(tmp_path_factory.mktemp("data") / "demo", voksen_bundle, voksen)


@pytest.fixture(scope="module")
def exported(here: Workplace) -> bytes:
    return written(here, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"]


def empty(here: Workplace) -> Workplace:
    """A workplace whose store holds nothing."""
    return replace(here, store=MemoryStore(here.store.facts), built=dict(here.built))


def with_people(here: Workplace) -> Workplace:
    """A workplace whose store holds the same people and stays, and no response."""
    there = empty(here)
    for case in here.store.list_cases():
        old = open_case(here.store, case)
        assert old.citizen is not None
        file = new_case(there.store, old.citizen)
        for episode in old.episodes:
            assert isinstance(file, CaseFile)
            put_episode(there.store, file, episode)
    return there


def taken(workplace: Workplace, content: bytes, **options: Any) -> list[LineOutcome]:
    return list(import_responses(workplace, io.BytesIO(content), **options))


def told(outcomes: list[LineOutcome]) -> Counter[str]:
    return Counter(one.outcome.fault if isinstance(one.outcome, Refusal) else one.outcome for one in outcomes)


def line_of(exported: bytes, questionnaire: str) -> Line:
    lines: Iterator[Line] = map(json.loads, exported.splitlines())
    return next(line for line in lines if line["questionnaire"] == questionnaire)


def dumped(*lines: Line) -> bytes:
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


# --- there and back ---------------------------------------------------------------------------------------------------


def test_what_is_read_back_and_written_again_is_the_same_bytes(here: Workplace, exported: bytes) -> None:
    there = with_people(here)
    outcomes = taken(there, exported)
    assert told(outcomes) == {"kept": len(exported.splitlines())}
    assert written(there, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"] == exported
    assert written(there, "csv") == written(here, "csv")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_lines_does_not_matter(here: Workplace, exported: bytes, seed: int) -> None:
    lines = exported.splitlines(keepends=True)
    random.Random(seed).shuffle(lines)
    there = with_people(here)
    assert set(told(taken(there, b"".join(lines)))) == {"kept"}
    assert written(there, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"] == exported


def test_reading_twice_changes_nothing(here: Workplace, exported: bytes) -> None:
    there = with_people(here)
    taken(there, exported)
    before = {case: there.store.load(case).revision for case in there.store.list_cases()}
    assert told(taken(there, exported + exported)) == {"already-there": 2 * len(exported.splitlines())}
    assert {case: there.store.load(case).revision for case in there.store.list_cases()} == before


def test_the_store_keeps_the_version_that_a_response_was_made_with(here: Workplace, exported: bytes) -> None:
    there = with_people(here)
    taken(there, exported)
    assert there.store.bundles() == (line_of(exported, "livskvalitet")["digest"],)


def test_a_version_is_known_from_the_store_alone(here: Workplace, exported: bytes) -> None:
    there = with_people(here)
    digest = line_of(exported, "livskvalitet")["digest"]
    there.store.keep_bundle(digest, here.programmes.bundles["voksen"].defining_files)
    off_the_shelf = replace(there, programmes=Programmes(), built={})
    assert set(told(taken(off_the_shelf, exported))) == {"kept"}


# --- bad lines --------------------------------------------------------------------------------------------------------


def without(name: str) -> Callable[[Line], Line]:
    return lambda line: {key: value for key, value in line.items() if key != name}


def having(**more: Any) -> Callable[[Line], Line]:
    return lambda line: {**line, **more}


def answering(value: Any) -> Callable[[Line], Line]:
    """The line with another answer about friends."""

    def change(line: Line) -> Line:
        areas = line["answers"]
        friends = {**areas["relationer"]["venner"], "tilfredshed": value}
        return {**line, "answers": {**areas, "relationer": {**areas["relationer"], "venner": friends}}}

    return change


def answers_with(**more: Any) -> Callable[[Line], Line]:
    return lambda line: {**line, "answers": {**line["answers"], **more}}


BAD: list[tuple[str, Callable[[Line], Line], Fault, str]] = [
    *((f"no {name}", without(name), Fault.ENVELOPE, name) for name in ("id", "case", "digest", "answers", "notes")),
    ("an unknown field", having(**{SECRET: 1}), Fault.ENVELOPE, ""),
    ("an unknown field without end", having(**{SECRET: "x" * 10_001}), Fault.ENVELOPE, ""),
    ("an id that is a path", having(id="../../etc/passwd"), Fault.ENVELOPE, "id"),
    ("an id with a line end", having(id="a" * 32 + "\n"), Fault.ENVELOPE, "id"),
    ("a case that is a path", having(case="../x"), Fault.ENVELOPE, "case"),
    ("a digest that is a path", having(digest="../../x"), Fault.ENVELOPE, "digest"),
    ("a day that is none", having(answered_on="2026-02-30"), Fault.ENVELOPE, "answered_on"),
    ("a time without a zone", having(begun_at="2026-11-22T10:00:00"), Fault.ENVELOPE, "begun_at"),
    ("an answer sheet that is a list", having(answers=[SECRET]), Fault.ENVELOPE, "answers"),
    ("notes that are numbers", having(notes={"relationer": 7}), Fault.ENVELOPE, "notes"),
    ("a note that never ends", having(notes={"relationer": "x" * 10_001}), Fault.ENVELOPE, "notes"),
    ("a format to come", having(format=3), Fault.NEWER_FORMAT, ""),
    ("a format that is a text", having(format="1"), Fault.ENVELOPE, "format"),
    ("a version that is not here", having(digest="0" * 64), Fault.NO_SUCH_VERSION, ""),
    ("another programme's name", having(programme="sikret"), Fault.ANOTHER_PROGRAMME, "programme"),
    ("another version", having(version="9.9.9"), Fault.ANOTHER_PROGRAMME, "version"),
    ("a questionnaire that is not there", having(questionnaire="hygge"), Fault.ANOTHER_PROGRAMME, "questionnaire"),
    ("a mode that is not offered", having(mode="telepathy"), Fault.NOT_OFFERED, "mode"),
    ("a mode of somebody else", having(mode="observation", informant="borger"), Fault.NOT_OFFERED, "mode"),
    ("an informant that is not offered", having(informant="naboen"), Fault.NOT_OFFERED, "informant"),
    ("a target group that is not there", having(variant="andre"), Fault.NOT_OFFERED, "variant"),
    ("a parameter that is not there", having(parameters={"farve": "blaa"}), Fault.NOT_OFFERED, "parameters"),
    ("a note on nothing", having(notes={"ingenting.her": SECRET}), Fault.NOT_OFFERED, "notes"),
    ("an unknown case", having(case="0" * 32), Fault.NO_SUCH_CASE, ""),
    ("the facility's case", having(case="facility"), Fault.WRONG_SUBJECT, ""),
    ("a stay that is not there", having(episode="0" * 32), Fault.NO_SUCH_STAY, ""),
    ("an answer that is no option", answering(SECRET), Fault.ANSWERS, ""),
    ("a number that is no option", answering(31337), Fault.ANSWERS, ""),
    ("a half answer", answering(2.5), Fault.ANSWERS, ""),
    ("an answer that is too big", answering("x" * 10_001 + SECRET), Fault.ANSWERS, ""),
    ("a number beyond all", answering(10**20), Fault.ANSWERS, ""),
    ("a question of its own", answers_with(**{SECRET: SECRET}), Fault.ANSWERS, ""),
    ("an area that is a text", answers_with(relationer=SECRET), Fault.ANSWERS, ""),
    ("a question that is said not to be asked", having(not_asked=["relationer.venner"]), Fault.NOT_ASKED_DIFFERS, ""),
]


@pytest.mark.parametrize(("change", "fault", "field"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_line_is_refused_with_number_and_reason_and_the_good_ones_are_kept(
    here: Workplace, exported: bytes, change: Callable[[Line], Line], fault: Fault, field: str
) -> None:
    there = with_people(here)
    good = line_of(exported, "livskvalitet")
    bad = change({**good, "id": fresh_id()})
    outcomes = taken(there, dumped(bad, good))
    assert [one.number for one in outcomes] == [1, 2]
    refused = outcomes[0].outcome
    assert isinstance(refused, Refusal)
    assert (refused.fault, refused.field) == (fault, field)
    assert outcomes[1].outcome == "kept"
    assert SECRET not in repr(refused)
    assert "31337" not in repr(refused)


def test_what_must_be_answered_must_be_in_the_file(here: Workplace, exported: bytes) -> None:
    (outcome,) = taken(with_people(here), dumped(having(answers={})(line_of(exported, "baggrund"))))
    assert isinstance(outcome.outcome, Refusal)
    assert "required" in {problem.code for problem in outcome.outcome.problems}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", Fault.NOT_JSON),
        (b"[]", Fault.NOT_JSON),
        (b"null", Fault.NOT_JSON),
        (b'"x"', Fault.NOT_JSON),
        (b"{} {}", Fault.NOT_JSON),
        (b'{"a": NaN}', Fault.NOT_JSON),
        (b'{"a": 1, "a": 2}', Fault.NOT_JSON),
        (b'{"a": ' + b"9" * 5000 + b"}", Fault.NOT_JSON),
        (b"[" * 200_000, Fault.NOT_JSON),
        (b'{"a": "\xff"}', Fault.NOT_UTF_8),
        (b"\xff\xfe{\x00}\x00", Fault.NOT_UTF_8),
        (b'{"\\ud800": 1}', Fault.ENVELOPE),
        (b"{}", Fault.ENVELOPE),
        (b" " * LONGEST_LINE + b"{}", Fault.TOO_LONG),
    ],
    ids=range(14),
)
def test_what_is_no_response_at_all_is_refused(here: Workplace, exported: bytes, content: bytes, fault: Fault) -> None:
    there = with_people(here)
    good = dumped(line_of(exported, "livskvalitet"))
    outcomes = taken(there, b"\n" + content + b"\n\n" + good)
    assert [(one.number, told([one])) for one in outcomes] == [(2, {fault: 1}), (4, {"kept": 1})]


@pytest.mark.parametrize(("name", "text"), [("notes", "\ud800"), ("entered_by", "\ud800"), ("reasons", "\udfff")])
def test_half_a_character_never_reaches_the_store(here: Workplace, exported: bytes, name: str, text: str) -> None:
    line = line_of(exported, "livskvalitet")
    line[name] = text if name == "entered_by" else {"relationer": text}
    assert told(taken(with_people(here), json.dumps(line).encode())) == {Fault.ENVELOPE: 1}


def test_a_mark_of_the_encoding_is_forgiven(here: Workplace, exported: bytes) -> None:
    good = dumped(line_of(exported, "livskvalitet"))
    assert told(taken(with_people(here), b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))) == {"kept": 1}


def test_another_response_under_the_same_id_is_refused_and_nothing_changed(here: Workplace, exported: bytes) -> None:
    there = with_people(here)
    taken(there, exported)
    line = line_of(exported, "livskvalitet")
    changed = having(entered_by="ANDEN")(line)
    elsewhere = having(case=next(case for case in there.store.list_cases() if case != line["case"]))(line)
    assert told(taken(there, dumped(changed, elsewhere))) == {Fault.OTHER_CONTENT: 2}
    assert written(there, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"] == exported


def test_the_same_id_twice_in_one_file_is_kept_once(here: Workplace, exported: bytes) -> None:
    there = with_people(here)
    line = line_of(exported, "livskvalitet")
    outcomes = taken(there, dumped(line, line, having(entered_by="ANDEN")(line)))
    assert [told([one]) for one in outcomes] == [{"kept": 1}, {"already-there": 1}, {Fault.OTHER_CONTENT: 1}]


# --- cases that are not there -----------------------------------------------------------------------------------------


def test_case_files_are_made_for_unknown_citizens_only_when_asked(here: Workplace, exported: bytes) -> None:
    there = empty(here)
    citizens = sum(json.loads(line)["case"] != "facility" for line in exported.splitlines())
    assert told(taken(there, exported))[Fault.NO_SUCH_CASE] == citizens
    assert there.store.list_cases() == ()
    outcomes = taken(there, exported, create_missing=True)
    assert told(outcomes)["kept"] == citizens
    assert sum(one.made_case for one in outcomes) == len(here.store.list_cases())
    assert written(there, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"] == exported


def test_no_case_file_is_made_for_a_bad_response(here: Workplace, exported: bytes) -> None:
    there = empty(here)
    bad = answering(31337)(line_of(exported, "livskvalitet"))
    assert told(taken(there, dumped(bad), create_missing=True)) == {Fault.ANSWERS: 1}
    assert there.store.list_cases() == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (without("code"), Fault.NO_CODE),
        (having(code="  "), Fault.NO_CODE),
        (having(code="x" * 21), Fault.NO_CODE),
        (lambda line: {**line, "case": "0" * 32, "id": fresh_id()}, Fault.CODE_TAKEN),
    ],
)
def test_a_case_file_needs_a_code_of_its_own(
    here: Workplace, exported: bytes, change: Callable[[Line], Line], fault: Fault
) -> None:
    there = empty(here)
    good = line_of(exported, "livskvalitet")
    assert told(taken(there, dumped(good), create_missing=True)) == {"kept": 1}
    there = there if fault is Fault.CODE_TAKEN else empty(here)
    assert told(taken(there, dumped(change(good)), create_missing=True)) == {fault: 1}


def test_two_unknown_citizens_cannot_come_with_one_code(here: Workplace, exported: bytes) -> None:
    first = line_of(exported, "livskvalitet")
    second = {**first, "case": "0" * 32, "id": fresh_id(), "code": first["code"].lower()}
    outcomes = taken(empty(here), dumped(first, second), create_missing=True)
    assert [told([one]) for one in outcomes] == [{"kept": 1}, {Fault.CODE_TAKEN: 1}]


# --- interruptions ----------------------------------------------------------------------------------------------------


class _Failing:
    """A store whose disk is full after so many saves, or whose user presses Ctrl-C."""

    def __init__(self, store: Any, saves: int, fault: BaseException) -> None:
        self._store, self._saves, self._fault = store, saves, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def save(self, *arguments: Any) -> Any:
        if self._saves == 0:
            raise self._fault
        self._saves -= 1
        return self._store.save(*arguments)


@pytest.mark.parametrize("saves", [0, 1, 2, 7, 20])
@pytest.mark.parametrize(
    "fault", [StoreUnavailable(reason=Reason.FULL, doing="saving"), KeyboardInterrupt()], ids=["full", "interrupted"]
)
def test_an_import_that_stops_half_way_can_be_taken_up_again(
    here: Workplace, exported: bytes, saves: int, fault: BaseException
) -> None:
    there = with_people(here)
    failing: Any = _Failing(there.store, saves, fault)
    with pytest.raises(type(fault)):
        taken(replace(there, store=failing), exported)
    half = written(there, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"].splitlines()
    assert set(half) < set(exported.splitlines())
    assert told(taken(there, exported))["already-there"] == len(half)
    assert written(there, "jsonl", options=ExportOptions(include_codes=True))[".jsonl"] == exported


# --- rules for all inputs ---------------------------------------------------------------------------------------------


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_at_all_are_a_refusal_and_never_a_crash(content: bytes) -> None:
    for raw in raw_lines(io.BytesIO(content)):
        assert isinstance(read_line(raw), Refusal)


@given(st.lists(st.binary(max_size=20), max_size=10))
def test_lines_are_counted_as_an_editor_counts_them(parts: list[bytes]) -> None:
    content = b"\n".join(part.replace(b"\n", b"") for part in parts)
    numbered = [(raw.number, raw.content) for raw in raw_lines(io.BytesIO(content))]
    lines = content.split(b"\n")
    lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
    assert [number for number, _ in numbered] == [place for place, line in enumerate(lines, 1) if line.strip()]


@settings(max_examples=150)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_line_damaged_anywhere_is_read_or_refused_and_never_a_crash(
    here: Workplace, exported: bytes, where: float, byte: int
) -> None:
    whole = bytearray(exported.splitlines()[0])
    whole[int(where * len(whole))] = byte
    found = read_line(RawLine(number=1, content=bytes(whole), end=0))
    if not isinstance(found, Refusal):
        taken(with_people(here), bytes(whole))
