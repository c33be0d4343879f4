"""What a damaged place lacks and the filing says elsewhere."""

from extraction.recall.flow import recall

__all__ = ["recall"]
