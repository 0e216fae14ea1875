"""What an area is about is told above its first question, and never pushes the question off the screen."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Filling
from sipforms.actions.form.model import FormModel
from sipforms.actions.workplace import Workplace
from sipforms.engine.build.programme import build
from sipforms.engine.programme import Area, Programme
from sipforms.tui.app import SipApp
from sipforms.tui.introduction import introduction, said_where_it_stands
from tests.actions.test_form_model import drafted
from tests.engine.checking import bundle
from tests.tui.conftest import USUAL, filling_in

Begun = Callable[..., Filling]
first, AGAIN = "Nu handler det om humør", "Hvor vigtigt er det for dig at være i godt humør?"
AREAS = """title: Puls
properties:
  dag:
    title: Dagen
    description: Nu om dagen.
    properties:
      morgen:
        title: Morgenen
        description: Først om morgenen.
        properties:
          glad: {title: Er du glad?, type: boolean}
          frisk: {title: Er du frisk?, type: boolean}
      aften:
        title: Aftenen
        properties:
          mild: {title: Er du træt?, type: boolean}
  nat:
    title: Natten
    description: DESCRIPTION
    properties:
      sover: {title: Sover du godt?, type: boolean}
"""


def introductions(programme: Programme) -> list[str]:
    """What the first two areas of livskvalitet are about."""
    areas = (one for one in programme.questionnaires["livskvalitet"].entries if isinstance(one, Area))
    return [area.description or "" for area in areas][:2]


@pytest.mark.parametrize("size", [USUAL, (80, 18)], ids=["usual", "low"])
async def test_an_area_is_introduced_at_its_first_question_only(
    workplace: Workplace, begun: Begun, voksen: Programme, size: tuple[int, int]
) -> None:
    first, second = introductions(voksen)
    async with filling_in(SipApp(workplace), begun(), size) as seen:
        assert first in seen.line("say")
        assert AGAIN in seen.text
        assert first in seen.text
        await seen.press("right")
        assert first not in seen.text
        await seen.press("pagedown")
        assert second in seen.text


async def test_help_tells_it_whole(workplace: Workplace, begun: Begun, voksen: Programme) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("f1")
        assert introductions(voksen)[0] in seen.text.partition(AGAIN)[0]


def model_of(description: str = "Nu om natten.") -> FormModel:
    files = {"questionnaires/puls.yaml": AREAS.replace("DESCRIPTION", description)}
    return FormModel(drafted(build(bundle(files)), "puls"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("dag.morgen.glad", "Nu om dagen. Først om morgenen."),
        ("dag.morgen.frisk", ""),
        ("dag.aften.mild", ""),
        ("nat.sover", "Nu om natten."),
    ],
)
def test_areas_that_begin_together_are_told_together(question: str, told: str) -> None:
    model = model_of()
    model.go(tuple(question.split(".")))
    assert introduction(model) == told


def test_of_a_long_introduction_the_beginning_stands_above_the_question() -> None:
    model = model_of("Vi vil gerne vide, hvordan du sover om natten. " * 9)
    model.go(("nat", "sover"))
    lines = said_where_it_stands(model, 60).plain.split("\n")
    assert [len(line) <= 60 for line in lines] == [True] * 3
    assert lines[0].startswith("Vi vil gerne vide")
    assert lines[1].endswith("…")
    assert lines[2] == "Sover du godt?"
    assert introduction(model).count("natten") == 9
