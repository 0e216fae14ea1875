"""Drafts: every change is a journal entry, undoing is the exact inverse, and nothing unacceptable enters."""

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.draft import Draft, Entry, RefusedChangeError, apply, begin, reason_key, replay
from sipforms.engine.ask.draft_header import DraftHeader, header_as_json, header_from_json
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import in_order
from sipforms.engine.paths import Path
from sipforms.engine.programme import Programme, Questionnaire
from tests.engine.bundles import all_questionnaires, name_of, small
from tests.engine.generate import begun, situations, with_answer

SECRET = "Hemmelig-Hansen"
ROWS = ("familie",)


@pytest.fixture
def draft() -> Draft:
    programme = small("svarmaader")
    return begun(programme, programme.questionnaires["alle"], Situation(today=date(2026, 11, 22), mode="interview"))


def changes(draft: Draft, chance: random.Random, number: int) -> tuple[list[Draft], list[Entry]]:
    """The drafts on the way, and the entries between them."""
    drafts, entries = [draft], []
    for _ in range(number):
        draft = some_change(draft, chance)
        assert draft.last is not None
        drafts.append(draft)
        entries.append(draft.last)
    return drafts, entries


def is_computed(draft: Draft, path: Path) -> bool:
    question = draft.form.question(path)
    return question is not None and question.computed is not None


def some_change(draft: Draft, chance: random.Random) -> Draft:  # noqa: PLR0911 - one for each kind of change
    there = [one for one in in_order(draft.form, draft.rows, draft.asked) if not is_computed(draft, one)]
    path = chance.choice(there) if there else ()
    fate = chance.random()
    if fate < 0.1:
        return draft.note(path, chance.choice(["", "husk", "spørg igen"]))
    if fate < 0.2:
        return draft.reason(chance.choice(["ens_svar", "ikke_frem"]), chance.choice(["", "det passer"]))
    if fate < 0.3 and draft.rows:
        rows = chance.choice(list(draft.rows))
        row = chance.choice(draft.rows[rows])
        return draft.note(path, "i brug") if draft.holding(rows, row) else draft.remove_row(rows, row)
    if fate < 0.4:
        return draft.undo()
    if fate < 0.5 and draft.answers:
        return draft.clear(chance.choice(list(draft.answers)))
    if path in draft.form.places.rows:
        return draft.add_row(path)
    return with_answer(draft, path, chance) if there else draft.note(("x",), "husk")


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_replaying_the_journal_gives_the_same_draft(case: tuple[Programme, Questionnaire], data: st.DataObject) -> None:
    start = begun(*case, data.draw(situations(*case)))
    drafts, entries = changes(start, random.Random(data.draw(st.integers(0, 2**32))), 25)
    header = header_from_json(json.loads(json.dumps(header_as_json(start.header))))
    assert header == start.header
    assert replay(case[0], header, json.loads(json.dumps(entries))) == drafts[-1]


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_undoing_is_the_exact_inverse(case: tuple[Programme, Questionnaire], data: st.DataObject) -> None:
    drafts, entries = changes(
        begun(*case, data.draw(situations(*case))), random.Random(data.draw(st.integers(0, 2**32))), 15
    )
    for before, after, entry in zip(drafts, drafts[1:], entries, strict=False):
        if entry["do"] != "undo":
            assert after.undo() == before
            assert after.undo().asked == before.asked


def test_undoing_everything_leads_back_to_the_beginning(draft: Draft) -> None:
    now = draft.answer(("ja",), False).add_row(ROWS).answer((*ROWS, "r1", "navn"), "Bo").remove_row(ROWS, "r1")
    for _ in range(4):
        now = now.undo()
    assert now == draft
    assert now.undo() == draft


def test_a_removed_row_takes_its_answers_notes_and_reasons_along_and_undoing_brings_them_back(draft: Draft) -> None:
    row = (*ROWS, "r1")
    full = draft.add_row(ROWS).add_row(ROWS).answer((*row, "navn"), "Bo").note((*row, "navn"), "stavning?")
    full = full.reason(reason_key("tilfreds", row, ROWS), "sådan er det").answer((*ROWS, "r2", "navn"), "Ib")
    gone = full.remove_row(ROWS, "r1")
    assert gone.answers == {(*ROWS, "r2", "navn"): "Ib"}
    assert not gone.notes
    assert not gone.reasons
    assert gone.rows == {ROWS: ("r2",)}
    assert gone.undo() == full


