"""What is said around audits: the prompts, who decided what and when, and what is left to do."""

from sipforms.engine.audit import AuditDecision, AuditNote, Prompt
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain


def prompt_words(prompt: Prompt, area: str) -> str:
    """The question that the panel is asked about the area."""
    if prompt is Prompt.ASSESSMENT:
        return _("The panel's assessment")
    return _("What matters for the citizens' development as to {area}?").format(area=plain(area))


def said_by(one: AuditDecision | AuditNote) -> str:
    """When it was written, and by whom where that is known."""
    return _said(format_date(one.at.astimezone().date()), one.by)


def done_words(one: AuditDecision) -> str:
    """That it is done, when and by whom; or that it is not."""
    if one.done is None:
        return _("not done yet")
    return _("done: {when}").format(when=_said(format_date(one.done.at.astimezone().date()), one.done.by))


def waiting_words(count: int) -> str:
    """How many decisions are not done."""
    if not count:
        return _("no decisions wait")
    return ngettext("{count} decision waits", "{count} decisions wait", count).format(count=count)


def unread_words(damaged: int, closed: int) -> str:
    """That something could not be read, and why; nothing where all could."""
    parts = []
    if damaged:
        parts.append(
            ngettext(
                "{count} record of audits is damaged and is not shown; `sipforms store verify` names it.",
                "{count} records of audits are damaged and are not shown; `sipforms store verify` names them.",
                damaged,
            ).format(count=damaged)
        )
    if closed:
        parts.append(
            ngettext(
                "{count} record of audits is from before you had the right to read it.",
                "{count} records of audits are from before you had the right to read them.",
                closed,
            ).format(count=closed)
        )
    return " ".join(parts)


def _said(when: str, by: str) -> str:
    return ", ".join(part for part in (when, plain(by)) if part)
