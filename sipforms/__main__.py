"""``python -m sipforms`` is the same as ``sipforms``."""

from sipforms.cli import main

if __name__ == "__main__":
    main()
