"""Codes of a comparison as words, for the pages of the directory."""

from collections.abc import Iterable, Mapping
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

SAME: Final[Mapping[str, Promise]] = {
    "kind": _("the same kind"),
    "locality": _("the same town or area"),
    "district": _("the same district or city"),
    "pin_code": _("the same PIN code"),
    "name": _("names that sound the same"),
    "name_words": _("a word of the names"),
    "place_in_address": _("the address of one names the place of the other"),
    "address_words": _("a word of the addresses"),
}
OTHER: Final[Mapping[str, Promise]] = {
    "kind": _("another kind"),
    "address": _("another address"),
    "locality": _("another town or area"),
    "district": _("another district or city"),
    "state": _("another State"),
    "pin_code": _("another PIN code"),
}


@register.filter
def likeness_words(codes: Iterable[str]) -> str:
    return "; ".join(str(SAME[code]) for code in codes)


@register.filter
def difference_words(codes: Iterable[str]) -> str:
    return "; ".join(str(OTHER[code]) for code in codes)
