"""Pages of legal cases."""
