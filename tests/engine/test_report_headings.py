"""The headings of a report's parts, and the paths at which they are translated."""

from sipforms.engine.build.manifest import reports
from sipforms.engine.response import Json

WRITTEN: Json = {
    "individuel": {
        "title": "Rapport",
        "for": "citizen",
        "sections": [
            {"section": "development", "indicators": "*", "title": "Sådan går det"},
            {"section": "answers"},
            {"section": "development", "indicators": "*_antal"},
            {"section": "development", "indicators": "*_antal", "title": "Talt op"},
        ],
    }
}


def test_every_part_may_have_a_heading_of_its_own() -> None:
    (report,) = reports(WRITTEN, lambda _path, text: text)
    assert [one.title for one in report.sections] == ["Sådan går det", "", "", "Talt op"]
    assert all("title" not in one.settings for one in report.sections)


def test_each_heading_has_a_path_also_where_a_part_comes_several_times() -> None:
    english = {
        "reports.individuel.title": "Report",
        "reports.individuel.development.title": "How it goes",
        "reports.individuel.development.3.title": "Counted",
    }
    (report,) = reports(WRITTEN, english.get)
    assert [one.title for one in report.sections] == ["How it goes", "", "", "Counted"]
