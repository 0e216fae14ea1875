"""What a programme has in common with the one it extends, in words."""

from collections.abc import Iterator, Sequence

from sipforms.engine.overlay.shared_core import Difference, SharedCore
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain

_WHY = {
    Difference.WORDING: N_("other words"),
    Difference.KIND: N_("another kind of answer"),
    Difference.OPTIONS: N_("other answers to choose from"),
    Difference.DIRECTION: N_("another direction"),
    Difference.MODES: N_("other ways of answering"),
}


def shared_core_sentence(core: SharedCore) -> str:
    """How many questions are asked exactly as in the extended programme."""
    base = f"{core.base} {core.base_version}"
    said = ngettext(
        "{same} of {count} question in {base} is asked here exactly as there.",
        "{same} of {count} questions in {base} are asked here exactly as there.",
        core.of,
    )
    return plain(said.format(same=len(core.same), count=core.of, base=base))


def shared_core_lines(core: SharedCore) -> Iterator[str]:
    """The sentence, and under it every question that is not asked in the same way in both, with why."""
    yield shared_core_sentence(core)
    yield from _listed(
        _("Asked in both, otherwise, so that their answers cannot be compared:"),
        [f"{one.asked.name}: {', '.join(_(_WHY[why]) for why in one.differences)}" for one in core.otherwise],
    )
    yield from _listed(_("Asked here only:"), [one.name for one in core.added])
    yield from _listed(_("Not asked here:"), [one.name for one in core.left])


def _listed(heading: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield heading
        yield from (f"  {plain(name)}" for name in names)
