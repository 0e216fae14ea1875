"""The citizen's view as lines: every answer and the way back in every window, and nothing else of anybody."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.actions.form.asking import Asked, Picture, asked_now
from sipforms.actions.form.citizen_turn import CitizenTurn
from sipforms.actions.form.model import FormModel
from sipforms.render.charts.glyphs import ALL, ASCII, SAFE, Glyphs, turned_into
from sipforms.render.citizen_drawing import BACK, Drawing, drawn, text_of
from sipforms.render.citizen_shown import CitizenShown, ShownChoice, as_json, from_json, hidden, shown_of
from sipforms.render.language import _
from sipforms.render.pictograms import FACE_WIDTH, face, glass, numeral
from tests.actions.test_form_model import LAST, VOKSEN, WAYS, at, drafted, model
from tests.engine.bundles import ROOT, built

HUMOER = "psykisk_velbefindende.humoer"
PROGRAMMES = ("aaben", "boern", "hjerneskade", "sikret", "voksen")
SMALL, USUAL, LARGE = (40, 11), (80, 20), (120, 36)


@cache
def every_shown() -> tuple[CitizenShown, ...]:
    """What a citizen sees of every question of ours, once each."""
    found: dict[tuple[str, str], CitizenShown] = {}
    for name in PROGRAMMES:
        programme = built(ROOT / "programs" / name)
        for id_ in programme.questionnaires:
            found |= {(id_, one.sentence): one for one in _of(model(programme, id_))}
    found |= {("alle", one.sentence): one for one in _of(model(WAYS, "alle"))}
    return tuple(found.values())


def _of(form: FormModel) -> list[CitizenShown]:
    turn, shown = CitizenTurn(form), []
    for stop in form.outline.stops:
        if isinstance(asked_now(form, stop), Asked):
            form.go(stop)
            shown.append(shown_of(turn, has_pictures=True))
    return shown


def text(drawing: Drawing) -> str:
    return "\n".join(text_of(drawing))


def words_in(drawing: Drawing) -> str:
    """The words without where lines are broken, as far as they stand below each other in columns."""
    return "".join(text(drawing).split())


@pytest.mark.parametrize("size", [SMALL, pytest.param(USUAL, marks=pytest.mark.long), LARGE], ids=str)
def test_every_question_has_its_sentence_and_all_its_answers_in_every_window(size: tuple[int, int]) -> None:
    width, height = size
    for shown in every_shown():
        drawing = drawn(shown, width, height)
        lines = list(text_of(drawing))
        assert len(drawing.lines) <= height, shown.sentence
        assert max(map(cell_len, lines)) <= width, shown.sentence
        reachable = {target.place for target in drawing.targets}
        assert BACK in reachable, shown.sentence
        places = {place for place, one in enumerate(shown.choices) if not one.is_beside}
        shown_all = places <= reachable
        assert shown_all or "↓" in text(drawing), (shown.sentence, lines)
        for part in "".join(shown.sentence.split())[:30]:
            assert part in words_in(drawing)


def test_at_most_twelve_lines_have_something_on_them() -> None:
    for shown in every_shown():
        if len(shown.steps) <= 5 and len(shown.sentence) < 110 and not shown.before:
            used = [line for line in text_of(drawn(shown, 80, 22)) if line.strip()]
            assert len(used) <= 12, "\n".join(used)


def test_a_click_finds_the_answer_that_stands_there() -> None:
    shown = shown_of(CitizenTurn(at(model(VOKSEN, "livskvalitet"), f"{HUMOER}.vigtighed")), has_pictures=True)
    for width, height in (SMALL, USUAL, LARGE):
        drawing = drawn(shown, width, height)
        lines = list(text_of(drawing))
        for place, one in enumerate(shown.choices):
            word = one.words.split()[0]
            row = next(
                at for at, line in enumerate(lines) if word in line and drawing.hit(at, line.index(word)) == place
            )
            assert drawing.hit(row, lines[row].index(word)) == place
        assert drawing.hit(0, 0) is None


def test_what_is_marked_can_be_told_without_colours() -> None:
    form = at(model(VOKSEN, "livskvalitet"), f"{HUMOER}.vigtighed")
    turn = CitizenTurn(form)
    for has_pictures in (True, False):
        for width, height in (SMALL, USUAL):
            blank = text(drawn(shown_of(turn, has_pictures=has_pictures), width, height))
            assert "[" not in blank
            for key in "1234":
                turn.press(key)
                marked = text(drawn(shown_of(turn, has_pictures=has_pictures), width, height))
                assert marked.count("[") in (1, 2)
            form.go(())
            form.go(tuple(f"{HUMOER}.vigtighed".split(".")))
            turn = CitizenTurn(form)


def test_nothing_of_last_time_is_shown() -> None:
    first = at(model(VOKSEN, "livskvalitet"), f"{HUMOER}.vigtighed")
    second = at(FormModel(drafted(VOKSEN, "livskvalitet", LAST)), f"{HUMOER}.vigtighed")
    assert shown_of(CitizenTurn(first)) == shown_of(CitizenTurn(second))


def test_what_goes_over_to_another_screen_comes_out_the_same() -> None:
    for shown in (*every_shown(), hidden()):
        assert from_json(as_json(shown)) == shown


def test_what_is_hidden_says_nothing_and_offers_nothing() -> None:
    drawing = drawn(hidden(), 80, 20)
    assert not drawing.targets
    assert "".join(text(drawing).split()) == f"SIP{''.join(_('One moment.').split())}"


@settings(max_examples=20, deadline=None)
@given(
    st.builds(
        CitizenShown,
        shows=st.just("question"),
        heading=st.text(max_size=30),
        sentence=st.text(max_size=200),
        told=st.text(max_size=100),
        several=st.booleans(),
        picture=st.sampled_from([one.value for one in Picture]),
        choices=st.lists(
            st.builds(
                ShownChoice,
                key=st.sampled_from(["", *"1234567890-/,abc"]),
                words=st.text(max_size=60),
                level=st.none() | st.floats(0, 1),
                is_beside=st.booleans(),
                is_marked=st.booleans(),
                is_pointed=st.booleans(),
            ),
            max_size=40,
        ).map(tuple),
    ),
    st.integers(-1, 200),
    st.integers(-1, 60),
)
def test_no_text_and_no_window_breaks_it(shown: CitizenShown, width: int, height: int) -> None:
    drawing = drawn(shown, width, height)
    assert len(drawing.lines) <= max(5, height)


# --- pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [2, 3, 5])
def test_every_step_has_a_face_of_its_own_in_every_set_of_signs(steps: int) -> None:
    for glyphs in (ALL, SAFE, ASCII):
        for height in (2, 4):
            faces = [turned(face(step / (steps - 1), height), glyphs) for step in range(steps)]
            assert len(set(faces)) == steps
    assert all(len(line) == FACE_WIDTH for line in face(0.5, 4))


@pytest.mark.parametrize("steps", range(2, 8))
def test_a_glass_is_fuller_with_every_step_in_every_set_of_signs(steps: int) -> None:
    for glyphs in (ALL, SAFE, ASCII):
        for height in (1, 2, 4):
            glasses = [turned(glass(step / (steps - 1), 8, height), glyphs) for step in range(steps)]
            assert len(set(glasses)) == steps
    assert glass(0, 8, 4) == ("│      │",) * 4
    assert glass(1, 8, 4) == ("│██████│",) * 4


def turned(lines: tuple[str, ...], glyphs: Glyphs) -> tuple[str, ...]:
    return tuple(line.translate(turned_into(glyphs)) for line in lines)


def test_every_digit_is_another_picture_and_no_other_sign_has_one() -> None:
    drawn_digits = {numeral(digit, 16) for digit in "0123456789"}
    assert len(drawn_digits) == 10
    assert all(len({len(line) for line in one}) == 1 for one in drawn_digits)
    assert numeral("a", 16) == ()
