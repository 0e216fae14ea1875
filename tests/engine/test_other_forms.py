"""Rounds in another form of the same questionnaire stand apart: told, by informant and stay, and never compared."""

import pytest

from sipforms.engine.compare.answer_change import answer_changes
from sipforms.engine.compare.history import history
from sipforms.engine.compare.other_forms import OtherForm
from sipforms.engine.family import fitting_forms, form_to_use, forms_of, groups_asked, main_form
from sipforms.engine.response import Response
from tests.engine.former import SMAA, TRE, TRIVSEL, answered, former
from tests.scores.small import vocabulary


def others_of(*responses: Response) -> dict[tuple[str, str | None], tuple[OtherForm, ...]]:
    """The other forms of each series, by questionnaire and informant."""
    made = former()
    told = history({made.digest: made}, responses, vocabulary())
    return {(one.questionnaire, one.informant): one.other_forms for one in told.series}


def test_each_form_is_a_series_that_knows_of_the_others() -> None:
    found = others_of(answered(TRE, "2025-01-05"), answered(TRE, "2025-07-05"), answered(TRIVSEL, "2026-01-05"))
    (other,) = found[TRIVSEL, "barn"]
    assert (other.questionnaire, other.title) == (TRE, "Sådan har du det, med tre svar")
    assert [day.isoformat() for day in other.days] == ["2025-01-05", "2025-07-05"]
    assert (other.last.isoformat(), other.broken) == ("2025-07-05", "form")
    assert [one.questionnaire for one in found[TRE, "barn"]] == [TRIVSEL]


def test_what_somebody_else_answered_is_no_earlier_round() -> None:
    found = others_of(answered(TRE, "2025-01-05"), answered(TRIVSEL, "2026-01-05", "laerer"))
    assert found == {(TRE, "barn"): (), (TRIVSEL, "laerer"): ()}


def test_a_questionnaire_without_forms_has_none() -> None:
    assert others_of(answered("samtale", "2025-01-05", None, answers={})) == {("samtale", None): ()}


def test_forms_stand_in_the_programmes_order() -> None:
    found = others_of(*(answered(one, "2025-01-05") for one in (SMAA, TRE, TRIVSEL)))
    assert [one.questionnaire for one in found[TRIVSEL, "barn"]] == [SMAA, TRE]


def test_no_answer_is_compared_with_one_in_another_form() -> None:
    made = former()
    changes = answer_changes(answered(TRE, "2025-01-05"), answered(TRIVSEL, "2026-01-05"), {made.digest: made})
    assert {(one.broken, one.difference, one.is_changed) for one in changes} == {("form", None, False)}


@pytest.mark.parametrize(
    ("variant", "informant", "fitting"),
    [
        (None, None, [TRIVSEL, TRE]),
        ("store", None, [TRIVSEL, TRE]),
        ("smaa", None, [TRE, SMAA]),
        ("store", "laerer", [TRIVSEL]),
        ("smaa", "laerer", []),
        (None, "barn", [TRIVSEL, TRE]),
    ],
)
def test_the_forms_that_fit(variant: str | None, informant: str | None, fitting: list[str]) -> None:
    assert [one.id for one in fitting_forms(former(), TRIVSEL, variant, informant)] == fitting


def test_the_form_used_last_is_used_again_where_it_still_fits() -> None:
    for variant, used, chosen in (("store", TRE, TRE), ("store", SMAA, TRIVSEL), ("smaa", TRIVSEL, TRE)):
        rounds = [answered(TRIVSEL, "2025-01-05"), answered(used, "2025-07-05")]
        form = form_to_use(fitting_forms(former(), TRIVSEL, variant), rounds)
        assert form is not None
        assert form.id == chosen
    assert form_to_use((), []) is None


def test_a_form_leads_to_its_main_form_and_back() -> None:
    made = former()
    assert [main_form(made, one) for one in (TRIVSEL, TRE, "samtale", "ukendt")] == [
        TRIVSEL,
        TRIVSEL,
        "samtale",
        "ukendt",
    ]
    assert [one.id for one in forms_of(made, TRIVSEL)] == [TRIVSEL, TRE, SMAA]
    assert forms_of(made, "ukendt") == ()
    assert groups_asked(made, made.questionnaires[TRIVSEL]) == (None, "store")
    assert groups_asked(made, made.questionnaires["samtale"]) == ("store",)
