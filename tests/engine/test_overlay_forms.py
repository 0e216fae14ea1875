"""What an overlay takes away of a programme whose questionnaires have forms."""

import pytest

from sipforms.engine.build import build
from sipforms.engine.read.bundle import Bundle, bundle_from
from tests.engine.former import SMAA, TRE, TRIVSEL, former_bundle
from tests.engine.overlaying import over, problems


def wrong(bundle: Bundle) -> list[str]:
    """What is wrong with it; the programme it extends has no English, which overlays of the tests always have."""
    return [one.code for one in problems(bundle) if not one.place.file.startswith("translations/")]


@pytest.mark.parametrize(
    ("lines", "left", "rules", "indicators"),
    [
        ("remove: [trivsel]\n", ["samtale"], ["samtale"], []),
        (
            f"remove: [{TRE}]\n",
            [TRIVSEL, SMAA, "samtale"],
            ["trivsel barn", "trivsel laerer", "trivsel barn", "samtale"],
            [TRIVSEL],
        ),
        (
            "remove: [programme.variants.smaa]\n",
            [TRIVSEL, TRE, "samtale"],
            ["trivsel barn", "trivsel laerer", "trivsel barn", "samtale"],
            [TRIVSEL, TRE],
        ),
        (
            "remove: [programme.variants.store]\n",
            [TRIVSEL, TRE, SMAA],
            ["trivsel barn", "trivsel laerer", "trivsel barn"],
            [TRIVSEL, TRE],
        ),
        (
            "remove: [programme.informants.laerer]\n",
            [TRIVSEL, TRE, SMAA, "samtale"],
            ["trivsel barn", "trivsel barn", "samtale"],
            [TRIVSEL, TRE],
        ),
    ],
)
def test_with_what_is_removed_go_its_forms_and_rounds(
    lines: str, left: list[str], rules: list[str], indicators: list[str]
) -> None:
    bundle = over({}, lines, base=former_bundle())
    assert wrong(bundle) == []
    made = build(bundle)
    assert list(made.questionnaires) == left
    assert [f"{one.questionnaire} {one.informant or ''}".strip() for one in made.schedule] == rules
    assert [one.id for one in made.indicators] == indicators


def test_a_programme_can_add_a_form_of_its_own_and_a_rule_for_somebody_else() -> None:
    files = {"questionnaires/trivsel_to.yaml": "title: To svar\nformOf: trivsel\ninformants: [barn]\nproperties:\n"
             "  hjem: {title: Er her rart?, type: boolean}\n"}  # fmt: skip
    lines = "questionnaires: [trivsel_to]\nschedule:\n  - {questionnaire: trivsel, every: P3M}\n"
    bundle = over(files, lines, base=former_bundle())
    assert wrong(bundle) == []
    made = build(bundle)
    assert made.questionnaires["trivsel_to"].form_of == TRIVSEL
    assert [(one.every, one.informant) for one in made.schedule if one.every] == [
        ("P6M", "barn"), ("P6M", "laerer"), ("P3M", None),
    ]  # fmt: skip


def test_the_ways_of_an_informant_go_with_the_informant() -> None:
    base = bundle_from(
        "p",
        {
            "programme.yaml": b"id: p\ntitle: P\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n"
            b"informants: {barn: Barnet, ven: Vennen}\n",
            "questionnaires/puls.yaml": b"title: Puls\nmodes: [interview, self]\ninformants: [barn, ven]\n"
            b"modesOf: {barn: [interview], ven: [self]}\nproperties:\n  glad: {title: Er du glad?, type: boolean}\n",
        },
    )
    bundle = over({}, "remove: [programme.informants.ven]\n", base=base)
    assert wrong(bundle) == ["base-part-idle"], "the friend's own mode is left, and that is told"
    assert build(bundle).questionnaires["puls"].modes_of == {"barn": ("interview",)}
