"""Ratios, not times: each benchmark runs ours and its yardstick in one run and prints both and the ratio."""
