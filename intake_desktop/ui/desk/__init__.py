"""The desk: what one sees when nobody sits in front of it."""
