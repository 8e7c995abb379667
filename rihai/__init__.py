"""Rihai: the platform on which an anti-trafficking network runs its response."""
