"""The words of codes: how far a legal case is, who is accused as what, what an entry rests on; for templates.

Not here: the last of these themselves (`law.standing_words`), which stand in files too.
"""

from typing import Final

from django import template
from django.utils.translation import gettext as _

from rihai.lib.codelists import by_code
from rihai.prosecution.law.standing_words import kept_standing, standing, wording_standing
from rihai.prosecution.models import Hearing, LegalCase, RefusalStep
from rihai.prosecution.workflow import LegalStatus

register = template.Library()
register.filter("standing", standing)
register.filter("wording_standing", wording_standing)
register.filter("kept_standing", kept_standing)

KINDS: Final = {
    LegalStatus.REFUSED: "danger", LegalStatus.CLOSURE: "danger", LegalStatus.ASKED: "warn",
    LegalStatus.DECIDED: "good", LegalStatus.MISTAKE: "neutral",
}  # fmt: skip
SUSPECTS: Final = ("rihai.offences", "suspect_roles.yaml")


@register.filter
def status_kind(legal_case: LegalCase) -> str:
    return KINDS.get(LegalStatus(legal_case.status), "info")


@register.filter
def answer_kind(step: RefusalStep) -> str:
    return {"ordered": "good", "refused": "danger", "none": "warn"}.get(step.answer, "neutral")


@register.filter
def accused_role(code: str) -> str:
    return _label("roles", code)


@register.filter
def accused_state(code: str) -> str:
    return _label("states", code)


@register.filter
def prepared_words(hearing: Hearing) -> str:
    items = by_code("rihai.prosecution", "court_preparation.yaml", "items")
    done = [_(one.label) for code, one in items.items() if code in hearing.prepared]
    return "; ".join(done) if done else _("Nothing is prepared yet")


@register.filter
def lawyers(legal_case: LegalCase) -> str:
    """Names of its lawyers; the list fetched the parts with it."""
    parts = [one for one in legal_case.parts.all() if one.left_at is None and one.user.is_active]
    return ", ".join(one.user.display_name for one in parts if one.is_lawyer)


def _label(key: str, code: str) -> str:
    """The code itself where it has left the list."""
    known = by_code(*SUSPECTS, key)
    return _(known[code].label) if code in known else code
