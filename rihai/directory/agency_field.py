"""Choosing a body of the directory in a form: from a list where it is short, by name where it is long.

A network knows twenty thousand bodies: as a list they would be two megabytes on a phone. Then a name, a place or a
reference is typed, helped by the units that are competent nearby; a name that several share is asked back.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.directory.models import Agency, AgencyQuerySet, Place
from rihai.directory.selectors import Near, competent_units

# As many as somebody would still look through, and as fit into a page on a slow network.
LISTED: Final = 80
# Beside those that are likely: whoever looks for another one of more than these types its name.
BESIDE: Final = 20
HELPED: Final = 40
ASKED_BACK: Final = 5
# Said above the field: what is offered beside it shows only where somebody begins to type.
TOLD: Final = 4
CHOOSE: Final = ("", gettext_lazy("Choose"))


class AgencyInput(forms.TextInput):
    """A text input with the nearest units offered beside it."""

    template_name = "directory/place_input.html"

    def __init__(self, offered: list[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.offered = offered

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context: dict[str, object] = super().get_context(name, value, attrs)
        context["offered"] = self.offered
        if self.offered and isinstance(context["widget"], dict):
            widget_attrs = context["widget"]["attrs"]
            widget_attrs["list"] = f"{widget_attrs.get('id', name)}-list"
        return context


class AgencyField(forms.Field):
    """Cleans to an `Agency` or None; the units nearest to a place come first."""

    widget: type[forms.Widget] | forms.Widget = forms.Select

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # Django's own options, passed on unread
        self.queryset: AgencyQuerySet = Agency.objects.none()

    def offer(self, agencies: AgencyQuerySet, *, near: Place | None = None, likely: Sequence[Agency] = ()) -> None:
        """`likely`: those that fit, the most fitting first; they take the place of those that are `near`."""
        self.queryset = agencies.taking_part()
        most = len(likely) + BESIDE if likely else LISTED
        # Twenty thousand entries are counted this far only, and none of them is read.
        is_long = len(self.queryset.order_by().values_list("pk")[: most + 1]) > most
        nearest = list(likely) or _nearest(near, self.queryset)
        widget: forms.Widget = AgencyInput([agency_label(one) for one in nearest[:HELPED]])
        if is_long:
            how = [_likely_words(likely), _("Type its name, its place or its reference.")]
            self.help_text = " ".join(filter(None, [str(self.help_text), *how]))
        else:
            widget = forms.Select(choices=_groups(list(self.queryset.order_by("name")), nearest, is_near=not likely))
        widget.is_required, self.widget = self.required, widget

    def prepare_value(self, value: object) -> object:
        """A body that stands there already: chosen in a list, written out where one types."""
        if not isinstance(value, Agency):
            return value
        return str(value.pk) if isinstance(self.widget, forms.Select) else _told_apart(value)

    def clean(self, value: object) -> Agency | None:
        text = str(super().clean(str(value or "").strip()))
        return find_agency(text, self.queryset) if text else None


def find_agency(text: str, among: AgencyQuerySet) -> Agency:
    """The one body meant by its uid, its reference or its name; an error if none or several are."""
    known = _by_key(text, among)
    if known:
        return known
    alike = _alike(text, among)
    said = text.casefold()
    exact = [one for one in alike if said in (one.name.casefold(), agency_label(one).casefold())]
    if len(exact) == 1:
        return exact[0]
    if not alike:
        raise ValidationError(
            _("Nothing that can be chosen here has this name. Look in the directory, and type it as it stands there."),
            code="unknown_agency",
        )
    # Even a single one that is only alike is asked back: the wrong police unit would learn of a plan.
    choices = "; ".join(_told_apart(one) for one in (exact or alike)[:ASKED_BACK])
    raise ValidationError(_("Which one do you mean? Type it as it stands here: %(choices)s") % {"choices": choices})


def agency_label(agency: Agency) -> str:
    """Its name and, unless the name says it, where it is as far as everybody may know."""
    place = agency.region_label if agency.is_hidden else agency.locality or agency.district or agency.state
    return f"{agency.name}, {place}" if place and place not in agency.name else agency.name


def _by_key(text: str, among: AgencyQuerySet) -> Agency | None:
    try:
        return among.filter(pk=UUID(text)).first()
    except ValueError:
        reference = text.rpartition("(")[2].rstrip(") ")
        return among.filter(ref__iexact=reference).first() if reference else None


def _alike(text: str, among: AgencyQuerySet) -> list[Agency]:
    """With all these words, else with words that sound so."""
    some = list(among.matching(text).order_by("name")[: HELPED + 1])
    return some or list(among.sounding_like(text).order_by("name")[: HELPED + 1])


def _told_apart(agency: Agency) -> str:
    return f"{agency_label(agency)} ({agency.ref})" if agency.ref else agency_label(agency)


def _likely_words(likely: Sequence[Agency]) -> str:
    names = "; ".join(_told_apart(one) for one in likely[:TOLD])
    return _("Most likely: %(names)s.") % {"names": names} if names else ""


def _nearest(near: Place | None, among: AgencyQuerySet) -> list[Agency]:
    if near is None:
        return []
    units = [unit.agency for unit in competent_units(near) if unit.near is not Near.STATE][: 2 * HELPED]
    offered = set(among.filter(pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))
    return [unit for unit in units if unit.pk in offered]


def _groups(rows: list[Agency], nearest: list[Agency], *, is_near: bool) -> list[tuple[object, object]]:
    first = {agency.pk for agency in nearest}
    others = [(str(one.pk), agency_label(one)) for one in rows if one.pk not in first]
    if not nearest:
        return [CHOOSE, *others]
    return [
        CHOOSE,
        (_("In the district") if is_near else _("Most likely"), [(str(one.pk), agency_label(one)) for one in nearest]),
        (_("Elsewhere"), others),
    ]
