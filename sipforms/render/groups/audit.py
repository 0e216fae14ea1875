"""What audits noted and decided, as the last part of a report about a facility: as lines, and as data."""

from collections.abc import Iterator

from sipforms.engine.audit import AuditBook, AuditDecision, AuditNote
from sipforms.render.groups.audit_words import done_words, prompt_words, said_by, unread_words
from sipforms.render.groups.folding import folded
from sipforms.render.language import _
from sipforms.render.page import Page
from sipforms.render.plain import plain


def audit_lines(book: AuditBook, page: Page) -> Iterator[str]:
    """A heading, then area by area what the panel noted and what was decided; nothing where nothing was."""
    unread = unread_words(book.damaged, book.closed)
    if not book.areas and not unread:
        return
    yield from ("", *folded(_("From audits"), page))
    for topic in book.areas:
        yield from ("", *folded(plain(topic.title), page, "  "))
        for note in newest(book, topic.area):
            yield from folded(prompt_words(note.prompt, note.topic.title), page, "    ")
            for line in f"{plain(note.text)} ({said_by(note)})".split("\n"):
                yield from folded(line, page, "      ")
        for one in decided(book, topic.area):
            said = f"{plain(one.text)} ({said_by(one)}; {done_words(one)})".split("\n")
            for number, line in enumerate(said):
                yield from folded(line, page, "      " if number else _lead(), "      ")
    if unread:
        yield from ("", *folded(unread, page))


def audit_data(book: AuditBook) -> dict[str, object]:
    """The same as data."""
    return {
        "areas": [
            {
                "area": topic.area,
                "title": topic.title,
                "notes": [
                    {"prompt": one.prompt.value, "text": one.text, "at": one.at.isoformat(), "by": one.by}
                    for one in newest(book, topic.area)
                ],
                "decisions": [_decision(one) for one in decided(book, topic.area)],
            }
            for topic in book.areas
        ],
        "damaged": book.damaged,
        "not_readable": book.closed,
    }


def newest(book: AuditBook, area: str) -> Iterator[AuditNote]:
    """The panel's newest answer to each prompt about an area, where there is one."""
    last = {one.prompt: one for one in book.notes if one.topic.area == area}
    yield from (one for one in last.values() if one.text)


def decided(book: AuditBook, area: str) -> Iterator[AuditDecision]:
    """What was decided about an area, the oldest first."""
    yield from (one for one in book.decisions if one.topic.area == area)


def _lead() -> str:
    return "    " + _("Decided:") + " "


def _decision(one: AuditDecision) -> dict[str, object]:
    done = one.done
    return {
        "text": one.text,
        "at": one.at.isoformat(),
        "by": one.by,
        "figures_from": one.topic.begins.isoformat() if one.topic.begins else None,
        "figures_to": one.topic.ends.isoformat() if one.topic.ends else None,
        "done_at": done.at.isoformat() if done else None,
        "done_by": done.by if done else None,
    }
