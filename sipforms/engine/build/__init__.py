"""A clean bundle made into a frozen programme. What is wrong has been found by ``check`` before; nothing is judged here."""

from sipforms.engine.build.programme import build

__all__ = ["build"]
