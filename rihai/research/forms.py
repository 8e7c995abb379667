"""The day a report speaks of."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AsOfForm(forms.Form):
    mark_optional = False

    as_of = forms.DateField(
        label=gettext_lazy("As known at the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
    )

    def clean_as_of(self) -> object:
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Nobody knows yet what will be recorded. Choose today or an earlier day."))
        return day
