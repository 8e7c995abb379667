"""What the organisation means by "restrained"."""

from django import forms
from django.utils.translation import gettext_lazy


class MeaningForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What do you call restrained?"),
        max_length=500,
        help_text=gettext_lazy(
            "For example: by an order of a court may no longer go near a survivor, or run a business. About nobody in"
            " particular: everybody who records a legal case reads it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
