"""Forms of a day in court: planning it, making the survivor familiar with it, how it went."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.seen import SeenForm
from rihai.accounts.models import User
from rihai.cases.forms import INLINE, offer_agencies, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.lib.codelists import load_list
from rihai.people.models import YesNoUnknown
from rihai.prosecution.facts import HearingFacts, OutcomeFacts
from rihai.prosecution.models import Hearing

MOMENT: Final = "%Y-%m-%dT%H:%M"


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[MOMENT], **options)


def preparation_items() -> list[tuple[str, str]]:
    """What each item is called, and what it means."""
    rows = load_list("rihai.prosecution", "court_preparation.yaml", "items")
    return [(_(one.label), _(one.hint)) for one in rows]


class HearingForm(forms.Form):
    at = moment(gettext_lazy("When?"))
    purpose = forms.TypedChoiceField(
        label=gettext_lazy("What for?"),
        choices=Hearing.Purpose.choices,
        coerce=Hearing.Purpose,
        widget=forms.RadioSelect,
    )
    court = AgencyField(label=gettext_lazy("Before which court?"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, "court", user)

    def facts(self) -> HearingFacts:
        return HearingFacts(**self.cleaned_data)


class PreparationForm(SeenForm):
    mark_optional = False

    prepared = forms.MultipleChoiceField(
        label=gettext_lazy("What has been done?"),
        help_text=gettext_lazy("Make the survivor familiar with the court. Never practise what to say."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    video_wish = forms.ChoiceField(
        label=gettext_lazy("Does the survivor wish to speak by video link?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs=INLINE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = load_list("rihai.prosecution", "court_preparation.yaml", "items")
        set_choices(self, prepared=[(one.code, _(one.label)) for one in rows])


class OutcomeForm(SeenForm):
    outcome = forms.TypedChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=Hearing.Outcome.choices,
        coerce=Hearing.Outcome,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If it was adjourned: why?"),
        choices=[("", gettext_lazy("It was not adjourned")), *Hearing.Reason.choices],
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Sealed. Facts of the procedure only: nothing of what the survivor said."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_at = moment(gettext_lazy("Next date"), required=False)

    def facts(self) -> OutcomeFacts:
        return OutcomeFacts(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})
