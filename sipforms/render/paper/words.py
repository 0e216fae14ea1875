"""What is said on a blank form: the same sentences on the printed page and in the text."""

from dataclasses import dataclass

from sipforms.actions.blank.form import BlankCell, BlankForm, BlankItem, Box
from sipforms.engine.condition import Condition, Pattern
from sipforms.engine.programme import Kind
from sipforms.render.condition_words import Speaker
from sipforms.render.language import N_, _
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain

GROUP = 3  # digits of the code that are read at a time
HOW = N_(
    "Cross one box for each question. The sign in a box is the key that is pressed when the paper is keyed in. "
    "A dotted box says why there is no answer. Where nothing is crossed, nothing is keyed."
)
NO_NAMES = N_("Write no names and no CPR number on this paper.")
RUNS_ON = N_(
    "Rows from earlier rounds stand in the program already. Write the new ones here; where an old one has changed, "
    "write its number from the screen."
)


@dataclass(frozen=True, slots=True)
class PaperSpeaker(Speaker):
    """Puts conditions in words, with the number of each question that they speak of."""

    form: BlankForm

    def name(self, pattern: Pattern) -> str:
        """What the question is called, after its number on the paper."""
        said = Speaker.name(self, pattern)
        question = self.question(pattern)
        number = None if question is None or pattern.starred else self.form.numbers.get(question.item)
        return said if number is None else f"{number} {said}"


def speaker_for(form: BlankForm) -> PaperSpeaker:
    """Who speaks of the conditions of a form."""
    return PaperSpeaker(form.programme, form.questionnaire, form)


def asked_if_said(speaker: PaperSpeaker, conditions: tuple[Condition, ...]) -> str:
    """When the question is answered; the empty text where it always is."""
    if not conditions:
        return ""
    return _("Asked only when {condition}.").format(condition=speaker.all_of(conditions))


def gate_said(speaker: PaperSpeaker, condition: Condition) -> str:
    """What opens the way to all that comes after."""
    return _("Nothing after this is asked unless {condition}.").format(condition=speaker.all_of((condition,)))


def box_words(box: Box) -> str:
    """What an answer is called."""
    if box.is_yes is None:
        return plain(box.words)
    return _("Yes") if box.is_yes else _("No")


def sentences(item: BlankItem, cell: BlankCell) -> str:
    """What is read aloud for a question, where that is not its title already."""
    said = plain(cell.said)
    return "" if said == plain(item.title) else said


def told_of(cell: BlankCell) -> str:
    """What whoever answers must know of how it is answered; mostly nothing."""
    if cell.is_computed:
        return _("worked out by itself")
    if cell.points_to:
        return _("the number of a row of {title}").format(title=plain(cell.points_to))
    if cell.kind is Kind.CHOICES:
        return _("several may be crossed")
    if cell.kind is Kind.INTEGER and cell.low is not None and cell.high is not None:
        return _("a whole number from {low} to {high}").format(low=cell.low, high=cell.high)
    return _("a whole number") if cell.kind is Kind.INTEGER else ""


def spaced_code(code: str) -> str:
    """The code in groups that can be read and typed at a glance."""
    return " ".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def which_form(form: BlankForm) -> str:
    """Programme and version, and for whom the form is where that is not everybody."""
    version = _("version {version}").format(version=plain(form.programme.version))
    who = (
        form.informant and _("{who} answers").format(who=plain(form.informant)),
        form.variant and plain(form.variant),
    )
    return " · ".join(part for part in (plain(form.programme.title), version, *who) if part)


def heads_to_fill(form: BlankForm) -> tuple[str, ...]:
    """What is written at the top by hand, but for the day: whose answers, and who asked."""
    whose = _("Unit") if form.questionnaire.subject == "facility" else _("The citizen's code")
    who = _("Asked by (initials)") if form.modes else _("Filled in by (initials)")
    return whose, who


def ways(form: BlankForm) -> tuple[str, ...]:
    """The ways of answering between which is ticked; the one way where that is settled, none where nobody is asked."""
    return tuple(mode_words(mode) for mode in form.modes)
