"""Sentences about the archives that programmes come in."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

_AGAIN = N_("Ask whoever sent it to pack the folder again as a plain zip file.")

SENTENCES: Mapping[str, Sentence] = {
    "archive-unreadable": Sentence(said=N_("`{name}` is not a zip file that can be read."), next=_AGAIN),
    "archive-name": Sentence(
        said=N_(
            "The archive holds a file with the name `{name}`, which leads elsewhere or cannot be written everywhere."
        ),
        next=N_(
            "Names have small letters a to z, digits, dot, hyphen and underscore, and folders inside the programme."
        ),
    ),
    "archive-entry-kind": Sentence(
        said=N_("`{name}` in the archive is a link or a device; a programme holds real files only."), next=_AGAIN
    ),
    "archive-encrypted": Sentence(
        said=N_("`{name}` in the archive is protected by a password."),
        next=N_("Ask for it without a password: a programme holds nothing secret."),
    ),
    "archive-method": Sentence(
        said=N_("`{name}` in the archive is packed in a way that is not read here."), next=_AGAIN
    ),
    "archive-twice": Sentence(
        said=N_("`{first}` and `{name}` in the archive have the same name on some computers."),
        next=N_("Ask whoever made it which of the two is meant."),
    ),
    "archive-nested": Sentence(
        said=N_("`{name}` is an archive inside the archive."),
        next=N_("Unpack it, and add the folder or archive inside."),
    ),
    "archive-damaged": Sentence(
        said=N_("`{name}` in the archive is not what the archive says it is."), next=N_("Fetch the archive again.")
    ),
    "archive-foreign": Sentence(said=N_("`{name}` holds more than its list of files tells of."), next=_AGAIN),
    "archive-too-big": Sentence(
        said=N_("What comes out of the archive is more than {limit} KiB, the most that a programme may hold."),
        next=N_("Ask whoever sent it whether it is the right file."),
    ),
    "archive-too-many": Sentence(
        said=N_("The archive holds more than {limit} files and folders."),
        next=N_("Ask whoever sent it whether it is the right file."),
    ),
    "archive-no-programme": Sentence(
        said=N_("There is no programme.yaml in `{name}`, so it is not a programme."),
        next=N_("programme.yaml stands at the top of the archive, or in the one folder there."),
    ),
    "archive-several": Sentence(
        said=N_("The archive holds several programmes: {names}."),
        next=N_("Unpack it, and add them one at a time."),
    ),
}
