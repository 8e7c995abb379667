"""The form for a file of agencies: looked at first, taken in afterwards."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.vault.uploads import check_upload

# About a thousand entries: what can be taken in while somebody waits for the page.
MOST_CHARACTERS: Final = 100_000


class ImportForm(forms.Form):
    """A file, or its text: after the preview the text is sent back, and nothing has to be kept meanwhile."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        validators=[check_upload],
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the lines here"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        if data.get("file"):
            data["text"] = _decoded(data["file"].read())
        if not data.get("text", "").strip():
            raise ValidationError(_("Choose a file, or paste its lines."))
        return data


def _decoded(content: bytes) -> str:
    if len(content) > MOST_CHARACTERS:
        raise ValidationError(_("The file is larger than 100 kB. Split it, or use the command rihai directory import."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("The file is not in UTF-8. Save it as CSV UTF-8 and choose it again.")) from None
