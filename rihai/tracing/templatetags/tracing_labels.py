"""The words of tracing's codes: how long somebody is missing, ages on a day, how old an answer is."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rihai.cases.templatetags.code_labels import as_precise
from rihai.lib.codelists import Entry
from rihai.people.labels import age_words, label_of, language_label, majority_words
from rihai.people.models import Person
from rihai.tracing.models import MissingReport
from rihai.tracing.rules import days_missing
from rihai.tracing.selectors.sheets import AskedOnPage

register = template.Library()
register.filter("language_words", language_label)
register.filter("age_at", age_words)
register.filter("majority_at", majority_words)


@register.filter
def age_on(person: Person, moment: datetime) -> str:
    return age_words(person, timezone.localdate(moment))


@register.filter
def majority_on(person: Person, moment: datetime) -> str:
    return majority_words(person, timezone.localdate(moment))


@register.filter
def days_words(report: MissingReport) -> str:
    """Since the day last seen, which is what counts for whoever waits."""
    days = days_missing(report.missing_since, timezone.localdate())
    if report.last_seen_on is None:
        return _reported(days)
    if days == 0:
        return _("Missing since today")
    return ngettext("Missing for %(days)d day", "Missing for %(days)d days", days) % {"days": days}


def _reported(days: int) -> str:
    """Nobody knows since when: then it is said when it was reported."""
    if days == 0:
        return _("Reported missing today")
    return ngettext("Reported missing %(days)d day ago", "Reported missing %(days)d days ago", days) % {"days": days}


@register.filter
def last_seen(report: MissingReport) -> str:
    day: date | None = report.last_seen_on
    parts = [as_precise(day, report.precision), report.place.label if report.place else ""]
    return ", ".join(filter(None, parts))


@register.filter
def relation_words(code: str) -> str:
    return label_of("relations.yaml", "relations", code)


@register.filter
def words_of(entry: Entry) -> str:
    return _(entry.label)


@register.filter
def hint_of(entry: Entry) -> str:
    return _(entry.hint)


@register.filter
def age_of_answer(one: AskedOnPage) -> str:
    """Asked six days ago and no answer, or what was said and how long ago."""
    days = one.days
    if one.answer is None:
        if days == 0:
            return _("Asked today, no answer yet")
        return ngettext("Asked %(days)d day ago, no answer", "Asked %(days)d days ago, no answer", days) % {
            "days": days
        }
    said = one.answer.get_answer_display()
    if days == 0:
        return _("%(answer)s, today") % {"answer": said}
    words = ngettext("%(answer)s, %(days)d day ago", "%(answer)s, %(days)d days ago", days)
    return words % {"answer": said, "days": days}


@register.filter
def answer_kind(one: AskedOnPage) -> str:
    """The colour of the badge."""
    if one.answer is not None and one.answer.answer == "maybe":
        return "good"
    return "warn" if one.waits else "neutral"
