"""Pages of cases: reading one, recording on it, and who works on it."""
