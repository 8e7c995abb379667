"""Court papers in words: which one it is, a sentence, the least that the law names. For pages, the timeline and files.

Not here: how a page shows them (`templatetags.court_labels`).
"""

from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rihai.law.entries import LIFE
from rihai.prosecution.closure_words import day_words
from rihai.prosecution.law.sentencing import MONTHS, Compared
from rihai.prosecution.models import Appeal, ChargeSheet, ClosureReport, Judgment, Sentence

PAPERS: Final = {
    "chargesheet": gettext_lazy("Charge sheet of %(day)s"),
    "judgment": gettext_lazy("Judgment of %(day)s"),
    "appeal": gettext_lazy("Appeal of %(day)s"),
    "closurereport": gettext_lazy("Closure report of %(day)s"),
}


def sentence_words(sentence: Sentence) -> str:
    """The kind, or how long; and the fine."""
    said = [term(sentence.years, sentence.months)] if sentence.kind == Sentence.Kind.TERM else []
    said = said or [sentence.get_kind_display()]
    if sentence.fine:
        said.append(_("fine of %(amount)s rupees") % {"amount": f"{sentence.fine:,}"})
    return ", ".join(said)


def least_words(compared: Compared) -> str:
    said = [_("none") if each == 0 else _("life") if each >= LIFE else _years(each) for each in compared.least]
    return _("Minimum: %(least)s.") % {"least": " / ".join(said)}


def paper_words(row: ChargeSheet | Judgment | Sentence | Appeal | ClosureReport) -> str:
    """Which court paper it is: its kind with its day, or the sentence."""
    if isinstance(row, Sentence):
        return sentence_words(row)
    return PAPERS[str(row._meta.model_name)] % {"day": _day(row)}


def _day(row: ChargeSheet | Judgment | Appeal | ClosureReport) -> str:
    """Of closure reports that stand also which one of its day: one is struck out, and its neighbour is not."""
    if isinstance(row, ClosureReport) and row.withdrawn_at is None:
        return day_words(row, row.legal_case.closure_reports.all())
    return date_format(row.given_on if isinstance(row, Judgment) else row.filed_on)


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
