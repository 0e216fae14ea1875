"""A new version of a programme keeps the place, the answers that fit, and the last form that worked."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sipforms.actions.preview import look as looking
from sipforms.actions.preview import session
from sipforms.actions.preview.session import Preview
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.review import review
from sipforms.engine.problem import Level
from tests.actions.preview.conftest import NOW

Previewed = Callable[..., Preview]
HUMOUR = ("psykisk_velbefindende", "humoer", "tilfredshed")
FRIENDS = ("relationer", "venner", "tilfredshed")


def rewrite(folder: Path, pattern: str, by: str, file: str = "questionnaires/livskvalitet.yaml") -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    after = re.sub(pattern, by, before, count=1, flags=re.DOTALL | re.MULTILINE)
    assert after != before
    path.write_text(after, encoding="utf-8")


def draft_of(preview: Preview) -> Draft:
    assert preview.stage is not None
    return preview.stage.filling.draft


def test_the_first_questionnaire_is_shown_in_its_first_way(previewed: Previewed) -> None:
    preview = previewed()
    assert preview.view.questionnaire == "baggrund"
    livskvalitet = previewed(questionnaire="livskvalitet")
    assert (livskvalitet.view.mode, livskvalitet.view.informant) == ("interview", "borger")


def test_answers_stay_when_a_text_is_changed(previewed: Previewed, folder: Path) -> None:
    preview = previewed(questionnaire="livskvalitet")
    draft = draft_of(preview).answer(HUMOUR, 4).note(HUMOUR[:2], "Opdigtet note")
    rewrite(folder, "title: At have venner", "title: At have gode venner")
    assert preview.take(preview.read(), draft)
    now = draft_of(preview)
    assert now.answers == {HUMOUR: 4}
    assert now.notes == {HUMOUR[:2]: "Opdigtet note"}
    assert "At have gode venner" in {item.title for item in now.form.questionnaire.items()}


def test_an_answer_comes_back_with_its_question(previewed: Previewed, folder: Path) -> None:
    preview = previewed(questionnaire="livskvalitet")
    draft = draft_of(preview).answer(FRIENDS, 2).answer(HUMOUR, 4)
    kept = (folder / "questionnaires/livskvalitet.yaml").read_text(encoding="utf-8")
    rewrite(folder, r"^      venner:.*?(?=^      \w)", "")
    rewrite(folder, r"^livskvalitet\.relationer\.venner[^\n]*\n(?:livskvalitet\.relationer\.venner[^\n]*\n)*", "",
            "translations/en.yaml")  # fmt: skip
    shutil.rmtree(folder / "examples")
    seen = preview.read()
    assert seen.is_good, [(one.code, one.place) for one in seen.problems]
    assert preview.take(seen, draft)
    assert draft_of(preview).answers == {HUMOUR: 4}
    cleared = draft_of(preview).clear(HUMOUR)
    (folder / "questionnaires/livskvalitet.yaml").write_text(kept, encoding="utf-8")
    preview.take(preview.read(), cleared)
    assert draft_of(preview).answers == {FRIENDS: 2}, "what was cleared stays cleared"


def test_an_answer_that_is_no_longer_one_is_left_out(previewed: Previewed, folder: Path) -> None:
    preview = previewed(questionnaire="livskvalitet", mode="observation")
    draft = draft_of(preview).answer(("kendskab",), "under_tre_maaneder").answer(FRIENDS, 2)
    for file in ("questionnaires/livskvalitet.yaml", "translations/en.yaml"):
        rewrite(folder, r"\bunder_tre_maaneder\b", "ganske_kort", file)
    shutil.rmtree(folder / "examples")
    seen = preview.read()
    assert seen.is_good, [(one.code, one.place) for one in seen.problems]
    preview.take(seen, draft)
    assert draft_of(preview).answers == {FRIENDS: 2}


def test_a_broken_version_keeps_the_last_good_one(previewed: Previewed, folder: Path) -> None:
    preview = previewed(questionnaire="livskvalitet")
    before = preview.stage
    rewrite(folder, "title: At have venner", "titel: At have venner")
    seen = preview.read()
    assert not preview.take(seen, None)
    assert not preview.look.is_good
    assert preview.stage is before
    assert {one.level for one in preview.look.problems} == {Level.ERROR}
    rewrite(folder, "titel: At have venner", "title: At have venner")
    assert not preview.take(preview.read(), None), "the same files again are the same form"
    assert preview.look.is_good


def test_a_folder_that_vanishes_keeps_the_last_good_one(previewed: Previewed, folder: Path) -> None:
    preview = previewed()
    shutil.rmtree(folder)
    assert not preview.take(preview.read(), None)
    assert preview.stage is not None
    assert [one.code for one in preview.look.problems] == ["no-such-folder"]


def test_a_fault_of_ours_is_told_and_keeps_the_form(previewed: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = previewed()

    def fails(*_: object) -> object:
        raise KeyError("secret")

    monkeypatch.setattr(looking, "check_folder", fails)
    assert not preview.take(preview.read(), None)
    assert preview.look.fault == "KeyError"
    assert preview.stage is not None


def test_a_version_that_we_fail_to_ask_keeps_the_form(
    previewed: Previewed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = previewed(questionnaire="livskvalitet")
    before, draft = preview.stage, draft_of(preview).answer(HUMOUR, 4)
    rewrite(folder, "title: At have venner", "title: At have gode venner")

    def fails(*_: object) -> object:
        raise IndexError("secret")

    with monkeypatch.context() as broken:
        broken.setattr(session, "begin", fails)
        assert not preview.take(preview.read(), draft)
    assert preview.look.fault == "IndexError"
    assert preview.stage is before
    assert preview.take(preview.read(), draft), "the next reading may work"
    assert draft_of(preview).answers == {HUMOUR: 4}


def test_a_renamed_questionnaire_takes_its_answers_along(previewed: Previewed, folder: Path) -> None:
    preview = previewed(questionnaire="rammer")
    path = next(iter(draft_of(preview).form.places.questions))
    question = draft_of(preview).form.places.questions[path]
    value = question.scale.options[0].value if question.scale else (question.minimum or 1)
    draft = draft_of(preview)
    draft = draft.answer(path, value) if draft.problem_with(path, value) is None else draft
    (folder / "questionnaires/rammer.yaml").rename(folder / "questionnaires/omgivelser.yaml")
    for file in ("programme.yaml", "indicators.yaml", "translations/en.yaml", "reports.yaml"):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(re.sub(r"\brammer\b", "omgivelser", text), encoding="utf-8")
    shutil.rmtree(folder / "examples")
    seen = preview.read()
    assert seen.is_good, [(one.code, one.place) for one in seen.problems]
    preview.take(seen, draft)
    assert preview.view.questionnaire == "omgivelser"
    assert draft_of(preview).answers == draft.answers


def test_each_questionnaire_keeps_its_answers_while_another_is_shown(previewed: Previewed) -> None:
    preview = previewed(questionnaire="livskvalitet")
    draft = draft_of(preview).answer(HUMOUR, 4)
    preview.turn(replace(preview.view, questionnaire="indsats"), draft)
    assert draft_of(preview).answers == {}
    preview.turn(replace(preview.view, questionnaire="livskvalitet"), draft_of(preview))
    assert draft_of(preview).answers == {HUMOUR: 4}


@pytest.mark.parametrize(
    ("language", "variant"), [("da", None), ("en", "autisme"), ("da", "udviklingshaemning"), ("en", "sindslidelse")]
)
def test_every_face_of_every_questionnaire_can_be_answered_and_handed_in(
    previewed: Previewed, language: str, variant: str | None
) -> None:
    preview = previewed()
    assert preview.programme is not None
    for id_, asked in preview.programme.questionnaires.items():
        for mode in asked.modes or (None,):
            for occasion in ("first", "later"):
                view = replace(preview.view, questionnaire=id_, language=language, variant=variant, mode=mode)
                preview.turn(replace(view, occasion=occasion), draft_of(preview))
                preview.answer_as_somebody()
                draft = draft_of(preview)
                assert draft.answers, (id_, mode, occasion)
                assert set(draft.answers) <= set(draft.asked.paths) | set(draft.form.before.answers)
                assert not [one for one in review(draft) if one.code == "required"]
                assert preview.stage is not None
                assert bool(preview.stage.filling.last) is (occasion == "later")


def test_the_same_seed_answers_alike_and_the_next_one_otherwise(previewed: Previewed) -> None:
    one, other = previewed(questionnaire="livskvalitet"), previewed(questionnaire="livskvalitet")
    one.answer_as_somebody()
    other.answer_as_somebody()
    assert draft_of(one).answers == draft_of(other).answers
    other.answer_as_somebody()
    assert one.seed < other.seed
    assert draft_of(one).answers != draft_of(other).answers


def test_clearing_begins_the_form_anew(previewed: Previewed) -> None:
    preview = previewed(questionnaire="livskvalitet")
    preview.answer_as_somebody()
    preview.clear()
    assert draft_of(preview).answers == {}


def test_what_a_round_begins_with_cannot_be_undone_and_what_was_answered_can(
    previewed: Previewed, folder: Path
) -> None:
    preview = previewed(questionnaire="livskvalitet")
    draft = draft_of(preview).answer(HUMOUR, 4)
    rewrite(folder, "title: At have venner", "title: At have gode venner")
    preview.take(preview.read(), draft)
    assert preview.stage is not None
    assert len(draft_of(preview).undoable) == preview.stage.floor + 1


def test_nothing_is_written_to_the_disk(previewed: Previewed, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    preview = previewed(questionnaire="livskvalitet")
    preview.answer_as_somebody()
    preview.turn(replace(preview.view, occasion="later"), draft_of(preview))
    assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before


def test_what_it_takes_stands_beside_what_is_allowed(previewed: Previewed) -> None:
    preview = previewed(questionnaire="livskvalitet")
    takes = preview.needed("livskvalitet")
    assert takes is not None
    assert takes.keystrokes == 80
    assert takes.effort.keystrokes.least <= 80
    assert preview.look.at == NOW
