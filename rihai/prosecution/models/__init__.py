"""Every table of prosecution; one module for each kind of record."""

from rihai.prosecution.models.legal_case import LegalCase, LegalCaseSurvivor, LegalEvent, LegalPart

__all__ = [
    "LegalCase",
    "LegalCaseSurvivor",
    "LegalEvent",
    "LegalPart",
]
