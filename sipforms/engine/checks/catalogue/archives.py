"""What is wrong with an archive that a programme comes in; nothing of such a one is unpacked to the disk."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code

CODES: Mapping[str, Code] = {
    "archive-unreadable": Code("The file is no zip archive, or its list of contents is damaged.", ("name",)),
    "archive-name": Code(
        "An entry's name leads out of the folder, or is one that not every computer can read.", ("name",)
    ),
    "archive-entry-kind": Code("An entry is a link or a device; bundles hold real files only.", ("name",)),
    "archive-encrypted": Code("An entry is encrypted.", ("name",)),
    "archive-method": Code("An entry is packed in another way than zip's usual two.", ("name",)),
    "archive-twice": Code("Two entries have one name, or names that some computers take for one.", ("name", "first")),
    "archive-nested": Code("An archive inside the archive.", ("name",)),
    "archive-damaged": Code(
        "An entry is not what the archive says it is: its size, its checksum, or where it lies.", ("name",)
    ),
    "archive-foreign": Code("The archive holds bytes that belong to no entry.", ("name",)),
    "archive-too-big": Code("The archive, or all that comes out of it, is larger than a bundle can be.", ("limit",)),
    "archive-too-many": Code("The archive holds more entries than a bundle can.", ("limit",)),
    "archive-no-programme": Code(
        "There is no programme.yaml at the top of the archive or of its one folder.", ("name",)
    ),
    "archive-several": Code("The archive holds more than one programme.", ("names",)),
}
