"""What is said of each question, as written: found before anything is built, with the place of the text to blame.

The texts are put together once (``Saying``) and filled in for each language. Nobody changes them; they are not frozen
because a programme has thousands and freezing triples what each costs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.build.data import Node, node, text, texts
from sipforms.engine.checks.references import followed
from sipforms.engine.checks.tree import Branch, Spot
from sipforms.engine.paths import STAR
from sipforms.engine.read.marks import Steps

_WORDED = frozenset({"title", "say", "preface"})
_TOLD = frozenset({"item", "question", "rows"})


@dataclass(slots=True, eq=False)
class Text:
    """A text with its path in translations, and where it is written: below a mapping."""

    written: str
    path: str
    spot: Spot
    steps: Steps

    def at(self) -> Spot:
        """The place of the text itself."""
        return Spot(self.spot.file, (*self.spot.steps, *self.steps))


@dataclass(slots=True, eq=False)
class Saying:
    """One thing said: its parts, and ``blamed``, the text that decides how it sounds.

    ``who`` is the informant or variant it is worded for, or nothing. ``sentence`` is what stands in ``say``; without
    one it is the item's title, and the dimension's.
    """

    branch: Branch
    who: str | None
    title: Text
    blamed: Text
    sentence: Text | None = None
    dimension: Text | None = None
    preface: Text | None = None

    def said(self, texts: Node) -> str:
        """The words in the language whose texts these are, by path; as written where they are not translated."""
        title = worded(self.title, texts)
        if self.sentence is not None:
            said = worded(self.sentence, texts).replace("{item}", title)
        else:
            said = title if self.dimension is None else f"{title}: {worded(self.dimension, texts)}"
        return said if self.preface is None else f"{worded(self.preface, texts)} {said}"


def worded(one: Text, texts: Node) -> str:
    """A text in the language whose texts these are."""
    found = texts.get(one.path)
    return found if isinstance(found, str) and found else one.written


def sayings(questionnaire: str, tree: Branch, defs: Mapping[str, Node]) -> Iterator[Saying]:
    """Everything that is said of the items and rows, to everybody and to those with words of their own."""
    for branch in _told(tree):
        own = branch.what.get("for")
        yield from _Speaker(questionnaire, branch, defs, None).sayings()
        for who, what in own.items() if isinstance(own, dict) else ():
            if not _WORDED.isdisjoint(node(what)):
                yield from _Speaker(questionnaire, branch, defs, who).sayings()


def _told(branch: Branch) -> Iterator[Branch]:
    for child in branch.children.values():
        if child.kind in _TOLD and "computed" not in child.what:
            yield child
        if child.kind in ("area", "rows", "row"):
            yield from _told(child)


def left_out(tree: Branch, variant: str | None) -> set[int]:
    """What is not for the target group, with everything below it: the identities of branches."""
    found: set[int] = set()
    waiting = list(tree.children.values())
    while waiting:
        branch = waiting.pop()
        only, without = branch.what.get("only"), branch.what.get("without")
        if (only and variant not in texts(only)) or (without and variant in texts(without)):
            found.update(id(one) for one in branch.walk())
        elif branch.kind != "item":
            waiting += branch.children.values()
    return found


@dataclass(slots=True)
class _Speaker:
    questionnaire: str
    branch: Branch
    defs: Mapping[str, Node]
    who: str | None
    at: str = ""
    own: Node | None = None

    def sayings(self) -> Iterator[Saying]:
        branch = self.branch
        self.at = ".".join((self.questionnaire, *(step for step in branch.path if step != STAR)))
        self.own = None if self.who is None else node(node(branch.what.get("for")).get(self.who))
        title = self._text("title")
        if title is None:
            return
        if branch.kind == "item":
            for name, dimension in branch.children.items():
                yield self._one(title, dimension.what, dimension.spot, name)
        elif branch.kind == "rows":
            yield Saying(branch, self.who, title, title)
        else:
            scale = text(branch.what.get("scale"))
            shared, names = followed({"$ref": scale}, self.defs) if scale else ({}, ())
            yield self._one(title, shared, Spot("scales.yaml", ("$defs", *names[-1:])), None, f"scales.{scale}")

    def _one(self, title: Text, shared: Node, spot: Spot, dimension: str | None, at: str = "") -> Saying:
        at = at or f"scales.{spot.steps[1]}.{dimension}"
        own = self._text("say") if dimension is None else self._text("say", dimension)
        named = None
        if dimension is not None:
            named = Text(str(shared.get("title", dimension)), f"{at}.title", spot, ("title",))
        return Saying(
            branch=self.branch,
            who=self.who,
            title=title,
            blamed=own or title,
            sentence=own or _shared("say", shared, spot, at),
            dimension=named,
            preface=self._text("preface") or _shared("preface", shared, spot, at),
        )

    def _text(self, keyword: str, dimension: str | None = None) -> Text | None:
        """The item's own text; whoever it is worded for goes first."""
        steps: Steps = (keyword,) if dimension is None else (keyword, dimension)
        if self.own and (own := _in(self.own, keyword, dimension)):
            path = f"{self.at}.for.{self.who}.{'.'.join(map(str, steps))}"
            return Text(own, path, self.branch.spot_of("for"), ("for", self.who or "", *steps))
        written = _in(self.branch.what, keyword, dimension)
        if not written:
            return None
        return Text(written, f"{self.at}.{'.'.join(map(str, steps))}", self.branch.spot_of(keyword), steps)


def _in(what: Node, keyword: str, dimension: str | None) -> str | None:
    value = what.get(keyword)
    if dimension is not None:
        value = value.get(dimension) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def _shared(keyword: str, shared: Node, spot: Spot, at: str) -> Text | None:
    written = shared.get(keyword)
    return Text(written, f"{at}.{keyword}", spot, (keyword,)) if isinstance(written, str) and written else None
