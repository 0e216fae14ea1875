"""Statistics of small groups, against published values and values worked out by hand (tests/statistics)."""

import builtins
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sipforms.engine.statistics import intervals, paired, two_groups
from sipforms.engine.statistics.intervals import mean_interval, share_interval
from sipforms.engine.statistics.paired import paired_test, response_mean, small_sample
from sipforms.engine.statistics.two_groups import hedges_g
from sipforms.engine.statistics.values import Estimate

VECTORS = Path(__file__).parent.parent / "statistics"


def cases(name: str) -> Iterator[Any]:
    for one in yaml.safe_load((VECTORS / f"{name}.yaml").read_text("utf-8")):
        yield pytest.param(one, id=one["case"].split(".")[0][:60])


def is_as_written(found: Estimate, written: Mapping[str, Any]) -> None:
    within = written.get("within", 0.00006)
    assert found.lacks == written.get("lacks")
    assert found.value == (None if written["value"] is None else pytest.approx(written["value"], abs=within))
    told = None if found.interval is None else [found.interval.low, found.interval.high]
    assert told == ([pytest.approx(one, abs=within) for one in written["interval"]] if "interval" in written else None)


@pytest.mark.parametrize("case", cases("mean-interval"))
def test_a_mean_has_the_published_interval(case: dict[str, Any]) -> None:
    is_as_written(mean_interval(case["numbers"], case.get("population")), case)


@pytest.mark.parametrize("case", cases("share-interval"))
def test_a_share_has_the_published_interval(case: dict[str, Any]) -> None:
    is_as_written(share_interval(case["count"], case["of"]), case)


@pytest.mark.parametrize("case", cases("paired-test"))
def test_a_test_of_pairs_has_the_published_p(case: dict[str, Any]) -> None:
    found = paired_test(case["differences"])
    assert (found.kind, found.moved, found.lacks) == (case["kind"], case["moved"], case.get("lacks"))
    assert found.p == (pytest.approx(case["p"]) if "p" in case else None)
    assert found.smallest == min(1.0, 2 / 2 ** case["moved"])


@pytest.mark.parametrize("case", cases("response-mean"))
def test_a_response_mean_is_as_worked_out(case: dict[str, Any]) -> None:
    is_as_written(response_mean(case["differences"]), case)


@pytest.mark.parametrize("case", cases("two-groups"))
def test_an_effect_is_as_published(case: dict[str, Any]) -> None:
    is_as_written(hedges_g(numbers(case["one"]), numbers(case["other"])), case)


def numbers(written: Any) -> Sequence[float]:
    """The numbers, or some that have the count, mean and standard deviation that were published."""
    if isinstance(written, list):
        return written
    half = [-1.0, 1.0] * (written["count"] // 2)
    spread = stats.tstd(half)
    return [written["mean"] + one * written["sd"] / float(spread) for one in half]


def test_the_small_sample_factor_is_the_one_of_the_literature() -> None:
    assert [round(small_sample(people - 1), 2) for people in (5, 10, 20)] == [0.80, 0.91, 0.96]


# --- against scipy, and by counting every outcome -----------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-4, 4).map(lambda one: one / 2), min_size=1, max_size=9))
def test_a_test_of_pairs_counts_every_outcome(differences: list[float]) -> None:
    found = paired_test(differences)
    moved = [one for one in differences if one]
    if not moved:
        assert found.p is None
        return
    ranks = [float(one) for one in stats.rankdata([abs(one) for one in moved])]
    seen = abs(sum(rank if one > 0 else -rank for rank, one in zip(ranks, moved, strict=True)))
    every = [abs(sum(rank * sign for rank, sign in zip(ranks, signs, strict=True))) for signs in all_signs(len(moved))]
    assert found.p == pytest.approx(sum(one >= seen for one in every) / len(every))
    assert found.p is not None
    assert found.p >= found.smallest


def all_signs(count: int) -> Iterator[tuple[int, ...]]:
    return product((1, -1), repeat=count)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-60, 60), min_size=51, max_size=80))
def test_many_pairs_are_as_scipy_has_them(differences: list[int]) -> None:
    moved = [one for one in differences if one]
    found = paired_test(differences)
    if len(moved) > paired.MOST_COUNTED and len({abs(one) for one in moved}) > 1:
        assert not found.is_exact
        assert found.p == pytest.approx(float(stats.wilcoxon(moved, method="asymptotic", correction=True).pvalue))
    assert found.p is None or 0 <= found.p <= 1


def test_the_normal_distribution_is_as_good_where_it_takes_over() -> None:
    moved = [1.0, 1.5, 0.5, -0.5, 1.0, -1.0, 2.0, -0.5, 1.5, -1.0] * 5
    exact = paired_test(moved)
    rough = float(stats.wilcoxon(moved, method="asymptotic", correction=True).pvalue)
    assert exact.is_exact
    assert exact.p == pytest.approx(rough, abs=0.001)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=2, max_size=30), st.lists(st.integers(1, 5), min_size=2, max_size=30))
def test_turning_everything_round_turns_figures_round(one: list[int], other: list[int]) -> None:
    turned = [-each for each in one], [-each for each in other]
    forth, back = hedges_g(one, other), hedges_g(*turned)
    assert (forth.lacks, forth.value) == (back.lacks, None if back.value is None else pytest.approx(-back.value))
    assert paired_test(one).p == paired_test(turned[0]).p


# --- without scipy ------------------------------------------------------------------------------------------------


def test_without_scipy_numbers_stand_and_intervals_say_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intervals, paired, two_groups):
        monkeypatch.setattr(module, "has_statistics", lambda: False)
    monkeypatch.setattr(builtins, "__import__", refusing_scipy)
    assert mean_interval([1, 2, 3]) == Estimate(value=2.0, lacks="library")
    assert share_interval(4, 5) == Estimate(value=0.8, lacks="library")
    assert hedges_g([1, 2, 3, 1, 3], [0, 1, 2, 0, 2]).lacks == "library"
    assert (paired_test([1, 2, 3]).p, paired_test([1, 2, 3]).lacks) == (None, "library")
    assert response_mean([0, 1, 2, 0, 2]).value == pytest.approx(0.8)


_imported = builtins.__import__


def refusing_scipy(name: str, *rest: Any) -> Any:
    assert not name.startswith("scipy")
    return _imported(name, *rest)
