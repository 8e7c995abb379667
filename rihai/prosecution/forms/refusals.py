"""Forms of a refusal to register and of the steps against it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.seen import SeenForm
from rihai.accounts.models import User
from rihai.cases.forms import set_choices
from rihai.directory.agency_field import AgencyField
from rihai.directory.models import Agency
from rihai.directory.rules import agency_kinds
from rihai.prosecution.facts.facts import RefusalFacts, StepFacts
from rihai.prosecution.forms.bodies import offer_kinds
from rihai.prosecution.forms.days import DayField
from rihai.prosecution.forms.pieces import words
from rihai.prosecution.law.ladder import load_rungs, rung
from rihai.prosecution.models import Refusal, RefusalStep


class RefusalForm(forms.Form):
    on = DayField(label=gettext_lazy("On which day?"))
    officer = forms.TypedChoiceField(
        label=gettext_lazy("Who refused?"),
        help_text=gettext_lazy("The role only, no name."),
        choices=Refusal.Officer.choices,
        coerce=Refusal.Officer,
        widget=forms.RadioSelect,
    )
    ground = forms.TypedChoiceField(
        label=gettext_lazy("What was said?"),
        choices=Refusal.Ground.choices,
        coerce=Refusal.Ground,
        widget=forms.RadioSelect,
    )
    text = words(
        gettext_lazy("The words that were used, and who heard them"),
        help_text=gettext_lazy("Sealed. Words are forgotten by tomorrow, and the magistrate asks for them."),
    )

    def facts(self) -> RefusalFacts:
        return RefusalFacts(**self.cleaned_data)


class RungForm(forms.Form):
    rung = forms.ChoiceField(label=gettext_lazy("Which step was taken?"), widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("On which day?"))
    agency = AgencyField(label=gettext_lazy("To whom?"), required=False)
    text = words(
        gettext_lazy("What was sent, and how"),
        help_text=gettext_lazy("Sealed. For example: letter by post and e-mail, with the receipt."),
    )

    def __init__(self, *args: Any, user: User, station: Agency | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, rung=[(one.code, one.label) for one in load_rungs()])
        # Which step it will be is chosen in the same form: everybody to whom any of them goes, first those of the next.
        kinds = {kind for one in load_rungs() for kind in one.addressed_to}
        offer_kinds(self, "agency", user, kinds, station=station, first=rung(str(self["rung"].value())).addressed_to)

    def facts(self) -> StepFacts:
        return StepFacts(**self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """A letter to the wrong office starts no period: who is chosen fits the step."""
        told = super().clean() or {}
        code, agency = told.get("rung"), told.get("agency")
        if code and agency and agency.kind not in rung(code).addressed_to:
            fit = ", ".join(sorted(_(agency_kinds()[kind].label) for kind in rung(code).addressed_to))
            self.add_error("agency", _("This step goes to another office: %(fit)s.") % {"fit": fit})
        return told


class AnswerForm(SeenForm):
    answer = forms.TypedChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=[(one.value, one.label) for one in RefusalStep.Answer if one is not RefusalStep.Answer.WAITING],
        coerce=RefusalStep.Answer,
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("On which day?"))
    text = words(gettext_lazy("In a few words"), help_text=gettext_lazy("Sealed."))
