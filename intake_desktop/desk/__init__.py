"""What a helper can do, as plain Python. No Qt, no SQL text."""
