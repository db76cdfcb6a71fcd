"""Intake Desktop: the counter where a resident tells the story once."""

__version__ = "0.1.0"
