"""The texts around a question: title, sentence to read aloud, help, example, preface; for everybody and for those who need others."""

from collections.abc import Callable, Mapping

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.build.scales import Translate
from sipforms.engine.programme import Wording

_EXTRAS = ("help", "example", "preface", "pictogram")


def item_wording(at: str, what: Node, translate: Translate) -> Wording:
    """The wording of an item with one question; ``at`` is where its texts are found in translations."""
    title = translate(f"{at}.title", str(what.get("title", "")))
    say = text(what.get("say"))
    return Wording(title=title, say=_filled(say and translate(f"{at}.say", say), title), **_extras(at, what, translate))


def dimension_wording(at: str, what: Node, set_at: str, dimension: str, shared: Node, translate: Translate) -> Wording:
    """The wording of one dimension of an item: the item's own sentence for it, or the dimension's with the item's title in it."""
    item_title = translate(f"{at}.title", str(what.get("title", "")))
    title = translate(f"{set_at}.title", str(shared.get("title", dimension)))
    own = text(node(what.get("say")).get(dimension))
    general = text(shared.get("say"))
    say = translate(f"{at}.say.{dimension}", own) if own else general and translate(f"{set_at}.say", general)
    extras = _extras(set_at, shared, translate)
    extras.update({name: value for name, value in _extras(at, what, translate).items() if value is not None})
    return Wording(title=title, say=_filled(say, item_title), **extras)


def wordings_for(
    at: str, what: Node, translate: Translate, make: Callable[[Node, Translate], Wording]
) -> Mapping[str, Wording]:
    """The wording for each informant or variant that has texts of its own; what it does not say is as for everybody."""
    return {who: make(_over(what, node(own)), _there(translate, at, who, node(own))) for who, own in node(what.get("for")).items()}


def _over(what: Node, own: Node) -> Node:
    say = {**node(what.get("say")), **node(own.get("say"))}
    return {**what, **own, "say": say} if say else {**what, **own}


def _there(translate: Translate, at: str, who: str, own: Node) -> Translate:
    """Texts that ``own`` gives are found at ``<at>.for.<who>``, all others where they were."""
    given = {f"{at}.{name}" for name in own} | {f"{at}.say.{dimension}" for dimension in node(own.get("say"))}

    def look(path: str, written: str) -> str:
        return translate(f"{at}.for.{who}{path.removeprefix(at)}" if path in given else path, written)

    return look


def _extras(at: str, what: Node, translate: Translate) -> dict[str, str | None]:
    written = {name: text(what.get(name)) for name in _EXTRAS}
    return {name: value and translate(f"{at}.{name}", value) for name, value in written.items()}


def _filled(sentence: str | None, title: str) -> str | None:
    return None if sentence is None else sentence.replace("{item}", title)
