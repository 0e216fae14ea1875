"""The lines of the leader's screens: which figures they are, and what is to be known of a marked theme."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.text import Text

from sipforms.actions.leading import Led
from sipforms.actions.themes import Theme, ThemeFigures, VoiceFigures
from sipforms.engine.audit import AuditDecision, Prompt
from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.importance import Figure, Importance
from sipforms.engine.gather.facility.spread import Lack
from sipforms.engine.gather.period import Span
from sipforms.render.charts.words import asked_for, number
from sipforms.render.groups.audit_words import done_words, prompt_words, said_by, unread_words, waiting_words
from sipforms.render.groups.distribution import distribution_lines, silent_sentences
from sipforms.render.groups.facility_words import lack_words
from sipforms.render.groups.importance import importance_lines
from sipforms.render.groups.themes import course_words, coverage_words, signs, voice_words
from sipforms.render.groups.words import limit_words, not_read_words
from sipforms.render.language import _, format_date
from sipforms.render.page import Page
from sipforms.render.plain import plain
from sipforms.tui.widgets.form_layout import wrapped

BAR, LEAST_BAR, LABEL = 40, 12, 14
NEAR = 0.25
"""How far from a step of the scale a mean may lie and still be called by its word."""


def period_words(period: Span | None) -> str:
    """From when to when."""
    if period is None or period.begins is None or period.ends is None:
        return _("all times")
    return f"{format_date(period.begins)} – {format_date(period.ends)}"


def place_words(place: str) -> str:
    """Which place, or that it is all of them."""
    return plain(place) if place else _("the whole facility")


def short_words(one: VoiceFigures, every: Sequence[VoiceFigures]) -> str:
    """Whose answers, in as few words as tell them from the others."""
    who = plain(one.respondents.informant_title)
    is_only = sum(other.respondents.informant == one.respondents.informant for other in every) == 1
    return who if who and is_only else plain(one.respondents.title)


def least_of(led: Led) -> int:
    """The fewest people a figure rests on."""
    for part in led.report.parts:
        least = getattr(part.value, "least", None)
        if isinstance(least, int):
            return least
    return 0


def standing_words(led: Led, questionnaire: str) -> Iterator[str]:
    """What stands below the themes: how much was answered, what audits left to do, and the limit."""
    parts = [*coverage_words(led.themes, questionnaire), waiting_words(len(led.book.waiting))]
    yield " · ".join(parts)
    if least_of(led):
        yield limit_words(least_of(led))
    unread = unread_words(led.book.damaged, led.book.closed)
    if unread:
        yield unread
    yield from not_read_words(led.report.unreadable, led.report.homeless)


def marked_words(one: ThemeFigures) -> str:
    """How the same people developed in the marked theme."""
    return " ".join(course_words(row) for row in one.courses)


# --- the audit meeting -----------------------------------------------------------------------------------------------


def audit_text(led: Led, theme: Theme, page: Page, *, in_words: bool) -> Text:
    """Everything about one theme for a room: figures of each respondent group, what was left to do, what is said."""
    text = Text()
    _line(text, "")
    for line in wrapped(plain(theme.title), page.width):
        _line(text, line, "bold")
    silent: dict[Lack, list[str]] = {}
    for voice in led.themes.voices:
        figures = voice.of(theme)
        lack = _silence(voice, figures, theme)
        if lack is not None:
            silent.setdefault(lack, []).append(voice_words(voice))
        elif figures is not None:
            _line(text, "")
            _voice(text, voice, figures, page, in_words=in_words)
    for said in silent_sentences(silent):
        _line(text, "")
        _folded(text, said, page)
    _said(text, led, theme, page)
    return text


def _silence(voice: VoiceFigures, figures: ThemeFigures | None, theme: Theme) -> Lack | None:
    """Why nothing at all is told of a respondent group that was asked; nothing where something is."""
    if figures is None:
        return (voice.lack or "nobody") if _could(voice, theme) else None
    means = () if figures.pair is None else (figures.pair.first.mean, figures.pair.second.mean)
    is_told = any(mean is not None for mean in means) or any(one.own.lack is None for one in figures.questions)
    whys = [row.lack for row in figures.courses if row.course is None and row.lack and row.lack != "noPeriod"]
    return whys[0] if whys and not is_told and len(whys) == len(figures.courses) else None


def _could(voice: VoiceFigures, theme: Theme) -> bool:
    """Whether the respondent group was asked about the theme, and only may not be told of."""
    return not voice.themes and theme.key.startswith(f"{voice.respondents.questionnaire}.")


def _voice(text: Text, voice: VoiceFigures, figures: ThemeFigures, page: Page, *, in_words: bool) -> None:
    _folded(text, voice_words(voice), page)
    if figures.pair is not None and voice.scale is not None:
        titles = (voice.scale.first_title, voice.scale.second_title)
        for sign, title, figure in zip(signs(page), titles, (figures.pair.first, figures.pair.second), strict=False):
            _line(text, _bar(f"{sign} {asked_for(title)}", figure, voice, page, in_words=in_words))
    for row in figures.courses:
        _folded(text, course_words(row), page)
    if figures.pair is None and not figures.courses:
        told = sum(question.own.lack is None for question in figures.questions)
        said = _("{told} of {all} questions can be told of. T shows them.")
        _folded(text, said.format(told=told, all=len(figures.questions)), page)


def _bar(label: str, figure: Figure, voice: VoiceFigures, page: Page, *, in_words: bool) -> str:
    """A bar from the lowest step of the scale to the highest, with its number or word."""
    label = page.glyphs.fitted(label, LABEL)
    if figure.mean is None or voice.scale is None:
        return f"  {label} {lack_words(figure.lack or 'few')}"
    value = mean_in_words(figure.mean, voice) if in_words else number(figure.mean)
    low, high = voice.scale.range
    cells = min(BAR, max(LEAST_BAR, page.width - LABEL - len(value) - 6))
    full = round(cells * (figure.mean - low) / (high - low))
    return f"  {label} {page.glyphs.full * full}{page.glyphs.empty * (cells - full)}  {value}"


def mean_in_words(mean: float, voice: VoiceFigures) -> str:
    """A mean by the word of its step, or by the two it lies between."""
    steps = voice.scale.steps if voice.scale else ()
    nearest = min(steps, key=lambda one: abs(one[0] - mean), default=None)
    if nearest is None:
        return number(mean)
    if abs(nearest[0] - mean) <= NEAR:
        return plain(nearest[1])
    below = max((one for one in steps if one[0] < mean), default=nearest)
    above = min((one for one in steps if one[0] > mean), default=nearest)
    return _("between {low} and {high}").format(low=plain(below[1]), high=plain(above[1]))


def _said(text: Text, led: Led, theme: Theme, page: Page) -> None:
    """What earlier audits left to do, what the panel says now, and what is decided now."""
    topic = led.topic(theme)
    carried = led.book.carried(topic)
    if carried:
        _heading(text, _("From earlier audits, not done yet"))
        for one in carried:
            _folded(text, f"{plain(one.text)} ({said_by(one)})", page, f"  {page.glyphs.bullet} ")
    for number_, prompt in enumerate(Prompt, 1):
        _heading(text, f"{number_} {prompt_words(prompt, theme.title)}")
        note = led.book.note(topic, prompt)
        _folded(text, plain(note.text) if note and note.text else _("not said yet"), page, "  ")
    _heading(text, _("B What is decided"))
    decided = led.book.decided(topic)
    for one in decided:
        _folded(text, f"{plain(one.text)} ({decision_words(one)})", page, f"  {page.glyphs.bullet} ")
    if not decided:
        _folded(text, _("nothing yet"), page, "  ")


def decision_words(one: AuditDecision) -> str:
    """Who decided it and when, and whether it is done."""
    return f"{said_by(one)}; {done_words(one)}"


def notes_of(led: Led, theme: Theme, prompt: Prompt) -> str:
    """What the panel has said to a prompt so far."""
    note = led.book.note(led.topic(theme), prompt)
    return note.text if note else ""


def _heading(text: Text, said: str) -> None:
    _line(text, "")
    _line(text, said, "bold")


def _folded(text: Text, said: str, page: Page, lead: str = "  ") -> None:
    width = max(12, page.width - len(lead))
    lines = [line for written in said.split("\n") for line in wrapped(written, width)]
    for number_, line in enumerate(lines):
        _line(text, (lead if not number_ else " " * len(lead)) + line)


def _line(text: Text, line: str, style: str = "") -> None:
    text.append(line, style or "not bold")
    text.append("\n")


# --- one theme -------------------------------------------------------------------------------------------------------


def theme_text(led: Led, theme: Theme, page: Page) -> Text:
    """Everything the report tells of one theme, respondent group by respondent group."""
    lines: list[str] = []
    for voice in led.themes.voices:
        figures = voice.of(theme)
        if figures is not None:
            lines += [*([""] if lines else []), *_theme_lines(voice, figures, led, page)]
    return Text("\n".join(lines), end="")


def _theme_lines(voice: VoiceFigures, figures: ThemeFigures, led: Led, page: Page) -> Iterator[str]:
    if figures.pair is not None and voice.scale is not None:
        only = replace(voice.scale, areas=(figures.pair, *figures.further))
        yield from importance_lines(Importance(groups=(only,), least=least_of(led)), page)
    elif not figures.questions:
        yield from wrapped(voice_words(voice), page.width)
    if figures.pair is None and figures.questions:
        yield from _spread_lines(voice, figures, led, page)
    for row in figures.courses:
        title = plain(row.outcome.title)
        yield from ("", *wrapped(title, page.width))
        yield from (f"  {line}" for line in wrapped(course_words(row), page.width - 2))
    if figures.pair is not None and figures.questions:
        yield ""
        yield from _spread_lines(voice, figures, led, page)


def _spread_lines(voice: VoiceFigures, figures: ThemeFigures, led: Led, page: Page) -> Iterator[str]:
    group = GroupSpread(respondents=voice.respondents, people=voice.people, questions=figures.questions)
    yield from distribution_lines(Distribution(groups=(group,), least=least_of(led)), page)
