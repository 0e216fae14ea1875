"""What may be told of one question, line by line: small countries written out, and what must come of them."""

from collections.abc import Mapping
from datetime import date

import pytest

from sipforms.engine.withhold.block import Block, Line, LineKind, Mark, Policy
from sipforms.engine.withhold.deciding import decide
from sipforms.engine.withhold.levels import merged
from sipforms.engine.withhold.released import Released
from sipforms.engine.withhold.told import Told, ToldCell, Withheld
from sipforms.engine.withhold.written import read_released, written

STEPS = ("1", "2", "3", "4", "5")
WITHIN, PUBLISHED = Policy(kind="within", place="A"), Policy(kind="published")
Counts = Mapping[str, Mapping[str, int]]
"""By place, how many answered what; ``-`` is no answer."""


def marks(counts: Counts, answer: str, salt: str = "") -> frozenset[Mark]:
    return frozenset(
        Mark(f"{place}{answer}{number}{salt}", f"r{place}{answer}{number}{salt}", place)
        for place, said in counts.items()
        for number in range(said.get(answer, 0))
    )


def line(name: str, counts: Counts, kind: LineKind | None = None) -> Line:
    kinds: dict[str, LineKind] = {"own": "own", "others": "others", "all": "all"}
    cells = {answer: marks(counts, answer) for answer in STEPS}
    missing = {"blank": marks(counts, "-")}
    return Line(name=name, kind=kind or kinds.get(name, "place"), cells=cells, missing=missing)


def block(*lines: Line, **further: object) -> Block:
    return Block(subject="q", categories=STEPS, lines=lines, **further)  # type: ignore[arg-type]


def told(found: Told | Withheld) -> object:
    """In short: the rule, or the counts, or how many where only that is told."""
    if isinstance(found, Withheld):
        return found.rule
    if found.cells is None:
        return found.count
    return {"".join(cell.categories): cell.count for cell in found.cells}


