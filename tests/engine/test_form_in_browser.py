"""react-jsonschema-form makes a form of every plain schema in a real browser, and takes the answers that we take.

The form is somebody else's and shows everything in plain HTML; what is tested is that our schemas need nothing more
than a schema: every question is there with its title and its answers, questions come and go, and what is handed in is
judged as we judge it.
"""

import random
from collections.abc import Iterator

import pytest

from sipforms.engine.ask.answers import AnswerValidator
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked
from sipforms.engine.compile import plain_schema
from sipforms.engine.programme import Kind, Programme, Questionnaire
from tests.engine.bundles import all_questionnaires, name_of, small
from tests.engine.generate import TODAY, answers_of, begun, damaged, filled
from tests.node.browser import NODE, Page, bundled, page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page in one browser for all the forms; at the end its console must be empty."""
    folder = tmp_path_factory.mktemp("form")
    html = bundled(NODE / "form.js", folder)
    with page(folder / "profile") as opened:
        opened.open(html)
        yield opened
        assert opened.complaints == []


def first_way(questionnaire: Questionnaire) -> Situation:
    return Situation(mode=next(iter(questionnaire.modes), None), occasion="first", today=TODAY)


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_everything_that_is_asked_at_first_is_in_the_form(case: tuple[Programme, Questionnaire], form: Page) -> None:
    situation = first_way(case[1])
    draft = begun(*case, situation)
    form.run("show", plain_schema(*case, situation), {})
    seen = form.run("seen")
    shown = asked(draft.form, {}, {}).paths
    for path in shown:
        question = draft.form.question(path)
        if question is None or "*" in path:
            continue
        assert question.worded(situation.informant, situation.variant).title in seen["text"], path
        assert any(one.startswith("_".join(("root", *path))) for one in seen["inputs"]) or question.kind is Kind.CHOICES
        for option in question.scale.options if question.scale else ():
            assert option.title in seen["options"], path
    assert len(seen["inputs"]) >= len(shown) // 2


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_answers_are_taken_where_we_take_them_and_unchanged(case: tuple[Programme, Questionnaire], form: Page) -> None:
    """What the form hands in, from good answers or bad ones, is good; good ones it hands in as they were."""
    situation = first_way(case[1])
    schema = plain_schema(*case, situation)
    judge, taken = AnswerValidator(schema), 0
    for seed in range(2):
        draft = filled(*case, situation, random.Random(seed))
        for given in (answers_of(draft), damaged(answers_of(draft), draft.form, seed)):
            form.run("show", schema, given)
            outcome = form.run("handIn")
            assert outcome["errors"] or judge.problems(outcome["answers"]) == ()
            if not judge.problems(given):
                assert outcome["errors"] == []
                assert flat(outcome["answers"]).items() >= flat(given).items()
                taken += 1
    assert taken


def flat(answers: object, path: str = "") -> dict[str, object]:
    if isinstance(answers, dict):
        return {key: one for name, value in answers.items() for key, one in flat(value, f"{path}.{name}").items()}
    return {path: str(answers)}


def test_an_answer_chosen_from_the_list_is_the_number_that_we_keep(form: Page) -> None:
    programme = small("betingelser")
    questionnaire = programme.questionnaires["vises"]
    form.run("show", plain_schema(programme, questionnaire, first_way(questionnaire)), {})
    form.run("choose", "root_trin", "Noget")
    outcome = form.run("handIn")
    assert outcome["errors"] == []
    assert outcome["answers"]["trin"] == 3


@pytest.mark.parametrize(
    ("bundle", "questionnaire", "answers", "refused"),
    [
        ("betingelser", "vises", {"tid": "24:00"}, {"name": "pattern", "property": ".tid"}),
        ("betingelser", "vises", {"tal": 31}, {"name": "maximum", "property": ".tal"}),
        ("betingelser", "vises", {"trin": 2, "vist": {"er": True}}, {"name": "not", "property": ".vist.er"}),
        ("kaeder", "kaede", {"findes_ikke": 1}, {"name": "additionalProperties", "property": ""}),
    ],
)
def test_a_wrong_answer_is_refused_at_its_place(
    bundle: str, questionnaire: str, answers: dict[str, object], refused: dict[str, str], form: Page
) -> None:
    """A question that is hidden stays in this form, for it hides nothing; an answer to it is refused."""
    case = small(bundle), small(bundle).questionnaires[questionnaire]
    form.run("show", plain_schema(*case, first_way(case[1])), answers)
    assert refused in form.run("handIn")["errors"]