def test_a_row_id_is_never_given_again(draft: Draft) -> None:
    now = draft.add_row(ROWS).add_row(ROWS).remove_row(ROWS, "r2")
    assert now.next_row(ROWS) == "r3"
    assert now.add_row(ROWS).rows[ROWS] == ("r1", "r3")
    with pytest.raises(RefusedChangeError):
        now.add_row(ROWS, "r2")


def test_a_row_can_be_brought_along_under_its_own_id(draft: Draft) -> None:
    now = draft.add_row(ROWS, "r2").add_row(ROWS, "gammel").add_row(ROWS)
    assert now.rows[ROWS][:2] == ("r2", "gammel")
    assert len(set(now.rows[ROWS])) == 3
    assert now.rows[ROWS][2] not in ("r2", "gammel")


def test_several_options_are_kept_in_the_order_of_the_list(draft: Draft) -> None:
    assert draft.answer(("hjaelp",), ("madlavning", "samtale")).answers[("hjaelp",)] == ("samtale", "madlavning")


def test_hidden_answers_are_kept() -> None:
    programme = small("kaeder")
    draft = begun(programme, programme.questionnaires["kaede"], Situation(today=date(2026, 11, 22)))
    hidden = draft.answer(("foerst",), True).answer(("b",), True).answer(("foerst",), False)
    assert ("b",) not in hidden.asked
    assert hidden.answers[("b",)] is True
    assert ("c",) in hidden.answer(("foerst",), True).asked


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("skala", 6),
        ("skala", True),
        ("tal", SECRET),
        ("linje", SECRET * 10),
        ("linje", " "),
        ("findes_ikke", SECRET),
        ("familie.r1.navn", SECRET),
        ("omraade", SECRET),
    ],
)
def test_what_cannot_be_an_answer_never_enters_and_is_never_quoted(draft: Draft, path: str, value: object) -> None:
    with pytest.raises(RefusedChangeError) as refused:
        draft.answer(tuple(path.split(".")), value)  # type: ignore[arg-type]
    assert SECRET not in str(refused.value)


def test_nothing_answered_or_written_shows_in_a_log(draft: Draft) -> None:
    full = draft.answer(("linje",), SECRET).note(("linje",), SECRET).reason("ens", SECRET).answer(("linje",), "x")
    before = Situation(today=date(2026, 11, 22), previous={"linje": SECRET})
    later = begun(small("svarmaader"), small("svarmaader").questionnaires["alle"], before)
    assert SECRET not in repr(full) + repr(full.undo()) + repr(later) + repr(later.form)


@pytest.mark.parametrize("text", ["x" * 10_001, "halvt tegn \ud800"])
def test_texts_beside_the_answers_have_limits_too(draft: Draft, text: str) -> None:
    with pytest.raises(RefusedChangeError):
        draft.note(("ja",), text)


@pytest.mark.parametrize("entry", [{"do": "sprinkle"}, {}, {"do": "remove_row", "path": "familie", "row": "r9"}])
def test_a_journal_entry_that_nobody_wrote_is_refused(draft: Draft, entry: Entry) -> None:
    with pytest.raises(RefusedChangeError):
        apply(draft, entry)


def test_a_draft_goes_on_only_under_its_own_version(draft: Draft) -> None:
    with pytest.raises(ValueError, match="other files"):
        begin(small("svarmaader"), replace(draft.header, digest="another"))


def test_equal_situations_with_and_without_a_last_response_survive_the_journal() -> None:
    situation = Situation(
        today=date(2026, 11, 22), parameters={"aaben": "ja", "n": 3}, previous={"trin": 5, "a": {"b": [1]}}
    )
    header = DraftHeader(
        programme="p",
        version="1.0.0",
        digest="d",
        questionnaire="q",
        situation=situation,
        begun_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert header_from_json(json.loads(json.dumps(header_as_json(header)))) == header
