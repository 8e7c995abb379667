"""Forms about what the reporter is told, about a photo, and about somebody who may have been trafficked again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.files.forms import FilesField
from rihai.cases.forms import set_choices
from rihai.people.models import ContactSafety, Person
from rihai.people.rules import CHANNELS, may_contact
from rihai.tracing.actions import IN_PERSON
from rihai.tracing.forms.pieces import long_text
from rihai.tracing.models import AgainProposal, PhotoKind
from rihai.tracing.rules import SENTENCES

WAYS = (
    (IN_PERSON, gettext_lazy("Face to face, alone with the person")),
    ("call", gettext_lazy("By telephone")),
    ("sms", gettext_lazy("By SMS")),
    ("chat", gettext_lazy("By chat")),
)


class ConsentForm(forms.Form):
    sentence = long_text(
        gettext_lazy("The very words the person agreed to"),
        most=500,
        help_text=gettext_lazy("Read them out, and write them as the person wants them. Nothing else is ever told."),
    )
    asked = forms.ChoiceField(label=gettext_lazy("How did you ask?"), choices=WAYS, widget=forms.RadioSelect)
    how = long_text(gettext_lazy("When, where, and who was there?"), most=1000)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.offered = person, SENTENCES

    def clean_asked(self) -> str:
        """Whoever was reached by telephone had to be allowed to be reached."""
        way = str(self.cleaned_data["asked"])
        for channel in CHANNELS:
            if channel == way:
                safety = ContactSafety.objects.filter(person=self.person).first()
                answer = may_contact(safety, channel=channel, at=timezone.now())
                if not answer.allowed:
                    raise ValidationError(answer.words)
        return way


class ProgressForm(forms.Form):
    words = long_text(
        gettext_lazy("What did you tell the reporter?"),
        most=1000,
        help_text=gettext_lazy("Only what we do to search. Never a place, a lead or what another body said."),
    )


class PhotoForm(forms.Form):
    chosen = FilesField()
    kind = forms.TypedChoiceField(
        label=gettext_lazy("What does it show?"),
        choices=PhotoKind.choices,
        coerce=PhotoKind,
        widget=forms.RadioSelect,
    )

    def clean_chosen(self) -> Any:
        files = self.cleaned_data["chosen"]
        if len(files) != 1:
            raise ValidationError(_("Choose one photo. Only one is kept at a time."))
        return files


class AgainForm(forms.Form):
    decision = forms.TypedChoiceField(
        label=gettext_lazy("What do you decide?"), coerce=AgainProposal.Decision, widget=forms.RadioSelect
    )
    reason = long_text(gettext_lazy("Why? In a sentence"), most=2000, help_text=gettext_lazy("Sealed, and kept."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decided = [one for one in AgainProposal.Decision if one != AgainProposal.Decision.OPEN]
        set_choices(self, decision=[(one.value, one.label) for one in decided])
