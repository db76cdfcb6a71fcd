"""The real window, driven as a person would: keys and clicks on what is visible. For the demo and for tests of the whole way."""
