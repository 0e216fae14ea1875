"""A clean bundle made into a frozen programme. ``check`` has found what is wrong before; nothing is judged here."""

from sipforms.engine.build.programme import build, build_noting, build_unworded, texts_of

__all__ = ["build", "build_noting", "build_unworded", "texts_of"]
