"""Forms of legal cases. They give facts; the actions decide and record."""
