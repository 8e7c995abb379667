"""What the pages of legal cases show."""
