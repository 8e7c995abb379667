"""Days and hours on the forms of a legal case: what happened, what is still to come, and no year that cannot be.

Not here: a date of which only the month or the year is known (`cases.fields`).
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.cases.fields import check_year

DAY: Final = {"type": "date"}
MOMENT: Final = "%Y-%m-%dT%H:%M"


class AnyDayField(forms.DateField):
    """A day that may be still to come."""

    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None:
            check_year(day)
        return day


class DayField(AnyDayField):
    """One day, not in the future."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Give the day on which it happened."))
        return day


class MomentField(forms.DateTimeField):
    """A day with its hour, that may be still to come."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=[MOMENT], **options)

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None:
            check_year(moment)
        return moment
