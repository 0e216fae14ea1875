"""The meta-schemas as editors want them: one file for each kind of bundle file, with help, examples and snippets."""

from sipforms.render.editor.schemas import editor_schemas

__all__ = ["editor_schemas"]
