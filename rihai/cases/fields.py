"""A form field for a date that may be known only to the month or year: three small boxes, the left ones optional.

Nobody is made to invent a day. Cleans to an `ImpreciseDate` or None. `check_year` is for every day that is typed.
"""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.lib.precision import ImpreciseDate

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


class DatePartsWidget(forms.MultiWidget):
    template_name = "cases/date_parts.html"
    use_fieldset = True

    def __init__(self) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({name: forms.TextInput(attrs=digits) for name in ("day", "month", "year")})

    def decompress(self, value: object) -> list[object]:
        if not isinstance(value, ImpreciseDate):
            return [None, None, None]
        year, month, day = [*value.label.split("-"), None, None][:3]
        return [day, month, year]

    def id_for_label(self, id_: str) -> str:
        """The group has a legend; the first box is where an error link should lead."""
        return f"{id_}_0"


class ImpreciseDateField(forms.MultiValueField):
    widget = DatePartsWidget

    def __init__(self, *, may_be_future: bool = False, **options: object) -> None:
        self.may_be_future = may_be_future
        parts = [forms.CharField(required=False, max_length=4) for _part in range(3)]
        options.setdefault("help_text", gettext_lazy("For example 17 5 2026. Leave day or month empty if not known."))
        super().__init__(parts, require_all_fields=False, **options)  # type: ignore[arg-type]

    def compress(self, data_list: list[str]) -> ImpreciseDate | None:
        day, month, year = [part.strip() for part in data_list or ["", "", ""]]
        if not (day or month or year):
            return None
        if not year or (day and not month):
            raise ValidationError(_("Give the year, and the month if you give a day."))
        when = _read(day, month, year)
        if not self.may_be_future and when.start > timezone.localdate():
            raise ValidationError(_("This date lies in the future. Check the year."))
        check_year(when.start)
        return when


def check_year(day: date) -> None:
    """A slip of the hand is told instead of kept; and of year 1 no database keeps an hour."""
    if day.year < EARLIEST_YEAR:
        raise ValidationError(_("This date lies too far back. Write the year with four digits."))
    if day.year > LATEST_YEAR:
        raise ValidationError(_("This date lies too far ahead. Write the year with four digits."))


def _read(day: str, month: str, year: str) -> ImpreciseDate:
    parts = [year.zfill(4)] + [part.zfill(2) for part in (month, day) if part]
    try:
        return ImpreciseDate.parse("-".join(parts))
    except ValueError:
        raise ValidationError(_("There is no such date. Check day, month and year.")) from None
