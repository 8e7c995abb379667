"""Erasing a person for good: what was asked, by whom, and what a second person decided. Not here: what goes (`web`)."""
