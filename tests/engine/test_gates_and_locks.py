"""Areas that nobody gets past without a yes, and answers that stand as they are once something is settled."""

from collections.abc import Mapping

import pytest

from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.locking import locked_by, locks
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.paths import Path, dotted, parsed
from sipforms.engine.response import Answer
from tests.engine.bundles import small
from tests.engine.checking import bundle, problems
from tests.engine.generate import TODAY, begun

LOCKS = small("laase")
YES = ("samtykke", "givet")


def draft_of(answers: Mapping[str, Answer] | None = None, variant: str | None = None) -> Draft:
    draft = begun(LOCKS, LOCKS.questionnaires["plan"], Situation(today=TODAY, mode="interview", variant=variant))
    for path, value in (answers or {}).items():
        draft = draft.answer(parsed(path), value)
    return draft


def asked(draft: Draft) -> set[str]:
    return {dotted(path) for path in draft.asked.paths if path[0] != "samtykke"}


# --- gates ------------------------------------------------------------------------------------------------------------


ALL = {"maal", "aftale.indhold", "aftale.underskrevet", "aftale.vigtigst"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({}, set()), ({"samtykke.givet": False}, set()), ({"samtykke.givet": True}, ALL)],
    ids=["not answered", "no", "yes"],
)
def test_nothing_after_the_area_is_asked_before_the_condition_holds(
    answers: dict[str, Answer], expected: set[str]
) -> None:
    assert asked(draft_of(answers)) == expected


def test_what_was_answered_behind_the_gate_is_kept_and_comes_back() -> None:
    draft = draft_of({"samtykke.givet": True, "aftale.indhold": "Mødes"})
    closed = draft.answer(YES, False)
    assert closed.answers[("aftale", "indhold")] == "Mødes"
    assert asked(closed) == set()
    assert asked(closed.answer(YES, True)) == ALL


def test_a_target_group_that_is_not_asked_about_the_area_passes() -> None:
    assert asked(draft_of(variant="autisme")) == ALL


def of_puls(properties: str) -> tuple[str, ...]:
    found = problems({"questionnaires/puls.yaml": f"title: Puls\nproperties:\n{properties}"})
    return tuple(one.code for one in found)


CONSENT = "  samtykke: {title: Samtykke, gate: %s, properties: {ja: {title: Ja?, type: boolean}}}\n"
AFTER = "  efter: {title: Efter?, type: boolean}\n"


def test_who_is_not_shown_the_area_passes() -> None:
    text = (
        "title: Puls\nproperties:\n  voksen: {title: Voksen?, type: boolean}\n"
        "  samtykke: {title: Samtykke, visibleIf: {item: voksen, is: false}, gate: {item: samtykke.ja, is: true}, "
        "properties: {ja: {title: Ja?, type: boolean}}}\n" + AFTER
    )
    programme = build(bundle({"questionnaires/puls.yaml": text}))
    draft = begun(programme, programme.questionnaires["puls"], Situation(today=TODAY))
    assert ("efter",) in draft.answer(("voksen",), True).asked
    assert ("efter",) not in draft.answer(("voksen",), False).asked
    assert ("efter",) in draft.answer(("voksen",), False).answer(("samtykke", "ja"), True).asked


@pytest.mark.parametrize(
    ("gate", "codes"),
    [
        ("{item: samtykke.ja, is: true}", ()),
        ("{item: samtykke.nej, is: true}", ("unknown-path",)),
        ("{item: samtykke.ja, atLeast: 2}", ("operator-not-for",)),
        ("{item: efter, is: true}", ("condition-circle",)),
        ("{any: [{item: samtykke.ja, is: true}, {item: samtykke.ja, is: false}, {item: samtykke.ja, answered: false}]}",
         ("always-true",)),
        ("{all: [{item: samtykke.ja, is: true}, {item: samtykke.ja, is: false}]}", ("never-true",)),
    ],
)  # fmt: skip
def test_a_gate_is_a_condition_like_any_other(gate: str, codes: tuple[str, ...]) -> None:
    assert of_puls(CONSENT % gate + AFTER) == codes


