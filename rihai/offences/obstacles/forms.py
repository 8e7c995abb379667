"""Forms about obstacles."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import CHOOSE, offer_agencies
from rihai.cases.models import Case
from rihai.directory.agency_field import AgencyField
from rihai.offences.evidence.forms import line, words
from rihai.offences.obstacles.facts import ObstacleFacts, TurnFacts
from rihai.offences.obstacles.models import Obstacle, ObstacleStep


class PastDayField(forms.DateField):
    """One day, not in the future."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Give the day on which it happened."))
        return day


class ObstacleForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=gettext_lazy("What happened?"), coerce=Obstacle.Kind, choices=[CHOOSE, *Obstacle.Kind.choices]
    )
    bearer = forms.TypedChoiceField(
        label=gettext_lazy("By whom?"),
        help_text=gettext_lazy("The kind of body only, no name."),
        coerce=Obstacle.Bearer,
        choices=[CHOOSE, *Obstacle.Bearer.choices],
    )
    agency = AgencyField(label=gettext_lazy("Which one?"), required=False)
    on = ImpreciseDateField(label=gettext_lazy("When?"), required=False)
    amount = forms.IntegerField(
        label=gettext_lazy("How much money was asked for or taken?"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
    )
    text = words(
        gettext_lazy("What was said and done, and who heard or saw it?"),
        5000,
        help_text=gettext_lazy("Sealed. Facts only: it may be read before a court."),
    )
    officer = line(
        gettext_lazy("Name or number of the person"),
        200,
        help_text=gettext_lazy("Sealed. It stands in no list and in no figure."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, "agency", user)

    def facts(self, case: Case | None) -> ObstacleFacts:
        return ObstacleFacts(**self.cleaned_data, case=case)


class TurnForm(forms.Form):
    to = forms.TypedChoiceField(
        label=gettext_lazy("To whom did you turn?"),
        coerce=ObstacleStep.To,
        choices=ObstacleStep.To.choices,
        widget=forms.RadioSelect,
    )
    agency = AgencyField(label=gettext_lazy("Which body?"), required=False)
    on = PastDayField(label=gettext_lazy("On which day?"))
    text = words(gettext_lazy("What was sent, and how"), 2000, required=False, help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, "agency", user)

    def facts(self) -> TurnFacts:
        return TurnFacts(**self.cleaned_data)


class TurnAnswerForm(forms.Form):
    answer = forms.TypedChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=[(one.value, one.label) for one in ObstacleStep.Answer if one is not ObstacleStep.Answer.WAITING],
        coerce=ObstacleStep.Answer,
        widget=forms.RadioSelect,
    )
    on = PastDayField(label=gettext_lazy("On which day?"))
    text = words(gettext_lazy("In a few words"), 2000, required=False, help_text=gettext_lazy("Sealed."))


class ReasonForm(forms.Form):
    reason = forms.TypedChoiceField(
        label=gettext_lazy("What does the body itself say?"),
        help_text=gettext_lazy("It stands beside every figure that counts this."),
        choices=[(one.value, one.label) for one in Obstacle.Reason if one is not Obstacle.Reason.NOT_ASKED],
        coerce=Obstacle.Reason,
        widget=forms.RadioSelect,
    )
    on = PastDayField(label=gettext_lazy("On which day?"))
    text = words(gettext_lazy("In its own words"), 2000, required=False, help_text=gettext_lazy("Sealed."))
