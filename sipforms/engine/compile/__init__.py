"""A questionnaire as one ordinary, standalone JSON Schema 2020-12 that any validator understands."""

from sipforms.engine.compile.plain import plain_schema

__all__ = ["plain_schema"]
