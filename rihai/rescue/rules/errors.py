"""The answer "not like this": a rule of the house forbids a step, in words for the person at the screen."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class NotPossible(Exception):
    """The step is not allowed now. Its words say what is wrong and what to do; a page shows them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__("not possible by the rules of rescue")

    def __str__(self) -> str:
        return str(self.words)


class GateClosed(NotPossible):
    """Something is missing before an operation may start; `missing` names the items by code."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(_("The risk check is not complete. What is missing before the start is listed below."))
