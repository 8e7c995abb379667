"""What stands before every change of a duty: the row is locked, if she may know of it."""

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden
from rihai.duties.models import Duty


def locked(duty: Duty, by: User, verb: str) -> Duty:
    """Lock and re-read: two people at one desk often take the same thing."""
    row = Duty.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=duty.pk).first()
    if row is None:
        raise Hidden(verb, duty)
    return row
