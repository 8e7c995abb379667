"""Forms about evidence: a file, a paper of the case or a thing; passing it on; handing several over together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.files.forms import FilesField
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.documents.models import Document
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import CHOOSE, offer_agencies, offer_colleagues, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.offences.evidence.facts import HandOverFacts, Hands, ItemFacts, ReceiptFacts
from rihai.offences.evidence.models import CustodyStep, EvidenceItem

To = CustodyStep.To
NUMBER: Final = RegexValidator(
    r"^[\w\-/. ]*\d[\w\-/. ]*$", gettext_lazy("Give the number that stands on it: digits, letters, - and /.")
)
MINUTE: Final = "%Y-%m-%dT%H:%M"
# What can be held in the hand only; a picture of it is a picture.
THINGS: Final = (EvidenceItem.Kind.DEVICE, EvidenceItem.Kind.CLOTHING, EvidenceItem.Kind.MONEY)
KINDS_OF_FILES: Final = [one for one in EvidenceItem.Kind.choices if one[0] not in THINGS]


def line(label: Any, length: int, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, required=False, widget=widget, **options)


def words(label: Any, length: int, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


def kind_field(kinds: Sequence[tuple[Any, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=gettext_lazy("What kind of evidence is it?"), coerce=EvidenceItem.Kind, choices=[CHOOSE, *kinds]
    )


class MomentField(forms.DateTimeField):
    """A moment that has come already; now, if nothing else is said."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE)

    def __init__(self, **options: Any) -> None:
        super().__init__(initial=timezone.now, **options)

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment is not None and moment > timezone.now():
            raise ValidationError(_("This moment is still to come. Say when it was."))
        return moment


class ItemForm(forms.Form):
    """What is asked of every item."""

    kind = kind_field(EvidenceItem.Kind.choices)
    what = words(
        gettext_lazy("What is it?"),
        2000,
        help_text=gettext_lazy("Sealed. What one sees, hears or reads; nothing that was said in counselling."),
    )
    found_by = line(gettext_lazy("Who found it?"), 200, help_text=gettext_lazy("Sealed."))
    found_on = ImpreciseDateField(label=gettext_lazy("When was it found?"), required=False)
    where = line(gettext_lazy("Where was it found?"), 500, help_text=gettext_lazy("Sealed."))
    how = words(gettext_lazy("How was it found?"), 2000, required=False, help_text=gettext_lazy("Sealed."))

    def facts(self, **more: Any) -> ItemFacts:
        names = ("kind", "what", "found_by", "found_on", "where", "how", "device", "seal_number", "shows_who")
        return ItemFacts(**{name: self.cleaned_data[name] for name in names if name in self.fields}, **more)


class FileItemForm(ItemForm):
    kind = kind_field(KINDS_OF_FILES)
    chosen = FilesField()
    device = line(
        gettext_lazy("Which device made or kept it?"),
        500,
        help_text=gettext_lazy(
            "Sealed. Make, model, number, whose it is, and whether it worked: the certificate asks."
        ),
    )
    shows_who = forms.BooleanField(
        label=gettext_lazy("It shows who somebody is: a face, a name, an identity paper"),
        required=False,
        help_text=gettext_lazy("Then it opens for those alone who may know the name."),
    )
    field_order = ("chosen", "kind", "what", "shows_who")


