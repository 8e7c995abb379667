"""Changes to the files of an alert: adding some, withdrawing one.

Here: keeping original and safe copy with their trace. Not here: how a row is filled (`rihai.access.files.keeping`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.files.keeping import ArrivedFile, fill, numbered, withdraw
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.intake.attachments.models import Attachment, AttachmentKind
from rihai.intake.attachments.permissions import check_can_attach, check_can_withdraw
from rihai.intake.models import Alert
from rihai.lib.workflow import NotPossible


@dataclass(frozen=True, repr=False)
class AttachmentFacts:
    """What is told about a file, or about several that were sent together."""

    kind: AttachmentKind
    title: str
    compartment: Compartment = Compartment.RECORD

    @property
    def kept_in(self) -> Compartment:
        """Whoever may not know a name must not see a face either."""
        return Compartment.IDENTITY if self.kind == AttachmentKind.PHOTO else self.compartment


@transaction.atomic
def add_attachments(
    alert: Alert, *, facts: AttachmentFacts, files: Iterable[ArrivedFile], by: User
) -> list[Attachment]:
    """Keep each file as a row of its own."""
    alert = get_visible(Alert.objects.select_for_update(of=("self",)), by, alert.uid, "attachment.add")
    check_can_attach(by, alert, facts.kept_in)
    return [_add(alert, facts, title, file, by) for title, file in numbered(facts.title, files)]


@transaction.atomic
def withdraw_attachment(attachment: Attachment, *, reason: str, by: User) -> Attachment:
    """Take a file out of the alert. It is kept, sealed, and opened no more."""
    get_visible(Alert.objects.all(), by, attachment.alert_id, "attachment.withdraw")
    rows = Attachment.objects.select_for_update(of=("self",)).select_related("alert")
    attachment = rows.get(pk=attachment.pk)
    check_can_withdraw(by, attachment)
    if not attachment.opens:
        raise NotPossible(_("This file was withdrawn already."))
    withdraw(attachment, reason=reason, by=by)
    audit.record("attachment.withdrawn", by=by, subject=attachment, alert=attachment.alert_id)
    return attachment


def _add(alert: Alert, facts: AttachmentFacts, title: str, file: ArrivedFile, by: User) -> Attachment:
    attachment = Attachment(alert=alert, data_key=alert.data_key, kind=facts.kind, compartment=facts.kept_in)
    fill(attachment, file, title=title, agencies=[alert.organisation_id], by=by)
    audit.record("attachment.added", by=by, subject=attachment, alert=alert.uid, kind=str(facts.kind))
    return attachment
