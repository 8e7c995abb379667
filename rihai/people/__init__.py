"""People: sealed identity, names, relatives, sources, contact safety.

A person is never a victim here; what happened to somebody belongs to her case.
"""
