"""Who may add, open and withdraw files of an alert. Each rule is a pair: `check_…` raises, `can_…` answers."""

from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.intake.attachments.models import Attachment
from rihai.intake.models import Alert
from rihai.intake.permissions import can_compare
from rihai.people.models import Provenance


def works_on(user: User, alert: Alert) -> bool:
    """Whoever recorded it, sits at its desk or works on its inquiry: what it says is her own work."""
    return way_to_read(user, alert, "what") is Way.OWN


def can_attach(user: User, alert: Alert) -> bool:
    """Whoever records or decides on alerts, on those of her own work; nothing is added to what was published."""
    return can_compare(user) and alert.provenance == Provenance.OWN and works_on(user, alert)


def check_can_attach(user: User, alert: Alert, compartment: Compartment = Compartment.RECORD) -> None:
    if not can_attach(user, alert):
        raise Refused("attachment.add", alert, words=_("Only those who work on this alert add files to it."))
    if compartment not in user.compartments:
        raise Refused("attachment.add", alert, words=_("Your role does not keep files of this kind."))


def can_withdraw(user: User, attachment: Attachment) -> bool:
    """Whoever works on the alert, for what her role may read at all."""
    return can_attach(user, attachment.alert) and attachment.compartment in user.compartments


def check_can_withdraw(user: User, attachment: Attachment) -> None:
    if not can_withdraw(user, attachment):
        raise Refused(
            "attachment.withdraw", attachment, words=_("Only those who work on this alert withdraw its files.")
        )