def test_only_an_area_has_a_gate() -> None:
    assert of_puls("  ja: {title: Ja?, type: boolean, gate: {item: ja, is: true}}\n") == ("keyword-elsewhere",)


# --- locks ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def signed() -> Draft:
    draft = draft_of({"samtykke.givet": True, "aftale.indhold": "Mødes"}).add_row(("maal",)).add_row(("maal",))
    for row, naaet in (("r1", True), ("r2", False)):
        draft = draft.answer(("maal", row, "hvad"), row).answer(("maal", row, "naaet"), naaet)
    return draft.answer(("aftale", "underskrevet"), True)


@pytest.mark.parametrize(
    ("path", "because"),
    [
        ("aftale.indhold", ["aftale.underskrevet"]),
        ("aftale.vigtigst", ["aftale.underskrevet"]),
        ("aftale.underskrevet", []),
        ("maal.r1.hvad", ["maal.r1.naaet"]),
        ("maal.r1", ["maal.r1.naaet"]),
        ("maal.r1.naaet", []),
        ("maal.r2.hvad", []),
        ("maal.r2", []),
        ("maal", []),
        ("samtykke.givet", []),
    ],
)
def test_what_is_settled_stands_and_what_settles_it_stays_open(signed: Draft, path: str, because: list[str]) -> None:
    assert bool(locks(signed, parsed(path))) is bool(because)
    assert [dotted(one) for one in locked_by(signed, parsed(path))] == because


def test_what_was_locked_is_open_again_once_the_condition_does_not_hold(signed: Draft) -> None:
    opened = signed.answer(("aftale", "underskrevet"), False).clear(("maal", "r1", "naaet"))
    assert not any(locks(opened, path) for path in (*opened.asked.paths, ("maal", "r1")))


def test_rows_are_locked_as_a_whole_by_what_is_outside_them() -> None:
    text = (
        "title: Puls\nproperties:\n  faerdig: {title: Færdig?, type: boolean}\n"
        "  maal:\n    title: Mål\n    type: array\n"
        '    rowTitle: "{hvad}"\n    locked: {item: faerdig, is: true}\n'
        "    items: {properties: {hvad: {title: Hvad?, type: string}}}\n"
    )
    assert problems({"questionnaires/puls.yaml": text}) == ()
    programme = build(bundle({"questionnaires/puls.yaml": text}))
    draft = begun(programme, programme.questionnaires["puls"], Situation(today=TODAY)).add_row(("maal",))
    locked = draft.answer(("faerdig",), True)
    paths: tuple[Path, ...] = (("maal",), ("maal", "r1"), ("maal", "r1", "hvad"))
    assert [bool(locks(draft, path)) for path in paths] == [False] * 3
    assert [locked_by(locked, path) for path in paths] == [(("faerdig",),)] * 3
    assert not locks(locked, ("faerdig",))


def test_a_lock_may_read_the_last_round_and_another_questionnaire() -> None:
    text = (
        "title: Puls\nproperties:\n  glad: {title: Er du glad?, type: boolean, "
        "locked: {any: [{previous: glad, is: true}, {item: latest.plan.slut, is: true}]}}\n"
    )
    files = {
        "programme.yaml": "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls, plan]\n",
        "questionnaires/plan.yaml": "title: Plan\nproperties:\n  slut: {title: Slut?, type: boolean}\n",
        "questionnaires/puls.yaml": text,
    }
    assert problems(files) == ()
    programme = build(bundle(files))

    def is_locked(**known: object) -> bool:
        situation = Situation(today=TODAY, **known)  # type: ignore[arg-type]
        return bool(locks(begun(programme, programme.questionnaires["puls"], situation), ("glad",)))

    assert not is_locked()
    assert is_locked(previous={"glad": True})
    assert is_locked(latest={"plan": {"slut": True}})
    assert not is_locked(latest={"plan": {"slut": False}})
