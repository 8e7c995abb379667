"""What an organisation means by "restrained": the words that hold now, and those that held before."""

from uuid import UUID

from django.db.models import QuerySet

from rihai.prosecution.models import StateMeaning


def meanings_of(organisation: UUID) -> QuerySet[StateMeaning]:
    """The latest first: it holds."""
    return StateMeaning.objects.filter(organisation=organisation).select_related("set_by")


def meaning_now(organisation: UUID) -> str:
    """ "" where nobody has written it down."""
    return meanings_of(organisation).values_list("text", flat=True).first() or ""
