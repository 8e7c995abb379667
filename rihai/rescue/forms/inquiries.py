"""Forms of an inquiry: opening, the people sought, who works on it, closing."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.directory.fields import PlaceField
from rihai.lib.precision import AgeCertainty
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts
from rihai.rescue.forms.pieces import (
    AGE,
    OLDEST,
    ColleagueField,
    codes,
    colleagues,
    long_text,
    set_choices,
)
from rihai.rescue.models import Inquiry, Priority


class SoughtForm(forms.Form):
    """Somebody, as far as known. The name is sealed; everybody sees a code and a pseudonym."""

    name = forms.CharField(label=_("Name, in any script"), max_length=200, required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    age = forms.IntegerField(
        label=_("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs=AGE),
    )
    age_certainty = forms.ChoiceField(label=_("How is the age known?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        certainties = codes("rihai.people", "sex.yaml", "age_certainties")
        set_choices(
            self,
            sex=codes("rihai.people", "sex.yaml", "sexes", empty=_("Not stated")),
            age_certainty=[pair for pair in certainties if pair[0] != AgeCertainty.UNKNOWN],
        )
        self.fields["age_certainty"].initial = AgeCertainty.STATED

    def sought(self, on: date | None = None) -> PersonFacts:
        """Who it is, with the age as it was on that day: today unless another day is given."""
        data = self.cleaned_data
        birth = None
        if data["age"] is not None:
            certainty = AgeCertainty(data["age_certainty"] or AgeCertainty.STATED)
            birth = BirthFacts.aged(data["age"], on or timezone.localdate(), certainty)
        names = (NameFacts(data["name"]),) if data["name"] else ()
        return PersonFacts(sex=data["sex"] or "not_stated", birth=birth, names=names)


class InquiryForm(SoughtForm):
    """An inquiry that begins without an alert of its own. Whom it is about may follow later."""

    summary = long_text(
        _("What is to be found out?"), most=5000, rows=4, help_text=_("In your words. It is sealed when you save.")
    )
    place = PlaceField(label=_("District"), max_length=120)
    officer = ColleagueField(label=_("Who works on it?"))

    field_order = ("summary", "place", "officer", "name", "sex", "age", "age_certainty")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = colleagues(user, Permission.INQUIRY_WORK)
        officer, place = self.fields["officer"], self.fields["place"]
        if isinstance(officer, ColleagueField) and isinstance(place, PlaceField):
            officer.offer(officers)
            officer.initial = user.pk if user in officers else None
            place.offer_districts_of(user.organisation.state)

    @property
    def names_somebody(self) -> bool:
        return any(self.cleaned_data.get(name) not in (None, "") for name in ("name", "sex", "age"))


class SummaryForm(forms.Form):
    summary = long_text(_("What is to be found out?"), most=5000, rows=6)
    place = PlaceField(label=_("District"), max_length=120)


class AssignForm(forms.Form):
    officer = ColleagueField(
        label=_("Who works on it now?"), help_text=_("Whoever worked on it before loses access at once.")
    )

    def __init__(self, *args: Any, user: User, may_choose: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = self.fields["officer"]
        if isinstance(officer, ColleagueField):
            officer.offer(colleagues(user, Permission.INQUIRY_WORK) if may_choose else [user])


class PriorityForm(forms.Form):
    priority = forms.TypedChoiceField(
        label=_("How urgent is it now?"),
        choices=Priority.choices,
        coerce=lambda value: Priority(int(value)),
        widget=forms.RadioSelect,
    )
    reason = long_text(
        _("Why is it more or less urgent?"),
        most=2000,
        help_text=_("What has changed, or what was not known. It is sealed and stays readable."),
    )


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Inquiry.Outcome.choices, widget=forms.RadioSelect)
    reason = long_text(
        _("Why is it closed?"),
        most=2000,
        help_text=_("A false alarm or a free choice is a good end too: say how you know. Sealed."),
    )
