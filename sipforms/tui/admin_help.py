"""Help to the pages for looking after the facility: their keys, and what roles and units mean."""

from collections.abc import Mapping

from rich.text import Text

from sipforms.render.access_words import about_role, rights_words, role_word
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import N_, _
from sipforms.store.access.roles import RIGHTS, Role
from sipforms.tui.screens.help import HelpPage, HelpScreen, keys_help

Rows = tuple[tuple[str, str], ...]
EVERYWHERE: Rows = (
    (f"{ALL.up} {ALL.down}", N_("move; below the list stands what there is to know about the marked one")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("one step back")),
)
KEYS: Mapping[str, Rows] = {
    "AdministrationScreen": (("Enter", N_("open")),),
    "UsersScreen": (
        ("N", N_("let somebody in; the passphrase for the first time is made and shown once")),
        ("R", N_("what the marked user is: staff, leader and so on")),
        ("U", N_("which units the marked user is in")),
        ("P", N_("a new start for somebody who has forgotten the passphrase")),
        ("E", N_("mend initials and name")),
        ("Del", N_("close the door to somebody who has left")),
        ("V", N_("show those who have left, too")),
    ),
    "UnitsScreen": (
        ("N", N_("make a unit; you are its first member")),
        ("M", N_("let people in and take them out")),
        ("E", N_("give it another name")),
        ("Del", N_("close it: no new members, no new citizens")),
    ),
    "CaseFilesScreen": (
        ("Enter", N_("who may open the marked case file; restrict it, move it, erase the citizen")),
        ("/", N_("search for a code")),
    ),
    "CaseAccessScreen": (
        ("R", N_("everybody in the unit, or only some users by name")),
        ("U", N_("give it to another unit, as when the citizen moves")),
        ("L", N_("who has used it, as the access log says")),
        ("Del", N_("erase the citizen for good; the code is typed once more")),
    ),
    "AccessLogScreen": (("/", N_("search for initials, a citizen's code, or what was done")),),
    "RecoveryCodesScreen": (
        ("N", N_("one more; it is shown once, and read back in part")),
        ("T", N_("type one from its paper, to see that it works; do it once a year")),
        ("Del", N_("make one worthless, when its paper is lost or its keeper leaves")),
    ),
    "RetentionScreen": (
        ("Enter", N_("decide how long the marked is kept; nothing written takes the decision back")),
        ("U", N_("what has been kept long enough, to be erased after a yes")),
    ),
    "OutlivedScreen": (
        ("Enter", N_("look at the marked one, and erase it alone")),
        ("Del", N_("erase all that stand here; their number is typed")),
    ),
}


def admin_help(screen: str) -> HelpScreen:
    """Help to the page of that name; to users also what each role may."""
    text = keys_help((*KEYS.get(screen, ()), *EVERYWHERE))
    if screen not in ("UsersScreen", "UnitsScreen", "AdministrationScreen"):
        return HelpScreen(text)
    return HelpScreen(
        text,
        HelpPage(title=_("Roles"), text=lambda _width: roles_help()),
        HelpPage(title=_("Units"), text=lambda _width: units_help()),
        title=_("Keys"),
    )


def roles_help() -> Text:
    """Every role with what it may."""
    text = Text()
    for role in Role:
        text.append(f"{role_word(role).capitalize()}", "bold")
        text.append(f": {about_role(role)}.\n{_('May {rights}.').format(rights=rights_words(RIGHTS[role]))}\n\n")
    return text


def units_help() -> Text:
    """What a unit is, and what it is not."""
    return Text(
        "\n\n".join(
            (
                _("A unit decides who may read: its members, and nobody else, can open its citizens' case files."),
                _("Most facilities need only one, the house itself, to which the facility's own answers belong."),
                _(
                    "Where somebody lives stands on the stay. It is for lists and reports, and opens nothing for "
                    "anybody. The names of the units are offered there, since the two are often the same."
                ),
                _("Only a member can let others into a unit: it takes the unit's key."),
                _("One citizen can be for some users only, of whatever unit: that is said under Case files."),
            )
        )
    )
