"""Forms about what an agency is responsible for, and when somebody is there."""

from datetime import time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.directory.fields import PlaceField
from rihai.directory.models import Agency
from rihai.directory.rules.hours import Span, always, is_always_open, lines_of

ALWAYS: Final = "always"
TIMES: Final = "times"
UNKNOWN: Final = "unknown"
LINES: Final = (1, 2)
DAYS: Final = [(number, name) for number, name in WEEKDAYS.items()]


class AreaForm(forms.Form):
    """A district or State of the list, an area as the police call it, or such an area within a district."""

    place = PlaceField(label=gettext_lazy("District or State"), help_text=gettext_lazy("Such as: Thane, Maharashtra."))
    area = forms.CharField(
        label=gettext_lazy("Area as the agency calls it"),
        help_text=gettext_lazy("Such as: stations Vasai Road to Virar."),
        max_length=120,
        required=False,
    )
    source = forms.CharField(
        label=gettext_lazy("Where do you know this from?"),
        help_text=gettext_lazy("Such as: letter of the unit, 3 May 2026."),
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("place") and not data.get("area"):
            raise ValidationError(_("Write a district or State, or the area as the agency calls it."))
        return data


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _days(label: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        required=False,
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )


class HoursForm(forms.Form):
    """The whole week: day and night, or two lines of days and times, or not known."""

    mark_optional = False

    when = forms.ChoiceField(
        label=gettext_lazy("When is somebody there?"),
        choices=[
            (ALWAYS, gettext_lazy("Day and night, every day")),
            (TIMES, gettext_lazy("On these days and times")),
            (UNKNOWN, gettext_lazy("Not known")),
        ],
        widget=forms.RadioSelect,
    )
    days_1 = _days(gettext_lazy("On which days?"))
    opens_1 = _time(gettext_lazy("From"))
    closes_1 = _time(gettext_lazy("Until"))
    days_2 = _days(gettext_lazy("On other days too?"))
    opens_2 = _time(gettext_lazy("From"))
    closes_2 = _time(gettext_lazy("Until"))

    @classmethod
    def initial_of(cls, agency: Agency) -> dict[str, Any]:
        """Two lines hold nearly every week; a third is not shown and has to be stated anew."""
        spans = [Span(row.weekday, row.opens, row.closes) for row in agency.hours.all()]
        if not spans or is_always_open(spans):
            return {"when": ALWAYS if spans else UNKNOWN}
        groups: dict[tuple[time, time], list[int]] = {}
        for line in lines_of(spans):
            for times in line.spans:
                groups.setdefault(times, []).extend(range(line.first, line.last + 1))
        initial: dict[str, Any] = {"when": TIMES}
        for number, (times, days) in zip(LINES, groups.items(), strict=False):
            initial |= {f"days_{number}": days, f"opens_{number}": times[0], f"closes_{number}": times[1]}
        return initial

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("when") == TIMES:
            for number in LINES:
                self._check_line(number, is_needed=number == 1)
        return data

    def spans(self) -> list[Span]:
        data = self.cleaned_data
        if data["when"] == ALWAYS:
            return always()
        if data["when"] == UNKNOWN:
            return []
        return [
            Span(day, data[f"opens_{number}"], data[f"closes_{number}"])
            for number in LINES
            for day in data[f"days_{number}"]
        ]

    def _check_line(self, number: int, *, is_needed: bool) -> None:
        data = self.cleaned_data
        names = (f"days_{number}", f"opens_{number}", f"closes_{number}")
        given = [data.get(name) not in (None, "", []) for name in names]
        if is_needed or any(given):
            if not given[0]:
                self.add_error(names[0], _("Choose the days."))
            if not all(given[1:]):
                self.add_error(names[1], _("Write from when until when."))
