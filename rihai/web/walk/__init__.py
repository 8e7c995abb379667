"""The walk of the demonstration: five steps of real work in the margin of every page, and then the proof.

Only in a demonstration: elsewhere neither its addresses nor its panel exist.
"""
