"""Other tools on the same two registers, judged by the same evaluation.

Here: how each is set up as its own guides advise, with and without our folded columns. They live in a throw-away
environment that `peers.run` makes, and are never dependencies of the project. Not here: our own engine.
"""
