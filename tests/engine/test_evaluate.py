"""Every operator, with answers there and missing: in conditions a comparison with what is missing is false."""

from datetime import date

import pytest

from sipforms.engine.ask.evaluate import compare, evaluate, is_judged
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.view import View
from sipforms.engine.ask.visibility import asked
from sipforms.engine.build.conditions import condition
from sipforms.engine.condition import Condition, Not
from sipforms.engine.paths import fitting
from sipforms.engine.response import Json
from tests.engine.bundles import small

TODAY = date(2026, 11, 22)


def form(questionnaire: str = "vises", **situation: object) -> Form:
    programme = small("betingelser")
    return prepare(programme, programme.questionnaires[questionnaire], Situation(today=TODAY, **situation))  # type: ignore[arg-type]


def seen(answers: dict[str, Json], at: Form | None = None) -> View:
    at = at or form()
    flat = flattened(at.entries, answers)
    return View(at, flat.answers, flat.rows, asked(at, flat.answers, flat.rows).paths)


TRUE: list[tuple[Json, dict[str, Json]]] = [
    ({"item": "trin", "is": 3}, {"trin": 3}),
    ({"item": "trin", "isNot": 3}, {"trin": 4}),
    ({"item": "trin", "isNot": "ved_ikke"}, {"trin": 3}),
    ({"item": "trin", "anyOf": [1, "vil_ikke_svare"]}, {"trin": 1}),
    ({"item": "niveau", "between": [3, 9]}, {"niveau": 3}),
    ({"item": "niveau", "answered": True}, {"niveau": 9}),
    ({"item": "trin", "noneOf": [1, 2]}, {"trin": 3}),
    ({"item": "trin", "atLeast": 3}, {"trin": 3}),
    ({"item": "trin", "atMost": 3}, {"trin": 3}),
    ({"item": "trin", "between": [3, 4]}, {"trin": 4}),
    ({"item": "ja", "is": False}, {"ja": False}),
    ({"item": "tal", "is": 0}, {"tal": 0}),
    ({"item": "tal", "is": 7}, {"tal": 7.0}),
    ({"item": "dag", "before": "2026-01-01"}, {"dag": "2025-12-31"}),
    ({"item": "dag", "after": "2025-12-31"}, {"dag": "2026-01-01"}),
    ({"item": "dag", "notBefore": "2026-01-01"}, {"dag": "2026-01-01"}),
    ({"item": "dag", "notAfter": {"today": True}}, {"dag": "2026-11-22"}),
    ({"item": "dag", "notAfter": {"today": True, "add": "P1M"}}, {"dag": "2026-12-22"}),
    ({"item": "dag", "between": ["2026-01-01", "2026-12-31"]}, {"dag": "2026-12-31"}),
    ({"item": "dag", "is": {"item": "anden_dag", "add": "P1M"}}, {"dag": "2026-02-28", "anden_dag": "2026-01-31"}),
    ({"item": "dag", "after": {"item": "anden_dag", "add": "-P1W"}}, {"dag": "2026-01-09", "anden_dag": "2026-01-15"}),
    ({"item": "tid", "before": "12:00"}, {"tid": "09:30"}),
    ({"item": "flere", "contains": "gaatur"}, {"flere": ["samtale", "gaatur"]}),
    ({"item": "flere", "count": {"atLeast": 1, "atMost": 2}}, {"flere": ["samtale", "gaatur", "ingen_oplysning"]}),
    ({"item": "flere", "count": 2}, {"flere": ["samtale", "gaatur"]}),
    ({"item": "trin", "answered": True}, {"trin": "vil_ikke_svare"}),
    ({"item": "trin", "answered": False}, {}),
    ({"item": "ord", "answered": False}, {"ord": " \t "}),
    ({"item": "flere", "answered": False}, {"flere": []}),
    ({"item": "par.*", "sameAnswer": 2}, {"par": {"vigtighed": 3, "tilfredshed": 3}}),
    ({"item": "**", "sameAnswer": 3}, {"trin": 4, "trin_to": 4, "par": {"vigtighed": "ved_ikke", "tilfredshed": 4}}),
    ({"all": [{"item": "trin", "is": 3}, {"item": "ja", "is": True}]}, {"trin": 3, "ja": True}),
    ({"any": [{"item": "trin", "is": 3}, {"item": "ja", "is": True}]}, {"ja": True}),
    ({"not": {"item": "trin", "is": 3}}, {}),
    (
        {"countTrue": [{"item": "trin", "is": 3}, {"item": "ja", "is": True}, {"item": "tal", "is": 1}], "atLeast": 2},
        {"trin": 3, "tal": 1},
    ),
    ({"any": {"item": "par.*", "atMost": 2}}, {"par": {"tilfredshed": 2}}),
    ({"all": {"item": "par.*", "atLeast": 3}}, {"par": {"vigtighed": 3, "tilfredshed": "ved_ikke"}}),
    ({"all": {"item": "par.*", "atLeast": 3}}, {}),
    ({"countTrue": {"item": "par.*", "atLeast": 3}, "atMost": 1}, {"par": {"vigtighed": 3, "tilfredshed": 1}}),
    ({"any": {"item": "par.*", "answered": False}}, {"par": {"vigtighed": 3}}),
    ({"parameter": "aaben", "is": "nej"}, {}),
    ({"parameter": "graense", "atLeast": 3}, {}),
    ({"occasion": "first"}, {}),
]
FALSE: list[tuple[Json, dict[str, Json]]] = [
    ({"item": "trin", "is": 3}, {}),
    ({"item": "trin", "isNot": 3}, {}),
    ({"item": "trin", "isNot": 3}, {"trin": "ved_ikke"}),
    ({"item": "trin", "noneOf": [1, 2]}, {"trin": "ved_ikke"}),
    ({"item": "trin", "is": "ved_ikke"}, {"trin": "vil_ikke_svare"}),
    ({"item": "trin", "is": "ved_ikke"}, {"trin": "ved_ikke"}),
    ({"item": "trin", "anyOf": [1, "vil_ikke_svare"]}, {"trin": "vil_ikke_svare"}),
    ({"item": "niveau", "is": 9}, {"niveau": 9}),
    ({"item": "niveau", "isNot": 3}, {"niveau": 9}),
    ({"item": "niveau", "atLeast": 9}, {"niveau": 9}),
    ({"item": "niveau", "between": [3, 9]}, {"niveau": 9}),
    ({"any": {"item": "*", "is": 9}}, {"niveau": 9}),
    ({"item": "flere", "contains": "ingen_oplysning"}, {"flere": ["ingen_oplysning"]}),
    ({"item": "flere", "contains": "ingen_oplysning"}, {"flere": ["samtale", "ingen_oplysning"]}),
    ({"item": "trin", "isNot": "ved_ikke"}, {"trin": "vil_ikke_svare"}),
    ({"item": "trin", "atMost": 5}, {"trin": "ved_ikke"}),
    ({"item": "trin", "is": 1}, {"trin": True}),
    ({"item": "ja", "is": 1}, {"ja": True}),
    ({"item": "ja", "isNot": True}, {}),
    ({"item": "dag", "before": {"item": "anden_dag"}}, {"dag": "2026-01-01"}),
    ({"item": "dag", "before": {"item": "anden_dag"}}, {"anden_dag": "2026-01-01"}),
    ({"item": "dag", "after": "2026-01-01"}, {"dag": "2026-1-2"}),
    ({"item": "dag", "notBefore": {"today": True, "add": "P9999Y"}}, {"dag": "2026-11-22"}),
    ({"item": "dag", "after": "12:00"}, {"dag": "2026-11-22"}),
    ({"item": "trin", "atLeast": "2"}, {"trin": 3}),
    ({"item": "flere", "is": "gaatur"}, {"flere": ["gaatur"]}),
    ({"item": "flere", "isNot": "gaatur"}, {"flere": ["samtale"]}),
    ({"item": "flere", "count": {"atMost": 3}}, {}),
    ({"item": "flere", "count": {"atMost": 3}}, {"flere": ["ingen_oplysning"]}),
    ({"item": "flere", "contains": "gaatur"}, {}),
    ({"any": {"item": "par.*", "isNot": 3}}, {}),
    ({"any": {"item": "par.*", "isNot": 3}}, {"par": {"vigtighed": "ved_ikke"}}),
    ({"countTrue": {"item": "par.*", "isNot": 9}, "atLeast": 1}, {"par": {"vigtighed": "ved_ikke"}}),
    ({"item": "par.*", "sameAnswer": 1}, {"par": {"vigtighed": "ved_ikke"}}),
    ({"item": "par.*", "sameAnswer": 2}, {"par": {"vigtighed": 3, "tilfredshed": 4}}),
    ({"item": "findes_ikke", "is": 1}, {}),
    ({"mode": "interview"}, {}),
    ({"variant": "autisme"}, {}),
    ({"parameter": "findes_ikke", "is": "ja"}, {}),
    ({"previous": "trin", "is": 5}, {"trin": 5}),
]


