"""Forms of a request sheet: what it says, who was asked, what they answered. And of a sighting."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import SMALL, offer_agencies, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.directory.fields import offer_districts
from rihai.directory.models import Agency
from rihai.people.facts import SourceFacts
from rihai.tracing.facts import AnswerFacts, AskedFacts, SheetFacts, SightingFacts
from rihai.tracing.forms.pieces import district, long_text, short_text
from rihai.tracing.models import RequestAnswer, RequestAsked, Sighting
from rihai.tracing.rules import NAME, least_fields, sheet_fields

DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SheetForm(forms.Form):
    """The least that serves is ticked. The name is not, and needs a reason."""

    mark_optional = False

    says = forms.MultipleChoiceField(
        label=gettext_lazy("What may the sheet say?"),
        help_text=gettext_lazy("As little as serves. Whoever reads the sheet must not be able to hunt this person."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )
    name_reason = long_text(
        gettext_lazy("If the name stands on it: why?"), most=1000, required=False, help_text=gettext_lazy("Sealed.")
    )
    note = long_text(
        gettext_lazy("One more sentence on the sheet"),
        most=500,
        required=False,
        help_text=gettext_lazy("For example whom to call. Without any name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, says=[(one.code, _(one.label)) for one in sheet_fields()])
        self.fields["says"].initial = list(least_fields())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if NAME in data.get("says", []) and not data.get("name_reason", "").strip():
            self.add_error("name_reason", _("Say why the name has to stand on the sheet, or take it off."))
        return data

    def facts(self) -> SheetFacts:
        data = self.cleaned_data
        return SheetFacts(tuple(data["says"]), data["note"], data["name_reason"])


class AskedForm(forms.Form):
    agency = AgencyField(label=gettext_lazy("Whom did you ask?"))
    way = forms.TypedChoiceField(
        label=gettext_lazy("How?"), choices=RequestAsked.Way.choices, coerce=RequestAsked.Way, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, "agency", user)

    def prefer(self, agency: Agency) -> None:
        """Asking the same body again."""
        self.initial["agency"] = agency

    def facts(self) -> AskedFacts:
        return AskedFacts(self.cleaned_data["agency"], self.cleaned_data["way"])


class AnswerForm(forms.Form):
    answer = forms.TypedChoiceField(
        label=gettext_lazy("What did they say?"),
        choices=RequestAnswer.Answer.choices,
        coerce=RequestAnswer.Answer,
        widget=forms.RadioSelect,
    )
    answered_on = forms.DateField(label=gettext_lazy("On which day?"), widget=DAY)
    text = long_text(
        gettext_lazy("In a few words, and who answered"),
        most=2000,
        required=False,
        help_text=gettext_lazy("Sealed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = timezone.localdate()

    def facts(self) -> AnswerFacts:
        data = self.cleaned_data
        return AnswerFacts(data["answer"], data["answered_on"], data["text"])


class SightingForm(forms.Form):
    mark_optional = False

    text = long_text(
        gettext_lazy("What was seen?"),
        most=2000,
        rows=3,
        help_text=gettext_lazy("In the words you were told. Sealed."),
        error_messages={"required": gettext_lazy("Write down what was seen, if only in a few words.")},
    )
    certainty = forms.TypedChoiceField(
        label=gettext_lazy("How sure is it?"),
        choices=Sighting.Certainty.choices,
        coerce=Sighting.Certainty,
        widget=forms.RadioSelect,
    )
    seen = ImpreciseDateField(label=gettext_lazy("When?"), required=False)
    place = district(gettext_lazy("In which district?"))
    where = short_text(gettext_lazy("Where exactly?"), most=500)
    source_name = short_text(
        gettext_lazy("Who saw it?"), help_text=gettext_lazy("Sealed apart: colleagues see a code.")
    )
    source_contact = short_text(gettext_lazy("How to reach this witness"))
    is_to_follow = forms.BooleanField(
        label=gettext_lazy("Remind us to follow it up within a day"), required=False, initial=True
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_districts(self, user.organisation.state)

    def facts(self) -> SightingFacts:
        data = self.cleaned_data
        told = data["source_name"] or data["source_contact"]
        source = SourceFacts(name=data["source_name"], contact=data["source_contact"]) if told else None
        return SightingFacts(
            certainty=data["certainty"],
            text=data["text"],
            seen=data["seen"],
            place=data["place"],
            where=data["where"],
            source=source,
            is_to_follow=data["is_to_follow"],
        )
