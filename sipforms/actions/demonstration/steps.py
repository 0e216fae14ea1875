"""The changes that lead from one draft to another, each a journal entry of its own, as if somebody had made them."""

from collections.abc import Iterator

from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.visibility import in_order


def leading_to(draft: Draft, whole: Draft) -> Iterator[Draft]:
    """The draft after each change, until everything asked stands as in ``whole``; both are of one questionnaire."""
    for change in _rows(draft, whole):
        draft = change
        yield draft
    for path in in_order(whole.form, whole.rows, whole.asked):
        answer, now = whole.answers.get(path), draft.answers.get(path)
        if answer is not None and answer != now:
            draft = draft.answer(path, answer)
            yield draft
        elif answer is None and now is not None:
            draft = draft.clear(path)
            yield draft
    for key, text in whole.reasons.items():
        draft = draft.reason(key, text)
        yield draft


def _rows(draft: Draft, whole: Draft) -> Iterator[Draft]:
    for path in whole.form.places.rows:
        wanted, standing = whole.rows.get(path, ()), draft.rows.get(path, ())
        for row in (one for one in standing if one not in wanted):
            for holding in draft.holding(path, row):
                draft = draft.clear(holding)
                yield draft
            draft = draft.remove_row(path, row)
            yield draft
        for row in (one for one in wanted if one not in standing):
            draft = draft.add_row(path, row)
            yield draft
