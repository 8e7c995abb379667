"""The words of prosecution's codes: how far a legal case is, who works on it, what an entry of the law rests on."""

from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.law.sourcing import SourceKind, Sourcing
from rihai.prosecution.models import LegalCase, RefusalStep
from rihai.prosecution.workflow import LegalStatus

register = template.Library()

KINDS: Final = {
    LegalStatus.REFUSED: "danger", LegalStatus.CLOSURE: "danger", LegalStatus.ASKED: "warn",
    LegalStatus.DECIDED: "good", LegalStatus.MISTAKE: "neutral",
}  # fmt: skip
SOURCES: Final[dict[SourceKind, Promise]] = {
    SourceKind.OFFICIAL: gettext_lazy("Source: official text"),
    SourceKind.COPY: gettext_lazy("Source: a copy or a Bill, not the official text"),
    SourceKind.JUDGMENT: gettext_lazy("Source: report of a judgment"),
    SourceKind.PRESS: gettext_lazy("Source: what others wrote about it"),
    SourceKind.NOT_READ: gettext_lazy("Source: not read"),
}


@register.filter
def status_kind(legal_case: LegalCase) -> str:
    return KINDS.get(LegalStatus(legal_case.status), "info")


@register.filter
def answer_kind(step: RefusalStep) -> str:
    return {"ordered": "good", "refused": "danger", "none": "warn"}.get(step.answer, "neutral")


@register.filter
def lawyers(legal_case: LegalCase) -> str:
    """Names of its lawyers; the list fetched the parts with it."""
    return ", ".join(one.user.display_name for one in legal_case.parts.all() if one.left_at is None and one.is_lawyer)


@register.filter
def workers(legal_case: LegalCase) -> str:
    return ", ".join(one.user.display_name for one in legal_case.parts.all() if one.left_at is None)


@register.filter
def standing(sourcing: Sourcing) -> str:
    """The kind of source and who confirmed it: never one without the other."""
    return _("%(source)s. %(confirmed)s") % {"source": SOURCES[sourcing.kind], "confirmed": _confirmed(sourcing)}


def _confirmed(sourcing: Sourcing) -> str:
    one = sourcing.confirmed
    if one is None:
        return _("No lawyer has confirmed this.")
    said = {"lawyer": one.lawyer, "day": date_format(one.on)}
    if one.is_demonstration:
        return _("Demonstration only: confirmed by %(lawyer)s on %(day)s.") % said
    return _("Confirmed by %(lawyer)s on %(day)s.") % said
