"""One questionnaire: its heading, its tree of entries and its checks."""

from collections.abc import Iterator, Mapping
from typing import cast

from sipforms.engine.build.around import Around
from sipforms.engine.build.checks import checks, is_about_a_row
from sipforms.engine.build.data import Node, node, text, texts
from sipforms.engine.build.entries import entries
from sipforms.engine.build.gates import gated
from sipforms.engine.build.row_refs import asked_with_their_rows
from sipforms.engine.build.scales import Definitions, Translate
from sipforms.engine.paths import Path
from sipforms.engine.programme import Check, Fidelity, Heading, Provenance, Questionnaire, Subject
from sipforms.engine.response import Json

_DEPTH = 32


def questionnaire(
    id_: str, what: Node, definitions: Definitions, base: Definitions, *, worded: bool = True
) -> Questionnaire:
    """The questionnaire that a file describes, in the language of ``definitions``; ``base`` is in the bundle's own."""
    modes = texts(what.get("modes"))
    around = Around(questionnaire=id_, definitions=definitions, base=base, worded=worded, modes=modes).inside(what, ())
    heading = _heading(id_, {"title": id_, **what}, definitions.translate)
    return Questionnaire(
        id=id_,
        title=heading.title,
        description=heading.description,
        subject=cast("Subject", text(what.get("subject")) or "citizen"),
        element=text(what.get("element")),
        modes=modes,
        informants=texts(what.get("informants")),
        modes_of={who: texts(own) for who, own in node(what.get("modesOf")).items()},
        entries=asked_with_their_rows(gated(entries(what.get("properties"), around))),
        checks=(*checks(what, (), around), *_checks_within(what.get("properties"), (), around)),
        headings_for=_headings_for(id_, what, heading, definitions.translate),
        provenance=cast("Provenance | None", text(what.get("provenance"))),
        fidelity=cast("Fidelity | None", text(what.get("fidelity"))),
        form_of=text(what.get("formOf")),
        only=texts(what.get("only")),
        without=texts(what.get("without")),
    )


def _heading(at: str, what: Node, translate: Translate) -> Heading:
    title, description = text(what.get("title")) or "", text(what.get("description"))
    return Heading(
        title=translate(f"{at}.title", title) if title else "",
        description=translate(f"{at}.description", description) if description else None,
    )


def _headings_for(id_: str, what: Node, general: Heading, translate: Translate) -> Mapping[str, Heading]:
    """The heading for each informant or variant with texts of its own; what it does not say is as for everybody."""
    found = {}
    for who, own in node(what.get("for")).items():
        heading = _heading(f"{id_}.for.{who}", node(own), translate)
        found[who] = Heading(
            title=heading.title or general.title, description=heading.description or general.description
        )
    return found


def _checks_within(properties: Json, path: Path, around: Around) -> Iterator[Check]:
    """The checks that areas hold, however deep, and those of rows about all the rows; the others stay with the rows."""
    for id_, written in node(properties).items() if len(path) <= _DEPTH else ():
        what = around.definitions.followed(node(written))
        here = (*path, id_)
        if "properties" in what and "dimensions" not in what:
            yield from checks(what, here, around)
            yield from _checks_within(what.get("properties"), here, around)
        elif what.get("type") == "array" and "properties" in node(what.get("items")):
            yield from (one for one in checks(what, here, around) if not is_about_a_row(one))
