"""What an organisation means by "restrained": the words that hold now, and those that held before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rihai.prosecution.models import StateMeaning


@dataclass(frozen=True)
class Meant:
    """`text` is "" where nobody has written it down; `holds`: it is what is meant today."""

    text: str
    holds: bool


def meanings_of(organisation: UUID) -> QuerySet[StateMeaning]:
    """The latest first: it holds."""
    return StateMeaning.objects.filter(organisation=organisation).select_related("set_by")


def meaning_now(organisation: UUID) -> str:
    """ "" where nobody has written it down."""
    return meanings_of(organisation).values_list("text", flat=True).first() or ""


def meant_at(organisation: UUID) -> Callable[[datetime], Meant]:
    """What the words meant for whoever wrote a state down; before anybody had said so, what was said first."""
    rows = list(meanings_of(organisation).values_list("set_at", "text"))

    def at(moment: datetime) -> Meant:
        said = next((text for since, text in rows if since <= moment), rows[-1][1] if rows else "")
        return Meant(said, not rows or said == rows[0][1])

    return at
