"""The command line: one file a command, and one door that catches what goes wrong.

Exit codes: 0 good, 1 problems found, 2 wrong use, 3 our fault, 130 interrupted.
"""

from sipforms.cli.door import main

__all__ = ["main"]
