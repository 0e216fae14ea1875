"""One programme being previewed: what is shown of it, what was answered in it, and what a new version makes of that.

It knows nothing of screens. The draft is in the screen's hands while somebody answers, so each change takes it.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sipforms.actions.checking import Criteria
from sipforms.actions.fill import FIRST
from sipforms.actions.preview.given import Given, Standing, given_in, standing_with
from sipforms.actions.preview.look import Look, in_language, look
from sipforms.actions.preview.needed import Needed, needed
from sipforms.actions.preview.others import knowing_what_was_answered
from sipforms.actions.preview.somebody import next_somebody, round_before
from sipforms.actions.preview.stage import Scenery, Stage, staged
from sipforms.actions.preview.view import ANSWERED, View, fitted
from sipforms.actions.workplace import Clock
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.situation import Situation
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response


class Preview:
    """``stage`` is the form to show; nothing until there is a version without errors that asks something.

    ``seed`` is the invented person whose answers were put in last, 0 for nobody. ``text`` stands where such a person
    tells something in words; it is a function because the words are those of the language spoken.
    """

    def __init__(self, folder: Path, criteria: Criteria, now: Clock, text: Callable[[], str], view: View) -> None:
        self.folder, self.now = folder, now
        self._criteria, self._text = criteria, text
        self.view, self.seed = view, 0
        self.programme: Programme | None = None
        self.stage: Stage | None = None
        self._standing: Standing | None = None
        self._given: dict[str, Given] = {}
        self.look = self.read()
        self._build()
        self._set(None)

    def read(self) -> Look:
        """Read the folder now, without changing anything: this may be done beside the screen."""
        return look(self.folder, self._criteria, self.now(), getattr(self, "look", None))

    def take(self, seen: Look, draft: Draft | None) -> bool:
        """Go on with what was read; true when the form is another than before, with the answers that fit it.

        A version that we fail at is left: the form stays, and ``look.fault`` says so.
        """
        was, self.look = self.look.good, seen
        if seen.good is None or (was is not None and was.bundle.digest == seen.good.bundle.digest):
            return False
        before = self.programme, self.view, self.stage, self._standing
        try:
            self._remember(draft)
            self._build()
            self._set(self._given.get(self.view.questionnaire))
        except Exception as fault:  # noqa: BLE001 - as in ``look``: whoever writes keeps the form they had
            self.programme, self.view, self.stage, self._standing = before
            self.look = replace(seen, bundle=None, problems=(), good=was, fault=type(fault).__name__)
            return False
        return True

    def turn(self, view: View, draft: Draft | None) -> None:
        """Show something else of the programme, with the answers given there so far."""
        self._remember(draft)
        self.view = view
        self._build()
        self._set(self._given.get(self.view.questionnaire))

    def answer_as_somebody(self) -> None:
        """Fill the form in as the next invented person would; what stood there goes."""
        self._set(None)
        if self._standing is not None and self.stage is not None:
            self.seed, draft = next_somebody(self._standing.draft, self.seed, self._text())
            self._standing = replace(self._standing, draft=draft)
            self.stage = replace(self.stage, filling=replace(self.stage.filling, draft=draft))

    def clear(self) -> None:
        """Begin the form anew."""
        self._given.pop(self.view.questionnaire, None)
        self._set(None)

    def needed(self, questionnaire: str) -> Needed | None:
        """What answering takes, for the target group that is shown; nothing without a version to judge."""
        if self.look.good is None or self.programme is None:
            return None
        return needed(self.look.good.bundle, self.programme, questionnaire, self.view.variant)

    @property
    def situation(self) -> Situation:
        """The circumstances in which the form is shown."""
        view = self.view
        return Situation(
            mode=view.mode,
            informant=view.informant,
            variant=view.variant,
            occasion=view.occasion,
            today=self.now().date(),
        )

    def _remember(self, draft: Draft | None) -> None:
        if self._standing is not None and draft is not None:
            self._given[draft.header.questionnaire] = given_in(self._standing, draft)

    def _build(self) -> None:
        """The programme of the last good version in the language of the view, and the view as far as it has it."""
        if self.look.good is None:
            return
        before, self.programme = self.programme, in_language(self.look.good, self.view.language)
        was, self.view = self.view.questionnaire, fitted(self.view, self.programme, before)
        if was != self.view.questionnaire and was not in self.programme.questionnaires and was in self._given:
            self._given[self.view.questionnaire] = self._given.pop(was)  # renamed: its answers go along

    def _set(self, given: Given | None) -> None:
        """Set the stage for what is shown now."""
        self.stage = self._standing = None
        if self.look.good is None or self.programme is None or not self.view.questionnaire:
            return
        header, last = self._header(self.programme)
        self._standing = standing_with(begin(self.programme, header), given)
        scenery = Scenery(
            bundle=self.look.good.bundle, programme=self.programme, vocabulary=self._criteria.vocabulary, now=self.now
        )
        self.stage = staged(scenery, self._standing.draft, self._standing.floor, last)

    def _header(self, programme: Programme) -> tuple[DraftHeader, Response | None]:
        moment, view, situation = self.now(), self.view, self.situation
        header = DraftHeader(
            programme=programme.id,
            version=programme.version,
            digest=programme.digest,
            questionnaire=view.questionnaire,
            situation=situation,
            begun_at=moment,
        )
        seed, text = max(1, self.seed), self._text()
        if view.elsewhere == ANSWERED:
            header = knowing_what_was_answered(programme, header, self._given, seed, text)
        last = None if view.occasion == FIRST else round_before(programme, header, seed, text)
        return replace(header, situation=replace(header.situation, previous=last.answers if last else None)), last
