"""What checking found as JSON, for programs: facts and sentences both. Its shape is described in docs/en/ci.md.

``format`` grows when something is taken away or comes to mean something else; new names may be added at any time.
"""

from sipforms.actions.checking import Checked
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import Level
from sipforms.render.checking.told import Report, Spot, Told, from_root, told
from sipforms.render.plain_json import plain_json

FORMAT = 1
_MOST = 100
"""Names in one fact; thousands of mistakes that each list thousands of names would fill a disk."""


def render(report: Report) -> str:
    """The whole report as indented JSON, ending in a newline; the same findings give the same text."""
    inspection = report.inspection
    said = {
        "format": FORMAT,
        "tool": {"name": "sipforms", "version": report.version},
        "profile": str(inspection.profile),
        "language": report.language,
        "passed": inspection.passed,
        "summary": {
            "programmes": len(inspection.results),
            "errors": inspection.count(Level.ERROR),
            "warnings": inspection.count(Level.WARNING),
            "notes": inspection.count(Level.NOTE),
            "allowed": inspection.allowed,
        },
        "programmes": [_programme(result, report) for result in inspection.results],
    }
    return plain_json(said)


def _programme(result: Checked, report: Report) -> dict[str, object]:
    findings = list(told(result, report.root))
    return {
        "folder": from_root(result.folder, report.root)[0],
        "digest": result.bundle.digest,
        "problems": [_problem(one) for one in findings if one.allowed is None],
        "allowed": [_problem(one) | _allowed(one) for one in findings if one.allowed is not None],
    }


def _problem(one: Told) -> dict[str, object]:
    kind = CODES.get(one.problem.code)
    return {
        "code": one.problem.code,
        "level": str(one.level),
        "usualLevel": str(kind.level if kind is not None else one.level),
        "sentence": one.sentence,
        "next": one.next,
        "place": _place(one.spot),
        "also": None if one.also is None else _place(one.also),
        "elsewhere": [_place(spot) for spot in one.elsewhere],
        "paste": list(one.paste),
        "facts": {
            name: list(fact[:_MOST]) if isinstance(fact, tuple) else fact for name, fact in one.problem.facts.items()
        },
        "fixable": one.fix is not None,
        "fingerprint": one.fingerprint,
    }


def _allowed(one: Told) -> dict[str, object]:
    allowed = one.allowed
    if allowed is None:
        return {}
    return {"reason": allowed.reason, "allowedOnLine": allowed.place.line}


def _place(spot: Spot) -> dict[str, object]:
    return {"file": spot.file, "line": spot.line, "column": spot.column, "endColumn": spot.end}
