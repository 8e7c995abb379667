"""The case: one organisation's work for one person, its events, participants and notes."""
