"""Forms of a lead: a fact in five taps, a decoy at police request, the judgement."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.models import MovementStage
from rihai.directory.agency_field import AgencyField
from rihai.directory.fields import PlaceField, offer_districts
from rihai.lib.precision import ImpreciseDate
from rihai.people.facts import SourceFacts
from rihai.people.models import Source
from rihai.rescue.facts import DecoyFacts, LeadFacts
from rihai.rescue.forms.pieces import (
    INLINE,
    Choices,
    codes,
    long_text,
    police,
    set_choices,
)
from rihai.rescue.models import Inquiry, Lead

NEW: Final = "new:"
MOST_SOURCES: Final = 20
NAME_OF_KNOWN: Final = _(
    "You chose a source that is known already and wrote a name beside it. Remove the name, or choose somebody new."
)
ASKED: Final = (("yes", _("Yes, a named officer has asked")), ("no", _("No")))


class FactForm(forms.Form):
    """What every lead has: words, day, place, station."""

    text = long_text(_("What did you learn?"), most=5000, rows=4, help_text=_("One fact at a time. Sealed."))
    on = ImpreciseDateField(label=_("When was it?"), required=False)
    where = forms.CharField(
        label=_("Where exactly?"),
        help_text=_("Sealed apart: only those who work on it read it."),
        max_length=500,
        required=False,
    )
    place = PlaceField(label=_("District"), max_length=120)
    movement = forms.ChoiceField(label=_("Is it a station of the journey?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, movement=[(value, label) for value, label in MovementStage.choices])
        self.fields["on"].initial = ImpreciseDate(timezone.localdate())

    def lead_facts(self, kind: Lead.Kind, **more: Any) -> LeadFacts:
        data = self.cleaned_data
        return LeadFacts(
            kind=kind,
            text=data["text"],
            on=data["on"],
            where=data["where"],
            place=data["place"],
            movement=MovementStage(data["movement"]),
            **more,
        )


class LeadForm(FactForm):
    """Five taps: the words, the kind, the source, save. All else is folded away."""

    kind = forms.ChoiceField(label=_("What kind of lead is it?"), widget=forms.RadioSelect)
    source = forms.ChoiceField(label=_("Who or what do we know it from?"), required=False)
    source_name = forms.CharField(
        label=_("Name of a new source"),
        help_text=_("Leave empty to keep the source anonymous. Sealed apart: colleagues see a code."),
        max_length=200,
        required=False,
    )
    reliability = forms.ChoiceField(label=_("How reliable is the source?"), required=False)
    credibility = forms.ChoiceField(label=_("How likely is this piece of information?"), required=False)

    field_order = ("text", "kind", "source")

    def __init__(self, *args: Any, inquiry: Inquiry, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, label) for value, label in Lead.Kind.choices if value != Lead.Kind.DECOY]
        reliability = "rihai.people", "reliability.yaml"
        set_choices(
            self,
            kind=kinds,
            source=_sources(inquiry, user),
            reliability=[(code.upper(), label) for code, label in codes(*reliability, "source_grades")],
            credibility=codes(*reliability, "information_grades"),
        )
        offer_districts(self, user.organisation.state)
        self.fields["kind"].initial = Lead.Kind.INFORMATION
        self.fields["reliability"].initial, self.fields["credibility"].initial = "F", "6"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = data.get("source", "")
        if data.get("source_name") and chosen and not chosen.startswith(NEW):
            self.add_error("source_name", NAME_OF_KNOWN)
        return data

    @property
    def new_source(self) -> SourceFacts | None:
        """Somebody not known here yet. A name alone is enough: its kind is then not stated."""
        chosen, name = self.cleaned_data["source"], self.cleaned_data["source_name"]
        if not chosen.startswith(NEW) and (chosen or not name):
            return None
        return SourceFacts(
            kind=chosen.removeprefix(NEW) or "not_stated",
            reliability=self.cleaned_data["reliability"] or "F",
            name=name,
        )

    @property
    def known_source(self) -> Source | None:
        chosen = self.cleaned_data["source"]
        return None if not chosen or chosen.startswith(NEW) else Source.objects.get(code=chosen)

    def facts(self, source: Source | None) -> LeadFacts:
        data = self.cleaned_data
        return self.lead_facts(
            Lead.Kind(data["kind"]),
            source=source,
            reliability=data["reliability"] or "F",
            credibility=data["credibility"] or "6",
        )


class DecoyForm(FactForm):
    """A decoy begins with the question whether police asked for it; without that it ends there too."""

    # All of the request is needed if there was one: "optional" would say something else.
    mark_optional = False

    asked = forms.ChoiceField(
        label=_("Have the police asked for a decoy?"), choices=ASKED, widget=forms.RadioSelect(attrs=INLINE)
    )
    agency = AgencyField(label=_("Which unit asked?"), required=False)
    officer = forms.CharField(label=_("Name of the officer who asked"), max_length=200, required=False)
    requested_on = forms.DateField(
        label=_("Day of the request"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
    )
    safety_plan = long_text(
        _("Safety plan"),
        most=5000,
        required=False,
        help_text=_("Who waits where, the signal for danger, the way out, when you check in."),
    )
    goes_accompanied = forms.BooleanField(
        label=_("Two go together, and nobody is ever left alone with a child"), required=False
    )

    field_order = ("asked", "agency", "officer", "requested_on", "safety_plan", "goes_accompanied", "text")

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What did the decoy show?")
        offer_districts(self, inquiry.organisation.state)
        agency = self.fields["agency"]
        if isinstance(agency, AgencyField):
            agency.offer(police(inquiry.organisation_id), near=inquiry.place)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("asked") == "yes":
            for name, words in REQUEST_NEEDS.items():
                if not data.get(name):
                    self.add_error(name, words)
        return data

    def facts(self) -> LeadFacts:
        return self.lead_facts(Lead.Kind.DECOY)

    def request(self) -> DecoyFacts | None:
        data = self.cleaned_data
        if data["asked"] != "yes":
            return None
        return DecoyFacts(
            agency=data["agency"],
            officer=data["officer"],
            requested_on=data["requested_on"],
            safety_plan=data["safety_plan"],
            goes_accompanied=data["goes_accompanied"],
        )


class JudgeForm(forms.Form):
    standing = forms.ChoiceField(label=_("What is it worth?"), choices=Lead.Standing.choices, widget=forms.RadioSelect)
    basis = long_text(
        _("How do you know?"),
        most=2000,
        help_text=_("What was checked, and with whom. A second source that does not know the first counts most."),
    )


REQUEST_NEEDS: Final = {
    "agency": _("Choose the police unit that asked."),
    "officer": _("Write down the name of the officer who asked."),
    "requested_on": _("Enter the day on which the officer asked."),
    "safety_plan": _("Write down the safety plan: who waits where, the signal, the way out."),
    "goes_accompanied": _("Nobody goes alone, and nobody is ever left alone with a child. Plan a second person."),
}


def _sources(inquiry: Inquiry, user: User) -> Choices:
    """Sources of this inquiry, then the latest she knows, then kinds of new ones. By code: who it is stays sealed."""
    labels = dict(codes("rihai.people", "reliability.yaml", "source_kinds"))
    here = Source.objects.filter(pk__in=inquiry.leads.exclude(source=None).values("source"))
    known = Source.objects.visible_to(user).exclude(pk__in=here).order_by("-created_at")[:MOST_SOURCES]
    groups: list[Any] = [("", _("Not stated"))]
    for heading, rows in ((_("Known in this inquiry"), here), (_("Known from elsewhere"), known)):
        listed = [(row.code, f"{row.code} · {labels.get(row.kind, _('kind not stated'))}") for row in rows]
        if listed:
            groups.append((heading, listed))
    groups.append((_("Somebody new"), [(f"{NEW}{code}", label) for code, label in labels.items()]))
    return groups
