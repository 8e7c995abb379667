"""Sentences in words, how one stands beside the minimum, how far charge sheet and judgment are; for templates."""

from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rihai.law.entries import LIFE
from rihai.prosecution.law.sentencing import MONTHS, Compared, Stands
from rihai.prosecution.models import Appeal, ChargeSheet, ClosureReport, Judgment, LegalCase, Sentence

register = template.Library()
PAPERS: Final = {
    "chargesheet": gettext_lazy("Charge sheet of %(day)s"),
    "judgment": gettext_lazy("Judgment of %(day)s"),
    "appeal": gettext_lazy("Appeal of %(day)s"),
    "closurereport": gettext_lazy("Closure report of %(day)s"),
}
KINDS: Final = {Stands.BELOW: "danger", Stands.AT: "info", Stands.ABOVE: "good", Stands.DEPENDS: "warn"}


@register.filter
def stands_kind(compared: Compared) -> str:
    return KINDS.get(compared.stands, "neutral")


@register.filter
def sentence_words(sentence: Sentence) -> str:
    """The kind, or how long; and the fine."""
    said = [term(sentence.years, sentence.months)] if sentence.kind == Sentence.Kind.TERM else []
    said = said or [sentence.get_kind_display()]
    if sentence.fine:
        said.append(_("fine of %(amount)s rupees") % {"amount": f"{sentence.fine:,}"})
    return ", ".join(said)


@register.filter
def least_words(compared: Compared) -> str:
    said = [_("none") if each == 0 else _("life") if each >= LIFE else _years(each) for each in compared.least]
    return _("Minimum: %(least)s.") % {"least": " / ".join(said)}


@register.filter
def paper_words(row: ChargeSheet | Judgment | Sentence | Appeal | ClosureReport) -> str:
    """Which court paper it is: its kind with its day, or the sentence."""
    if isinstance(row, Sentence):
        return sentence_words(row)
    day = row.given_on if isinstance(row, Judgment) else row.filed_on
    return PAPERS[str(row._meta.model_name)] % {"day": date_format(day)}


@register.simple_tag
def court_state(legal_case: LegalCase) -> tuple[ChargeSheet | None, Judgment | None]:
    """The latest of each."""
    return legal_case.charge_sheets.last(), legal_case.judgments.last()


def term(years: int, months: int) -> str:
    said = []
    if years:
        said.append(ngettext("%(years)s year", "%(years)s years", years) % {"years": years})
    if months:
        said.append(ngettext("%(months)s month", "%(months)s months", months) % {"months": months})
    return ", ".join(said)


def _years(least: float) -> str:
    months = round(least * MONTHS)
    return term(months // MONTHS, months % MONTHS)
