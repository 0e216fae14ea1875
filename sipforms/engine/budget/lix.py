"""How hard a text is to read: its words, its sentences, and LIX.

LIX (läsbarhetsindex) is words per sentence plus the share of long words in percent: ``W / S + 100 * L / W``, where a
word is long with more than six letters. Source: C. H. Björnsson, Läsbarhet (Stockholm: Liber, 1968); in Danish
Læsbarhed (København: Gad, 1971). His ranks: to 25 very easy, to 35 easy, to 45 middling, to 55 hard, above very hard.

What the source leaves to whoever counts is decided here:

- A **word** is letters and digits without a space between them. A hyphen, an apostrophe, a slash, a full stop or a
  colon inside it does not divide it (``e-mail``, ``f.eks.``, ``14:30``); only its letters are counted, so a number is
  a word but never a long one.
- A **sentence** ends at ``.``, ``!``, ``?``, ``…`` or ``:``, also inside a closing quotation mark or bracket, and where
  the text ends: a title without a full stop is a sentence. A full stop ends none after a known abbreviation
  (``f.eks.``, ``ca.``), after a single letter, or before a small letter; after a number only before a capital letter
  (``1. maj``, ``2. 3. og 4. klasse``, but ``... i 2026. Vi ...``). What holds no word is no sentence.
"""

import re
from collections.abc import Iterable, Iterator

LONG = 6
"""A word with more letters than this is long."""

_WORD = re.compile(r"[^\W_]+(?:[-'’./:&][^\W_]+)*")
_CLOSING = "\"'’”“»«)]}*"
_OPENING = "\"'‘“”„«»([{*"
_MAY_END = re.compile("[.!?…:]")
_ENDS = (".", "!", "?", "…", ":")
_NEVER_LAST = (
    "f.eks.", "fx.", "bl.a.", "ca.", "dvs.", "nr.", "kl.", "kr.", "evt.", "jf.", "inkl.", "ekskl.", "pga.",
    "mht.", "ift.", "ifm.", "ifht.", "hhv.", "iht.", "maks.", "min.", "dr.", "hr.", "fr.", "frk.", "skt.",
    "tlf.", "vedr.", "gns.", "opr.", "sml.", "e.g.", "i.e.", "mr.", "mrs.", "ms.", "st.", "t.ex.", "s.k.",
    "resp.",
)  # fmt: skip
_MAY_BE_LAST = (
    "osv.", "m.m.", "m.v.", "mv.", "m.fl.", "mfl.", "o.l.", "o.lign.", "etc.", "pct.", "stk.", "mio.", "mia.",
    "tsk.", "spsk.", "s.u.", "a.m.", "p.m.", "o.s.v.", "mm.",
)  # fmt: skip
_ABBREVIATIONS = {**dict.fromkeys(_NEVER_LAST, False), **dict.fromkeys(_MAY_BE_LAST, True)}
"""Abbreviations, each with whether its full stop can end a sentence as well."""


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with at least one word."""
    if not _MAY_END.search(text, 0, len(text) - 1):
        return [text] if _WORD.search(text) else []
    found: list[str] = []
    sentence: list[str] = []
    tokens = text.split()
    for token, after in zip(tokens, (*tokens[1:], ""), strict=True):
        sentence.append(token)
        if not after or _ends(token, after):
            found.append(" ".join(sentence))
            sentence = []
    return [one for one in found if _WORD.search(one)]


def lix(texts: Iterable[str]) -> int | None:
    """The LIX of all the texts together, rounded to a whole number (a half upwards); nothing where there are no words.

    Each text ends its last sentence, whether or not it has a full stop.
    """
    count = ends = long = 0
    for text in texts:
        found = words(text)
        count += len(found)
        long += sum(_is_long(word) for word in found)
        ends += len(sentences(text))
    return None if not count else int(count / ends + 100 * long / count + 0.5)


def longest_sentence(text: str) -> int:
    """How many words the longest sentence of a text has."""
    return max(_lengths(text), default=0)


def _lengths(text: str) -> Iterator[int]:
    return (len(words(sentence)) for sentence in sentences(text))


def _is_long(word: str) -> bool:
    return len(word) > LONG and (word.isalpha() or sum(letter.isalpha() for letter in word) > LONG)


def _ends(token: str, after: str) -> bool:
    bare = token.rstrip(_CLOSING)
    if not bare.endswith(_ENDS):
        return False
    return not bare.endswith(".") or bare.endswith("...") or _stops(bare.lstrip(_OPENING), after.lstrip(_OPENING)[:1])


def _stops(token: str, follows: str) -> bool:
    """Whether the full stop at the end of the token ends a sentence; ``follows`` is the sign after it."""
    word = token[:-1]
    may_be_last = _ABBREVIATIONS.get(token.casefold())
    if follows.islower() or may_be_last is False:
        return False
    if word.isdigit() or may_be_last:
        return follows.isupper()
    return not (len(word) == 1 and word.isalpha())