@pytest.mark.parametrize(("written", "answers"), TRUE, ids=str)
def test_it_holds(written: Json, answers: dict[str, Json]) -> None:
    assert evaluate(condition(written), seen(answers))
    assert not evaluate(Not(condition(written)), seen(answers))


@pytest.mark.parametrize(("written", "answers"), FALSE, ids=str)
def test_it_does_not_hold(written: Json, answers: dict[str, Json]) -> None:
    assert not evaluate(condition(written), seen(answers))


@pytest.mark.parametrize(
    ("written", "answers", "expected"),
    [
        ({"item": "trin", "is": 3}, {}, False),
        ({"item": "trin", "is": 3}, {"trin": "ved_ikke"}, False),
        ({"item": "trin", "is": 3}, {"trin": 1}, True),
        ({"item": "trin", "is": "ved_ikke"}, {"trin": "ved_ikke"}, False),
        ({"item": "niveau", "atLeast": 9}, {"niveau": 9}, False),
        ({"item": "trin", "answered": True}, {}, True),
        ({"not": {"item": "par.*", "sameAnswer": 2}}, {}, True),
        ({"any": {"item": "par.*", "atMost": 2}}, {}, True),
        ({"any": [{"item": "trin", "is": 3}, {"item": "ja", "is": True}]}, {"trin": 3}, False),
        ({"item": "dag", "notBefore": {"item": "anden_dag"}}, {"dag": "2026-01-01"}, False),
        ({"item": "dag", "notBefore": {"today": True}}, {"dag": "2026-01-01"}, True),
        ({"previous": "trin", "is": 3}, {"trin": 3}, False),
        ({"parameter": "graense", "is": 3}, {}, True),
        ({"parameter": "findes_ikke", "is": 3}, {}, False),
    ],
    ids=str,
)
def test_an_assert_is_judged_only_when_what_it_compares_is_there(
    written: Json, answers: dict[str, Json], expected: object
) -> None:
    assert is_judged(condition(written), seen(answers)) is expected


