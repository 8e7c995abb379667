"""The day a report speaks of, and the forms of publishing a figure."""

from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EARLIEST: Final = date(1900, 1, 1)


class AsOfForm(forms.Form):
    mark_optional = False

    as_of = forms.DateField(
        label=gettext_lazy("As known at the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
    )

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Nobody knows yet what will be recorded. Choose today or an earlier day."))
        # Time zones cannot be counted at the beginning of the calendar; nothing was recorded then.
        return max(day, EARLIEST) if day else None

    @property
    def day(self) -> date:
        """The day that was chosen, or today where none was or it cannot be."""
        chosen: date | None = self.cleaned_data.get("as_of") if self.is_valid() else None
        return chosen or timezone.localdate()


class BaseYearForm(forms.Form):
    year = forms.IntegerField(
        label=gettext_lazy("First year that counts"),
        required=False,
        min_value=1950,
        help_text=gettext_lazy("For example 2020. Leave it empty to count from the first record on."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"] or 0
        if year > timezone.localdate().year:
            raise ValidationError(_("Enter this year or an earlier one."))
        return year


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("It is published with the figure. Name no person, no place of a home and no case."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(forms.Form):
    """What is asked of the second person where two figures would tell of a few people."""

    seen = forms.BooleanField(
        label=gettext_lazy("I have looked at the warning, and publishing is right all the same"),
        required=False,
    )

    def __init__(self, *args: object, is_warned: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, passed on unread
        self.fields["seen"].required = is_warned
        self.fields["seen"].error_messages["required"] = _("Look at the warning first, then say that it is right.")
