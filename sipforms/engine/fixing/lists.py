"""Lists and files: what is missing from a list, stands twice in it, or has another ending than it should."""

import re

from sipforms.engine.checks.allowing import CODES_SAID
from sipforms.engine.fixing.edit import Edit, Fix, Move
from sipforms.engine.fixing.written import Token, line_end, line_ending, line_start, next_line, token_at
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import Source

_MANIFEST = "programme.yaml"
_WITHOUT_MEANING = frozenset({"additionalProperties", "unevaluatedProperties", "additionalItems", "unevaluatedItems"})


def listed(problem: Problem, bundle: Bundle) -> Fix | None:
    """A questionnaire or translation that lies in the folder, added to the list in programme.yaml."""
    source = bundle.sources.get(_MANIFEST)
    keyword, name = str(problem.facts["keyword"]), str(problem.facts["name"])
    if source is None or not isinstance(source.data, dict):
        return None
    held = source.data.get(keyword)
    if keyword not in source.data:
        at, ending = len(source.text), line_ending(source.text)
        before = "" if source.text.endswith(("\n", "\r")) else ending
        return _insert(source, at, f"{before}{keyword}: [{name}]{ending}")
    if not isinstance(held, list) or not held:
        return None
    last = token_at(source, source.place((keyword, len(held) - 1)))
    return None if last is None else _after(source, last, name)


def _after(source: Source, last: Token, name: str) -> Fix | None:
    """One more entry after the last: on a line of its own where that one stands so."""
    begins = source.text.rfind("\n", 0, last.start) + 1
    before = source.text[begins : last.start]
    if before.strip() != "-":
        return _insert(source, last.end, f", {name}")
    end = line_end(source.text, last.end)
    return _insert(source, end, f"{line_ending(source.text)}{before}{name}")


def once(problem: Problem, source: Source) -> Fix | None:
    """The entry that stands twice, taken away."""
    token = token_at(source, problem.place)
    return None if token is None else _without(source, token)


def without_meaning(problem: Problem, source: Source) -> Fix | None:
    """A word of JSON Schema that goes without saying here, taken away; or written as we write it."""
    token = token_at(source, problem.place)
    if token is None or token.text != problem.facts["name"]:
        return None
    if token.text == "definitions":
        return token.saying("$defs")
    value = re.compile(r"\s*:\s*false\b").match(source.text, token.end)
    if token.text not in _WITHOUT_MEANING or value is None:
        return None
    return _without(source, Token(file=token.file, start=token.start, raw=source.text[token.start : value.end()]))


def moved(problem: Problem, bundle: Bundle) -> Fix | None:
    """A file with the ending .yml, called .yaml."""
    name = str(problem.facts["name"])
    to = name.removesuffix(".yml") + ".yaml"
    if not name.endswith(".yml") or problem.facts["suggestion"] != to or to in bundle.files:
        return None
    return Fix(moves=(Move(file=name, to=to),))


def allowed_no_more(problem: Problem, source: Source) -> Fix | None:
    """A code in a comment that allows nothing, taken away; the whole comment where it is the only one."""
    token = token_at(source, problem.place)
    begins = line_start(source.text, problem.place.line)
    if token is None or begins is None:
        return None
    sign = source.text.rfind("#", begins, token.start)
    said = CODES_SAID.match(source.text, sign)
    if said is None:
        return None
    codes = [one for one in re.split(r"\s*,\s*", said["codes"].strip()) if one != token.text]
    if codes:
        return _cut(source, said.start("codes"), said.end("codes"), ", ".join(codes))
    lead = source.text[begins:sign]
    if not lead.strip():
        return _cut(source, begins, next_line(source.text, sign))
    return _cut(source, begins + len(lead.rstrip()), line_end(source.text, sign))


def _without(source: Source, token: Token) -> Fix | None:
    """The file without an entry: without its line where it has that to itself, else without the comma beside it."""
    begins = source.text.rfind("\n", 0, token.start) + 1
    end = line_end(source.text, token.end)
    before, after = source.text[begins : token.start].strip(), source.text[token.end : end].strip()
    if before in ("", "-") and (not after or after.startswith("#")):
        return _cut(source, begins, next_line(source.text, token.end))
    comma = re.compile(r"\s*,\s*").match(source.text, token.end)
    if comma is not None:
        return _cut(source, token.start, comma.end())
    lead = re.search(r"\s*,\s*$", source.text[: token.start])
    return _cut(source, lead.start(), token.end) if lead is not None else None


def _cut(source: Source, start: int, end: int, text: str = "") -> Fix:
    return Fix(edits=(Edit(file=source.file, start=start, end=end, text=text),))


def _insert(source: Source, at: int, text: str) -> Fix:
    return _cut(source, at, at, text)
