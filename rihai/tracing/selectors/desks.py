"""Which desk searches, and which accompanies somebody who was found."""

from rihai.accounts.models import Desk
from rihai.directory.models import Agency


def desk_for_reports(organisation: Agency) -> Desk | None:
    """The rescue desk, or the intake desk of a small organisation; None leaves it with the writer."""
    return _first(organisation, Desk.Purpose.RESCUE, Desk.Purpose.INTAKE)


def desk_for_found(organisation: Agency) -> Desk | None:
    return _first(organisation, Desk.Purpose.CASEWORK, Desk.Purpose.RESCUE)


def _first(organisation: Agency, *purposes: Desk.Purpose) -> Desk | None:
    desks = Desk.objects.filter(organisation=organisation, is_active=True).order_by("-name")
    by_purpose = {desk.purpose: desk for desk in desks}
    return next((by_purpose[one] for one in purposes if one in by_purpose), None)
