"""What every form says in plain words instead of the framework's, and what it takes for an empty answer.

Set on the framework's own classes, once at the start: no form can be written that forgets it. Not here: what a
single question says about its own answer.
"""

from typing import Final

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy, ngettext_lazy

from rihai.lib.text import is_blank

TOO_MUCH: Final = gettext_lazy("Write %(limit_value)s or less.")
TOO_LITTLE: Final = gettext_lazy("Write %(limit_value)s or more.")
TOO_LONG: Final = ngettext_lazy(
    "Too long: write at most %(limit_value)d character. It has %(show_value)d now.",
    "Too long: write at most %(limit_value)d characters. It has %(show_value)d now.",
    "limit_value",
)
TOO_SHORT: Final = ngettext_lazy(
    "Too short: write at least %(limit_value)d character. It has %(show_value)d now.",
    "Too short: write at least %(limit_value)d characters. It has %(show_value)d now.",
    "limit_value",
)
NEEDED: Final = gettext_lazy("This is needed. Fill it in, or choose.")
NOT_KEPT: Final = gettext_lazy("One character in it cannot be kept. Type the text instead of pasting it.")
# What was sent is not said again: it may be long, and it comes from no list of ours.
NOT_OFFERED: Final = gettext_lazy("Choose one of the answers that are offered here.")


class EmptyOrBlank(list[object]):
    """The values that count as no answer; text in which nothing can be seen is one of them."""

    def __contains__(self, value: object) -> bool:
        return super().__contains__(value) or (isinstance(value, str) and is_blank(value))


def teach_forms() -> None:
    validators.MaxValueValidator.message = TOO_MUCH
    validators.MinValueValidator.message = TOO_LITTLE
    validators.MaxLengthValidator.message = TOO_LONG
    validators.MinLengthValidator.message = TOO_SHORT
    validators.ProhibitNullCharactersValidator.message = NOT_KEPT
    forms.Field.default_error_messages["required"] = NEEDED
    for field in (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField):
        field.default_error_messages["invalid_choice"] = NOT_OFFERED
    forms.CharField.empty_values = EmptyOrBlank(validators.EMPTY_VALUES)
