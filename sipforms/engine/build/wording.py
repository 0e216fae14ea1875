"""The texts around a question: title, sentence to read aloud, help; for everybody and for those who need others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.build.scales import Translate
from sipforms.engine.programme import Wording

_EXTRAS = ("description", "help", "example", "preface", "pictogram")
_UNTRANSLATED = frozenset({"pictogram"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """How one question is worded.

    ``at`` is where the item's texts are found. What the item does not say itself, its scale or dimension
    says: ``shared``, whose texts are found at ``shared_at``. ``dimension`` is empty for an item with one question.
    """

    at: str
    shared_at: str = ""
    shared: Node = field(default_factory=dict)
    dimension: str | None = None

    def wording(self, what: Node, translate: Translate) -> Wording:
        """The wording of the question in the item ``what``; in sentences ``{item}`` is the item's title."""
        item_title = translate(f"{self.at}.title", str(what.get("title", "")))
        title = item_title
        if self.dimension is not None:
            title = translate(f"{self.shared_at}.title", str(self.shared.get("title", self.dimension)))
        extras = {name: self._extra(name, what, translate) for name in _EXTRAS if name in what or name in self.shared}
        return Wording(title=title, say=_filled(self._say(what, translate), item_title), **extras)

    def wordings_for(self, what: Node, translate: Translate) -> Mapping[str, Wording]:
        """The wording for each informant or variant with texts of its own; what it does not say is as for everybody."""
        return {
            who: self.wording(_over(what, node(own)), _there(translate, self.at, who, node(own)))
            for who, own in node(what.get("for")).items()
        }

    def _say(self, what: Node, translate: Translate) -> str | None:
        if self.dimension is None:
            own, own_at = text(what.get("say")), f"{self.at}.say"
        else:
            own, own_at = text(node(what.get("say")).get(self.dimension)), f"{self.at}.say.{self.dimension}"
        if own:
            return translate(own_at, own)
        general = text(self.shared.get("say"))
        return translate(f"{self.shared_at}.say", general) if general else None

    def _extra(self, name: str, what: Node, translate: Translate) -> str | None:
        written, at = text(what.get(name)), self.at
        if not written and name != "description":
            written, at = text(self.shared.get(name)), self.shared_at
        if not written or name in _UNTRANSLATED:
            return written or None
        return translate(f"{at}.{name}", written)


def _over(what: Node, own: Node) -> Node:
    """The item with other texts: sentences for dimensions are exchanged one by one."""
    say = own.get("say")
    if not isinstance(say, dict):
        return {**what, **own}
    return {**what, **own, "say": {**node(what.get("say")), **say}}


def _there(translate: Translate, at: str, who: str, own: Node) -> Translate:
    """Texts that ``own`` gives are found at ``<at>.for.<who>``, all others where they were."""
    given = {f"{at}.{name}" for name in own} | {f"{at}.say.{dimension}" for dimension in node(own.get("say"))}

    def look(path: str, written: str) -> str:
        return translate(f"{at}.for.{who}{path.removeprefix(at)}" if path in given else path, written)

    return look


def _filled(sentence: str | None, title: str) -> str | None:
    return None if sentence is None else sentence.replace("{item}", title)
