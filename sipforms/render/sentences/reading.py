"""Sentences about a bundle's folder and files."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "no-such-folder": Sentence(
        said=N_("There is no folder `{name}`."),
        next=N_("Check the path."),
    ),
    "not-a-folder": Sentence(
        said=N_("`{name}` is a file; a programme is a folder."),
        next=N_("Name the folder that holds programme.yaml."),
    ),
    "no-programme-file": Sentence(
        said=N_("There is no programme.yaml in `{name}`, so it is not a programme."),
        next=N_("Write a programme.yaml with id, title, version, language and questionnaires."),
    ),
    "symbolic-link": Sentence(
        said=N_("This is a symbolic link; a programme holds real files only."),
        next=N_("Put the file itself here."),
    ),
    "file-name": Sentence(
        said=N_("The file name `{name}` has letters or signs that not every computer can read."),
        next=N_("Use a to z, 0 to 9, dot, hyphen and underscore."),
    ),
    "device-name": Sentence(
        said=N_("Windows keeps the name `{name}` for a device."),
        next=N_("Give the file another name."),
    ),
    "unknown-file": Sentence(
        said=N_("A programme has no use for the file `{name}`."),
        next=N_("Move it away, or put it where it belongs."),
    ),
    "unreadable-file": Sentence(
        said=N_("The operating system does not let the file be read."),
        next=N_("Give yourself the right to read it."),
    ),
    "too-many-files": Sentence(
        said=N_("A programme may hold at most {limit} files."),
        next=N_("Divide it, or move away what it does not need."),
    ),
    "bundle-too-big": Sentence(
        said=N_("All files of a programme together may hold at most {limit} KiB."),
        next=N_("Move away what it does not need."),
    ),
    "file-too-big": Sentence(
        said=N_("A file may hold at most {limit} KiB."),
        next=N_("Divide the questionnaire in two."),
    ),
    "no-answers-in-file": Sentence(
        said=N_("This is not a file with answers."),
        next=N_("It wants `questionnaire:` with a name and `answers:` with the answers by area and item."),
    ),
}
