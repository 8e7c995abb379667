"""The form that withdraws a court paper: why."""

from django import forms
from django.utils.translation import gettext_lazy


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What was wrong?"),
        max_length=1000,
        help_text=gettext_lazy("Sealed, on the timeline. For example: it is about another accused."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
