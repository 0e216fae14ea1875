"""The questions and the answers of one interview, the same for everybody who is measured on it.

``python -m benchmarks.interview questionary|dialog QUESTIONS FILE`` asks them as somebody would who builds the form
with that.
"""

import json
import subprocess
import sys
from pathlib import Path

QUESTION = "Question"
OPTIONS = (
    "Slet ikke",
    "Lidt",
    "Noget",
    "Meget",
    "Rigtig meget",
    "Ved ikke",
    "Ønsker ikke at svare",
    "Forstår ikke spørgsmålet",
    "Ikke relevant",
)
VALUES = (3, 4, 2, 5, 4, 3, 4, 5, 3, 4, 2, 4, 1, 3, 5)


def answer(place: int) -> int:
    """What is answered to the question at this place, from 1 to 5: 3.5 on average, as the invented citizens answer."""
    return VALUES[place % len(VALUES)]


def by_questionary(questions: int) -> list[int]:
    """A list with shortcuts for every question."""
    import questionary

    given = []
    for number in range(1, questions + 1):
        said = questionary.select(f"{QUESTION} {number}.", list(OPTIONS), use_shortcuts=True).unsafe_ask()
        given.append(OPTIONS.index(said) + 1)
    return given


def by_dialog(questions: int) -> list[int]:
    """A menu for every question, each a program of its own."""
    entries = [word for place, option in enumerate(OPTIONS, 1) for word in (str(place), option)]
    given = []
    for number in range(1, questions + 1):
        asked = ["dialog", "--stdout", "--menu", f"{QUESTION} {number}.", "20", "60", "10", *entries]
        given.append(int(subprocess.run(asked, stdout=subprocess.PIPE, check=True, text=True).stdout))
    return given


if __name__ == "__main__":
    kept = {"questionary": by_questionary, "dialog": by_dialog}[sys.argv[1]](int(sys.argv[2]))
    Path(sys.argv[3]).write_text(json.dumps(kept), encoding="utf-8")
    print("all answered", flush=True)
    sys.stdin.readline()  # until it has been read
