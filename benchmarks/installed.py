"""Programs started as installed ones are: their modules compiled before, English spoken."""

import os
from pathlib import Path


def environment(scratch: Path) -> dict[str, str]:
    """The environment for such a start; compiled modules are kept in the scratch folder, so start once unmeasured."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return usual | {"PYTHONPYCACHEPREFIX": str(scratch / "compiled"), "SIPFORMS_LANGUAGE": "en"}
