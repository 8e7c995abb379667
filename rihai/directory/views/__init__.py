"""Pages of the directory: the search and one entry, its contacts, double entries, marks, files, who is competent.

The package of accounts lies above, so whoever asks is known here as `Staff`; the door has let her in already.
"""
