"""Whether a case was erased, by its own key or by that of the person. Not here: the erasing (`actions`)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.people.erased import is_destroyed

ERASED: Final = _(
    "This person was erased for good, and nothing more is written here. Whoever comes back is registered anew."
)


def was_erased(case: Case) -> bool:
    return is_destroyed(case.data_key_id, case.person.data_key_id)


def check_not_erased(case: Case) -> None:
    """What is new would be destroyed at the next turn of the worker, or stay with nobody to close it."""
    if was_erased(case):
        raise NotPossible(ERASED)
