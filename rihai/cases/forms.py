"""Forms of a case. They give facts; the actions decide and record."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.facts import EventFacts, ScreeningFacts
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.kinds import SET_BY_ACTIONS, EventKind
from rihai.cases.models import Case, MovementStage, Participant, TraffickingStatus
from rihai.cases.workflow import CASE, Status
from rihai.directory.fields import PlaceField
from rihai.directory.models import Agency
from rihai.lib.codelists import choices
from rihai.people.models import YesNoUnknown

SCREENING: Final = ("rihai.cases", "exploitation.yaml")
SMALL: Final = {"class": "govuk-checkboxes--small"}
INLINE: Final = {"class": "govuk-radios--inline govuk-radios--small"}


class WishForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What does she or he want now?"),
        help_text=gettext_lazy(
            "In the person's own words. It replaces what stands here; the earlier wish stays on the timeline."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_call = forms.ChoiceField(
        label=gettext_lazy("May we call?"), choices=YesNoUnknown.choices, widget=forms.RadioSelect(attrs=INLINE)
    )


class EventForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What happened?"))
    on = ImpreciseDateField(label=gettext_lazy("When?"), required=False)
    movement = forms.ChoiceField(
        label=gettext_lazy("Part of the chain of movements?"), choices=MovementStage.choices, required=False
    )
    place = PlaceField(label=gettext_lazy("District"), max_length=120)
    where = forms.CharField(label=gettext_lazy("Where exactly? (sealed)"), max_length=500, required=False)
    text = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Sealed. This is not a statement: write what is needed to help, no more."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    compartment = forms.ChoiceField(label=gettext_lazy("Who may read it?"))

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [(kind.value, kind.label) for kind in EventKind if kind not in SET_BY_ACTIONS]
        _offer(self, "kind", [("", gettext_lazy("Choose")), *kinds])
        _offer(self, "compartment", compartments_of(user))

    def facts(self) -> EventFacts:
        data = self.cleaned_data
        return EventFacts(
            kind=EventKind(data["kind"]),
            on=data["on"],
            text=data["text"],
            where=data["where"],
            movement=MovementStage(data["movement"]),
            place=data["place"],
            compartment=Compartment(data["compartment"]),
        )


class NoteForm(forms.Form):
    body = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Sealed and kept as written. To correct it, write another note."),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    compartment = forms.ChoiceField(label=gettext_lazy("Who may read it?"))

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _offer(self, "compartment", compartments_of(user))


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(label=gettext_lazy("Who works with her or him?"), queryset=User.objects.none())

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer_colleagues(self, "to", user, Permission.CASE_WORK)


class ParticipantForm(forms.Form):
    part = forms.ChoiceField(label=gettext_lazy("In which part?"), choices=Participant.Part.choices)
    user = forms.ModelChoiceField(label=gettext_lazy("A colleague here"), queryset=User.objects.none(), required=False)
    agency = forms.ModelChoiceField(
        label=gettext_lazy("Or a body outside"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=gettext_lazy("It is named on the case and is shown nothing."),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer_colleagues(self, "user", user, Permission.NOTE_WRITE)
        agency = self.fields["agency"]
        if isinstance(agency, forms.ModelChoiceField):
            agency.queryset = Agency.objects.exclude(pk=user.organisation_id)
            agency.label_from_instance = lambda one: one.name  # type: ignore[method-assign,assignment]

    def clean(self) -> dict[str, object]:
        data: dict[str, object] = super().clean() or {}
        if bool(data.get("user")) == bool(data.get("agency")):
            raise ValidationError(_("Choose a colleague or a body outside, one of the two."))
        return data


class ScreeningForm(forms.Form):
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("What was done (act)?"), required=False, widget=forms.CheckboxSelectMultiple(attrs=SMALL)
    )
    means = forms.MultipleChoiceField(
        label=gettext_lazy("How (means)?"),
        help_text=gettext_lazy("For a child no means is needed."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )
    types_of_exploitation = forms.MultipleChoiceField(
        label=gettext_lazy("For what purpose (exploitation)?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("What do you conclude?"), choices=TraffickingStatus.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, key in (("acts", "acts"), ("means", "means"), ("types_of_exploitation", "types")):
            _offer(self, name, choices(*SCREENING, key))

    def screening(self) -> ScreeningFacts:
        data = self.cleaned_data
        return ScreeningFacts(tuple(data["acts"]), tuple(data["means"]), tuple(data["types_of_exploitation"]))


class StatusForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("New status"), widget=forms.RadioSelect)

    def __init__(self, *args: object, case: Case, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        steps = [to for to in Status if CASE.may(case.status, to) and to not in (Status.CLOSED, Status.CLOSED_REFERRED)]
        _offer(self, "to", [(to.value, to.label) for to in steps])


class ClosingForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why should this case be closed?"),
        help_text=gettext_lazy(
            "A second person reads this and agrees, or the case goes on. Time alone never closes a case."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def compartments_of(user: User) -> list[tuple[str, str]]:
    """The compartments of a case that this role may write into."""
    of_cases = (Compartment.RECORD, Compartment.COUNSELLING, Compartment.MEDICAL, Compartment.LEGAL_PRIVILEGE)
    return [(str(one), str(one.label)) for one in of_cases if one in user.compartments]


def offer_colleagues(form: forms.Form, name: str, user: User, permission: Permission) -> None:
    field = form.fields[name]
    able = [one.pk for one in User.objects.visible_to(user).active() if one.has(permission)]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = User.objects.filter(pk__in=able)


def _offer(form: forms.Form, name: str, options: list[tuple[str, object]] | list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = options  # type: ignore[assignment]  # lazy texts are labels too
