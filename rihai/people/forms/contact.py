"""The form of how somebody wants to be reached. Sealed values are never filled in beforehand."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.people.facts import ContactFacts
from rihai.people.forms.identity import INLINE, phone_of
from rihai.people.models import ContactSafety, YesNoUnknown
from rihai.people.selectors.page import CHANNEL_LABELS


class ContactForm(forms.Form):
    """How she wants to be reached, as she says herself. What is sealed and left empty stays as it is."""

    wants_contact = forms.ChoiceField(
        label=gettext_lazy("Does this person want to be contacted?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("How?"),
        choices=list(CHANNEL_LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hours_from = forms.TimeField(
        label=gettext_lazy("From what time of day?"),
        help_text=gettext_lazy("By the clock of our office. 22:00 until 06:00 means at night."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"}, format="%H:%M"),
    )
    hours_until = forms.TimeField(
        label=gettext_lazy("Until what time?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"}, format="%H:%M"),
    )
    number = forms.CharField(
        label=gettext_lazy("Number"),
        help_text=gettext_lazy(
            "Leave it empty to keep the one we have. A new number counts once this person confirms it."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel", "autocomplete": "off"}),
    )
    remove_number = forms.BooleanField(label=gettext_lazy("Remove the number we have"), required=False)
    who_may_answer = forms.CharField(
        label=gettext_lazy("Who else may answer this phone?"), max_length=500, required=False
    )
    code_word = forms.CharField(
        label=gettext_lazy("Code word"),
        help_text=gettext_lazy("A word this person says if it is safe to talk."),
        max_length=100,
        required=False,
    )
    if_another_answers = forms.CharField(
        label=gettext_lazy("What do we say if another answers?"),
        help_text=gettext_lazy("Something harmless that was agreed, such as asking for a tailor's shop."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None, *, safety: ContactSafety | None, country: str) -> None:
        super().__init__(data, initial=self.initial_of(safety))
        self.country = country
        if safety is None or safety.number is None:
            del self.fields["remove_number"]
            self.fields["number"].help_text = _("It counts once this person confirms it.")

    @staticmethod
    def initial_of(safety: ContactSafety | None) -> dict[str, object]:
        """What is not sealed, as it is now."""
        if safety is None:
            return {}
        channels = {"call": safety.by_call, "sms": safety.by_sms, "chat": safety.by_chat}
        return {
            "wants_contact": safety.wants_contact,
            "channels": [channel for channel, is_chosen in channels.items() if is_chosen],
            "hours_from": safety.hours_from,
            "hours_until": safety.hours_until,
        }

    def clean_number(self) -> str:
        return phone_of(self.cleaned_data["number"], self.country)

    def clean(self) -> None:
        data = self.cleaned_data
        begin, end = data.get("hours_from"), data.get("hours_until")
        if (begin is None) != (end is None):
            self.add_error("hours_until", _("Write both hours, or none."))
        elif begin is not None and begin == end:
            self.add_error("hours_until", _("Both hours are the same. For the whole day write 00:00 until 23:59."))
        if data.get("number") and data.get("remove_number"):
            self.add_error("number", _("Write a new number or remove the old one, not both."))
        if data.get("wants_contact") == YesNoUnknown.YES and not data.get("channels"):
            self.add_error("channels", _("Choose at least one way in which this person wants to be reached."))

    def facts(self) -> ContactFacts:
        data = self.cleaned_data
        return ContactFacts(
            wants_contact=YesNoUnknown(data["wants_contact"]),
            by_call="call" in data["channels"],
            by_sms="sms" in data["channels"],
            by_chat="chat" in data["channels"],
            hours_from=data["hours_from"],
            hours_until=data["hours_until"],
            number="" if data.get("remove_number") else data["number"] or None,
            who_may_answer=data["who_may_answer"] or None,
            code_word=data["code_word"] or None,
            if_another_answers=data["if_another_answers"] or None,
        )
