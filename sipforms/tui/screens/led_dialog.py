"""Which figures are shown: of which period, and of which place."""

from collections.abc import Mapping
from dataclasses import replace

from sipforms.actions.leading import Led, Wish, years_of
from sipforms.engine.gather.period import Span
from sipforms.engine.programme import Programme
from sipforms.render.language import _
from sipforms.tui.leader_texts import period_words, place_words
from sipforms.tui.screens.dialog import Dialog, Field

PERIOD, PLACE, BESIDE = "period", "place", "beside"
EVERY, OTHERS = "every", "others"


class LedDialog(Dialog[Wish]):
    """Ends with the wish, or with nothing when it was left."""

    def __init__(self, led: Led, programme: Programme) -> None:
        self._wish = led.wish
        day = led.report.made
        self._years = years_of(programme, day) if day else ()
        known = tuple(dict.fromkeys((*self._years, *([led.wish.period] if led.wish.period else []))))
        self._periods = dict(zip(map(str, range(len(known))), known, strict=True))
        chosen = next((key for key, span in self._periods.items() if span == led.wish.period), EVERY)
        periods = (*((key, period_words(span)) for key, span in self._periods.items()), (EVERY, period_words(None)))
        places = tuple((one, place_words(one)) for one in ("", *led.gathered.units))
        super().__init__(
            _("Which figures"),
            (
                Field(id=PERIOD, label=_("Answered"), value=chosen, choices=periods),
                Field(id=PLACE, label=_("Living in"), value=led.wish.place, choices=places),
                Field(
                    id=BESIDE,
                    label=_("Beside it"),
                    value=OTHERS if led.wish.compares else "",
                    choices=(("", _("nothing")), (OTHERS, _("the other places"))),
                    about=_("Of one place only. Figures of others are shown from three places on."),
                ),
            ),
            self._save,
        )

    def _keys(self) -> list[tuple[str, str]]:
        return [("F2", _("show")), ("↑↓", _("field")), ("← →", _("choose")), ("Esc", _("leave"))]

    def _save(self, typed: Mapping[str, str]) -> None:
        period = self._periods.get(typed[PERIOD], Span())
        wish = replace(self._wish, period=period, place=typed[PLACE], compares=typed[BESIDE] == OTHERS)
        if wish.compares and not wish.place:
            self.complain(BESIDE, _("Choose one place to compare, or nothing beside it."))
        else:
            self.leave(wish)
