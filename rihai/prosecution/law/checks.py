"""What Django checks at every start: that the file of what lawyers have confirmed can be read."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Caution

from rihai.law.confirmations import read_confirmations
from rihai.law.errors import InputProblem
from rihai.prosecution.law.law_read import kept_in


@register
def confirmations_can_be_read(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """No database is asked: it may not be there yet."""
    try:
        read_confirmations(kept_in())
    except InputProblem as problem:
        hint = "Put the file back from a backup, or take it away and read the sheets again: rihai law review --read"
        words = f"What lawyers have confirmed counts for nothing: {problem}"
        return [Caution(words, hint=hint, id="prosecution.W001")]
    return []
