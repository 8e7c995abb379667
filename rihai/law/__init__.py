"""Provisions, clocks and remedies as data, and the evaluator. Pure: no Django."""
