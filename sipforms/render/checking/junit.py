"""What checking found as JUnit XML: a suite for each programme, a case for each error and each file without any.

Warnings and remarks stand in what the file's case printed; what is allowed is a skipped case with its reason. Names of
cases hold no line numbers, so that a build server recognises a mistake that moved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from sipforms.actions.checking import Checked
from sipforms.engine.problem import Level
from sipforms.render.checking.told import Report, Told, from_root, told
from sipforms.render.plain import plain

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_IN_XML = {ord(sign): None for sign in "\ufffe\uffff"} | {
    number: None for number in range(32) if number not in (9, 10, 13)
}


def render(report: Report) -> str:
    """The whole report as XML."""
    suites = [_Suite(result, report) for result in report.inspection.results]
    lines = [_HEAD, f"<{_tag('testsuites', name='sipforms')} {_counts(suites)}>"]
    for suite in suites:
        lines += suite.lines()
    return "\n".join((*lines, "</testsuites>")) + "\n"


class _Suite:
    """One programme with its cases."""

    def __init__(self, result: Checked, report: Report) -> None:
        findings = list(told(result, report.root))
        self.name = from_root(result.folder, report.root)[0]
        self.failed = [one for one in findings if one.level is Level.ERROR and one.allowed is None]
        self.skipped = [one for one in findings if one.allowed is not None]
        self.said = [one for one in findings if one.level is not Level.ERROR and one.allowed is None]
        broken = {one.spot.file for one in self.failed}
        files = (from_root(result.beside / file, report.root)[0] for file in result.own.files)
        told_of = (one.spot.file for one in self.said)
        self.passed = [file for file in dict.fromkeys((*sorted(files), *told_of)) if file not in broken]

    @property
    def tests(self) -> int:
        return len(self.failed) + len(self.skipped) + len(self.passed)

    def lines(self) -> Iterator[str]:
        yield f"  <{_tag('testsuite', name=self.name)} {_counts([self])}>"
        names: Counter[tuple[str, str]] = Counter()
        for one in (*self.failed, *self.skipped):
            names[one.spot.file, one.problem.code] += 1
            number = names[one.spot.file, one.problem.code]
            yield from _case(one, one.problem.code if number == 1 else f"{one.problem.code} {number}")
        for file in self.passed:
            yield from self._file(file)
        rest = [one for one in self.said if one.spot.file not in self.passed]
        if rest:
            yield f"    <system-out>{_printed(rest)}</system-out>"
        yield "  </testsuite>"

    def _file(self, file: str) -> Iterator[str]:
        said = [one for one in self.said if one.spot.file == file]
        tag = _tag("testcase", classname=file, name=file, file=file, time="0")
        if not said:
            yield f"    <{tag}/>"
            return
        yield f"    <{tag}>"
        yield f"      <system-out>{_printed(said)}</system-out>"
        yield "    </testcase>"


def _case(one: Told, name: str) -> Iterator[str]:
    file = one.spot.file
    yield f"    <{_tag('testcase', classname=file, name=name, file=file, time='0')}>"
    if one.allowed is not None:
        yield f"      <{_tag('skipped', message=one.allowed.reason)}/>"
    else:
        tag = _tag("failure", message=one.sentence, type=one.problem.code)
        yield f"      <{tag}>{_text(_line(one))}</failure>"
    yield "    </testcase>"


def _tag(element: str, **attributes: str) -> str:
    """The name of an element with its attributes."""
    return " ".join((element, *(f"{name}={quoteattr(_legal(text))}" for name, text in attributes.items())))


def _counts(suites: Iterable[_Suite]) -> str:
    suites = tuple(suites)
    counts = {
        "tests": sum(suite.tests for suite in suites),
        "failures": sum(len(suite.failed) for suite in suites),
        "errors": 0,
        "skipped": sum(len(suite.skipped) for suite in suites),
        "time": 0,
    }
    return " ".join(f'{name}="{count}"' for name, count in counts.items())


def _printed(findings: Iterable[Told]) -> str:
    return _text("\n".join(map(_line, findings)))


def _line(one: Told) -> str:
    where = f"{one.spot.file}:{one.spot.line}:{one.spot.column}"
    said = " ".join(part for part in (f"{where}  {one.problem.code}:", one.sentence, one.next) if part)
    return "\n".join((said, *(f"    {line}" for line in one.paste)))


def _text(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    """The text without the signs that XML cannot hold, and those that would mislead whoever looks at it."""
    return plain(text).translate(_NOT_IN_XML)
