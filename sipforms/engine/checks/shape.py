"""Every file is shaped as its meta-schema says. jsonschema-rs decides; jsonschema is imported only to explain."""

from functools import cache

import jsonschema_rs

from sipforms.engine.checks.metaschemas import kind_of, metaschemas
from sipforms.engine.checks.shaped import Shaped
from sipforms.engine.read.source import Source

_BASE = "json-schema:///"


def shaped(source: Source) -> Shaped:
    """The file with what its meta-schema refuses taken out, and one problem for each mistake."""
    kind = kind_of(source.file)
    if source.data is None or validator(kind).is_valid(source.data):
        return Shaped(source=source, data=source.data)
    from sipforms.engine.checks.explain import explained

    return explained(source, kind)


@cache
def validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    """The compiled meta-schema of a kind of file; it fetches nothing."""
    return jsonschema_rs.Draft202012Validator(
        metaschemas()[kind], registry=_registry(), base_uri=f"{_BASE}{kind}.json", offline=True
    )


@cache
def _registry() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(f"{_BASE}{kind}.json", schema) for kind, schema in metaschemas().items()])
