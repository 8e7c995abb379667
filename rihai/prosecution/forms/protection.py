"""Forms of threats and of the application for witness protection."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import CHOOSE, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.lib.codelists import load_list
from rihai.prosecution.facts.protection_facts import ProtectionFacts, ThreatFacts
from rihai.prosecution.forms.bodies import AUTHORITIES, PROTECTORS, offer_bodies
from rihai.prosecution.forms.days import AnyDayField, DayField
from rihai.prosecution.forms.pieces import words
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, ProtectionApplication, Threat
from rihai.prosecution.models.about_survivor import IS_OF_NOW
from rihai.prosecution.rights.survivors import known_survivors


def listed(key: str) -> list[tuple[str, str]]:
    return [(one.code, _(one.label)) for one in load_list("rihai.prosecution", "protection.yaml", key)]


class ThreatForm(forms.Form):
    severity = forms.TypedChoiceField(
        label=gettext_lazy("How grave is it?"),
        choices=Threat.Severity.choices,
        coerce=Threat.Severity,
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("On which day?"))
    kind = forms.TypedChoiceField(
        label=gettext_lazy("What was it?"), choices=[CHOOSE, *Threat.Kind.choices], coerce=Threat.Kind
    )
    towards = forms.TypedChoiceField(
        label=gettext_lazy("Whom did it meet?"), choices=[CHOOSE, *Threat.Towards.choices], coerce=Threat.Towards
    )
    origin = forms.TypedChoiceField(
        label=gettext_lazy("Where did it come from?"), choices=[CHOOSE, *Threat.Origin.choices], coerce=Threat.Origin
    )
    channel = forms.TypedChoiceField(
        label=gettext_lazy("How?"), choices=[CHOOSE, *Threat.Channel.choices], coerce=Threat.Channel
    )
    text = words(
        gettext_lazy("The words that were used, and who heard them"),
        help_text=gettext_lazy("Sealed. No address, and not where anybody lives: whoever works on this can read it."),
    )

    survivor = forms.ChoiceField(
        label=gettext_lazy("Which survivor did it meet, or whose family?"),
        required=False,
        help_text=gettext_lazy("Only who accompanies her, and the lawyers, read the words."),
    )

    def __init__(self, *args: Any, survivors: Sequence[LegalCaseSurvivor], is_shared: bool, **kwargs: Any) -> None:
        """`survivors`: those whom this user knows; `is_shared`: the legal case is about several."""
        super().__init__(*args, **kwargs)
        nobody = gettext_lazy("None of them, or not known")
        self._survivors = offer_survivors(self, survivors, is_asked=is_shared, nobody=nobody)

    def facts(self) -> ThreatFacts:
        survivor = self._survivors.get(self.cleaned_data.get("survivor", ""))
        return ThreatFacts(**{**self.cleaned_data, "survivor": survivor})


def offer_survivors(
    form: forms.Form, survivors: Sequence[LegalCaseSurvivor], *, is_asked: bool, nobody: Any
) -> dict[str, LegalCaseSurvivor]:
    """By what the form says."""
    known = {str(one.pk): one for one in survivors}
    if not is_asked:
        del form.fields["survivor"]
        return {}
    named = [(key, f"{one.case.person.pseudonym} {one.case.person.code}") for key, one in known.items()]
    set_choices(form, survivor=[("", nobody), *named])
    return known


class ThreatAnswerForm(forms.Form):
    done = forms.MultipleChoiceField(
        label=gettext_lazy("What was done?"),
        help_text=gettext_lazy("Ask first what whoever was threatened wishes."),
        widget=forms.CheckboxSelectMultiple,
    )
    text = words(gettext_lazy("In a few words"), help_text=gettext_lazy("Sealed. No address."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, done=listed("answers"))


class ApplicationFields(forms.Form):
    """What is known on the day of the application."""

    applied_on = DayField(label=gettext_lazy("Applied on"))
    authority = AgencyField(label=gettext_lazy("To which authority?"), required=False)
    interim = forms.TypedChoiceField(
        label=gettext_lazy("Protection until the decision"),
        choices=ProtectionApplication.Interim.choices,
        coerce=ProtectionApplication.Interim,
        initial=ProtectionApplication.Interim.NOT_ASKED,
    )
    note = words(
        gettext_lazy("Reason of a refusal, or what else matters"),
        help_text=gettext_lazy("Sealed. No address, and not where anybody lives."),
    )
    survivor = forms.ChoiceField(
        label=gettext_lazy("Whom does it protect?"),
        required=False,
        help_text=gettext_lazy(
            "Of a survivor only who accompanies her, and the lawyers, see it; else the lawyers, and who recorded it."
        ),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        legal_case: LegalCase,
        keep: UUID | None = None,
        is_fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        """`is_fixed`: whom it protects stays, and nobody is asked: she was taken out since, or is not known here."""
        super().__init__(*args, **kwargs)
        station = legal_case.station
        offer_bodies(self, "authority", user, AUTHORITIES, keep=keep, station=station, likely=PROTECTORS)
        nobody = gettext_lazy("Another witness, or not known")
        known = known_survivors(legal_case, user)
        self._survivors = offer_survivors(self, known, is_asked=not is_fixed, nobody=nobody)
        if len(self._survivors) == 1:
            self.fields["survivor"].initial = next(iter(self._survivors))

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "survivor": self._survivors.get(self.cleaned_data.get("survivor", ""))}


class ApplicationForm(ApplicationFields):
    """A new application names the threats that it is about."""

    threats = forms.MultipleChoiceField(
        label=gettext_lazy("Because of which threats?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("threats", "survivor")

    def __init__(self, *args: Any, user: User, legal_case: LegalCase, **kwargs: Any) -> None:
        super().__init__(*args, user=user, legal_case=legal_case, **kwargs)
        rows = legal_case.threats.filter(IS_OF_NOW, application=None)
        self._threats = {str(one.pk): one for one in rows.order_by("-happened_on")}
        told = [
            (key, f"{one.get_kind_display()}, {date_format(one.happened_on)}") for key, one in self._threats.items()
        ]
        if not told:
            # None is written down, or each belongs to an application already: a question without an answer.
            del self.fields["threats"]
            return
        set_choices(self, threats=told)
        self.fields["threats"].initial = list(self._threats)
        if not any(one.towards in Threat.OF_HERS for one in self._threats.values()):
            self.fields["survivor"].initial = ""

    def facts(self) -> ProtectionFacts:
        return ProtectionFacts(**{name: value for name, value in self.told().items() if name != "threats"})

    def chosen(self) -> list[Threat]:
        return [self._threats[key] for key in self.cleaned_data.get("threats", ())]


class ProtectionForm(ApplicationFields):
    """The application as it stands today; what is not known yet stays empty."""

    report_called_on = DayField(label=gettext_lazy("Threat report of the police called for on"), required=False)
    report_received_on = DayField(label=gettext_lazy("Threat report received on"), required=False)
    category = forms.ChoiceField(
        label=gettext_lazy("Category in the report"),
        choices=[("", gettext_lazy("Not known yet")), *ProtectionApplication.Category.choices],
        required=False,
    )
    order = forms.TypedChoiceField(
        label=gettext_lazy("What was ordered?"),
        choices=ProtectionApplication.Order.choices,
        coerce=ProtectionApplication.Order,
        initial=ProtectionApplication.Order.WAITING,
    )
    ordered_on = DayField(label=gettext_lazy("Ordered on"), required=False)
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Measures in the order"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    review_on = AnyDayField(label=gettext_lazy("To be looked at again on"), required=False)
    field_order = (
        "survivor",
        "applied_on",
        "authority",
        "interim",
        "report_called_on",
        "report_received_on",
        "category",
        "order",
        "ordered_on",
        "measures",
        "review_on",
        "note",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, measures=listed("measures"))

    def facts(self) -> ProtectionFacts:
        return ProtectionFacts(**{**self.told(), "measures": tuple(self.cleaned_data["measures"])})
