"""A citizen's own copy as a text to read: plain sentences, and every answer in the words in which it was asked."""

from collections.abc import Iterator

from sipforms.actions.citizen_copy import CitizenCopy
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.versions import happenings, versions_of
from sipforms.render.due_words import round_words
from sipforms.render.language import _, format_date
from sipforms.render.log_words import user_word, what, when
from sipforms.render.plain import plain
from sipforms.render.response_words import numbered, state_words
from sipforms.render.version_text import answer_lines
from sipforms.store.log.entries import Entry


def copy_text(copy: CitizenCopy, *, with_names: bool) -> str:
    """The whole text. ``with_names``: the log says who of the staff did it, which is for the facility to decide."""
    parts = (_about(copy), _stays(copy), _responses(copy), _log(copy, with_names=with_names))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _about(copy: CitizenCopy) -> Iterator[str]:
    citizen = copy.file.citizen
    yield _("What we keep about you")
    yield ""
    yield _("This is a copy of everything that is kept about you here. Ask somebody you trust to read it with you.")
    if citizen is not None:
        yield _("Number: {code}").format(code=plain(citizen.code))
        if citizen.name:
            yield _("Name: {name}").format(name=plain(citizen.name))
        yield _("Kept since: {day}").format(day=format_date(citizen.created_at.date()))


def _stays(copy: CitizenCopy) -> Iterator[str]:
    yield _("Your stays")
    yield ""
    for stay in copy.file.episodes:
        began, ended = format_date(stay.admission), format_date(stay.discharge) if stay.discharge else _("still here")
        programme = next((one for one in copy.made_with.values() if one.id == stay.programme), None)
        parts = (f"{began} – {ended}", plain(stay.unit), plain(programme.title if programme else stay.programme))
        yield "  " + ", ".join(filter(None, parts))
        for kind, who in stay.informants.items():
            title = programme.informants.get(kind, kind) if programme else kind
            yield f"    {plain(title)}: {plain(who)}"
    if not copy.file.episodes:
        yield "  " + _("None.")


def _responses(copy: CitizenCopy) -> Iterator[str]:
    yield _("Answers")
    for response in copy.responses:
        yield ""
        yield from _response(copy, response)
    if not copy.responses:
        yield ""
        yield "  " + _("None.")


def _response(copy: CitizenCopy, response: Response) -> Iterator[str]:
    words = (*round_words(copy.made_with.get(response.digest), response), state_words(response))
    yield "  ".join(part for part in words if part)
    for one in happenings(response):
        yield f"  {numbered(one)}"
    for version in reversed(versions_of(response)):
        if response.number > 1:
            yield "  " + _("Version {number}:").format(number=version.number)
        yield from (f"    {line}" for line in _answers(copy.made_with.get(version.digest), version))


def _answers(programme: Programme | None, version: Response) -> Iterator[str]:
    if programme is None or version.questionnaire not in programme.questionnaires:
        yield _("The questions of that time are not kept any more. The answers stand in the file for other programs.")
        return
    yield from answer_lines(programme, version)


def _log(copy: CitizenCopy, *, with_names: bool) -> Iterator[str]:
    yield _("Who has looked")
    yield ""
    if copy.log is None:
        yield "  " + _("No log is kept here.")
        return
    if not with_names:
        yield "  " + _("When your answers were looked at or changed. You can ask the leader who it was.")
    for entry in copy.log:
        yield "  " + "  ".join(filter(None, (when(entry.at), _who(copy, entry) if with_names else "", what(entry))))


def _who(copy: CitizenCopy, entry: Entry) -> str:
    return user_word(entry.user, copy.register) if entry.user and copy.register else ""
