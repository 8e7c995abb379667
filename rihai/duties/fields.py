"""How long something may take, asked as a number and its unit, and kept in minutes.

Not here: how minutes are said (`rihai.accounts.templatetags.spans`).
"""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.lib.spans import DAY, HOUR

UNITS: Final[Sequence[tuple[int, Promise]]] = ((1, _("minutes")), (HOUR, _("hours")), (DAY, _("days")))
LONGEST: Final = 365 * DAY


class SpanWidget(forms.MultiWidget):
    use_fieldset = True

    def __init__(self) -> None:
        number = forms.NumberInput(attrs={"aria-label": _("How many"), "inputmode": "numeric", "min": 0})
        unit = forms.Select(attrs={"aria-label": _("Minutes, hours or days")}, choices=UNITS)
        super().__init__({"number": number, "unit": unit})

    def decompress(self, value: int | None) -> list[int | None]:
        """The largest unit that leaves nothing out: 1,440 minutes are a day, 1,500 are 25 hours."""
        if value is None:
            return [None, 1]
        unit = next(size for size in (DAY, HOUR, 1) if size == 1 or (value and value % size == 0))
        return [value // unit, unit]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"


class SpanField(forms.MultiValueField):
    """Whole minutes, or None where it may stay empty: an empty number says nothing, whatever its unit."""

    widget = SpanWidget

    def __init__(self, *, label: Any, required: bool = True) -> None:
        parts = (
            forms.IntegerField(min_value=0, required=False),
            forms.TypedChoiceField(choices=UNITS, coerce=int, required=False),
        )
        longest = MaxValueValidator(LONGEST, _("Enter at most 365 days."))
        super().__init__(
            fields=parts, label=label, required=required, require_all_fields=False, validators=[longest]
        )  # fmt: skip

    def compress(self, data_list: list[int | None]) -> int | None:
        number, unit = data_list or (None, 1)
        return None if number is None else number * (unit or 1)

    def validate(self, value: int | None) -> None:
        if value is None and self.required:
            raise forms.ValidationError(_("Enter how long it may take."), code="required")
