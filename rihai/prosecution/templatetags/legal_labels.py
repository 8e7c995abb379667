"""The words of prosecution's codes: how far a legal case is, who works on it, what an entry of the law rests on."""

from datetime import date
from typing import Any, Final

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.law.sourcing import SourceKind, Sourcing
from rihai.lib.codelists import by_code
from rihai.prosecution.models import Hearing, LegalCase, RefusalStep
from rihai.prosecution.workflow import LegalStatus

register = template.Library()

KINDS: Final = {
    LegalStatus.REFUSED: "danger", LegalStatus.CLOSURE: "danger", LegalStatus.ASKED: "warn",
    LegalStatus.DECIDED: "good", LegalStatus.MISTAKE: "neutral",
}  # fmt: skip
SUSPECTS: Final = ("rihai.offences", "suspect_roles.yaml")
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


@register.filter
def standing(sourcing: Sourcing) -> str:
    """The kind of source and who confirmed it: never one without the other."""
    one = sourcing.confirmed
    if one is None:
        return _standing(sourcing.kind, "", None, is_demonstration=False)
    return _standing(sourcing.kind, one.lawyer, one.on, is_demonstration=one.is_demonstration)


@register.filter
def wording_standing(sourcing: Sourcing) -> str:
    """Who confirmed the plain words of a sentence; what the law under it rests on is said beside it."""
    one = sourcing.confirmed
    return _confirmed_by(one.lawyer, one.on, is_demonstration=one.is_demonstration) if one else _confirmed_by("", None)


@register.filter
def kept_standing(kept: dict[str, Any]) -> str:
    """The same, as it was kept with a finding."""
    on = date.fromisoformat(kept["on"]) if kept["on"] else None
    return _standing(SourceKind(kept["kind"]), kept["lawyer"], on, is_demonstration=kept["is_demonstration"])


def _label(key: str, code: str) -> str:
    """The code itself where it has left the list."""
    known = by_code(*SUSPECTS, key)
    return _(known[code].label) if code in known else code


def _standing(kind: SourceKind, lawyer: str, on: date | None, *, is_demonstration: bool) -> str:
    confirmed = _confirmed_by(lawyer, on, is_demonstration=is_demonstration)
    return _("%(source)s. %(confirmed)s") % {"source": SOURCES[kind], "confirmed": confirmed}


def _confirmed_by(lawyer: str, on: date | None, *, is_demonstration: bool = False) -> str:
    if not lawyer or on is None:
        return _("No lawyer has confirmed this.")
    said = {"lawyer": lawyer, "day": date_format(on)}
    if is_demonstration:
        return _("Demonstration only: confirmed by %(lawyer)s on %(day)s.") % said
    return _("Confirmed by %(lawyer)s on %(day)s.") % said
