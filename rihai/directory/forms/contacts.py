"""Forms about how an agency is reached: a proposed contact, and the call to the old number."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.directory.facts import CallFacts, ContactFacts
from rihai.directory.models import AgencyContact, CallBack
from rihai.directory.rules import contact_roles
from rihai.lib.phone import PhoneError, parse_phone

# Numbers such as 112 or 1098: an agency may well be reached by one.
SHORT_NUMBER: Final = re.compile(r"[0-9]{3,6}")
Channel = AgencyContact.Channel
Result = CallBack.Result


def tidy_phone(text: str) -> str:
    """One written form, or a ValidationError that says what is wrong."""
    tidy = text.replace(" ", "").replace("-", "")
    if SHORT_NUMBER.fullmatch(tidy):
        return tidy
    try:
        return parse_phone(text)
    except PhoneError:
        raise ValidationError(_("This is no telephone number. Write its code too, such as +91 22 1234 5678.")) from None


class ContactForm(forms.Form):
    """A number or address by role."""

    role = forms.ChoiceField(label=gettext_lazy("Whom does it reach?"))
    channel = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Channel.choices, widget=forms.RadioSelect)
    value = forms.CharField(
        label=gettext_lazy("Number or address"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    is_personal = forms.BooleanField(
        label=gettext_lazy("It is somebody's own number or address, not the office's"),
        help_text=gettext_lazy("Then it is sealed, and shown to few people of your organisation only."),
        required=False,
    )

    def __init__(self, *args: Any, may_be_personal: bool, replaces: AgencyContact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(code, _(entry.label)) for code, entry in contact_roles().items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["channel"].initial = Channel.PHONE
        if replaces is not None:
            self._keep_kind_of(replaces)
        elif not may_be_personal:
            del self.fields["is_personal"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        value = data.get("value")
        if value:
            try:
                data["value"] = tidy_phone(value) if data.get("channel") == Channel.PHONE else _email(value)
            except ValidationError as error:
                self.add_error("value", error)
        return data

    def facts(self) -> ContactFacts:
        data = self.cleaned_data
        return ContactFacts(
            role=data["role"],
            channel=Channel(data["channel"]),
            value=data["value"],
            is_personal=bool(data.get("is_personal")),
        )

    def _keep_kind_of(self, contact: AgencyContact) -> None:
        """A change has another value only; everything else stays as it is."""
        for name, value in (
            ("role", contact.role),
            ("channel", contact.channel),
            ("is_personal", contact.is_personal),
        ):
            self.fields[name].initial = value
            self.fields[name].disabled = True
            self.fields[name].widget = forms.HiddenInput()


class CallBackForm(forms.Form):
    """What came of the call to the number known so far."""

    result = forms.ChoiceField(
        label=gettext_lazy("What came of the call to the old number?"),
        choices=Result.choices,
        widget=forms.RadioSelect,
    )
    checked = forms.ChoiceField(
        label=gettext_lazy("How else was it made sure?"),
        help_text=gettext_lazy("Needed if the old number does not answer, or if there was none."),
        choices=[("", gettext_lazy("Not made sure in another way")), *CallBack.Checked.choices],
        required=False,
    )

    def __init__(self, *args: Any, has_old_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in Result if (one == Result.NO_NUMBER) != has_old_number]
        self.fields["result"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["result"].initial = None if has_old_number else Result.NO_NUMBER

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("result") == Result.NO_NUMBER and not data.get("checked"):
            self.add_error("checked", _("Without an old number, say how else it was made sure."))
        return data

    def facts(self) -> CallFacts:
        checked = self.cleaned_data["checked"]
        return CallFacts(Result(self.cleaned_data["result"]), CallBack.Checked(checked) if checked else "")


def _email(text: str) -> str:
    validate_email(text)
    return text
