"""Charges, section checks, hearings, remedies, compensation."""
