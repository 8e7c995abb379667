"""Forms of a case. They give facts; the actions decide and record."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES, Role
from rihai.cases.facts import EventFacts, ScreeningFacts
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.kinds import SET_BY_ACTIONS, EventKind
from rihai.cases.labels import screening_choices
from rihai.cases.models import Case, MovementStage, Participant, TraffickingStatus
from rihai.cases.rules import NOT_KNOWN_YET
from rihai.cases.workflow import CASE, CLOSED, Status
from rihai.directory.agency_field import AgencyField
from rihai.directory.fields import PlaceField, offer_districts
from rihai.directory.models import Agency, Place
from rihai.directory.selectors import words_on_left_out
from rihai.people.models import YesNoUnknown

SMALL: Final = {"class": "govuk-checkboxes--small"}
INLINE: Final = {"class": "govuk-radios--inline"}
CHOOSE: Final = ("", gettext_lazy("Choose"))
# The compartments of a case, said as who may read what is written into them.
READERS: Final[dict[Compartment, Promise]] = {
    Compartment.RECORD: gettext_lazy("Everybody who works on this case"),
    Compartment.COUNSELLING: gettext_lazy("Only counsellors on this case"),
    Compartment.MEDICAL: gettext_lazy("Only those who look after health"),
    Compartment.LEGAL_PRIVILEGE: gettext_lazy("Only lawyers on this case"),
}


class WishForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What does this person want now?"),
        help_text=gettext_lazy(
            "In the person's own words. It replaces what stands here; the earlier wish stays on the timeline."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_call = forms.ChoiceField(
        label=gettext_lazy("May we call?"), choices=YesNoUnknown.choices, widget=forms.RadioSelect(attrs=INLINE)
    )
    # The wish that stood there when the page was opened (`Case.wish_version`).
    seen = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def show_again(self, seen: str) -> None:
        """Keep what was typed, and take it for written on the wish that stands there now."""
        # Not unpacked: what a request sends would unpack to lists.
        self.data = {name: self.data[name] for name in self.data} | {"seen": seen}


class ReadersField(forms.ChoiceField):
    """Who may read what is written: only what the writer's own role may read is offered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=gettext_lazy("Who may read it?"), initial=Compartment.RECORD, **options)

    def offer(self, user: User) -> None:
        self.choices = [(str(one), words) for one, words in READERS.items() if one in user.compartments]
        if len(self.choices) == 1:
            self.widget = forms.HiddenInput()

    def clean(self, value: Any) -> Compartment:
        return Compartment(super().clean(value))


class EventForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"), error_messages={"required": gettext_lazy("Choose what fits best.")}
    )
    on = ImpreciseDateField(label=gettext_lazy("When?"), required=False)
    text = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Sealed. This is not a statement: write what is needed to help, no more."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    movement = forms.ChoiceField(
        label=gettext_lazy("Was this person moved?"),
        help_text=gettext_lazy("If so, it becomes a station of the chain of movements."),
        choices=MovementStage.choices,
        required=False,
    )
    place = PlaceField(label=gettext_lazy("District"), max_length=120)
    where = forms.CharField(
        label=gettext_lazy("Where exactly?"), help_text=gettext_lazy("Sealed."), max_length=500, required=False
    )
    compartment = ReadersField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in EventKind if kind not in SET_BY_ACTIONS]
        set_choices(self, kind=[CHOOSE, *kinds])
        offer_districts(self, user.organisation.state)
        offer_readers(self, user)

    def facts(self) -> EventFacts:
        data = self.cleaned_data
        return EventFacts(
            kind=EventKind(data["kind"]),
            on=data["on"],
            text=data["text"],
            where=data["where"],
            movement=MovementStage(data["movement"]),
            place=data["place"],
            compartment=data["compartment"],
        )


class CorrectionForm(forms.Form):
    """A note that corrects another: it is read by those who read the first."""

    body = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Sealed and kept as written. To correct it, write another note."),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class NoteForm(CorrectionForm):
    compartment = ReadersField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_readers(self, user)


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=gettext_lazy("Who works with this person?"),
        help_text=gettext_lazy("Whoever worked on it before can open it no longer."),
        queryset=User.objects.none(),
        empty_label=CHOOSE[1],
    )

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_colleagues(self, "to", user, Permission.CASE_WORK, but=case.case_owner)


