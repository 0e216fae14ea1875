"""A round from a file gives the same response as the keys would; what does not fit is said, never dropped unseen."""

from datetime import UTC, datetime

import pytest

from sipforms.actions.answer_file import AnswerFile, answering, identified, left_out, read_answer_file
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.situation import Situation
from sipforms.engine.programme import Programme

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

ROUND = """
questionnaire: livskvalitet
mode: interview
informant: borger
answers:
  psykisk_velbefindende:
    humoer: {vigtighed: 5, tilfredshed: 2}
    findes_ikke: 3
  kendskab: over_tre_aar
  relationer: {venner: {vigtighed: 9}}
notes:
  psykisk_velbefindende.humoer: En note
"""


def empty(programme: Programme, file: AnswerFile) -> Draft:
    situation = Situation(mode=file.mode, informant=file.informant, today=NOW.date())
    header = DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=file.questionnaire,
        situation=situation,
        begun_at=NOW,
    )
    return begin(programme, header)


def test_a_round_is_read_and_what_does_not_fit_is_said(voksen: Programme) -> None:
    file = read_answer_file("runde.yaml", ROUND.encode())
    assert isinstance(file, AnswerFile)
    draft = empty(voksen, file)
    steps = list(answering(draft, file))
    assert len(steps) == 3
    assert steps[-1].answers == {
        ("psykisk_velbefindende", "humoer", "vigtighed"): 5,
        ("psykisk_velbefindende", "humoer", "tilfredshed"): 2,
    }
    found = left_out(voksen.questionnaires["livskvalitet"], steps[-1], file)
    assert {(one.code, one.path) for one in found} == {
        ("not-asked", ("kendskab",)),
        ("not-an-option", ("relationer", "venner", "vigtighed")),
        ("unknown-question", ("psykisk_velbefindende", "findes_ikke")),
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"questionnaire: livskvalitet\n", "no-answers-in-file"),
        (b"answers: {}\n", "no-answers-in-file"),
        (b"\xff\xfe", "not-utf-8"),
        (b"a: [1\n", "yaml-unclosed-bracket"),
    ],
)
def test_a_file_without_answers_is_a_problem_with_a_place(content: bytes, code: str) -> None:
    found = read_answer_file("runde.yaml", content)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == [code]


def test_rows_without_an_id_become_new_rows_beside_those_carried_over(voksen: Programme) -> None:
    content = (
        "questionnaire: indsats\nanswers: {mere: [{titel: Svømning}, {id: r7, titel: Ridning}, {titel: Madlavning}]}\n"
    )
    (rows,) = [one.path for one in voksen.questionnaires["indsats"].rows()]
    file = read_answer_file("runde.yaml", content.replace("mere", ".".join(rows)).encode())
    assert isinstance(file, AnswerFile)
    before = empty(voksen, file).add_row(rows, "r1")
    whole = identified(before, file)
    *_, draft = answering(before, whole)
    assert draft.rows[rows] == ("r1", "r8", "r7", "r10")
    assert [draft.answers[(*rows, row, "titel")] for row in ("r8", "r7", "r10")] == [
        "Svømning",
        "Ridning",
        "Madlavning",
    ]
    assert left_out(voksen.questionnaires["indsats"], draft, whole) == ()


def test_a_row_that_stands_already_is_answered_where_it_stands(voksen: Programme) -> None:
    (rows,) = [one.path for one in voksen.questionnaires["indsats"].rows()]
    content = f"questionnaire: indsats\nanswers: {{{rows[0]}: [{{id: r1, titel: Svømning}}]}}\n"
    file = read_answer_file("runde.yaml", content.encode())
    assert isinstance(file, AnswerFile)
    *_, draft = answering(empty(voksen, file).add_row(rows, "r1"), file)
    assert draft.rows[rows] == ("r1",)
