"""Forms of documents: adding files, and withdrawing one."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.cases.documents.actions import DocumentFacts
from rihai.cases.documents.models import SHOWS_WHO, DocumentKind
from rihai.cases.forms import CHOOSE, ReadersField, offer_readers
from rihai.vault.kinds import MOST_BYTES
from rihai.vault.safe_copies import kind_of_upload
from rihai.vault.uploads import SealedUpload, check_upload

MOST_FILES: Final = 10


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once. Each is looked at: what it is, and whether it may be so large."""

    def clean(self, data: Any, initial: Any = None) -> list[SealedUpload]:
        files = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Send at most %(most)d files at a time."), "too_many", {"most": MOST_FILES})
        for number, file in enumerate(files, start=1):
            check_upload(file)
            _check_size(file, number)
        return files


class DocumentForm(forms.Form):
    chosen = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "Photos (JPEG, PNG, WebP), PDF and plain text can be shown here; other files are kept and not shown."
            " At most 10 at a time."
        ),
        widget=FilesInput,
    )
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


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        help_text=gettext_lazy("The document is kept, sealed, and nobody opens it any more."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _check_size(file: SealedUpload, number: int) -> None:
    """The number, not the name: a page may be seen by somebody looking over a shoulder."""
    kind = kind_of_upload(file)
    if file.incoming.size > MOST_BYTES[kind]:
        words = _("File %(number)d is too large: it has %(size)s, and a file of its kind may have %(most)s.")
        facts = {
            "number": number,
            "size": filesizeformat(file.incoming.size),
            "most": filesizeformat(MOST_BYTES[kind]),
        }
        raise ValidationError(words % facts, code="too_large")
