"""Examples for other programs: JSON with everything, and JUnit with one test case for each example."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sipforms.actions.trying.coverage import ASPECTS, Coverage, Point
from sipforms.actions.trying.difference import Difference
from sipforms.actions.trying.folders import TriedFolder
from sipforms.actions.trying.mutation import Verdict
from sipforms.actions.trying.run import Tried
from sipforms.engine.problem import Place
from sipforms.engine.response import Json
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.plain_json import plain_json
from sipforms.render.trying.differences import tried_text
from sipforms.render.trying.mutants import mutant_sentence, remedy
from sipforms.render.trying.summary import refused_text
from sipforms.render.trying.words import title_of, value_words

VERSION = 1
"""The number of this JSON's shape; it grows when something that was there is gone or means something else."""


def json_text(
    folders: Sequence[TriedFolder], *, covered: bool = False, verdicts: dict[int, tuple[Verdict, ...]] | None = None
) -> str:
    """Everything as JSON. ``verdicts`` are those of the folders by place, where mistakes were put in."""
    found: dict[str, Json] = {"version": VERSION, "programmes": []}
    listed: list[Json] = []
    for at, folder in enumerate(folders):
        one = _folder(folder)
        if covered and folder.trying is not None:
            one["coverage"] = _coverage(folder.coverage)
        if verdicts is not None and at in verdicts:
            one["mutants"] = _mutants(verdicts[at], folder)
        listed.append(one)
    found["programmes"] = listed
    return plain_json(found)


def _folder(folder: TriedFolder) -> dict[str, Json]:
    return {
        "folder": str(folder.folder),
        "id": None if folder.programme is None else folder.programme.id,
        "errors": folder.errors,
        "examples": [_example(one, folder) for one in folder.tried],
    }


def _example(one: Tried, folder: TriedFolder) -> Json:
    return {
        "example": one.example.name,
        "questionnaire": one.example.questionnaire,
        **_place(one.example.place("example")),
        "asExpected": one.is_as_expected,
        "expects": sum(1 for _expectation in one.example.expectations()),
        "differences": [_difference(difference, one, folder) for difference in one.differences],
    }


def _difference(difference: Difference, one: Tried, folder: TriedFolder) -> Json:
    said: dict[str, Json] = {}
    if folder.programme is not None:
        said = {
            "title": title_of(difference, one.example.questionnaire, folder.programme),
            "expectedText": value_words(difference, difference.expected),
            "actualText": value_words(difference, difference.actual),
        }
    return {
        "about": difference.about,
        "what": difference.what,
        **_place(difference.place),
        "expected": difference.expected,
        "actual": difference.actual,
        **said,
    }


def _place(place: Place) -> dict[str, Json]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _coverage(found: Coverage) -> Json:
    questionnaires = dict.fromkeys(one.questionnaire for one in found.points)
    return {
        "percent": round(found.percent, 2),
        "questionnaires": {
            id_: {aspect: dict(zip(("covered", "of"), found.of(id_, aspect), strict=True)) for aspect in ASPECTS}
            for id_ in questionnaires
        },
        "missed": [_point(one) for one in found.missed],
    }


def _point(one: Point) -> Json:
    return {
        "questionnaire": one.questionnaire,
        "aspect": one.aspect,
        "name": one.name,
        "way": one.way,
        "role": one.role,
        "option": None if one.option is None else one.option.value,
        **_place(one.place),
    }


def _mutants(verdicts: tuple[Verdict, ...], folder: TriedFolder) -> Json:
    survived = [one.mutant for one in verdicts if one.noticed_by is None]
    said = (
        [] if folder.programme is None else [(mutant_sentence(one, folder.programme), remedy(one)) for one in survived]
    )
    return {
        "noticed": len(verdicts) - len(survived),
        "of": len(verdicts),
        "survived": [
            {"kind": one.kind, "questionnaire": one.questionnaire, "name": one.name, **_place(one.place), "text": text}
            | {"remedy": advice}
            for one, (text, advice) in zip(survived, said, strict=True)
        ],
    }


def junit_text(folders: Sequence[TriedFolder]) -> str:
    """JUnit: a test suite for each programme, a test case for each example; a bundle with errors is an error."""
    root = Element("testsuites", name="sipforms test")
    for folder in folders:
        suite = SubElement(root, "testsuite", name=_clean(str(folder.folder)))
        counts = {"tests": 0, "failures": 0, "errors": 0}
        for case in _cases(folder):
            suite.append(case)
            counts["tests"] += 1
            counts["failures"] += case.find("failure") is not None
            counts["errors"] += case.find("error") is not None
        suite.attrib.update({name: str(count) for name, count in {**counts, "skipped": 0}.items()})
        suite.set("time", "0")
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written.decode() + "\n"


def _cases(folder: TriedFolder) -> Iterator[Element]:
    name = _clean(folder.checked.bundle.name)
    if folder.trying is None:
        case = Element("testcase", classname=name, name="sipforms check", time="0")
        SubElement(case, "error", type="check", message=_clean(refused_text(folder)))
        yield case
        return
    for one in folder.tried:
        place = one.example.place("example")
        case = Element(
            "testcase",
            classname=f"{name}.{_clean(one.example.questionnaire)}",
            name=_clean(one.example.name),
            file=_clean(str(folder.folder / place.file)),
            line=str(place.line),
            time="0",
        )
        if one.differences and folder.programme is not None:
            first = one.differences[0]
            said = _("{title}: expected {expected}, actual {actual}").format(
                title=title_of(first, one.example.questionnaire, folder.programme),
                expected=value_words(first, first.expected),
                actual=value_words(first, first.actual),
            )
            failure = SubElement(case, "failure", type=first.about, message=_clean(said))
            failure.text = _clean(tried_text(one, folder.trying, folder.folder))
        yield case


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return plain(text)
