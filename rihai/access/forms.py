"""Forms of access: breaking glass, and searching the trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.reasons import LONGEST, check_reason
from rihai.accounts.models import User


class BreakGlassForm(forms.Form):
    """Which parts of a record, and why. Only parts that her role may ever open are offered."""

    compartments = forms.MultipleChoiceField(
        label=_("What do you need to open?"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    reason = forms.CharField(
        label=_("Why must you open this now?"),
        help_text=_(
            "At least 10 characters. A colleague reads it within days. "
            "For example: “Taken to hospital; the doctor asks for the blood group.”"
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.value, one.label) for one in Compartment if one in by.compartments - {Compartment.RECORD}]
        self.fields["compartments"].choices = offered  # type: ignore[attr-defined]  # a MultipleChoiceField

    def clean_reason(self) -> str:
        return check_reason(self.cleaned_data["reason"])

    def clean_compartments(self) -> list[Compartment]:
        return [Compartment(one) for one in self.cleaned_data["compartments"]]


class TrailForm(forms.Form):
    """One record or colleague whose events to show, by uid."""

    mark_optional = False
    about = forms.UUIDField(
        label=_("Uid of a record or colleague"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
