"""sipforms: questionnaires of social indicator programmes, asked, scored, pictured and compared."""

__version__ = "0.1.0"
