"""The columns that every table begins with: which response it is, of whom, answered how, and when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sipforms.engine.offers import Exported, ExportOptions, ExportTable
from sipforms.engine.response import Paper, Response
from sipforms.plugins.formats.cells import Raw
from sipforms.plugins.formats.grids import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeColumn:
    """A column about the response itself. ``way``, which says its type too, and ``values`` are for the codebook."""

    name: str
    value: Callable[[Exported], Raw]
    way: str = "text"
    values: tuple[tuple[int | str, str], ...] = ()
    sensitivity: str = "none"
    left_out: str = ""


def shape_of_way(way: str) -> Shape:
    """The type of a column of the envelope."""
    return {"date": Shape.DATE, "datetime": Shape.DATETIME}.get(way, Shape.TEXT)


def envelope(table: ExportTable, options: ExportOptions) -> tuple[EnvelopeColumn, ...]:
    """The columns in their order; those left out too, for the codebook."""
    return (
        EnvelopeColumn(name="response_id", value=lambda one: one.response.id, way="id"),
        EnvelopeColumn(name="case_id", value=lambda one: one.case, way="id"),
        EnvelopeColumn(
            name="code",
            value=lambda one: one.code or None,
            sensitivity="identity",
            left_out="" if options.include_codes else "code",
        ),
        *_which(table),
        *_how(table),
        *_when(),
        EnvelopeColumn(
            name="entered_by",
            value=lambda one: one.response.entered_by or None,
            sensitivity="identity",
            left_out="" if options.include_identity else "identity",
        ),
        _text("paper", lambda one: _keyed(one.paper), ("once", ""), ("twice", "")),
        _text("seen_before", lambda one: " ".join(one.seen_before)),
        _text("engine", lambda one: one.engine),
        *_parameters(table),
    )


def _keyed(paper: Paper | None) -> str | None:
    """How many times the paper was keyed in, where the answers were on one."""
    return None if paper is None else "twice" if paper.second_by else "once"


def _which(table: ExportTable) -> Iterator[EnvelopeColumn]:
    newest = table.versions[-1]
    asked = newest.questionnaires[table.questionnaire]
    yield _text("programme", lambda one: one.programme, (newest.id, newest.title))
    yield _text("version", lambda one: one.version)
    yield EnvelopeColumn(name="digest", value=lambda one: one.response.digest, way="id")
    main = newest.questionnaires.get(asked.form_of or "")
    title = asked.title if main is None else f"{main.title}: {asked.title}"
    yield _text("questionnaire", lambda one: one.questionnaire, (asked.id, title))
    yield EnvelopeColumn(name="episode", value=lambda one: one.response.episode, way="id")


def _how(table: ExportTable) -> Iterator[EnvelopeColumn]:
    versions = table.versions
    modes = dict.fromkeys(mode for one in versions for mode in one.questionnaires[table.questionnaire].modes)
    informants = {name: title for one in versions for name, title in one.informants.items()}
    variants = {variant.id: variant.title for one in versions for variant in one.variants}
    yield _text("mode", lambda one: one.mode, *((mode, "") for mode in modes))
    yield _text("informant", lambda one: one.informant, *informants.items())
    yield _text("variant", lambda one: one.variant, *variants.items())
    yield _text("occasion", lambda one: one.occasion, ("first", ""), ("later", ""))


def _when() -> Iterator[EnvelopeColumn]:
    yield EnvelopeColumn(name="answered_on", value=lambda one: one.response.answered_on.isoformat(), way="date")
    yield EnvelopeColumn(name="begun_at", value=lambda one: one.response.begun_at.isoformat(), way="datetime")
    yield EnvelopeColumn(name="handed_in_at", value=lambda one: one.response.handed_in_at.isoformat(), way="datetime")


def _parameters(table: ExportTable) -> Iterator[EnvelopeColumn]:
    """What the facility had set, one column for each parameter of any version; blank where the default was used."""
    for name in dict.fromkeys(parameter.id for one in table.versions for parameter in one.parameters):
        yield _text(f"parameter.{name}", partial(_parameter, name))


def _parameter(name: str, response: Response) -> str:
    return response.parameters.get(name, "")


def _text(name: str, told: Callable[[Response], str | None], *values: tuple[int | str, str]) -> EnvelopeColumn:
    return EnvelopeColumn(name=name, value=lambda one: told(one.response) or None, values=values)
