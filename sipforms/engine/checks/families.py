"""Forms of a questionnaire: what they are forms of, when they are due, and whom they leave out."""

from collections.abc import Iterator

from sipforms.engine.build.data import node, text, texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.manifest import node_list
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.checks.tree import Branch
from sipforms.engine.problem import Problem

_SUBJECT = "citizen"
_NO_VARIANT = "noVariant"
"""Stays without a target group, as a word that no id can be."""


def forms_are_of_main_forms(scene: Scene) -> Iterator[Problem]:
    """``formOf`` names a questionnaire about the same, which is no form itself."""
    for id_, tree in scene.trees.items():
        name = text(tree.what.get("formOf"))
        if name is None:
            continue
        at, known = scene.at(tree.spot, "formOf"), scene.questionnaires
        if name in scene.trees:
            yield from _of_main(scene, id_, name)
        elif name not in known and scene.is_sound(PROGRAMME, "questionnaires"):
            others = tuple(one for one in known if one != id_)
            yield found("unknown-questionnaire", at, name=name, suggestion=nearest(name, others), known=others)


def _of_main(scene: Scene, id_: str, name: str) -> Iterator[Problem]:
    tree, main = scene.trees[id_], scene.trees[name]
    further = text(main.what.get("formOf"))
    if further is not None:
        better = further if further in scene.trees and "formOf" not in scene.trees[further].what else ""
        at, also = scene.at(tree.spot, "formOf"), scene.at(main.spot, "formOf", key=True)
        yield found("form-of-a-form", at, also=also, name=name, suggestion=better)
        return
    own, wanted = (text(one.what.get("subject")) or _SUBJECT for one in (tree, main))
    if own != wanted and all(scene.is_sound(one.spot.file, "subject") for one in (tree, main)):
        at = scene.at(tree.spot, "subject" if "subject" in tree.what else "formOf")
        also = scene.at(main.spot, "subject") if "subject" in main.what else scene.at(main.spot)
        yield found("form-about-another", at, also=also, name=id_, subject=own, main=name, wanted=wanted)


def main_forms_are_scheduled(scene: Scene) -> Iterator[Problem]:
    """The schedule names main forms; whoever answers gets the form that fits."""
    for number, rule in enumerate(node_list(scene.programme.get("schedule"))):
        name = text(node(rule).get("questionnaire")) or ""
        main = text(scene.trees[name].what.get("formOf")) if name in scene.trees else None
        if main is not None:
            at = scene.place(PROGRAMME, ("schedule", number, "questionnaire"))
            yield found("form-in-schedule", at, name=name, suggestion=main)


def informants_of_rules_answer(scene: Scene) -> Iterator[Problem]:
    """``informant`` in a rule is one of the programme's, who answers the questionnaire in one of its forms."""
    known = tuple(node(scene.programme.get("informants")))
    for number, one in enumerate(node_list(scene.programme.get("schedule"))):
        rule, at = node(one), scene.place(PROGRAMME, ("schedule", number, "informant"))
        name, id_ = text(rule.get("informant")), text(rule.get("questionnaire")) or ""
        if name is None or not scene.is_sound(PROGRAMME, "informants"):
            continue
        if name not in known:
            yield found("unknown-informant", at, name=name, suggestion=nearest(name, known), known=known)
        elif id_ in scene.trees:
            forms = _forms(scene, id_)
            asked = tuple(dict.fromkeys(who for form in forms for who in texts(form.what.get("informants"))))
            if name not in asked and all(scene.is_sound(form.spot.file, "informants") for form in forms):
                near = nearest(name, asked)
                yield found("informant-not-asked", at, name=name, suggestion=near, known=asked, questionnaire=id_)


def ways_are_those_there_are(scene: Scene) -> Iterator[Problem]:
    """``modesOf`` names informants of the questionnaire, and for each some of its modes."""
    for id_, tree in scene.trees.items():
        file = f"questionnaires/{id_}.yaml"
        asked, modes = texts(tree.what.get("informants")), texts(tree.what.get("modes"))
        for name, own in node(tree.what.get("modesOf")).items():
            if name not in asked and scene.is_sound(file, "informants"):
                at, near = scene.place(file, ("modesOf", name), key=True), nearest(name, asked)
                yield found("informant-not-asked", at, name=name, suggestion=near, known=asked, questionnaire=id_)
            for place, mode in enumerate(texts(own) if scene.is_sound(file, "modes") else ()):
                if mode not in modes:
                    at = scene.place(file, ("modesOf", name, place))
                    yield found("unknown-mode", at, name=mode, suggestion=nearest(mode, modes), known=modes)


