"""Research and advocacy: indicators, the impact report, published stories, declared figures, data releases.

Reads what the packages below recorded; records nothing about people itself.
"""
