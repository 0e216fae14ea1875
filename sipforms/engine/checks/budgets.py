"""Answering costs no more than the programme's budgets allow."""

from collections.abc import Iterable, Iterator

from sipforms.engine.budget.hearing import is_read_aloud
from sipforms.engine.build.data import Node, node, texts, whole
from sipforms.engine.checks.aloud import Saying, left_out
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.problem import Problem

_NARROWING = frozenset({"only", "without", "for"})


def budgets_are_kept(scene: Scene) -> Iterator[Problem]:
    """The least number of keys, the fewest minutes, and LIX, for the target group for which each is worst.

    Budgets of a questionnaire with other mistakes are left alone: what it costs is not known.
    """
    for id_, written in node(scene.programme.get("budgets")).items():
        if id_ not in scene.trees or any(branch.kind == "unclear" for branch in scene.trees[id_].walk()):
            continue
        limits = {name: limit for name, one in node(written).items() if (limit := whole(one)) is not None}
        if {"keystrokes", "minutes"} & limits.keys():
            yield from _cost(scene, id_, limits)
        if "lix" in limits:
            yield from _hardness(scene, id_, limits["lix"])


def _cost(scene: Scene, id_: str, limits: dict[str, int]) -> Iterator[Problem]:
    """Keys and minutes; questions without their words are enough for keys, and cheaper to make."""
    from sipforms.engine.budget.effort import effort, variants_that_matter  # only a bundle with a budget waits for it

    programme = scene.worded if "minutes" in limits else scene.built
    questionnaire = None if programme is None else programme.questionnaires.get(id_)
    if programme is None or questionnaire is None:
        return
    variants = variants_that_matter(programme, questionnaire)
    costs = {variant: effort(programme, questionnaire, variant=variant) for variant in variants}
    for name in ("keystrokes", "minutes"):
        least = {variant: getattr(cost, name).least for variant, cost in costs.items()}
        worst = max(least, key=lambda variant: (least[variant], variant is None))
        if name in limits and least[worst] > limits[name]:
            figures = least[worst], limits[name]
            yield _over(scene, id_, name, figures, variant=worst, language=programme.language)


def _hardness(scene: Scene, id_: str, limit: int) -> Iterator[Problem]:
    if not is_read_aloud(texts(scene.trees[id_].what.get("modes"))):
        return
    from sipforms.engine.budget.lix import lix

    tree, said = scene.trees[id_], scene.sayings[id_]
    variants = (None, *_groups_that_matter(scene, id_))
    hidden = {variant: left_out(tree, variant) for variant in variants}
    for language in scene.languages:
        values = {variant: lix(heard(said, hidden[variant], variant, language.texts)) or 0 for variant in variants}
        worst = max(values, key=lambda variant: (values[variant], variant is None))
        if values[worst] > limit:
            yield _over(scene, id_, "lix", (values[worst], limit), variant=worst, language=language.name)


def heard(said: tuple[Saying, ...], hidden: set[int], variant: str | None, translated: Node) -> Iterable[str]:
    """The texts said to the target group: where there are words of its own, these and not the general ones."""
    words: dict[tuple[int, str], str] = {}
    for saying in said:
        if saying.who in (None, variant) and id(saying.branch) not in hidden:
            about = saying.dimension.path if saying.dimension else ""
            words[id(saying.branch), about] = saying.said(translated)
    return words.values()


def _groups_that_matter(scene: Scene, id_: str) -> Iterator[str]:
    """The target groups that are asked other questions, or in other words."""
    named: set[str] = set()
    for branch in scene.trees[id_].walk():
        if not _NARROWING.isdisjoint(branch.what):
            named.update((*texts(branch.what.get("only")), *texts(branch.what.get("without"))))
            named.update(node(branch.what.get("for")))
    return (name for name in node(scene.programme.get("variants")) if name in named)


def _over(
    scene: Scene, id_: str, name: str, figures: tuple[int, int], *, variant: str | None, language: str
) -> Problem:
    value, limit = figures
    place = scene.place(PROGRAMME, ("budgets", id_, name))
    return found(
        "over-budget",
        place,
        measure=name,
        questionnaire=id_,
        value=value,
        limit=limit,
        variant=variant or "",
        language=language,
    )
