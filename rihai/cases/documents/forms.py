"""The form that adds documents to a case."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.compartments import Compartment
from rihai.access.files.forms import FilesField
from rihai.accounts.models import User
from rihai.cases.documents.actions import DocumentFacts
from rihai.cases.documents.models import SHOWS_WHO, DocumentKind
from rihai.cases.forms import CHOOSE, ReadersField, offer_readers


class DocumentForm(forms.Form):
    chosen = FilesField()
    kind = forms.TypedChoiceField(
        label=gettext_lazy("What is it?"), coerce=DocumentKind, choices=[CHOOSE, *DocumentKind.choices]
    )
    title = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Only those who may read the document see this. For example: “Letter of her father”."),
        max_length=190,
    )
    dated_on = forms.DateField(
        label=gettext_lazy("Date on it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    compartment = ReadersField(
        help_text=gettext_lazy("Photos of a person and identity papers open only with the name, whatever stands here.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        offer_readers(self, user)

    def clean_dated_on(self) -> date | None:
        day: date | None = self.cleaned_data["dated_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Look at the date on the document."))
        return day

    def clean_kind(self) -> DocumentKind:
        kind = DocumentKind(self.cleaned_data["kind"])
        if kind in SHOWS_WHO and Compartment.IDENTITY not in self.user.compartments:
            raise ValidationError(_("Your role does not keep photos of people or identity papers."))
        return kind

    def facts(self) -> DocumentFacts:
        names = ("kind", "title", "dated_on", "compartment")
        return DocumentFacts(**{name: self.cleaned_data[name] for name in names})
