"""How one sentence stands beside the minimum, how far charge sheet and judgment are; for templates.

Not here: the words themselves (`court_words`), which are written on the timeline too.
"""

from typing import Final

from django import template

from rihai.prosecution.court_words import least_words, paper_words, sentence_words
from rihai.prosecution.law.sentencing import Compared, Stands
from rihai.prosecution.models import ChargeSheet, Judgment, LegalCase

register = template.Library()
register.filter("paper_words", paper_words)
register.filter("sentence_words", sentence_words)
register.filter("least_words", least_words)
KINDS: Final = {Stands.BELOW: "danger", Stands.AT: "info", Stands.ABOVE: "good", Stands.DEPENDS: "warn"}


@register.filter
def stands_kind(compared: Compared) -> str:
    return KINDS.get(compared.stands, "neutral")


@register.simple_tag
def court_state(legal_case: LegalCase) -> tuple[ChargeSheet | None, Judgment | None]:
    """The latest of each."""
    return legal_case.charge_sheets.last(), legal_case.judgments.last()
