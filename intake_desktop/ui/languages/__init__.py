"""Speaks and reads: two questions."""
