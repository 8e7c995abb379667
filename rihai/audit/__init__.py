"""Append-only events, each with its own code, linked into a chain. Ids and verbs only, never content."""
