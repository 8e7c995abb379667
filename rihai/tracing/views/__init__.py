"""Pages of tracing; one module for each kind of record."""
