"""The programmes that ship, and answers to any of their questionnaires that can be handed in."""

from collections.abc import Mapping
from itertools import count

from sipforms.actions.library import Library
from sipforms.actions.preview.somebody import answered_by
from sipforms.actions.workplace import open_vocabulary
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.review import review
from sipforms.engine.build import build
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.shelf import bundle_folders, shipped

FOLDERS = tuple(sorted(bundle_folders([shipped()])))
VOCABULARY = open_vocabulary(installed=False)
BUNDLES: Mapping[str, Bundle] = {folder.name: Library().open(folder) for folder in FOLDERS}
PROGRAMMES: Mapping[str, Programme] = {name: build(bundle) for name, bundle in BUNDLES.items()}
TRIES = 60
TEXT = "Opdigtet til en test"


def fitting_variant(questionnaire: Questionnaire) -> str | None:
    """A target group that is asked it: none in particular, where everybody is."""
    return questionnaire.only[0] if questionnaire.only else None


def invented(draft: Draft) -> Draft:
    """The draft answered by somebody invented, so that nothing is left to mend; soft checks stand without a reason."""
    for seed, _ in zip(count(7), range(TRIES), strict=False):
        answered = answered_by(draft, seed, TEXT)
        if all(one.level is not Level.ERROR for one in review(answered)):
            return answered
    raise AssertionError(f"nobody invented can hand in {draft.header.questionnaire}")
