"""Effects that are published say how far two means lie apart, and not how few moved."""

import pytest

from sipforms.engine.withhold.effects import left_open, published_effect

NEARLY_ALL_UNCHANGED = [1.0] + [0.0] * 11
MANY = [-1.0, -0.5, 0.0, 0.0, 0.5, 0.5, 1.0, 1.5] * 20


def test_one_who_moved_is_not_told_by_an_effect() -> None:
    assert published_effect(NEARLY_ALL_UNCHANGED, [0.0] * 9 + [-1.0] * 2) is None


def test_an_effect_of_many_is_told_with_two_decimals() -> None:
    found = published_effect([one + 0.05 for one in MANY], MANY)
    assert found is not None
    assert found.value == 0.07  # 0.05 over a pooled deviation of 0.75: 0.0667
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (-0.15, 0.28)  # 0.0665 -+ 1.96 J 0.1118


def test_two_means_that_are_told_as_the_same_leave_everything_open() -> None:
    assert left_open([0.0, 1.0], [0.0, 1.0], 0.0) == float("inf")


def test_what_is_left_open_is_as_worked_out_by_hand() -> None:
    # 3 and 2 numbers: means 1 and 0 (apart 0.99 to 1.01), an effect of 0.5 (0.495 to 0.505), 3 degrees of freedom,
    # J = 1 - 3 / 11 = 0.72727; (1.01 / 0.495)^2 - (0.99 / 0.505)^2 = 4.16325 - 3.84315 = 0.32010; times 3 J^2 = 1.58678
    assert left_open([0.0, 1.0, 2.0], [-1.0, 1.0], 0.5) == pytest.approx(0.50793, abs=2e-5)
