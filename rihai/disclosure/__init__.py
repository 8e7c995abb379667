"""Small-cell suppression, k-anonymity, differential privacy. Pure: no Django."""