def test_a_hidden_answer_is_missing() -> None:
    hidden: dict[str, Json] = {"trin": 2, "vist": {"er": True}}
    assert not evaluate(condition({"item": "vist.er", "is": True}), seen(hidden))
    assert evaluate(condition({"item": "vist.er", "is": True}), seen({**hidden, "trin": 3}))


def test_a_star_with_answered_looks_at_what_is_asked_and_only_that() -> None:
    every = condition({"all": {"item": "vist.*", "answered": True}})
    only_two_are_asked: dict[str, Json] = {
        "ja": False,
        "vist": {"nej_er": True, "ikke": True, "ikke_svaret": True, "foerste": True},
    }
    shown = seen(only_two_are_asked)
    blank = [path for path in shown.shown or () if path[0] == "vist" and shown.answer(path) is None]
    assert evaluate(every, shown) is (not blank)


def test_the_last_response_is_asked_about_as_it_was() -> None:
    at = form(previous={"trin": 5, "par": {"vigtighed": "ved_ikke", "tilfredshed": 2}, "vist": {"er": True}})
    holds: dict[str, Json] = {
        "trin": {"previous": "trin", "is": 5},
        "starred": {"any": {"previous": "par.*", "is": 2}},
        "missing": {"not": {"any": {"previous": "par.*", "atLeast": 3}}},
        "hidden now, asked then": {"previous": "vist.er", "is": True},
    }
    assert {name: evaluate(condition(one), seen({}, at)) for name, one in holds.items()} == dict.fromkeys(holds, True)


