"""Reads that join models for one page or one decision of tracing."""
