"""Folding of South Asian names, places and marks, so that spellings and scripts meet."""

from rihai.matching.folding.folder import Folder
from rihai.matching.folding.tokens import FAR_SIMILARITY, NEAR_SIMILARITY, Level, Token, level

__all__ = ["FAR_SIMILARITY", "NEAR_SIMILARITY", "Folder", "Level", "Token", "level"]
