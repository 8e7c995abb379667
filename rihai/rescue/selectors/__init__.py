"""Reads that join several records for one page or one decision of rescue."""
