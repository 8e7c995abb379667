"""Drafts of long forms: kept sealed on the server while somebody types, for nobody but her."""
