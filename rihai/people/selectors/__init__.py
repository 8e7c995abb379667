"""Reads about people for one page: `search` finds somebody, `page` shows one person."""
