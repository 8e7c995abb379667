"""A form field for a place: typed as text, helped by a list, matched to the gazetteer.

Works without JavaScript. A name that several districts share is asked back with the choices.
"""

import re
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rihai.directory.models import Place
from rihai.lib.geo import load_countries
from rihai.lib.text import normalise

OFFERED = 5
# The code of the error, for a form that has another place for what is not in the list.
UNKNOWN_PLACE: Final = "unknown_place"
# "Pune district", "Pune Dist.", and the same word in Hindi, Marathi and Bengali.
DISTRICT_WORD: Final = re.compile(r"\s+(district|dist\.?|zilla|zila|ज़िला|जिला|जिल्हा|জেলা)$", re.IGNORECASE)


class PlaceWidget(forms.TextInput):
    """A text input with the districts of one State offered beside it."""

    template_name = "directory/place_input.html"

    def __init__(self, state: str = "") -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.state = state

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context: dict[str, object] = super().get_context(name, value, attrs)
        districts = Place.objects.filter(kind=Place.Kind.DISTRICT, state_name=self.state)
        context["offered"] = [place.label for place in districts] if self.state else []
        if context["offered"] and isinstance(context["widget"], dict):
            widget_attrs = context["widget"]["attrs"]
            widget_attrs["list"] = f"{widget_attrs.get('id', name)}-list"
        return context

    def format_value(self, value: object) -> str | None:
        return value.label if isinstance(value, Place) else super().format_value(value)


class PlaceField(forms.CharField):
    """Cleans to a `Place` or None."""

    widget = PlaceWidget

    def __init__(self, *, state: str = "", **options: object) -> None:
        super().__init__(widget=PlaceWidget(state), required=bool(options.pop("required", False)), **options)  # type: ignore[arg-type]

    def offer_districts_of(self, state: str) -> None:
        """Help with the districts of one State; any other place may still be typed."""
        if isinstance(self.widget, PlaceWidget):
            self.widget.state = state

    def clean(self, value: object) -> Place | None:
        text = super().clean(value)
        return find_place(text) if text else None


def offer_districts(form: forms.Form, state: str) -> None:
    """Help every place on a form with the districts of one State."""
    for field in form.fields.values():
        if isinstance(field, PlaceField):
            field.offer_districts_of(state)


def find_place(text: str) -> Place:
    """The one place meant by "Thane" or "Thane district, Maharashtra"; an error if none or several are."""
    name, *around = (part.strip() for part in normalise(text).split(","))
    found = _places_called(name, around)
    if not found.exists():
        found = _places_called(DISTRICT_WORD.sub("", name), around)
    # A district before the State of the same name (Delhi, Chandigarh).
    places = sorted(found[: OFFERED + 1], key=lambda place: place.kind != Place.Kind.DISTRICT)
    if not places:
        raise ValidationError(
            _("This district is not in the list. Write the district or State, such as: Thane, Maharashtra."),
            code=UNKNOWN_PLACE,
        )
    if len({place.state_name or place.name for place in places}) > 1:
        choices = "; ".join(place.label for place in places[:OFFERED])
        raise ValidationError(_("Several places have this name. Which one: %(choices)s?") % {"choices": choices})
    return places[0]


def _places_called(name: str, around: list[str]) -> QuerySet[Place]:
    """Places of this name that lie in every State or country named after it."""
    found = Place.objects.filter(Q(name__iexact=name) | Q(other_names__icontains=f";{name};"))
    for part in filter(None, around):
        countries = [country.code for country in load_countries() if country.name.casefold() == part.casefold()]
        found = found.filter(Q(state_name__iexact=part) | Q(country_code__in=countries))
    return found