class ParticipantForm(forms.Form):
    part = forms.ChoiceField(label=gettext_lazy("In which part?"))
    user = forms.ModelChoiceField(
        label=gettext_lazy("A colleague here"),
        queryset=User.objects.none(),
        empty_label=CHOOSE[1],
        required=False,
    )
    agency = AgencyField(
        label=gettext_lazy("Or a body outside"),
        required=False,
        help_text=gettext_lazy("It is named on the case and is shown nothing."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(one.value, one.label) for one in Participant.Part if one != Participant.Part.FINDER]
        set_choices(self, part=[CHOOSE, *parts])
        offer_colleagues(self, "user", user, Permission.NOTE_WRITE)
        offer_agencies(self, "agency", user)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("user")) == bool(data.get("agency")) and not self.errors:
            raise ValidationError(_("Choose a colleague or a body outside, one of the two."))
        return data


class ScreeningFields(forms.Form):
    """Act, means, purpose: the same questions wherever somebody is screened."""

    mark_optional = False

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
        help_text=gettext_lazy("Several may apply. If it is not clear, choose “Not known yet”."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {"acts": "acts", "means": "means", "types_of_exploitation": "types"}
        set_choices(self, **{name: screening_choices(key) for name, key in lists.items()})

    def clean_types_of_exploitation(self) -> list[str]:
        types: list[str] = self.cleaned_data["types_of_exploitation"]
        if NOT_KNOWN_YET in types and len(types) > 1:
            raise ValidationError(_("Choose either “Not known yet” or the kinds that are known."))
        return types

    def screening(self) -> ScreeningFacts:
        data = self.cleaned_data
        return ScreeningFacts(tuple(data["acts"]), tuple(data["means"]), tuple(data["types_of_exploitation"]))


class ScreeningForm(ScreeningFields):
    status = forms.TypedChoiceField(
        label=gettext_lazy("What do you conclude?"),
        choices=TraffickingStatus.choices,
        coerce=TraffickingStatus,
        widget=forms.RadioSelect,
    )


class StatusForm(forms.Form):
    to = forms.TypedChoiceField(label=gettext_lazy("New status"), coerce=Status, widget=forms.RadioSelect)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [to for to in Status if CASE.may(case.status, to) and to not in CLOSED]
        set_choices(self, to=[(to.value, to.label) for to in steps])


class ClosingForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why should this case be closed?"),
        help_text=gettext_lazy(
            "A second person reads this and agrees, or the case goes on. Time alone never closes a case."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    closing_as = forms.TypedChoiceField(label=gettext_lazy("How does it end?"), coerce=Status, widget=forms.RadioSelect)
    ask = forms.ModelChoiceField(
        label=gettext_lazy("Whom do you ask?"),
        help_text=gettext_lazy("Until the decision this colleague can read the case, not the names."),
        queryset=User.objects.none(),
        empty_label=CHOOSE[1],
    )

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, closing_as=[(to.value, to.label) for to in CLOSED if CASE.may(case.status, to)])
        offer_colleagues(self, "ask", user, Permission.CASE_CLOSE, but=user)


def offer_readers(form: forms.Form, user: User) -> None:
    field = form.fields["compartment"]
    if isinstance(field, ReadersField):
        field.offer(user)


def offer_colleagues(
    form: forms.Form, name: str, user: User, permission: Permission, *, but: User | None = None
) -> None:
    """Colleagues whose role has the permission, asked once for all roles and not for each colleague."""
    field = form.fields[name]
    able = User.objects.visible_to(user).active().holding(roles_with(permission))
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = able.exclude(pk=but.pk) if but else able
        field.widget.choices = Names(field)


class Names:
    """Of hundreds of colleagues only the names are read, and only where the list is drawn."""

    def __init__(self, field: "forms.ModelChoiceField[User]") -> None:
        self.field = field

    def __iter__(self) -> Iterator[tuple[object, object]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        people = self.field.queryset
        yield from people.values_list("pk", "display_name") if people is not None else ()


def roles_with(permission: Permission) -> list[Role]:
    return [role for role, about in ROLES.items() if permission in about.permissions]


def offer_agencies(form: forms.Form, name: str, user: User, *, near: Place | None = None) -> None:
    field = form.fields[name]
    if isinstance(field, AgencyField):
        field.offer(Agency.objects.routable(user.organisation_id).exclude(pk=user.organisation_id), near=near)
        field.help_text = f"{field.help_text} {words_on_left_out(user)}".strip()


def set_choices(form: forms.Form, **lists: Any) -> None:
    """Set the choices of fields whose codes come from data files or depend on who asks."""
    for name, options in lists.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = options
