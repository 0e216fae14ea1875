"""The examples of a bundle as written, and where each of their expectations stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sipforms.engine.ask.row_ids import with_row_ids
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build.data import Node, node, scalar, text
from sipforms.engine.problem import Place
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

NOT_CONFIRMED = "not confirmed"
"""The comment beside an expected value that nobody has looked at yet."""
_MARKED = re.compile(r"(?:^|\s)#\s*not confirmed\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example where it stands. ``at`` is its place in the file, from 0; ``what`` is everything that it says."""

    source: Source
    at: int
    what: Node

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def name(self) -> str:
        return str(self.what.get("example", ""))

    @property
    def questionnaire(self) -> str:
        return str(self.what.get("questionnaire", ""))

    @property
    def expect(self) -> Node:
        return node(self.what.get("expect"))

    @property
    def variant(self) -> str | None:
        return text(self.what.get("variant"))

    def place(self, *steps: str | int, key: bool = False) -> Place:
        """Where a value of the example stands, or its key."""
        return self.source.place((self.at, *steps), key=key)

    def expected_place(self, section: str, *name: str | int) -> Place:
        """Where an expected value stands; the nearest that is written, where it is not."""
        return self.place("expect", section, *name)

    def is_unconfirmed(self, section: str, *name: str) -> bool:
        """True of an expected value with the comment ``# not confirmed`` on its line."""
        place = self.place("expect", section, *name, key=True)
        lines = self.source.text.splitlines() if place.file == self.source.file else []
        return place.line <= len(lines) and _MARKED.search(lines[place.line - 1]) is not None

    def expectations(self) -> Iterator[tuple[str, ...]]:
        """The section and name of everything expected; the list of problems is one thing."""
        for section in ("visible", "scores"):
            yield from ((section, name) for name in node(self.expect.get(section)))
        if "problems" in self.expect:
            yield ("problems",)


def examples_of(bundle: Bundle) -> tuple[Example, ...]:
    """Every example of a checked bundle, in the order of the files."""
    return tuple(one for _, source in bundle.folder_of("examples") for one in examples_in(source))


def examples_in(source: Source) -> Iterator[Example]:
    """The examples of one file."""
    listed = source.data if isinstance(source.data, list) else []
    return (Example(source=source, at=at, what=one) for at, one in enumerate(listed) if isinstance(one, dict))


def situation_of(example: Example, programme: Programme, today: date) -> Situation:
    """How, by whom and when the example is answered; what it does not say is as the programme has it."""
    what = example.what
    named = text(what.get("today"))
    given = ((name, scalar(one)) for name, one in node(what.get("parameters")).items())
    return Situation(
        mode=text(what.get("mode")),
        informant=text(what.get("informant")),
        variant=example.variant,
        occasion=text(what.get("occasion")) or "first",
        today=date.fromisoformat(named) if named else today,
        parameters={
            **{one.id: one.default for one in programme.parameters if one.default is not None},
            **{name: value for name, value in given if value is not None},
        },
        previous=node(what["previous"]) if "previous" in what else None,
        latest=dict(_elsewhere(node(what.get("latest")), programme)),
    )


def _elsewhere(written: Node, programme: Programme) -> Iterator[tuple[str, Json]]:
    """What the example says was answered in other questionnaires; what it does not say was not answered."""
    for id_, answers in written.items():
        if id_ in programme.questionnaires:
            yield id_, with_row_ids(programme.questionnaires[id_].entries, node(answers), row_id)


def row_id(place: int) -> str:
    """What expectations call a row that is written without an id: the first of a list is ``r1``, the second ``r2``."""
    return f"r{place}"
