"""The rules of the house as tests: what a reviewer should not have to remember."""
