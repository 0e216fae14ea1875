"""One meta-schema with everything that it refers to inside it, so that an editor needs one file only."""

import copy
from typing import Any

from sipforms.engine.checks.metaschemas import metaschemas
from sipforms.render.editor.walking import schemas_in

Schema = dict[str, Any]


def standalone(kind: str) -> Schema:
    """The meta-schema of a kind of file. Definitions of other files go by ``file_name`` among its own."""
    schema: Schema = copy.deepcopy(dict(metaschemas()[kind]))
    definitions = schema.setdefault("$defs", {})
    waiting = [(kind, schema)]
    while waiting:
        at_home, part = waiting.pop()
        for one in list(schemas_in(part)):
            target = one.get("$ref")
            if isinstance(target, str):
                address, _hash, path = target.partition("#")
                _start, _defs, name, *further = path.split("/")
                file = address.removesuffix(".json") or at_home
                known = name if file == kind else f"{file}_{name}"
                one["$ref"] = "/".join(("#", "$defs", known, *further))
                if known not in definitions:
                    definitions[known] = _definition(file, name)
                    waiting.append((file, definitions[known]))
    return schema


def _definition(file: str, name: str) -> Schema:
    held: Any = metaschemas()[file]["$defs"]
    taken: Schema = copy.deepcopy(held[name])
    return taken
