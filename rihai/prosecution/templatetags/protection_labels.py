"""The words of codes in threats, protection, the day in court, and what happens around a survivor."""

from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.cases.models import Case
from rihai.law.clocks_data import Clock
from rihai.law.entries import Provision, Remedy
from rihai.lib.codelists import by_code
from rihai.prosecution.law.court_day import Settled
from rihai.prosecution.models import Detention, ProtectionApplication, SurvivorStep, Threat
from rihai.prosecution.selectors.survivor_steps import held_of as find_held

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


@register.filter
def step_kind(step: SurvivorStep) -> str:
    return {"done": "good", "put_off": "warn", "denied": "danger", "refused": "neutral"}.get(step.state, "info")


@register.filter
def step_words(step: SurvivorStep) -> str:
    """What is known of how it is done, in the order of the form."""
    told = [_("Asked for on %(day)s") % {"day": date_format(step.asked_on)}]
    told += [step.get_consent_display(), step.get_ordered_by_display(), step.get_reason_display()]
    told += [
        words
        for answer, words in (
            (step.by_woman, _("by a woman")),
            (step.support_person, _("with a support person")),
            (step.interpreter, _("with an interpreter")),
        )
        if answer == "yes"
    ]
    told += [step.get_result_display(), step.get_basis_display()]
    if step.paper_on:
        told.append(_("paper received on %(day)s") % {"day": date_format(step.paper_on)})
    return "; ".join(str(one) for one in told if one)


@register.filter
def period_words(clock: Clock) -> str:
    """The period as the law's data have it, in their language."""
    return clock.limit.unit.replace("_", " ") if clock.limit.is_words else clock.limit.text


@register.simple_tag
def held_of(case: Case) -> list[Detention]:
    return find_held(case)


def _named(codes: list[str], key: str) -> str:
    return "; ".join(_(one.label) for code, one in by_code(*FILE, key).items() if code in codes)
