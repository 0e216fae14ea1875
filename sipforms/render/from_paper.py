"""What is said while a paper is keyed in: what its head must say, and that a round was keyed from paper."""

from collections.abc import Mapping

from sipforms.actions.fill import Filling
from sipforms.actions.from_paper import Refused, Wrong
from sipforms.engine.response import Paper
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain

WRONG: Mapping[Wrong, str] = {
    Wrong.NO_DAY: N_("Write the day that stands on the paper, for example 240326."),
    Wrong.DAY_TO_COME: N_("That day is still to come. Look at the paper again."),
    Wrong.BEFORE_STAY: N_("The stay had not begun on that day. Look at the paper again, or mend the stay."),
    Wrong.NOBODY: N_("Write the initials that stand on the paper; a question mark where nobody knows."),
    Wrong.NAME_TOO_LONG: N_("Initials are enough here."),
    Wrong.UNKNOWN_CODE: N_(
        "No form here has that code. Look at the paper again. Where it has no code, leave this empty and compare the "
        "numbers on the paper with those on the screen."
    ),
    Wrong.OTHER_FORM: N_("A paper with that code is another form: {form}. Begin that one instead."),
    Wrong.KEYED_ALREADY: N_(
        "A round of that day stands here already. The same once more keys this paper as one more round."
    ),
}


def refused_said(refused: Refused) -> str:
    """The sentence for what is wrong in the head of a paper."""
    return _(WRONG[refused.wrong]).format(form=plain(refused.about))


def paper_words(filling: Filling) -> str:
    """That what is filled in is keyed from paper, and whether for the second time; nothing where it is not."""
    if filling.paper is None:
        return ""
    return _("from paper, second time") if filling.is_second else _("from paper")


def paper_said(paper: Paper) -> str:
    """That a round was keyed from paper, who had asked, and whether it was keyed twice."""
    said = _("keyed from paper, asked by {who}").format(who=plain(paper.asked_by))
    if not paper.second_by:
        return said
    twice = ngettext(
        "keyed twice ({who}), {count} answer differed",
        "keyed twice ({who}), {count} answers differed",
        paper.differed,
    ).format(who=plain(paper.second_by), count=paper.differed)
    return f"{said}, {twice}"
