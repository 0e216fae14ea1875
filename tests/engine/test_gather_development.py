"""Development of a group: cases worked out by hand (tests/developments), and rules that hold for any people."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.gather.development_table import Course, DevelopmentRow, DevelopmentTable
from sipforms.plugins.sections.group_development import developed
from tests.engine.developments import development_input, people

CASES = sorted((Path(__file__).parent.parent / "developments").glob("*.yaml"))


def table_of(written: dict[str, Any]) -> DevelopmentTable:
    settings = {"indicators": "skole_status", **written.get("settings", {})}
    return developed(development_input(people(written["people"]), written, **settings))


def told(one: Course | None) -> dict[str, Any]:
    if one is None or one.test is None:
        return {}
    interval = one.change.interval
    return {
        "n": one.people,
        "mean": one.change.value,
        "interval": None if interval is None else [interval.low, interval.high],
        "size": one.size.value,
        "test": one.test.kind,
        "p": one.test.p,
        "start": one.start,
        "end": one.end,
        "places": one.places,
        "ways": None if one.ways is None else {"+".join(way.ways): way.people for way in one.ways if way.people},
    }


def near(value: Any) -> Any:
    return pytest.approx(value, abs=0.00006) if isinstance(value, (float, list)) else value


def row_for(table: DevelopmentTable, wanted: dict[str, Any]) -> DevelopmentRow:
    (found,) = (
        row
        for row in table.rows
        if row.outcome.indicator == wanted.get("outcome", "skole_status")
        and wanted.get("way") in (None, row.respondents.way)
        and wanted.get("informant") in (None, row.respondents.informant)
    )
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_development_is_as_worked_out_by_hand(case: Path) -> None:
    written = yaml.safe_load(case.read_text("utf-8"))
    table = table_of(written)
    assert table.lack == written.get("lack")
    assert len(table.rows) == len(written.get("rows", ()))
    for wanted in written.get("rows", ()):
        row = row_for(table, wanted)
        assert row.lack == wanted.get("lack"), wanted
        assert row.comparison_lack == wanted.get("others_lack"), wanted
        for side, course in (("own", row.course), ("others", row.comparison)):
            figures = told(course)
            expected = wanted.get(side, {})
            assert bool(expected) is bool(figures), (side, wanted)
            for name, value in expected.items():
                assert figures[name] == near(value), (name, wanted)
        out = None if row.counted_out is None else {"+".join(one.why): one.people for one in row.counted_out}
        assert out == wanted.get("out"), wanted
        assert (row.people, row.gone) == (wanted.get("people"), wanted.get("gone")), wanted
