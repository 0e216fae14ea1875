"""The few signs that everything is drawn with: a set for usual screens, one for older fonts, and one in plain ASCII.

Screens draw with ``ALL``. Each sign takes one cell in every set, so that what was drawn can be turned into another set
as the last step, without laying anything out again. No sign carries a meaning alone: a word or a number says the same.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from functools import cache

from rich.cells import cell_len, set_cell_size

_PLAIN = str.maketrans({"→": "->", "…": "...", "–": "-", "±": "", "·": "-", "’": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """A set of signs.

    In pictures ``gap`` joins what is missing, ``plenty`` what there is more of than asked for, ``tick`` stands at every
    step; ``sparks`` are the heights of a small curve, lowest first, ``broken`` stands where a line is broken, and
    ``cut`` where a text had no room. ``point`` is what plots are drawn with, by plotext's name or as a sign.

    On screens ``cursor`` stands before the line one is on, ``left`` and ``right`` around the answers one is at;
    ``done`` and ``partly`` say how far something is, ``wrong`` that it must be mended, ``full`` and ``empty`` make
    bars, ``dot_full``, ``dot_half`` and ``dot_empty`` count. ``radio`` is the dot between round brackets, ``better``
    and ``worse`` say which way, ``older`` and ``newer`` that there is more to that side, ``side`` parts two columns,
    ``corners`` (from the left above) make frames with it, ``joints`` join them, ``block`` makes large numerals;
    ``up``, ``down``, ``back``, ``on`` and ``undo`` name keys.

    ``signs`` are those that sentences may hold besides letters, such as an arrow.
    """

    gap: str
    plenty: str
    tick: str
    sparks: str
    broken: str
    cut: str
    point: str
    cursor: str
    left: str
    right: str
    done: str
    wrong: str
    partly: str
    full: str
    empty: str
    dot_full: str
    dot_half: str
    dot_empty: str
    radio: str
    bullet: str
    better: str
    worse: str
    older: str
    newer: str
    side: str
    corners: str
    joints: str
    block: str
    up: str
    down: str
    back: str
    on: str
    undo: str
    signs: str

    def said(self, text: str) -> str:
        """The text with our own signs written so that the output can carry them; names and titles stay as they are."""
        return text if self.signs else text.translate(_PLAIN)

    def fitted(self, text: str, cells: int) -> str:
        """The text in exactly so many cells: filled up with spaces, or cut with a sign that says so."""
        if cell_len(text) <= cells:
            return set_cell_size(text, cells)
        return set_cell_size(text, max(0, cells - 1)) + self.cut if cells > 0 else ""


ALL = Glyphs(
    gap="━",
    plenty="─",
    tick="┊",
    sparks="▁▂▃▄▅▆▇█",
    broken="┆",
    cut="…",
    point="braille",
    cursor="▶",
    left="▐",
    right="▌",
    done="✓",
    wrong="✗",
    partly="…",
    full="█",
    empty="░",
    dot_full="●",
    dot_half="◐",
    dot_empty="○",
    radio="•",
    bullet="•",
    better="▲",
    worse="▼",
    older="‹",
    newer="›",
    side="│",
    corners="┌┐└┘",
    joints="├┤┬┴┼",
    block="█",
    up="↑",
    down="↓",
    back="←",
    on="→",
    undo="⌫",
    signs="→–±·",
)
SAFE = Glyphs(
    gap="═",
    plenty="─",
    tick="│",
    sparks="_.,-~+*#",
    broken="║",
    cut="…",
    point="*",
    cursor=">",
    left="║",
    right="║",
    done="v",
    wrong="x",
    partly="…",
    full="#",
    empty=".",
    dot_full="x",
    dot_half="/",
    dot_empty="o",
    radio="x",
    bullet="x",
    better="+",
    worse="-",
    older="<",
    newer=">",
    side="│",
    corners="┌┐└┘",
    joints="├┤┬┴┼",
    block="#",
    up="^",
    down="v",
    back="<",
    on=">",
    undo="<",
    signs="–±·",
)
ASCII = Glyphs(
    gap="=",
    plenty="-",
    tick="|",
    sparks="_.,-~+*#",
    broken="!",
    cut="~",
    point="*",
    cursor=">",
    left=">",
    right="<",
    done="v",
    wrong="x",
    partly="~",
    full="#",
    empty=".",
    dot_full="x",
    dot_half="/",
    dot_empty="o",
    radio="x",
    bullet="x",
    better="+",
    worse="-",
    older="<",
    newer=">",
    side="|",
    corners="++++",
    joints="+++++",
    block="#",
    up="^",
    down="v",
    back="<",
    on=">",
    undo="<",
    signs="",
)
GLYPH_SETS: Mapping[str, Glyphs] = {"all": ALL, "safe": SAFE, "ascii": ASCII}
"""The sets by the name that settings have for them; ``automatic`` is none of them."""

_FRAMES = "─│┌┐└┘├┤┬┴┼"
_OLDER = str.maketrans(
    {
        **dict.fromkeys("╭╮╰╯┏┓┗┛", "+"),
        **dict.fromkeys("▔▀╌╍┄┅━", "─"),
        **dict.fromkeys("▏▎▍▋▊▉▕┃╎╏┇", "│"),
        **dict.fromkeys("◆■◼●", "x"),
        **dict.fromkeys("□◻○", "o"),
    }
)
"""What frames, bars and programs of others are drawn with, where a font has box drawing and letters only."""
_PLAINEST = str.maketrans(
    {
        **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"),
        **dict.fromkeys("─═–—", "-"),
        **dict.fromkeys("│║", "|"),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("«‹", "<"),
        **dict.fromkeys("»›", ">"),
        "·": ".",
        "…": "~",
        "±": "+",
        "×": "x",
        "−": "-",
        "\xa0": " ",
    }
)
"""The same in plain ASCII, with the signs of sentences. Letters stay: a name is never written in another way."""


def glyphs_for(encoding: str | None) -> Glyphs:
    """The full set where the output can carry it, else ASCII."""
    try:
        "".join((*astuple(ALL), _FRAMES)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return ALL


def glyphs_chosen(preference: str, encoding: str | None, terminal: Mapping[str, str]) -> Glyphs:
    """The set that somebody chose, by its name; for ``automatic`` what this terminal shows surely.

    ``terminal`` is the environment. The console of Linux has 256 signs or 512, and Windows' old console has fonts
    without blocks and arrows: both get the set of box drawing and letters. Nothing is chosen that cannot be written.
    """
    able = glyphs_for(encoding)
    if preference in GLYPH_SETS:
        return GLYPH_SETS[preference] if able is ALL else ASCII
    is_old_windows = terminal.get("OS") == "Windows_NT" and not {"WT_SESSION", "TERM_PROGRAM"} & set(terminal)
    is_console = terminal.get("TERM", "") in {"linux", "vt100", "vt102", "vt220", "ansi"}
    return SAFE if able is ALL and (is_old_windows or is_console) else able


@cache
def turned_into(glyphs: Glyphs) -> Mapping[int, str]:
    """What every sign of ``ALL`` is in another set, for ``str.translate``; nothing changes for ``ALL`` itself."""
    if glyphs is ALL:
        return {}
    names = (one.name for one in fields(Glyphs) if one.name not in {"point", "signs"})
    pairs = ((getattr(ALL, name), getattr(glyphs, name)) for name in names)
    own = {ord(sign): into for all_, ours in pairs for sign, into in zip(all_, ours, strict=True)}
    turned = {**_OLDER, **own}
    if glyphs is SAFE:
        return turned
    return {**_PLAINEST, **{sign: into.translate(_PLAINEST) for sign, into in turned.items()}}
