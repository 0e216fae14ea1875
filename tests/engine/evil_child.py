"""Checks hostile bundles in a process of its own, watched: what is told of each, and what the process touched.

Started as ``python evil_child.py FOLDER``; a JSON line for each bundle below FOLDER: its name, the problems as code,
file, line and column, the seconds it took, and everything it did that checking has no business with.
"""

import json
import os
import resource
import sys
import sysconfig
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOUSE))
sys.dont_write_bytecode = True

from sipforms.engine.ask.flat import flattened  # noqa: E402
from sipforms.engine.ask.form import prepare  # noqa: E402
from sipforms.engine.ask.situation import Situation  # noqa: E402
from sipforms.engine.ask.visibility import asked  # noqa: E402
from sipforms.engine.build import build  # noqa: E402
from sipforms.engine.check import check  # noqa: E402
from sipforms.engine.compile.plain import schema_of  # noqa: E402
from sipforms.engine.problem import Level  # noqa: E402
from sipforms.engine.read.bundle import Bundle, read  # noqa: E402
from tests.engine.checking import words  # noqa: E402
from tests.engine.evil_faces import criteria_with, faces  # noqa: E402

OURS = tuple(
    str(Path(one).resolve()) for one in {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, str(HOUSE)}
)
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rename",
             "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.", "ctypes.", "urllib.", "ftplib.",
             "webbrowser.", "sqlite3.", "marshal.loads")  # fmt: skip

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Remembers what a bundle made the process do, while it is being checked."""

    def __init__(self) -> None:
        self.bundle: Path | None = None
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.bundle is None:
            return
        if event == "open":
            self._opened(arguments)
        elif event == "import":
            self._is_importing(str(arguments[0]), str(arguments[1] or ""))
        elif event in ("compile", "exec") and str(self.bundle) in repr(arguments):
            self.seen.append(f"{event} of something in the bundle")
        elif event.startswith(FORBIDDEN) and event != "marshal.loads":
            self.seen.append(event)

    def _opened(self, arguments: tuple[object, ...]) -> None:
        path, mode, flags = str(arguments[0]), str(arguments[1] or ""), arguments[2]
        if isinstance(arguments[0], int):
            return  # what was opened by its name has been seen already
        resolved = str(Path(path).resolve()) if isinstance(arguments[0], (str, bytes)) else path
        if any(sign in mode for sign in "wax+") or (isinstance(flags, int) and flags & WRITING):
            self.seen.append(f"open for writing: {resolved}")
        elif not resolved.startswith((str(self.bundle), *OURS)) and not resolved.endswith("<unknown>"):
            self.seen.append(f"open outside the bundle: {resolved}")

    def _is_importing(self, name: str, file: str) -> None:
        if file.startswith(str(self.bundle)):
            self.seen.append(f"import of {name} from the bundle")


def build_whole(bundle: Bundle) -> Iterator[bool]:
    """Everything that is done with a good bundle before anybody is asked anything."""
    programme = build(bundle)
    for questionnaire in programme.questionnaires.values():
        situation = Situation(today=date(2026, 11, 22))
        form = prepare(programme, questionnaire, situation)
        flat = flattened(form.entries, {})
        yield asked(form, flat.answers, flat.rows) is not None
        yield bool(schema_of(form))


def main(folder: Path) -> None:
    """Check everything below the folder."""
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    watch = Watch()
    sys.addaudithook(watch)
    vocabulary = words()
    criteria = criteria_with(vocabulary)
    for bundle in sorted(folder.iterdir()):
        watch.bundle, watch.seen = bundle, []
        began = time.process_time()
        own = read(bundle / "lille")
        read_bundle = criteria.whole(bundle / "lille", own)
        problems = check(read_bundle, vocabulary)
        took = time.process_time() - began
        built = False
        if not any(problem.level is Level.ERROR for problem in problems):
            built = all(build_whole(read_bundle))
        said = [list(one) for one in faces(bundle / "lille", own, read_bundle, problems, criteria)]
        watch.bundle = None
        loaded = [
            name for name, one in sys.modules.items() if str(getattr(one, "__file__", "")).startswith(str(bundle))
        ]
        told = [[one.code, one.place.file, one.place.line, one.place.column] for one in problems]
        line = {
            "name": bundle.name,
            "built": built,
            "told": told,
            "seconds": took,
            "did": watch.seen,
            "loaded": loaded,
            "said": said,
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
