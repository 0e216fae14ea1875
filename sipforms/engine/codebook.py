"""The codebook: what every column of an export holds, as a value that tables, texts and pages are drawn from."""

from dataclasses import dataclass

from sipforms.engine.score.missing import Gap

BLANK = "blank"
"""What a cell without anything in it means: the question was asked and left without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookValue:
    """One answer as it stands in the column, and what it means; no ``title`` where nobody gave it one."""

    value: int | str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingValue:
    """What stands in the column in place of an answer, why there is none, and the option that says so, if one does."""

    code: int | str
    gap: Gap
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookEntry:
    """One column: where it is, what was asked, and what can stand in it.

    ``file`` is the ending of the file's name or the name of the sheet. ``area`` are the titles around the question,
    outermost first. ``way`` is how it is answered, or ``id``, ``datetime``, ``rows`` (how many rows there are) or
    ``code`` (why another column is empty). ``span`` says what can stand there where ``values`` are not counted up.
    ``versions`` have the question; ``series`` puts those together whose answers can be compared with each other.
    ``escape`` is ``leadingApostrophe`` where texts that a spreadsheet would run have an apostrophe in front.
    ``left_out`` says why a column is described but not written: ``freeText``, ``identity``, ``audience``, ``code``.
    """

    column: str
    file: str = ""
    area: tuple[str, ...] = ()
    question: str = ""
    dimension: str = ""
    option: str = ""
    say: str = ""
    way: str
    values: tuple[CodebookValue, ...] = ()
    span: str = ""
    missing: tuple[MissingValue, ...] = ()
    has_blank: bool = False
    escape: str = ""
    sensitivity: str = "none"
    versions: tuple[str, ...] = ()
    series: tuple[tuple[str, ...], ...] = ()
    left_out: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether answers from different versions of the programme cannot be compared."""
        return len(self.series) > 1

    @property
    def label(self) -> str:
        """What was asked, in one line, with the versions that cannot be compared on either side of ``|``."""
        asked = ": ".join(filter(None, (self.question, self.dimension, self.option)))
        told = " > ".join((*self.area, asked)) if asked else ""
        broken = " | ".join(", ".join(versions) for versions in self.series) if self.is_broken else ""
        return f"{told} [{broken}]" if broken else told


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookTable:
    """The columns of the responses to one questionnaire, under the versions of its programme, oldest first."""

    programme: str
    programme_title: str
    questionnaire: str
    title: str
    versions: tuple[str, ...]
    entries: tuple[CodebookEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """What every column of an export holds. ``form`` is ``wide`` (a row a response) or ``long`` (a row an answer)."""

    tables: tuple[CodebookTable, ...]
    form: str = "wide"
