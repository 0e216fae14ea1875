"""What checking found as SARIF 2.1.0, the standard form for findings in files, which code hosts and editors read.

Columns count characters. Files are named from the root under the base ``SRCROOT``, which whoever reads the report
knows. Every result has a level of its own and a message that is not empty, every rule an id of its own.
"""

from collections.abc import Iterator

from sipforms.actions.checking import Checked
from sipforms.engine.checks.codes import CODES
from sipforms.engine.fixing.edit import Edit
from sipforms.engine.problem import Level
from sipforms.render.checking.rules import Rule, rule_of
from sipforms.render.checking.told import Report, Spot, Told, from_root, spot_of, told
from sipforms.render.language import _
from sipforms.render.plain_json import plain_json

VERSION = "2.1.0"
_BASE = "SRCROOT"
_FINGERPRINT = "sipforms/v1"


def render(report: Report) -> str:
    """The whole report as indented JSON."""
    findings = [(result, one) for result in report.inspection.results for one in told(result, report.root)]
    codes = sorted({one.problem.code for _, one in findings})
    index = {code: at for at, code in enumerate(codes)}
    run = {
        "tool": {"driver": _driver(report, codes)},
        "automationDetails": {"id": f"sipforms/check/{report.inspection.profile}/"},
        "invocations": [{"executionSuccessful": True, "exitCode": 0 if report.inspection.passed else 1}],
        "originalUriBaseIds": {_BASE: {"description": {"text": _("The folder that the check was run in.")}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, one, index[one.problem.code], report) for result, one in findings],
    }
    return plain_json({"version": VERSION, "runs": [run]})


def _driver(report: Report, codes: list[str]) -> dict[str, object]:
    return {
        "name": "sipforms",
        "version": report.version,
        "semanticVersion": report.version,
        "language": report.language,
        "rules": [_rule(rule_of(code)) for code in codes],
    }


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.code.split("-")),
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": str(rule.level)},
        "properties": {"production": rule.production},
    }


def _result(result: Checked, one: Told, index: int, report: Report) -> dict[str, object]:
    written: dict[str, object] = {
        "ruleId": one.problem.code,
        "ruleIndex": index,
        "level": str(one.level),
        "message": {"text": one.message},
        "locations": [{"physicalLocation": _physical(one.spot)}],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
    }
    related = [*_related(one)]
    if related:
        written["relatedLocations"] = related
    if one.allowed is not None:
        location = {"physicalLocation": _physical(spot_of(result, one.allowed.place, report.root))}
        written["suppressions"] = [{"kind": "inSource", "justification": one.allowed.reason, "location": location}]
    if one.fix is not None and one.fix.edits:
        written["fixes"] = [_fix(result, one, report)]
    if one.level is not _usual(one):
        written["properties"] = {"usualLevel": str(_usual(one))}
    return written


def _related(one: Told) -> Iterator[dict[str, object]]:
    """The second place where two clash, and every other place that is wrong for the same reason."""
    spots = [] if one.also is None else [(one.also, _("The other place: {place}"))]
    spots += [(spot, _("The same goes for {place}")) for spot in one.elsewhere]
    for number, (spot, said) in enumerate(spots, 1):
        text = said.format(place=f"{spot.file}:{spot.line}:{spot.column}")
        yield {"id": number, "physicalLocation": _physical(spot), "message": {"text": text}}


def _usual(one: Told) -> Level:
    kind = CODES.get(one.problem.code)
    return one.level if kind is None else kind.level


def _physical(spot: Spot) -> dict[str, object]:
    region = {"startLine": spot.line, "startColumn": spot.column, "endLine": spot.line, "endColumn": spot.end}
    return {"artifactLocation": _artifact(spot.uri, is_below_root=spot.is_below_root), "region": region}


def _artifact(uri: str, *, is_below_root: bool) -> dict[str, object]:
    return {"uri": uri, "uriBaseId": _BASE} if is_below_root else {"uri": uri}


def _fix(result: Checked, one: Told, report: Report) -> dict[str, object]:
    edits = one.fix.edits if one.fix is not None else ()
    changes = []
    for file in dict.fromkeys(edit.file for edit in edits):
        name, is_below_root = from_root(result.beside / file, report.root)
        spot = Spot(file=name, is_below_root=is_below_root, line=1, column=1, end=1)
        text = result.own.sources[file].text
        replacements = [_replacement(text, edit) for edit in edits if edit.file == file]
        changes.append(
            {"artifactLocation": _artifact(spot.uri, is_below_root=is_below_root), "replacements": replacements}
        )
    return {"description": {"text": one.next or one.sentence}, "artifactChanges": changes}


def _replacement(text: str, edit: Edit) -> dict[str, object]:
    (line, column), (end_line, end_column) = _line_and_column(text, edit.start), _line_and_column(text, edit.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    lines = (text[:at] + "x").splitlines()
    return len(lines), len(lines[-1])
