"""What stands in a cell: numbers as numbers, texts that no spreadsheet runs, codes that are never an answer."""

import csv
import io
import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.programme import Kind, Question, Wording
from sipforms.engine.scale import Option, Scale
from sipforms.engine.score.missing import Gap
from sipforms.plugins.formats.cells import NUMBERS, WOULD_RUN, missing_codes, text_cell
from sipforms.plugins.formats.placement import merged, unlike

FORMULA = tuple("=+-@\t\r")
PIECES = (*FORMULA, "'", "''", "\0", "\n", " ", ",", ";", '"', "hej", "æøå", "-1", "=1+1", "\u200b", "＝", "😀", "5")


def random_texts(count: int, seed: int = 7) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 6))) for _ in range(count)]


def unescaped(cell: str) -> str:
    """The text again, as the codebook's ``leadingApostrophe`` says."""
    return cell[1:] if cell.startswith("'") and WOULD_RUN.match(cell) else cell


def question(kind: Kind, **more: object) -> Question:
    return Question(path=("q",), item=("q",), kind=kind, wording=Wording(title="Q"), **more)  # type: ignore[arg-type]


def scale(*values: int | str, **missing: int | str) -> Scale:
    said = [Option(value=one, title=str(one)) for one in values]
    unsaid = [Option(value=one, title=why, missing=why) for why, one in missing.items()]  # type: ignore[arg-type]
    return Scale(id="s", options=(*said, *unsaid))


def test_no_text_of_two_thousand_begins_with_a_sign_that_a_spreadsheet_runs() -> None:
    texts = random_texts(2000)
    assert sum(text.replace("\0", "").startswith(FORMULA) for text in texts) > 500
    cells = [text_cell(text) for text in texts]
    assert [cell for cell in cells if cell.startswith(FORMULA) or "\0" in cell] == []
    assert [text for text, cell in zip(texts, cells, strict=True) if unescaped(cell) != text.replace("\0", "")] == []


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_texts_never_become_one_cell(one: str, other: str) -> None:
    one, other = one.replace("\0", ""), other.replace("\0", "")
    assert (text_cell(one) == text_cell(other)) == (one == other)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_text_comes_back_from_a_file(separator: str) -> None:
    rows = [[text_cell(text), 1] for text in random_texts(500)]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(rows)
    read = csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=separator)
    assert [row[0] for row in read] == [row[0] for row in rows]


@pytest.mark.parametrize("code", NUMBERS.values())
def test_a_text_that_looks_like_a_code_is_not_the_code(code: int) -> None:
    assert text_cell(str(code)) == f"'{code}"


@pytest.mark.parametrize(
    ("asked", "not_asked"),
    [
        (question(Kind.TEXT), -8),
        (question(Kind.BOOLEAN), -8),
        (question(Kind.CHOICE, scale=scale(1, 2, 3)), -8),
        (question(Kind.CHOICE, scale=scale("-8", "b")), -8),
        (question(Kind.CHOICE, scale=scale(-2, -1, 0, 1, 2)), -8),
        (question(Kind.CHOICE, scale=scale(-2, -1, 0, 1, 2, dontKnow="ved_ikke")), -98),
        (question(Kind.CHOICE, scale=scale(1, 2, dontKnow=-8)), -8),
        (question(Kind.INTEGER, minimum=0), -8),
        (question(Kind.INTEGER, minimum=-7), -8),
        (question(Kind.INTEGER, minimum=-8), -98),
        (question(Kind.INTEGER, minimum=-100, maximum=-50), -8),
        (question(Kind.INTEGER, minimum=-5000), -9998),
        (question(Kind.INTEGER), "notAsked"),
    ],
    ids=str,
)
def test_a_code_is_never_a_possible_answer(asked: Question, not_asked: int | str) -> None:
    assert missing_codes([asked])[Gap.NOT_ASKED] == not_asked


def test_codes_suit_every_version_of_a_question() -> None:
    codes = missing_codes([question(Kind.INTEGER, minimum=0), question(Kind.INTEGER, minimum=-20)])
    assert dict(codes) == {Gap.NOT_ASKED: -98}


def test_the_codes_are_those_that_the_bundle_format_names() -> None:
    every = {kind: kind for kind in (gap.value for gap in NUMBERS if gap is not Gap.NOT_ASKED)}
    codes = missing_codes([question(Kind.CHOICE, scale=scale(1, 2, **every))])
    assert {gap.value: code for gap, code in codes.items()} == {
        "dontKnow": -1,
        "declined": -2,
        "notUnderstood": -3,
        "notRelevant": -4,
        "notAssessed": -5,
        "notSpecified": -6,
        "notAsked": -8,
    }


@pytest.mark.parametrize(
    ("versions", "order"),
    [
        (["abc"], "abc"),
        (["abc", "axbc"], "axbc"),
        (["abc", "xabc"], "xabc"),
        (["abc", "abcx"], "abcx"),
        (["abc", "ac", "axc"], "axbc"),
        (["abc", "cab"], "abc"),
        (["abc", "abxyc", "abzc"], "abzxyc"),
        (["", "ab"], "ab"),
    ],
)
def test_what_is_new_stands_after_what_it_follows(versions: Sequence[str], order: str) -> None:
    assert "".join(merged(versions)) == order


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=1))
def test_a_version_more_never_reorders_what_was_there(versions: list[list[str]]) -> None:
    before, after = merged(versions[:-1]), merged(versions)
    assert tuple(key for key in after if key in before) == before
    assert set(after) == {key for version in versions for key in version}


def test_names_are_told_apart_also_where_capitals_do_not_count() -> None:
    taken = {"mode"}
    assert [unlike(name, taken) for name in ("mode", "Mode", "x", "mode_2")] == ["mode_2", "Mode_3", "x", "mode_2_2"]
    assert not re.search(r"[A-Z]", "".join(taken))
