"""What a programme may lack while it is being written, and not when people's answers are to be kept with it."""

from collections.abc import Iterator

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.problem import Problem


def origin_is_said(scene: Scene) -> Iterator[Problem]:
    """Whose wording the questions are in, and how well their structure is documented."""
    if PROGRAMME not in scene.files or not scene.is_sound(PROGRAMME):
        return
    if "provenance" not in scene.programme:
        yield found("no-provenance", scene.place(PROGRAMME))
    if "fidelity" not in scene.programme and not all(
        "fidelity" in scene.data(file) for file in scene.files if file.startswith("questionnaires/")
    ):
        yield found("no-fidelity", scene.place(PROGRAMME))


def version_is_a_promise(scene: Scene) -> Iterator[Problem]:
    """A version below 1.0.0 promises nothing about comparing one year with the next."""
    version = scene.programme.get("version")
    if isinstance(version, str) and version.startswith("0."):
        yield found("version-zero", scene.place(PROGRAMME, ("version",)), name=version)
