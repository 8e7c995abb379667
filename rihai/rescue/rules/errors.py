"""The answer "not like this": a rule of the house forbids a step, in words for the person at the screen."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import NotPossible

Words = str | Promise


class GateClosed(NotPossible):
    """Something is missing before an operation may start; `missing` names the items by code."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(_("The risk check is not complete. What is missing before the start is listed below."))
