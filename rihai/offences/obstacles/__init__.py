"""Obstacles: what those who owe help put in the way, kept restricted, taken further, and counted fairly."""