OWN = {"A": {"1": 1, "3": 2, "5": 2}}
MANY = {"B": {"1": 5, "3": 5, "5": 5}, "C": {"1": 6, "3": 5, "5": 7}, "D": {"1": 9, "3": 8, "5": 6}}
CASES: dict[str, tuple[Policy, tuple[Line, ...], dict[str, object]]] = {
    "five of a place are told to it as they are": (
        WITHIN,
        (line("own", OWN),),
        {"own": {"1": 1, "2": 0, "3": 2, "4": 0, "5": 2}},
    ),
    "four are not": (WITHIN, (line("own", {"A": {"1": 2, "5": 2}}),), {"own": "few"}),
    "nor five who answer alike": (WITHIN, (line("own", {"A": {"5": 5}}),), {"own": "few"}),
    "the same five are not published one by one": (PUBLISHED, (line("all", OWN),), {"all": 5}),
    "others are told where there are three places": (
        WITHIN,
        (line("own", OWN), line("others", MANY)),
        {"own": {"1": 1, "2": 0, "3": 2, "4": 0, "5": 2}, "others": {"1": 20, "2": 0, "3": 18, "4": 0, "5": 18}},
    ),
    "and not where there are two": (
        WITHIN,
        (line("own", OWN), line("others", {place: MANY[place] for place in "BC"})),
        {"own": {"1": 1, "2": 0, "3": 2, "4": 0, "5": 2}, "others": "fewPlaces"},
    ),
    "nor where a place of three could be found by taking the rest away": (
        WITHIN,
        (line("others", {**MANY, "E": {"1": 1, "3": 2}}),),
        {"others": "few"},
    ),
    "few answers are told with their neighbours": (
        PUBLISHED,
        (line("all", {place: {"1": 2, "2": 4, "3": 9, "4": 1, "5": 8} for place in "ABCD"}),),
        {"all": {"12": 24, "3": 36, "45": 36}},
    ),
    "no place may take its own away and see a few": (
        PUBLISHED,
        (line("all", {"A": {"1": 9, "3": 9, "5": 9}, "B": {"1": 3, "3": 9, "5": 9}, "C": {"3": 9, "5": 9}}),),
        {"all": {"123": 39, "45": 27}},
    ),
    "the total and two places would tell the third": (
        PUBLISHED,
        (line("all", MANY), *(line(place, {place: MANY[place]}) for place in "BCD")),
        {
            "all": {"1": 20, "2": 0, "3": 18, "4": 0, "5": 18},
            "B": {"1": 5, "2": 0, "3": 5, "4": 0, "5": 5},
            "C": {"1": 6, "2": 0, "3": 5, "4": 0, "5": 7},
            "D": {"1": 9, "2": 0, "3": 8, "4": 0, "5": 6},
        },
    ),
    "a small place is hidden with another": (
        PUBLISHED,
        (line("all", {**MANY, "E": {"1": 3}}), *(line(place, {place: MANY[place]}) for place in "BCD")),
        {
            "all": {"1": 23, "2": 0, "3": 18, "4": 0, "5": 18},
            "B": {"1": 5, "2": 0, "3": 5, "4": 0, "5": 5},
            "C": "few",
            "D": "few",
        },
    ),
    "nobody is told as nobody": (
        PUBLISHED,
        (line("all", {}),),
        {"all": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_line_is_told_as_finely_as_it_may(case: str) -> None:
    policy, lines, wanted = CASES[case]
    decision = decide([block(*lines)], policy)
    assert {one.name: told(decision.line("q", one.name)) for one in lines} == wanted


def test_who_lacks_an_answer_is_told_to_the_place_and_not_published_where_few_do() -> None:
    answered = {place: {**said, "-": 1} for place, said in MANY.items()}
    own = decide([block(line("own", {"A": {"1": 5, "5": 4, "-": 1}}))], WITHIN).line("q", "own")
    public = decide([block(line("all", answered))], PUBLISHED).line("q", "all")
    assert isinstance(own, Told)
    assert isinstance(public, Told)
    assert (own.asked, own.missing) == (10, (ToldCell(categories=("blank",), count=1),))
    assert (public.count, public.asked, public.missing) == (56, None, None)


def test_a_spread_is_told_only_where_every_answer_is() -> None:
    fine, coarse = MANY, {place: {**said, "2": 1} for place, said in MANY.items()}
    for counts, wanted in ((fine, {"mean": 3.0, "p": 0.5}), (coarse, {"mean": 3.0})):
        one = line("all", counts)
        with_figures = Line(name=one.name, kind=one.kind, cells=one.cells, kept={"mean": 3.0}, kept_apart={"p": 0.5})
        found = decide([block(with_figures)], PUBLISHED).line("q", "all")
        assert isinstance(found, Told)
        assert found.kept == wanted


def test_all_who_answered_say_how_many_lack_an_answer_to_a_question() -> None:
    """Of 58 who answered the questionnaire 56 answered the question: the number of all would tell of two."""
    lacking = {place: {**said, "-": 1 if place != "B" else 0} for place, said in MANY.items()}
    question = block(line("all", lacking), within="all of them")
    everybody = marks(lacking, "-").union(*(marks(lacking, step) for step in STEPS))
    frame = Block(
        subject="all of them",
        categories=("answered",),
        lines=(Line(name="all", kind="all", cells={"answered": everybody}),),
        may_be_alike=True,
    )
    decision = decide([frame, question], PUBLISHED)
    assert told(decision.line("q", "all")) == {"1": 20, "2": 0, "3": 18, "4": 0, "5": 18}
    assert decision.line("all of them", "all") == Withheld(rule="few")
    assert decide([frame, question], Policy(kind="published", least=1)).log == ()


# --- again -------------------------------------------------------------------------------------------------------


def released(counts: Counts, policy: Policy, name: str = "own", day: int = 1) -> Released:
    decision = decide([block(line(name, counts))], policy)
    report = Released(on=date(2026, 1, day), policy=policy, title="tilbud", lines=decision.released)
    read = read_released(written(report))
    assert read == report
    return report


@pytest.mark.parametrize(("new", "shown"), [(0, None), (1, 1), (4, 4), (5, None), (9, None)])
def test_with_a_few_new_answers_the_earlier_report_is_shown_again(new: int, shown: int | None) -> None:
    before = {"A": {"1": 4, "5": 6}}
    now = {"A": {"1": 4 + new // 2, "5": 6 + new - new // 2}}
    found = decide([block(line("own", now))], WITHIN, [released(before, WITHIN)])
    one = found.line("q", "own")
    assert isinstance(one, Told)
    assert (one.waiting, one.count) == (shown, 10 if shown else 10 + new)
    assert (one.dated is not None) is bool(shown)
    assert bool(found.released) is not bool(shown)
    assert [entry.rule for entry in found.log] == (["fewNew"] if shown else [])


def test_new_answers_that_are_all_alike_wait_too() -> None:
    found = decide([block(line("own", {"A": {"1": 4, "5": 12}}))], WITHIN, [released({"A": {"1": 4, "5": 6}}, WITHIN)])
    one = found.line("q", "own")
    assert isinstance(one, Told)
    assert (one.count, one.waiting) == (10, 6)


def test_an_answer_that_was_corrected_waits() -> None:
    before = released({"A": {"1": 4, "5": 6}}, WITHIN)
    corrected = line("own", {"A": {"1": 4, "5": 5}})
    moved = Mark("A55", "rA55", "A")
    now = Line(name="own", kind="own", cells={**corrected.cells, "4": frozenset({moved})})
    one = decide([block(now)], WITHIN, [before]).line("q", "own")
    assert isinstance(one, Told)
    assert (told(one), one.waiting) == ({"1": 4, "2": 0, "3": 0, "4": 0, "5": 6}, 1)


def test_figures_of_another_period_are_not_shown_in_its_stead() -> None:
    before = released({"A": {"1": 4, "5": 6}}, Policy(kind="within", place="A", period="2025-01-01/2025-11-30"))
    policy = Policy(kind="within", place="A", period="2025-01-01/2025-12-31")
    found = decide([block(line("own", {"A": {"1": 5, "5": 6}}))], policy, [before])
    assert found.line("q", "own") == Withheld(rule="fewNew")


def test_what_is_published_does_not_say_how_many_are_new() -> None:
    before = released(MANY, PUBLISHED, "all")
    now = {**MANY, "D": {**MANY["D"], "3": 10}}
    one = decide([block(line("all", now))], PUBLISHED, [before]).line("q", "all")
    assert isinstance(one, Told)
    assert (one.dated, one.waiting, one.count) == (date(2026, 1, 1), None, 56)


def test_the_last_of_several_places_is_not_told_when_the_sum_was() -> None:
    """A place of three is in the sum of all; each other place has its own report, and the last would give it away."""
    places = {**MANY, "E": {"1": 1, "5": 2}}
    register = [released(places, Policy(kind="within"), "own")]
    for place in "BCD":
        policy = Policy(kind="within", place=place)
        decision = decide([block(line("own", {place: places[place]}))], policy, register)
        register.append(Released(on=date(2026, 1, 2), policy=policy, lines=decision.released))
        assert told(decision.line("q", "own")) == ("fewNew" if place == "D" else told(decision.line("q", "own")))
    assert [len(one.lines) for one in register] == [1, 1, 1, 0]


def test_a_record_of_a_newer_program_is_not_read() -> None:
    assert read_released({"format": 99}) is None
    assert read_released({"format": 1, "on": "2026-01-01"}) is None


def test_five_steps_are_merged_from_the_ends() -> None:
    assert merged(STEPS) == (
        (("1", "2"), ("3",), ("4", "5")),
        (("1", "2"), ("3", "4", "5")),
        (("1", "2", "3"), ("4", "5")),
    )
    assert merged(("yes", "no")) == ()