@pytest.mark.parametrize(
    ("given", "written", "expected"),
    [
        ("ja", {"parameter": "aaben", "is": "ja"}, True),
        ("5", {"parameter": "graense", "atLeast": 4}, True),
        ("5", {"parameter": "graense", "anyOf": [5]}, True),
        ("fem", {"parameter": "graense", "atLeast": 4}, False),
        ("true", {"parameter": "graense", "is": True}, True),
    ],
)
def test_what_a_facility_has_set_counts_before_the_default(given: str, written: Json, expected: object) -> None:
    at = form(parameters={"aaben": given, "graense": given})
    assert evaluate(condition(written), seen({}, at)) is expected


def test_inside_a_row_a_path_starts_at_the_row() -> None:
    at = form("raekker")
    answers: dict[str, Json] = {
        "har": True,
        "personer": [{"id": "r1", "kontakt": True}, {"id": "r2", "kontakt": False}],
    }
    own, other = (
        condition({"item": "./kontakt", "is": True}),
        condition({"any": {"item": "personer.*.kontakt", "is": True}}),
    )
    view = seen(answers, at)
    assert [evaluate(own, view.at(("personer", row))) for row in ("r1", "r2", "r3")] == [True, False, False]
    assert all(evaluate(other, view.at(("personer", row))) for row in ("r1", "r2"))


def test_the_longest_run_follows_the_document_row_by_row() -> None:
    at = form("raekker")
    rows = [
        {"id": "r1", "forhold": {"vigtighed": 1, "tilfredshed": 2}},
        {"id": "r2", "forhold": {"vigtighed": 2, "tilfredshed": 2}},
    ]
    view = seen({"har": True, "personer": rows}, at)  # type: ignore[dict-item]
    runs = [evaluate(condition({"item": "personer.**", "sameAnswer": number}), view) for number in (3, 4)]
    assert runs == [True, False]


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a.b", "a.*", True),
        ("a.b.c", "a.*", False),
        ("a.b.c", "a.**", True),
        ("a", "a.**", True),
        ("a.b.c", "**.c", True),
        ("c", "**.c", True),
        ("a.c.b", "**.c", False),
        ("a.b.c.d", "a.**.d", True),
        ("a.d", "a.**.d", True),
        ("a.b.c.d", "**.b.**", True),
        ("a.b", "**.**.**", True),
        ("a.b", "a", False),
    ],
)
def test_patterns_mean_what_the_page_says(path: str, pattern: str, expected: object) -> None:
    assert fitting(tuple(pattern.split(".")))(tuple(path.split("."))) is expected


def test_a_deep_condition_of_24_levels_is_evaluated() -> None:
    deep: Condition = condition({"item": "trin", "is": 3})
    for _ in range(24):
        deep = Not(deep)
    assert evaluate(deep, seen({"trin": 3}))


def test_operators_that_compare_nothing_are_false() -> None:
    assert not compare("x", "sameAnswer", 3)
