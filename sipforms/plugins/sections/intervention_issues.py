"""What can be wrong with the settings of ``interventionsByOutcome`` although they have the right shape."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sipforms.engine.build.data import node, text, texts
from sipforms.engine.gather.given import can_be_given, meant, named_outcomes
from sipforms.engine.gather.grouping import CutPoint, can_divide, cut_points
from sipforms.engine.offers import SectionWritten, SettingIssue
from sipforms.engine.programme import Kind
from sipforms.engine.report import may_see
from sipforms.engine.response import Json

NAME = "interventionsByOutcome"
_Steps = tuple[str | int, ...]


def issues(written: SectionWritten) -> Iterator[SettingIssue]:
    """Questions that cannot be used so, or are not for the readers, and cut points that divide nothing."""
    yield from _of_interventions(written)
    yield from _of_start(written)
    yield from _cut_differently(written)
    for id_, one in node(written.settings.get("background")).items():
        yield from _of_background(written, id_, one)


def _of_interventions(written: SectionWritten) -> Iterator[SettingIssue]:
    named = written.settings.get("interventions")
    places: list[tuple[_Steps, str]] = [(("interventions",), named)] if isinstance(named, str) else []
    places += [(("interventions", at), one) for at, one in enumerate(texts(named)) if isinstance(named, list)]
    for steps, name in places:
        found = tuple(meant(written.programme, name))
        usable = [question for _, question in found if can_be_given(question)]
        asked = tuple(dict.fromkeys(one.id for one, _ in found))
        if found and not usable:
            yield SettingIssue(code="not-an-intervention", steps=steps, facts={"name": name}, questionnaires=asked)
        elif not all(may_see(one, written.audience) for one in usable):
            yield SettingIssue(code="not-for-readers", steps=steps, facts={"name": name}, questionnaires=asked)


def _of_start(written: SectionWritten) -> Iterator[SettingIssue]:
    cuts = tuple(cut_points(written.settings.get("startLevels")))
    if not _rises(cuts):
        yield SettingIssue(code="cut-points-order", steps=("startLevels",), facts={"name": "startLevels"})
        return
    named = tuple(named_outcomes(written.programme, texts(written.settings.get("outcomes"))))
    for place, cut in enumerate(cuts):
        beyond = next((one for one in named if _is_beyond(cut, written.ranges.get(one.id))), None)
        if beyond is not None:
            low, high = written.ranges[beyond.id] or (0.0, 1.0)
            facts = {"name": beyond.id, "value": _plain(float(cut.value)), "low": _plain(low), "high": _plain(high)}
            asked = (beyond.questionnaire,) if beyond.questionnaire else ()
            yield SettingIssue(
                code="cut-point-outside", steps=("startLevels", place), facts=facts, questionnaires=asked
            )


def _cut_differently(written: SectionWritten) -> Iterator[SettingIssue]:
    """The same divided by other numbers too: who is between the two is what is left of one group and another."""
    known: dict[str, tuple[CutPoint, ...]] = {}
    here = written.settings
    for settings in (*written.before, here):
        for steps, name, cuts in _cuts(written, settings):
            if known.setdefault(name, cuts) != cuts and settings is here:
                yield SettingIssue(code="cut-differently", steps=steps, facts={"name": name})
                break


def _cuts(written: SectionWritten, settings: Mapping[str, Json]) -> Iterator[tuple[_Steps, str, tuple[CutPoint, ...]]]:
    """What a section divides (questions, and indicators by where they began) and by which numbers."""
    for id_, one in node(settings.get("background")).items():
        if "bands" in node(one):
            item = text(node(one).get("item")) or ""
            yield ("background", id_, "bands"), item, tuple(cut_points(node(one).get("bands")))
    if "startLevels" in settings:
        for outcome in named_outcomes(written.programme, texts(settings.get("outcomes"))):
            yield ("startLevels",), outcome.id, tuple(cut_points(settings.get("startLevels")))


def _is_beyond(cut: CutPoint, range_: tuple[float, float] | None) -> bool:
    """Whether no number of that range lies below the cut point, or none on it or above."""
    low, high = (0.0, 1.0) if cut.is_share else range_ or (float("-inf"), float("inf"))
    return not low < cut.value <= high or (cut.is_share and cut.value == 1)


def _rises(cuts: tuple[CutPoint, ...]) -> bool:
    return all(one.value < other.value for one, other in pairwise(cuts))


def _plain(value: float) -> str:
    return f"{value:g}"


def _of_background(written: SectionWritten, id_: str, one: Json) -> Iterator[SettingIssue]:
    name, bands = text(node(one).get("item")) or "", node(one).get("bands")
    steps: _Steps = ("background", id_)
    for asked, question in meant(written.programme, name):
        about = (asked.id,)
        if not can_divide(question):
            yield SettingIssue(code="not-a-group", steps=(*steps, "item"), facts={"name": name}, questionnaires=about)
        elif not may_see(question, written.audience):
            facts = {"name": name}
            yield SettingIssue(code="not-for-readers", steps=(*steps, "item"), facts=facts, questionnaires=about)
        elif question.kind is Kind.INTEGER and bands is None:
            yield SettingIssue(code="missing-setting", steps=steps, facts={"name": "bands", "of": NAME})
        elif question.kind is not Kind.INTEGER and bands is not None:
            yield SettingIssue(code="setting-value", steps=(*steps, "bands"), facts={"name": "bands", "of": NAME})
        elif not _rises(tuple(cut_points(bands))):
            yield SettingIssue(code="cut-points-order", steps=(*steps, "bands"), facts={"name": "bands"})
