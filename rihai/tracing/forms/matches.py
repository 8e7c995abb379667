"""Forms about potential matches: what one colleague says, looking again, and what the other organisation is told."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.cases.forms import set_choices
from rihai.tracing.actions.answering import AnswerFacts
from rihai.tracing.actions.deciding import OTHER_FACTS
from rihai.tracing.answer_rules import bases_for
from rihai.tracing.forms.pieces import long_text
from rihai.tracing.forms.telling import WAYS
from rihai.tracing.models.matches import MatchDecision, PotentialMatch, SharedAnswer


class VoiceForm(forms.Form):
    says = forms.TypedChoiceField(
        label=gettext_lazy("Is it the same person?"),
        choices=MatchDecision.Says.choices,
        coerce=MatchDecision.Says,
        widget=forms.RadioSelect,
    )
    reason = long_text(
        gettext_lazy("Why?"),
        most=2000,
        required=False,
        help_text=gettext_lazy("Sealed, and kept. Needed where it is not the same person."),
    )

    # What was recorded of both when the page was opened (`PotentialMatch.state`).
    state = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, match: PotentialMatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.match = match
        self.fields["state"].initial = match.state

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("state") != self.match.state:
            self.add_error(None, str(OTHER_FACTS))
            # What was typed stays, on a page that shows what is recorded now.
            self.data = {name: self.data[name] for name in self.data} | {"state": self.match.state}
        if data.get("says") == MatchDecision.Says.DIFFERENT and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why it is not the same person."))
        return data


class AgainForm(forms.Form):
    reason = long_text(gettext_lazy("What speaks against the decision?"), most=2000)


class AnswerForm(forms.Form):
    says = forms.TypedChoiceField(
        label=gettext_lazy("What are they told?"), coerce=SharedAnswer.Says, widget=forms.RadioSelect
    )
    basis = forms.TypedChoiceField(
        label=gettext_lazy("On which basis?"), coerce=SharedAnswer.Basis, widget=forms.RadioSelect
    )
    paper = forms.CharField(
        label=gettext_lazy("Number or day of that paper"),
        max_length=300,
        help_text=gettext_lazy("Of the order, the request, the agreement or the consent. They read it."),
    )
    asked = forms.ChoiceField(
        label=gettext_lazy("If the person agreed: how did you ask?"),
        choices=[("", gettext_lazy("No consent")), *WAYS],
        required=False,
    )
    how = long_text(gettext_lazy("If the person agreed: when, where, and who was there?"), most=1000, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Whom are they to ask?"),
        max_length=300,
        help_text=gettext_lazy("The committee or desk and its number. Never where the person is. They read it."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days may they read it?"),
        min_value=1,
        max_value=90,
        initial=30,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, match: PotentialMatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [SharedAnswer.Says.COMMITTEE] if match.may_be_child else list(SharedAnswer.Says)
        set_choices(
            self,
            says=[(one.value, one.label) for one in offered],
            basis=[(one.value, one.label) for one in bases_for(match)],
        )
        if match.may_be_child:
            del self.fields["asked"], self.fields["how"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("basis") == SharedAnswer.Basis.CONSENT:
            if not data.get("asked"):
                self.add_error("asked", _("Say how you asked the person."))
            if not data.get("how", "").strip():
                self.add_error("how", _("Write down when and how you asked, and who was there."))
        return data

    def clean_contact(self) -> str:
        text = str(self.cleaned_data["contact"]).strip()
        if not text:
            raise ValidationError(_("Name the committee or the desk they are to ask."))
        return text

    def facts(self) -> AnswerFacts:
        return AnswerFacts(**self.cleaned_data)
