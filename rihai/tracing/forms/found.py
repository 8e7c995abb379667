"""The one short page on which a home, a hospital or a railway post records somebody who was brought there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.fields import check_year
from rihai.directory.fields import offer_districts
from rihai.lib.precision import AgeCertainty
from rihai.tracing.facts import FoundFacts
from rihai.tracing.forms.pieces import WhoForm, district, long_text, short_text
from rihai.tracing.models import FoundRecord

CERTAINTY = {"paper": AgeCertainty.DOCUMENTED, "said": AgeCertainty.STATED}
TEXTS = ("where", "description", "guardian", "village", "marks", "clothing")


class FoundForm(WhoForm):
    """Sex, age, where and when are needed; everything else may stay empty."""

    mark_optional = False

    kind = forms.TypedChoiceField(
        label=gettext_lazy("Where is this person?"), coerce=FoundRecord.Kind, widget=forms.RadioSelect
    )
    found_at = forms.DateTimeField(
        label=gettext_lazy("Since when?"),
        validators=[check_year],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    estimated_by = forms.ChoiceField(
        label=gettext_lazy("Who says the age?"), required=False, initial=FoundRecord.EstimatedBy.STAFF
    )
    cannot_say_name = forms.BooleanField(label=gettext_lazy("Cannot or does not say a name"), required=False)
    place = district(gettext_lazy("In which district was this person found?"))
    where = short_text(gettext_lazy("Where exactly was this person found?"), most=500)
    guardian = short_text(gettext_lazy("Name of father, mother or husband, as said"))
    village = short_text(gettext_lazy("Village or place of home, as said"))
    marks = long_text(gettext_lazy("Marks"), most=1000, required=False)
    clothing = long_text(gettext_lazy("Clothing and what was carried"), most=1000, required=False)
    description = long_text(gettext_lazy("Anything else that helps to know this person"), most=2000, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_districts(self, user.organisation.state)
        kind, estimate = self.fields["kind"], self.fields["estimated_by"]
        if isinstance(kind, forms.ChoiceField) and isinstance(estimate, forms.ChoiceField):
            kind.choices, estimate.choices = FoundRecord.Kind.choices, FoundRecord.EstimatedBy.choices
        for name, words in (("sex", _("Choose the sex.")), ("age", _("Write an age, if only a guess."))):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
        self.fields["found_at"].initial = timezone.localtime().replace(second=0, microsecond=0)

    def clean_found_at(self) -> Any:
        moment = self.cleaned_data["found_at"]
        if moment > timezone.now():
            raise ValidationError(_("This time lies in the future. Enter when it really happened."))
        return moment

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("cannot_say_name") and data.get("name"):
            self.add_error("name", _("A name stands here, and the box says there is none. Take one of them away."))
        return data

    def facts(self) -> FoundFacts:
        data = self.cleaned_data
        certainty = CERTAINTY.get(data["estimated_by"], AgeCertainty.ESTIMATED)
        return FoundFacts(
            person=self.who(timezone.localdate(data["found_at"]), certainty),
            kind=data["kind"],
            found_at=data["found_at"],
            place=data["place"],
            estimated_by=data["estimated_by"],
            cannot_say_name=data["cannot_say_name"],
            **{name: data[name] for name in TEXTS},
        )