def modes_are_somebodys(scene: Scene) -> Iterator[Problem]:
    """Every mode is one in which one of the informants answers, where ``modesOf`` says it of all of them."""
    for id_, tree in scene.trees.items():
        who, own = texts(tree.what.get("informants")), node(tree.what.get("modesOf"))
        modes, used = texts(tree.what.get("modes")), {mode for one in who for mode in texts(own.get(one))}
        if not who or set(who) != set(own) or not used <= set(modes):
            continue  # somebody answers in all of them, or another mistake is told
        for place, mode in enumerate(modes):
            if mode not in used and scene.is_sound(tree.spot.file, "modesOf"):
                at = scene.place(f"questionnaires/{id_}.yaml", ("modes", place))
                yield found("mode-of-nobody", at, name=mode)


def questionnaires_ask_somebody(scene: Scene) -> Iterator[Problem]:
    """``only`` and ``without`` of a questionnaire leave a target group, or people without one."""
    for id_, tree in scene.trees.items():
        mine = [word for word in ("only", "without") if word in tree.what]
        if mine and _knows_variants(scene) and not _asked(scene, tree):
            at = scene.at(tree.spot, mine[0], key=True)
            yield found("no-target-group-left", at, name=id_, names=texts(tree.what.get(mine[0])))


def examples_are_of_people_asked(scene: Scene) -> Iterator[Problem]:
    """An example is of a target group that its questionnaire is for."""
    for name, _ in scene.bundle.folder_of("examples") if _knows_variants(scene) else ():
        file = f"examples/{name}.yaml"
        for place, one in enumerate(node_list(scene.files[file].data)):
            id_, variant = text(node(one).get("questionnaire")), text(node(one).get("variant"))
            tree = scene.trees.get(id_) if id_ is not None else None
            asked = (None,) if tree is None else _asked(scene, tree)
            is_known = variant is None or variant in node(scene.programme.get("variants"))
            if tree is not None and asked and variant not in asked and is_known:
                at = scene.place(file, (place, "questionnaire" if variant is None else "variant"))
                groups = () if None in asked else tuple(str(one) for one in asked)
                yield found("not-for-variant", at, name=variant or "", questionnaire=str(id_), names=groups)


def everybody_has_a_form(scene: Scene) -> Iterator[Problem]:
    """Where a questionnaire that is due has other forms, they fit every target group and people without one."""
    told: set[str] = set()
    for number, rule in enumerate(node_list(scene.programme.get("schedule")) if _knows_variants(scene) else ()):
        id_ = text(node(rule).get("questionnaire")) or ""
        forms = _forms(scene, id_) if id_ in scene.trees else ()
        if len(forms) < 2 or id_ in told:  # one alone is meant for those it names
            continue
        told.add(id_)
        asked = {who for form in forms for who in _asked(scene, form)}
        left = tuple(who or _NO_VARIANT for who in _people(scene) if who not in asked)
        if left:
            at = scene.place(PROGRAMME, ("schedule", number, "questionnaire"))
            yield found("no-form-fits", at, name=id_, left=left)


def _forms(scene: Scene, main: str) -> tuple[Branch, ...]:
    """The main form and its other forms, as written."""
    listed = ((id_, tree) for id_, tree in scene.trees.items() if id_ in scene.questionnaires)
    return tuple(tree for id_, tree in listed if main in (id_, tree.what.get("formOf")))


def _people(scene: Scene) -> tuple[str | None, ...]:
    """Every target group, and nothing for people without one."""
    return (None, *node(scene.programme.get("variants")))


def _asked(scene: Scene, tree: Branch) -> tuple[str | None, ...]:
    """Those of them that the questionnaire is for."""
    only, without = texts(tree.what.get("only")), texts(tree.what.get("without"))
    return tuple(who for who in _people(scene) if (not only or who in only) and who not in without)


def _knows_variants(scene: Scene) -> bool:
    """False where a target group may be missing only because of other mistakes, or has a name nobody knows."""
    known = node(scene.programme.get("variants"))
    said = (tree.what.get(word) for tree in scene.trees.values() for word in ("only", "without"))
    named = (name for words in said for name in texts(words))
    return bool(scene.programme) and scene.is_sound(PROGRAMME, "variants") and all(name in known for name in named)
