"""Facts that cannot all be so, said at the question and in plain words: the law's own sentences name keys of its files.

Not here: what contradicts what (`law.facts_together`).
"""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.errors import InputProblem
from rihai.law.facts import read_facts
from rihai.law.facts_together import FIRST, LAST
from rihai.law.loading import law_of
from rihai.prosecution.law.phases import KEY, day_name

TOO_EARLY: Final = _("This day lies before the day on which it began. Look at both.")
NUMBERS: Final = _(
    "This does not go with the other number, or with the person's own age. Look at them, or leave it open."
)
OTHERWISE: Final = _("This does not go with another answer. Look at both, or leave this one open.")
SAID: Final[Mapping[str, str | Promise]] = {
    LAST: TOO_EARLY,
    "accused.first_remand": TOO_EARLY,
    KEY: _("This day lies before the first or after the last day. Look at all of them."),
    "procedure_code": _("What began on 1 July 2024 or later cannot have been pending before. Look at both."),
    "victim.age_at_end": _("This age does not go with the age when it began and with the days. Look at all of them."),
    "victims.count": _("The person is one of them: write 1 or more, or leave it open."),
    "victims.child_count": NUMBERS,
}


def say_contradiction(form: forms.Form, given: Mapping[str, Any], rows: int) -> None:
    """Add the first one found to the form, where its question stands."""
    vocabulary = law_of().vocabulary
    try:
        read_facts(vocabulary, dict(given))
    except InputProblem as problem:
        name = _row_of(form.cleaned_data, rows) if problem.key == KEY else problem.key.replace(".", "__")
        words = SAID.get(problem.key, OTHERWISE)
        form.add_error(name if name in form.fields else None, str(words))


def _row_of(told: Mapping[str, Any], rows: int) -> str:
    """The first day that lies outside the others; it is one of them."""
    first, last = (told.get(key.replace(".", "__")) for key in (FIRST, LAST))
    days = ((name, told.get(name)) for name in map(day_name, range(rows)))
    outside = (name for name, day in days if day and ((first and day < first) or (last and day > last)))
    return next(outside, day_name(0))
