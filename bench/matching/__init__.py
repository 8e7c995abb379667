"""Measures matching: invented registers of missing and found people, what a tool found among them, other tools beside.

Here: a generator with rules of its own, the evaluation, the runs. Not here, on purpose: anything from
`rihai.matching`. A generator that shared its rules would only show that the program agrees with itself.
"""
