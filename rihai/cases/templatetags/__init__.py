"""Template filters of cases and of whatever screens people."""