class PaperItemForm(ItemForm):
    kind = kind_field(KINDS_OF_FILES)
    document = forms.ModelChoiceField(
        label=gettext_lazy("Which paper of the case?"),
        queryset=Document.objects.none(),
        empty_label=CHOOSE[1],
        help_text=gettext_lazy("Papers of counselling and of lawyers are never evidence and do not stand here."),
    )
    device = FileItemForm.base_fields["device"]
    field_order = ("document", "kind", "what")

    def __init__(self, *args: Any, papers: list[tuple[Document, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Document.objects.filter(pk__in=[one.pk for one, _title in papers])
            field.widget.choices = [CHOOSE, *((str(one.pk), title) for one, title in papers)]


class HandsFields(forms.Form):
    to = forms.TypedChoiceField(label=gettext_lazy("Who has it?"), coerce=To, widget=forms.RadioSelect)
    user = forms.ModelChoiceField(
        label=gettext_lazy("Which colleague?"), queryset=User.objects.none(), required=False, empty_label=CHOOSE[1]
    )
    agency = AgencyField(label=gettext_lazy("Which body?"), required=False)
    words = line(
        gettext_lazy("Which place, or who of the body?"),
        200,
        help_text=gettext_lazy("Sealed. For example: steel cupboard 2; or rank and name of the officer."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, to=[(one.value, one.label) for one in To if one is not To.VAULT])
        offer_colleagues(self, "user", user, Permission.EVIDENCE_RECORD)
        offer_agencies(self, "agency", user)
        self.fields["user"].initial = user.pk

    def hands(self) -> Hands:
        data = self.cleaned_data
        return Hands(data["to"], data["user"], data["agency"], data["words"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asked = {To.COLLEAGUE: "user", To.PLACE: "words", To.AGENCY: "agency"}.get(data.get("to", ""))
        if asked and not data.get(asked) and asked not in self.errors:
            self.add_error(asked, _("Say this too, so that the chain has no gap."))
        return data


class ThingItemForm(HandsFields, ItemForm):
    since = MomentField(label=gettext_lazy("Since when?"))
    seal_number = line(
        gettext_lazy("Number of its seal"),
        80,
        validators=[NUMBER],
        help_text=gettext_lazy("As it stands on the bag or envelope. It stands on receipts."),
    )
    field_order = (
        "kind", "what", "found_by", "found_on", "where", "how", "seal_number", "to", "user", "agency", "words", "since",
    )  # fmt: skip

    def facts(self, **more: Any) -> ItemFacts:
        return super().facts(hands=self.hands(), since=self.cleaned_data["since"], **more)


class HandOverForm(HandsFields):
    after = forms.UUIDField(widget=forms.HiddenInput)
    at = MomentField(label=gettext_lazy("When?"))
    why = line(gettext_lazy("Why?"), 500, help_text=gettext_lazy("Sealed."))
    seal = line(
        gettext_lazy("How is the seal?"), 200, help_text=gettext_lazy("Sealed. For example: whole, number compared.")
    )
    receipt_number = line(gettext_lazy("Number of the receipt"), 80)
    field_order = ("after", "to", "user", "agency", "words", "at", "why", "seal", "receipt_number")

    def __init__(self, *args: Any, is_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = gettext_lazy("Who gets it?")
        if is_file:
            set_choices(self, to=[(To.AGENCY.value, To.AGENCY.label)])
            self.initial["to"] = To.AGENCY
            for name in ("user", "seal"):
                self.fields[name].widget = forms.HiddenInput()

    def facts(self) -> HandOverFacts:
        data = self.cleaned_data
        told = {name: data[name] for name in ("after", "at", "why", "seal", "receipt_number")}
        return HandOverFacts(hands=self.hands(), **told)


class ReceiptForm(forms.Form):
    steps = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What is handed over?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Of a file a copy is handed over; the original stays sealed here."),
    )
    agency = AgencyField(label=gettext_lazy("To which body?"))
    taken_by = line(
        gettext_lazy("Who takes it?"), 200, help_text=gettext_lazy("Rank and name, as on the receipt. Sealed.")
    )
    at = MomentField(label=gettext_lazy("When?"))
    their_number = line(gettext_lazy("Number of the FIR, or of their receipt or diary entry"), 80, validators=[NUMBER])
    why = line(gettext_lazy("Why?"), 500, help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, user: User, at_hand: list[tuple[CustodyStep, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, steps=[(str(step.pk), title) for step, title in at_hand])
        offer_agencies(self, "agency", user)
        self.by_value = {str(step.pk): step.pk for step, _title in at_hand}

    def facts(self) -> ReceiptFacts:
        data = dict(self.cleaned_data)
        return ReceiptFacts(steps=tuple(self.by_value[one] for one in data.pop("steps")), **data)
