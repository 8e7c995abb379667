"""Why a person is to be erased; yes or no, with the ground; why it is taken back."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.cases.erasing.models import Erasure

G = Erasure.Ground
ERASE: Final = "erase"
REFUSALS: Final = (G.KEEP, G.NEEDED, G.UNSURE, G.COPY)
TAKEN_BACK: Final = (G.CHANGED, G.SLIP)


class AskForm(forms.Form):
    why = forms.TypedChoiceField(
        label=gettext_lazy("Why should everything about this person be erased?"),
        choices=Erasure.Why.choices,
        coerce=Erasure.Why,
        widget=forms.RadioSelect,
    )


class DecideForm(forms.Form):
    """Writing the code takes as long as looking once more."""

    # Its help text says when the code is needed.
    mark_optional = False

    decision = forms.ChoiceField(label=gettext_lazy("Your decision"), widget=forms.RadioSelect)
    code = forms.CharField(
        label=gettext_lazy("Code of the person"),
        help_text=gettext_lazy("Only to erase: write it as it stands at the top of this page."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, code: str, may_erase: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person_code = code
        erase = [(ERASE, _("Erase it for good"))] if may_erase else []
        no = (_("Do not erase, because"), [(one.value, one.label) for one in REFUSALS])
        self.fields["decision"].choices = [*erase, no]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("decision") == ERASE and told.get("code", "").strip().upper() != self.person_code.upper():
            self.add_error("code", _("Write the code of this person as it stands at the top of this page."))
        return told


class TakeBackForm(forms.Form):
    ground = forms.TypedChoiceField(
        label=gettext_lazy("Why do you take it back?"),
        choices=[(one.value, one.label) for one in TAKEN_BACK],
        coerce=Erasure.Ground,
        widget=forms.RadioSelect,
    )
