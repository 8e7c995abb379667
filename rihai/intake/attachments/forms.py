"""The form that adds files to an alert."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.compartments import Compartment
from rihai.access.files.forms import FilesField
from rihai.accounts.models import User
from rihai.intake.attachments.actions import AttachmentFacts
from rihai.intake.attachments.models import AttachmentKind

# Said as who may read it. A screenshot often shows who told us.
READERS: Final[dict[Compartment, Promise]] = {
    Compartment.RECORD: gettext_lazy("Everybody who works on this alert"),
    Compartment.SOURCE: gettext_lazy("Only those who may know who told us"),
}


class AttachmentForm(forms.Form):
    chosen = FilesField()
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=[("", gettext_lazy("Choose")), *AttachmentKind.choices]
    )
    title = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy(
            "Only those who may read the file see this. For example: “Offer of work, with a number”."
        ),
        max_length=190,
    )
    compartment = forms.ChoiceField(
        label=gettext_lazy("Who may read it?"),
        initial=Compartment.RECORD,
        help_text=gettext_lazy("Photos of a person open only with the name, whatever stands here."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        readers = self.fields["compartment"]
        if isinstance(readers, forms.ChoiceField):
            readers.choices = [(str(one), words) for one, words in READERS.items() if one in user.compartments]
            if len(readers.choices) == 1:
                readers.widget = forms.HiddenInput()

    def clean_kind(self) -> AttachmentKind:
        kind = AttachmentKind(self.cleaned_data["kind"])
        if kind == AttachmentKind.PHOTO and Compartment.IDENTITY not in self.user.compartments:
            raise ValidationError(_("Your role does not keep photos of people."))
        return kind

    def facts(self) -> AttachmentFacts:
        data = self.cleaned_data
        return AttachmentFacts(data["kind"], data["title"], Compartment(data["compartment"]))
