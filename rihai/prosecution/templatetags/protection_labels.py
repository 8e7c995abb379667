"""The words of codes in threats, protection and the day in court."""

from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.law.entries import Provision, Remedy
from rihai.lib.codelists import by_code
from rihai.prosecution.court_day import Settled
from rihai.prosecution.models import ProtectionApplication, Threat

register = template.Library()
FILE: Final = ("rihai.prosecution", "protection.yaml")


@register.filter
def answers_done(codes: list[str]) -> str:
    return _named(codes, "answers")


@register.filter
def measures_named(codes: list[str]) -> str:
    return _named(codes, "measures")


@register.filter
def severity_kind(threat: Threat) -> str:
    if threat.answered_at:
        return "neutral"
    return {"crisis": "danger", "high": "warn"}.get(threat.severity, "info")


@register.filter
def order_kind(application: ProtectionApplication) -> str:
    return {"granted": "good", "part": "warn", "refused": "danger"}.get(application.order, "info")


@register.filter
def report_words(application: ProtectionApplication) -> str:
    if application.report_received_on:
        return _("Received on %(day)s") % {"day": date_format(application.report_received_on)}
    if application.report_called_on:
        return _("Called for on %(day)s") % {"day": date_format(application.report_called_on)}
    return _("Not called for yet")


@register.filter
def settled_kind(state: Settled) -> str:
    return {Settled.READY: "good", Settled.REFUSED: "danger", Settled.OPEN: "warn"}.get(state, "neutral")


@register.filter
def law_name(entry: Provision | Remedy) -> str:
    """The section and what it is about, for whoever looks it up."""
    if isinstance(entry, Provision):
        return f"{entry.name}: {entry.title}"
    return f"{entry.provision}: {entry.name}"


def _named(codes: list[str], key: str) -> str:
    return "; ".join(_(one.label) for code, one in by_code(*FILE, key).items() if code in codes)
