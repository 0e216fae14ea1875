"""Sentences that citizens hear or read are short enough to keep in mind."""

from collections.abc import Iterator

from sipforms.engine.budget.hearing import is_read_aloud
from sipforms.engine.build.data import Node, node, texts
from sipforms.engine.checks.aloud import Saying, Text, worded
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.widths import is_cut
from sipforms.engine.problem import Problem

MOST_WORDS = 15


def sentences_are_short(scene: Scene) -> Iterator[Problem]:
    """What is said of a question has no sentence of more than 15 words, in any language, where citizens are asked.

    Words for an informant are left alone: staff read them for themselves. So is what is cut off, which is told.
    """
    variants = node(scene.programme.get("variants"))
    for id_, tree in scene.trees.items():
        if not is_read_aloud(texts(tree.what.get("modes"))):
            continue
        heard = [saying for saying in scene.sayings[id_] if not saying.who or saying.who in variants]
        for language in scene.languages:
            for saying in heard:
                said = saying.said(language.texts)
                if said.count(" ") < MOST_WORDS or (count := _longest(said)) <= MOST_WORDS or is_cut(said):
                    continue
                place = scene.blamed(_too_long(saying, language.texts), language)
                if place is not None:
                    yield found("sentence-too-long", place, count=count, limit=MOST_WORDS, language=language.name)


def _too_long(saying: Saying, texts: Node) -> Text:
    """The text with the long sentence: what stands before the question, or the question itself."""
    preface = saying.preface
    alone = preface is not None and _longest(worded(preface, texts)) > MOST_WORDS
    return preface if preface is not None and alone else saying.blamed


def _longest(said: str) -> int:
    """How many words the longest sentence has; what counts them is loaded where something long is said."""
    from sipforms.engine.budget.lix import longest_sentence

    return longest_sentence(said)
