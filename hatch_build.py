"""What building adds to the plain files: compiled catalogues, and the programmes inside the package."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SipformsBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's parameter is its own affair
    """Runs before every wheel and every editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue beside its source; put `programs/` into a wheel as `sipforms/programs`.

        An editable install needs no copy: the program looks for `programs/` beside the package too.
        """
        root = Path(self.root)
        compile_catalogues = runpy.run_path(str(root / "tools" / "catalogues.py"))["compile_catalogues"]
        compile_catalogues(root / "sipforms" / "render" / "locale")
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(root / "programs")] = "sipforms/programs"
