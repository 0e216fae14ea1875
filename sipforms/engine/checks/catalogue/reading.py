"""Mistakes in a bundle's folder and files, before any of them is read."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code

CODES: Mapping[str, Code] = {
    "no-such-folder": Code("There is no such folder.", ("name",)),
    "not-a-folder": Code("A file stands where the bundle's folder is wanted.", ("name",)),
    "no-programme-file": Code("The folder holds no programme.yaml, so it is not a bundle.", ("name",)),
    "symbolic-link": Code("A symbolic link; bundles hold real files only."),
    "file-name": Code("A file name with other signs than a-z, 0-9, dot, hyphen and underscore.", ("name",)),
    "device-name": Code("A file name that Windows keeps for a device, such as con or nul.", ("name",)),
    "unknown-file": Code("A file that no part of the bundle format reads.", ("name", "suggestion")),
    "unreadable-file": Code("The operating system would not let the file be read."),
    "too-many-files": Code("More files than a bundle may hold.", ("limit",)),
    "bundle-too-big": Code("All files together hold more KiB than a bundle may.", ("limit",)),
    "file-too-big": Code("The file holds more KiB than a file may.", ("limit",)),
}
