"""What is told to somebody who asks for a change that the directory cannot make now."""

from typing import Any


class NotPossible(Exception):
    """Words for the person at the screen: what is in the way, and what to do."""

    def __init__(self, words: Any) -> None:
        self.words = words
        super().__init__(str(words))
