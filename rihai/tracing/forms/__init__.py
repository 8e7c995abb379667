"""Forms of tracing. They give facts, never records."""
