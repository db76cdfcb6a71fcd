"""The rules of the work: immutable values and pure functions. No storing, no showing."""
