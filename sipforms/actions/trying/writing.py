"""Expected values kept in a bundle's own files: read back before the file is given its name, and never half-written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from sipforms.actions.trying.editing import applied, with_expectation, without_mark
from sipforms.actions.trying.example import Example, examples_in
from sipforms.actions.trying.proposals import Expectation
from sipforms.actions.trying.yaml_text import as_read
from sipforms.actions.whole_files import leads_away, write_whole
from sipforms.engine.read.file import file_bytes
from sipforms.engine.read.source import MAX_BYTES, read_source
from sipforms.engine.response import Json
from sipforms.store.failures import outside_world

Refusal: TypeAlias = Literal["changed", "notOwn", "cannotPlace"]
"""Why nothing was written: somebody else has changed the file, it is not the bundle's own, or its form is not known."""
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True, kw_only=True)
class ExampleFiles:
    """A bundle's files of examples while values are written. ``known`` is what each held when last read."""

    folder: Path
    known: dict[str, bytes] = field(default_factory=dict)

    def write(self, example: Example, wanted: Sequence[Expectation], *, confirmed: bool) -> Refusal | None:
        """Write the values into the example's file, or say why not. Raises ``StoreUnavailable`` where the disk refuses.

        What is written is first read back: the example must expect just what it did and these values, and nothing else
        in the file may have become another.
        """
        path = self.folder / example.file
        if example.file not in self.known or not path.is_file():
            return "notOwn"
        if leads_away(self.folder, example.file):
            return "changed"
        with outside_world("writing"):
            before = file_bytes(path, MAX_BYTES)
        if before != self.known[example.file]:
            return "changed"
        own = _example_in(example, before)
        if own is None:
            return "notOwn"
        after = _changed(own, before, wanted, confirmed=confirmed)
        if after is None:
            return "cannotPlace"
        if after != before:
            write_whole({path: after})
            self.known[example.file] = after
        return None


def _example_in(example: Example, content: bytes) -> Example | None:
    """The example of that name in the file itself, which may be one of two that were laid over one another."""
    found = examples_in(read_source(example.file, content))
    same = (example.name, example.questionnaire)
    return next((one for one in found if (one.name, one.questionnaire) == same), None)


def _changed(example: Example, before: bytes, wanted: Sequence[Expectation], *, confirmed: bool) -> bytes | None:
    """The file with the values in it, or nothing where it does not read back as meant."""
    text = before.decode("utf-8-sig")
    for one in wanted:
        text = with_expectation(text, example.at, one, confirmed=confirmed)
    if confirmed:
        text = _unmarked(example, text, wanted)
    after = (_BOM if before.startswith(_BOM) else b"") + text.encode()
    return after if _reads_as_meant(example, before, after, wanted) else None


def _unmarked(example: Example, text: str, wanted: Sequence[Expectation]) -> str:
    """The text without the marks of what is confirmed now; a mark that is about other values too stays."""
    there = _example_in(example, text.encode())
    if there is None:
        return text
    settled = {one.steps for one in wanted}
    marked: dict[int, bool] = {}
    for section, *names in there.expectations():
        if there.is_unconfirmed(section, *names):
            line = there.place("expect", section, *names, key=True).line
            marked[line] = marked.get(line, True) and (section, *names) in settled
    for line in (line for line, is_settled in marked.items() if is_settled):
        text = without_mark(text, line)
    return text


def _reads_as_meant(example: Example, before: bytes, after: bytes, wanted: Sequence[Expectation]) -> bool:
    old, new = read_source(example.file, before), read_source(example.file, after)
    if new.problems or not isinstance(old.data, list) or not isinstance(new.data, list):
        return False
    meant: list[Json] = list(old.data)
    one = meant[example.at]
    if not isinstance(one, dict):
        return False
    values = [Expectation(section=each.section, name=each.name, value=as_read(each.value)) for each in wanted]
    meant[example.at] = {**one, "expect": applied(one.get("expect"), values)}
    return meant == new.data
