"""The lines around a previewed form: what is shown of which programme, what is wrong with it, what the keys do."""

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.fill import FIRST
from sipforms.actions.preview.look import Look
from sipforms.actions.preview.needed import Needed
from sipforms.actions.preview.view import View
from sipforms.engine.programme import Programme
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.render.tallies import effort_words, tally_words
from sipforms.tui.tables import sized

LANGUAGES = {
    "da": N_("Danish"),
    "en": N_("English"),
    "sv": N_("Swedish"),
    "nb": N_("Norwegian"),
    "de": N_("German"),
    "fo": N_("Faroese"),
    "kl": N_("Greenlandic"),
}
KEYS_OF_PREVIEW = (
    ("F3", N_("choose questionnaire, language, target group, who answers and how")),
    ("F4", N_("what the citizen sees, and back to what staff see")),
    ("Ctrl+W", N_("the form 80 columns wide, 120, or as wide as the window")),
    ("Ctrl+B", N_("write the form as a page for paper, to be filled in by hand")),
    ("F5", N_("read the files again now; that happens by itself after each save")),
    ("F7", N_("answer as somebody invented; once more as somebody else")),
    ("Tab", N_("the list of problems, and back to the form")),
    ("F2", N_("look over, hand in, and see the result; nothing is kept")),
    ("Esc", N_("leave")),
)


def language_words(code: str) -> str:
    """A language by its name; by its code where we have no name for it."""
    return _(LANGUAGES[code]) if code in LANGUAGES else plain(code)


def preview_line(programme: Programme, view: View, seed: int, columns: str, width: int) -> Text:
    """That nothing is kept, and what of the programme is shown."""
    label = " " + _("PREVIEW, nothing is kept") + " "
    ids = tuple(programme.questionnaires)
    place = _("{number} of {count}").format(number=ids.index(view.questionnaire) + 1, count=len(ids))
    parts = [place, language_words(programme.language)]
    parts += [plain(one.title) for one in programme.variants if one.id == view.variant]
    parts += [] if view.occasion == FIRST else [_("a later round")]
    parts += [_("invented citizen {number}").format(number=seed)] if seed else []
    said = " · ".join((*parts, columns))
    text = Text(end="", no_wrap=True).append(label, "reverse bold")
    name = f" {plain(programme.title)} {plain(programme.version)}"
    text.append(sized(name, max(0, width - cell_len(label) - cell_len(said) - 2)), "bold")
    return text.append(sized(f" {said} ", max(0, width - text.cell_len)))


def state_line(look: Look, takes: Needed | None, width: int) -> Text:
    """What is wrong and, where the files cannot be used now, since when the form stands still; then what it takes."""
    text = Text(" ", end="", no_wrap=True, overflow="ellipsis")
    if look.fault:
        text.append(_("This version could not be judged."), "reverse bold").append("  ")
    else:
        text.append(tally_words(look.problems), "bold").append("  ")
    if not look.is_good and look.good is not None:
        since = f"{look.good.at:%H:%M:%S}"
        text.append(" " + _("showing the last version without errors, from {time}").format(time=since) + " ", "reverse")
    elif takes is not None:
        said = (effort_words(takes), effort_words(takes, with_budget=False))
        fitting = next((one for one in said if text.cell_len + cell_len(one) + 1 <= width), "")
        text.append(" " * (width - text.cell_len - cell_len(fitting) - 1) + fitting)
    return text


def nothing_wrong(look: Look) -> str:
    """What stands in the list of problems when there is none to list."""
    if look.fault:
        return _(
            "sipforms itself failed at this version of the files ({fault}), so nothing can be said about it. "
            "The form is the last one that worked. It is our mistake: please tell us, with the files."
        ).format(fault=look.fault)
    return _("Nothing is wrong. Every save is read by itself.")


def columns_words(wanted: int, given: int) -> str:
    """How wide the form is; when the window has no room for what is wanted, both numbers."""
    if wanted and given < wanted:
        return _("{given} of {wanted} columns").format(given=given, wanted=wanted)
    return ngettext("{count} column", "{count} columns", given).format(count=given)


def preview_keys(is_wide: bool) -> list[tuple[str, str]]:  # noqa: FBT001 - is there room for the longer words
    """The keys of a preview, the most important first."""
    return [
        ("F3", _("choose")),
        ("F4", _("citizen's view")),
        ("F7", _("answer as somebody") if is_wide else _("answer")),
        ("Tab", _("problems")),
        ("F5", _("read again")),
        *([("Ctrl+W", _("width"))] if is_wide else []),
        ("F1", _("help")),
        ("Esc", _("leave")),
    ]
