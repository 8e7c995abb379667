"""Forms of a question to a lawyer, of its answer, and of legal aid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.directory.agency_field import AgencyField
from rihai.prosecution.forms.bodies import LEGAL_AID, offer_bodies
from rihai.prosecution.forms.days import DayField
from rihai.prosecution.forms.looked_at import LookedAtForm
from rihai.prosecution.forms.pieces import words
from rihai.prosecution.models import LegalAid, LegalQuestion


class QuestionForm(LookedAtForm):
    topic = forms.TypedChoiceField(
        label=_("What is it about?"),
        choices=LegalQuestion.Topic.choices,
        coerce=LegalQuestion.Topic,
        widget=forms.RadioSelect,
    )
    urgency = forms.TypedChoiceField(
        label=_("When do you need the answer?"),
        choices=LegalQuestion.Urgency.choices,
        coerce=LegalQuestion.Urgency,
        initial=LegalQuestion.Urgency.NORMAL,
        widget=forms.RadioSelect,
    )
    question = forms.CharField(
        label=_("Your question"),
        help_text=_("Sealed between you and the lawyers. No name is needed, and nothing from counselling."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("topic", "urgency", "question")}


class AnswerQuestionForm(LookedAtForm):
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Sealed. In plain words: whoever asked may read it to the survivor."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class AidForm(forms.Form):
    authority = forms.TypedChoiceField(
        label=_("Which authority was asked?"),
        choices=LegalAid.Authority.choices,
        coerce=LegalAid.Authority,
        widget=forms.RadioSelect,
    )
    agency = AgencyField(label=_("Its office"), required=False)
    on = DayField(label=_("On which day?"))
    note = words(_("How it was asked, and what was handed in"), help_text=_("Sealed."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "agency", user, LEGAL_AID)


class AidAnswerForm(forms.Form):
    answer = forms.TypedChoiceField(
        label=_("What came of it?"),
        choices=[(one.value, one.label) for one in LegalAid.Answer if one is not LegalAid.Answer.WAITING],
        coerce=LegalAid.Answer,
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("On which day?"))
    lawyer = forms.CharField(
        label=_("Which lawyer was named, and how to reach the lawyer"),
        help_text=_("Sealed."),
        max_length=300,
        required=False,
    )
    note = words(_("In a few words"), help_text=_("Sealed."))
