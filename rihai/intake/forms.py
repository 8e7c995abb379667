"""Forms of an alert: what came in, whom it is about, and the decision on it. They give facts, never records."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.facts import ScreeningFacts
from rihai.cases.fields import ImpreciseDateField
from rihai.directory.fields import PlaceField
from rihai.directory.models import Agency
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.rules import FILE
from rihai.lib.codelists import choices
from rihai.lib.precision import AgeCertainty
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts, SourceFacts
from rihai.people.models import YesNoUnknown

SCREENING: Final = ("rihai.cases", "exploitation.yaml")
OLDEST: Final = 110
INLINE: Final = {"class": "govuk-radios--inline govuk-radios--small"}
SMALL: Final = {"class": "govuk-checkboxes--small"}


def _codes(key: str) -> list[tuple[str, str]]:
    """Choices of a list of this package, with "not stated" left for the loader of published accounts."""
    return [(code, label) for code, label in choices(*FILE, key) if code != "not_stated"]


class AlertForm(forms.Form):
    """Under two minutes: only what happened, how it came and its kind are asked for; everything else may follow."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of alert is it?"))
    channel = forms.ChoiceField(label=gettext_lazy("How did it reach us?"))
    danger_now = forms.ChoiceField(
        label=gettext_lazy("Is somebody in danger right now?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    what = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("In the words you were told. It is sealed when you save."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = PlaceField(label=gettext_lazy("District"), max_length=120)
    where = forms.CharField(
        label=gettext_lazy("Where exactly?"),
        help_text=gettext_lazy("Street, building, landmark, village. Sealed."),
        max_length=500,
        required=False,
    )
    happened = ImpreciseDateField(label=gettext_lazy("When did it happen?"), required=False)
    who = forms.CharField(
        label=gettext_lazy("Who is it about?"),
        help_text=gettext_lazy(
            "Descriptions, relations, suspected people. Names of those who may need help go below. Sealed."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    people_expected = forms.IntegerField(
        label=gettext_lazy("How many people may need help?"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    sign_of_exploitation = forms.ChoiceField(
        label=gettext_lazy("Is there a sign of exploitation?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    signs = forms.MultipleChoiceField(
        label=gettext_lazy("Which signs?"), required=False, widget=forms.CheckboxSelectMultiple(attrs=SMALL)
    )
    source_kind = forms.ChoiceField(label=gettext_lazy("Who told us?"), required=False)
    source_reliability = forms.ChoiceField(label=gettext_lazy("How reliable is this source?"), required=False)
    source_name = forms.CharField(
        label=gettext_lazy("Name of the source"),
        help_text=gettext_lazy("Leave empty for an anonymous tip. Sealed apart: colleagues see a code."),
        max_length=200,
        required=False,
    )
    source_contact = forms.CharField(label=gettext_lazy("How to reach the source"), max_length=200, required=False)

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        empty = ("", gettext_lazy("Choose"))
        lists = {"kind": [empty, *_codes("kinds")], "channel": [empty, *_codes("channels")], "signs": _codes("signs")}
        lists["source_kind"] = choices("rihai.people", "reliability.yaml", "source_kinds")
        lists["source_reliability"] = [
            (code.upper(), label) for code, label in choices("rihai.people", "reliability.yaml", "source_grades")
        ]
        for name, options in lists.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options
        self.fields["source_kind"].initial = "not_stated"
        self.fields["source_reliability"].initial = "F"
        place = self.fields["place"]
        if isinstance(place, PlaceField):
            place.offer_districts_of(user.organisation.state)

    def facts(self, people: tuple[AlertPersonFacts, ...]) -> AlertFacts:
        data = self.cleaned_data
        told = data["source_name"] or data["source_contact"] or data["source_kind"] != "not_stated"
        source = SourceFacts(
            kind=data["source_kind"] or "not_stated",
            reliability=data["source_reliability"] or "F",
            name=data["source_name"],
            contact=data["source_contact"],
        )
        return AlertFacts(
            kind=data["kind"],
            channel=data["channel"],
            what=data["what"],
            where=data["where"],
            who=data["who"],
            place=data["place"],
            happened=data["happened"],
            people=people,
            people_expected=data["people_expected"],
            danger_now=YesNoUnknown(data["danger_now"]),
            sign_of_exploitation=YesNoUnknown(data["sign_of_exploitation"]),
            signs=tuple(data["signs"]),
            source=source if told else None,
        )


class AlertPersonForm(forms.Form):
    """Somebody who may need help. An empty row is no person; a row without a name is one whose name is not known."""

    name = forms.CharField(label=gettext_lazy("Name, in any script"), max_length=200, required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    age = forms.IntegerField(
        label=gettext_lazy("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    age_certainty = forms.ChoiceField(label=gettext_lazy("How is the age known?"), required=False)
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("What was done (act)?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )
    means = forms.MultipleChoiceField(
        label=gettext_lazy("How (means)?"),
        help_text=gettext_lazy("For a child no means is needed."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )
    types_of_exploitation = forms.MultipleChoiceField(
        label=gettext_lazy("For what purpose (exploitation)?"),
        help_text=gettext_lazy("Several may apply. If it is not clear, choose “not known yet”."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        certainties = [pair for pair in choices("rihai.people", "sex.yaml", "age_certainties") if pair[0] != "unknown"]
        lists = {
            "sex": [
                ("", gettext_lazy("Not stated")),
                *_without_not_stated(choices("rihai.people", "sex.yaml", "sexes")),
            ],
            "age_certainty": certainties,
            "acts": choices(*SCREENING, "acts"),
            "means": choices(*SCREENING, "means"),
            "types_of_exploitation": choices(*SCREENING, "types"),
        }
        for name, options in lists.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options
        self.fields["age_certainty"].initial = AgeCertainty.STATED

    def clean_types_of_exploitation(self) -> list[str]:
        types: list[str] = self.cleaned_data["types_of_exploitation"]
        if "not_known_yet" in types and len(types) > 1:
            raise ValidationError(_("Choose either “not known yet” or the kinds that are known."))
        return types

    @property
    def is_empty(self) -> bool:
        """The preset certainty alone is not a person."""
        return not any(value for name, value in self.cleaned_data.items() if name != "age_certainty")

    def facts(self) -> AlertPersonFacts:
        data = self.cleaned_data
        birth = None
        if data["age"] is not None:
            certainty = AgeCertainty(data["age_certainty"] or AgeCertainty.STATED)
            birth = BirthFacts.aged(data["age"], timezone.localdate(), certainty)
        names = (NameFacts(data["name"]),) if data["name"] else ()
        screening = ScreeningFacts(tuple(data["acts"]), tuple(data["means"]), tuple(data["types_of_exploitation"]))
        return AlertPersonFacts(PersonFacts(sex=data["sex"] or "not_stated", birth=birth, names=names), screening)


AlertPersonFormSet = forms.formset_factory(AlertPersonForm, extra=1, max_num=20, absolute_max=20)


class TriageForm(forms.Form):
    """The first decision: accept with a priority, refer, or dismiss with a reason."""

    decision = forms.ChoiceField(label=gettext_lazy("What do we do?"), widget=forms.RadioSelect)
    priority = forms.ChoiceField(label=gettext_lazy("How urgent is it?"), required=False, widget=forms.RadioSelect)
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Who follows it up?"),
        queryset=User.objects.none(),
        required=False,
        help_text=gettext_lazy("If you accept. Leave empty to take it yourself."),
    )
    dismissal = forms.ChoiceField(label=gettext_lazy("Why is no response needed?"), required=False)
    referral = forms.ChoiceField(label=gettext_lazy("Why does another body respond?"), required=False)
    refer_to = forms.ModelChoiceField(label=gettext_lazy("Which body?"), queryset=Agency.objects.none(), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Your reason, in a sentence"),
        help_text=gettext_lazy("Kept sealed with the alert, so that the decision can be understood later."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        empty = ("", gettext_lazy("Choose"))
        lists = {
            "decision": choices(*FILE, "triage_outcomes"),
            "priority": choices(*FILE, "priorities"),
            "dismissal": [empty, *choices(*FILE, "dismissal_reasons")],
            "referral": [empty, *choices(*FILE, "referral_reasons")],
        }
        for name, options in lists.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options
        colleagues = [one.pk for one in User.objects.visible_to(user).active() if one.has(Permission.INQUIRY_WORK)]
        officer, agency = self.fields["officer"], self.fields["refer_to"]
        if isinstance(officer, forms.ModelChoiceField) and isinstance(agency, forms.ModelChoiceField):
            officer.queryset = User.objects.filter(pk__in=colleagues)
            agency.queryset = Agency.objects.exclude(pk=user.organisation_id)
            officer.label_from_instance = agency.label_from_instance = str

    def clean(self) -> dict[str, object]:
        data: dict[str, object] = super().clean() or {}
        needed = {
            "accept": [("priority", _("Choose how urgent it is."))],
            "dismiss": [("dismissal", _("Choose why no response is needed."))],
            "refer": [
                ("referral", _("Choose why another body responds.")),
                ("refer_to", _("Choose the body that responds.")),
                ("priority", _("Choose how urgent it is.")),
            ],
        }
        for name, words in needed.get(str(data.get("decision")), []):
            if not data.get(name):
                self.add_error(name, words)
        return data


def _without_not_stated(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != "not_stated"]
