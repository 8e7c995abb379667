"""Measurements anybody can repeat; their results stand in docs/performance.md."""
