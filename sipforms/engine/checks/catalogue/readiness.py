"""What a programme may lack while it is being written, and not when it is to be used."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "no-provenance": Code("Nothing says whose wording the questions are in.", (), Level.WARNING, production=True),
    "no-fidelity": Code("Nothing says how well the structure is documented.", (), Level.WARNING, production=True),
    "no-readme": Code("No README.md with the programme theory.", (), Level.WARNING, production=True),
    "version-zero": Code("A version below 1.0.0, which promises nothing.", ("name",), Level.WARNING, production=True),
}
