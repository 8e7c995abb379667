"""Fields and forms of files, whatever record they belong to."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.vault.kinds import MOST_BYTES
from rihai.vault.safe_copies import kind_of_upload
from rihai.vault.uploads import SealedUpload, check_upload

MOST_FILES: Final = 10


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once. Each is looked at: what it is, and whether it may be so large."""

    def __init__(self, **options: Any) -> None:
        words = gettext_lazy(
            "Photos (JPEG, PNG, WebP), PDF and plain text can be shown here; other files are kept and not shown."
            " At most 10 at a time."
        )
        super().__init__(label=gettext_lazy("Files"), help_text=words, widget=FilesInput, **options)

    def clean(self, data: Any, initial: Any = None) -> list[SealedUpload]:
        files = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Send at most %(most)d files at a time."), "too_many", {"most": MOST_FILES})
        for number, file in enumerate(files, start=1):
            check_upload(file)
            _check_size(file, number)
        return files


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
