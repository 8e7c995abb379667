"""The matcher: a process of its own that holds the search entries of all organisations in memory.

It takes what was saved, compares it with the other side, and leaves proposals for whoever holds the found record.
Names come to it by sealed rows and leave it by sealed rows; its socket carries numbers only.
"""
