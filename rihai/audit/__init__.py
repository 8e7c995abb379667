"""What happened, by whom, about which record: append-only events, linked into a chain.

An event holds ids, verbs and codes, never content: whoever reads the trail learns that a record
was opened, not what it says. Not here: who may look at the trail (`accounts`), or the pages.
"""
