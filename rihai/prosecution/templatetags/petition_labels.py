"""How petitions stand, for templates."""

from typing import Final

from django import template

from rihai.prosecution.models import ClosureReport, LegalCase, Petition
from rihai.prosecution.petition_workflow import PETITION, PetitionStatus
from rihai.prosecution.selectors.petitions import open_petitions

register = template.Library()
KINDS: Final = {
    PetitionStatus.DRAFTED: "warn", PetitionStatus.ALLOWED: "good", PetitionStatus.DISMISSED: "danger",
    PetitionStatus.DROPPED: "neutral",
}  # fmt: skip


@register.filter
def petition_kind(petition: Petition) -> str:
    return KINDS.get(PetitionStatus(petition.status), "info")


@register.filter
def may_go_on(petition: Petition) -> bool:
    return bool(PETITION.transitions[PetitionStatus(petition.status)])


@register.simple_tag
def petition_state(legal_case: LegalCase) -> tuple[int, Petition | None, ClosureReport | None]:
    return open_petitions(legal_case)
