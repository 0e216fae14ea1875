"""Five thousand hostile texts through the whole export and read back: no formula, and nothing but what was said."""

import random

import pytest

from sipforms.engine.programme import Programme
from tests.plugins.test_formats_cells import FORMULA, random_texts, unescaped
from tests.plugins.test_formats_tables import FIRST, files, response, table, version

CELLS, A_RESPONSE = 5_000, 4
SEPARATORS = {0: ",", 1: ";", 2: "\t"}
PIECES = (
    "\u202e",
    "\u2066",
    "\x1b[31m",
    "\x07",
    "\r",
    "\x85",
    "\u2028",
    "=HYPERLINK(1)",
    "@SUM(A1)",
    "+45",
    "-8",
    "\ufeff",
    "\x00=1",
)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return version("1.0.0", FIRST)


@pytest.mark.parametrize("seed", SEPARATORS)
def test_no_cell_is_a_formula_and_every_answer_is_itself(programme: Programme, seed: int) -> None:
    separator, chance = SEPARATORS[seed], random.Random(seed)
    texts = [chance.choice(PIECES) + text if chance.random() < 0.5 else text for text in random_texts(CELLS, seed)]
    numbers = [chance.choice((0, 1, -1, -8, 7, 10**15)) for _ in range(CELLS // A_RESPONSE)]
    given = [texts[start : start + A_RESPONSE] for start in range(0, CELLS, A_RESPONSE)]
    responses = [
        response(
            programme,
            {"ord": one[0], "navn": one[1], "historie": one[2], "antal": number},
            place + 1,
            notes={"ord": one[3]},
        )
        for place, (one, number) in enumerate(zip(given, numbers, strict=True))
    ]
    written = files(
        (programme,), *responses, include_text=True, include_identity=True, include_codes=True, separator=separator
    )
    rows = table(written[".csv"], separator)
    (notes,) = (table(content, separator) for name, content in written.items() if "note" in name)
    assert [int(row["antal"]) for row in rows] == numbers
    for row, note, (word, name, story, beside) in zip(rows, notes, given, strict=True):
        cells = (row["ord"], row["navn"], row["historie"], note["text"])
        assert not any(cell.startswith(FORMULA) for cell in cells)
        answers = tuple(text if text.strip() else "" for text in (word, name, story))  # nothing but blanks is blank
        assert tuple(map(unescaped, cells)) == tuple(text.replace("\0", "") for text in (*answers, beside))


def test_what_tells_who_somebody_is_stays_out_unless_asked_for(programme: Programme) -> None:
    written = files((programme,), response(programme, {"navn": "Kanariefugl", "antal": 3}), include_text=True)
    assert b"Kanariefugl" not in b"".join(written.values())
