"""Agencies (NGOs, police units, committees, courts, homes as agencies) and places."""
