"""Pieces that several forms of a legal case are made of. Not here: days, numbers and papers (`legal_cases`)."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

IN_FEW_WORDS: Final = gettext_lazy("In a few words")
# A second statement of hers beside the first is read against her in court.
PROCEDURE_ONLY: Final = gettext_lazy("Sealed. Facts of the procedure only: nothing of what the survivor said.")


def words(label: Any, **options: Any) -> forms.CharField:
    """Some sentences, which may stay empty."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget, **options)


def procedure_words() -> forms.CharField:
    """What police or court did."""
    return words(IN_FEW_WORDS, help_text=PROCEDURE_ONLY)
