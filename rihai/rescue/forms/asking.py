"""The form that says where nobody has been asked yet for somebody missing."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.directory.fields import PlaceField, offer_districts
from rihai.directory.models import Place

MOST: Final = 3
LABELS: Final = (_("First district"), _("Second district"), _("Third district"))


class AskingForm(forms.Form):
    """Up to three districts; all left empty means that all were asked."""

    mark_optional = False

    def __init__(self, *args: Any, state: str, owed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in owed.split(", ") if name]
        for number, label in enumerate(LABELS):
            self.fields[f"place_{number}"] = PlaceField(label=label, max_length=120)
            self.fields[f"place_{number}"].initial = names[number] if number < len(names) else ""
        self.fields["place_0"].help_text = _(
            "Whose homes, hospitals and railway police nobody has asked yet. Leave all empty when all were asked."
        )
        offer_districts(self, state)

    def places(self) -> list[Place]:
        """Each once, in the order given."""
        chosen = [self.cleaned_data.get(f"place_{number}") for number in range(MOST)]
        return list(dict.fromkeys(place for place in chosen if place is not None))
