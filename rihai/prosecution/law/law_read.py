"""The law with the confirmations of this installation, as every page and document of prosecution asks for it.

It lies in the room below, where evidence needs it too.
"""

from rihai.offences.law_read import LawRead, kept_in, law_read

__all__ = ["LawRead", "kept_in", "law_read"]
