"""Every keyword of the bundle format in words: what it means, what it may be, an example."""

from sipforms.render.keywords.keyword import Keyword, keywords

__all__ = ["Keyword", "keywords"]
