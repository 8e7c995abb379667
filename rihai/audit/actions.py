"""Writing the trail.

Here: `record`, which every action calls last. Not here: linking events into the chain
(`sealer`), so that actions do not queue for one lock; refused attempts (`refusals`).
"""

from uuid import UUID

from django.utils import timezone

from rihai.audit.facts import FactValue, check_verb, facts_as_text
from rihai.audit.macs import event_mac
from rihai.audit.models import AuditEvent
from rihai.audit.subjects import Actor, HasUid, holder_of, label_of

__all__ = ["Actor", "HasUid", "label_of", "record", "record_about"]


def record(verb: str, *, by: Actor | None, subject: HasUid | None = None, **facts: FactValue) -> AuditEvent:
    """Write that something happened, in the caller's transaction: what rolls back was never done.

    `by` is None when the system itself acts. A fact that might be free text raises ValueError.
    """
    label, uid = ("", None) if subject is None else (label_of(subject), subject.uid)
    return record_about(verb, by=by, label=label, uid=uid, holder=holder_of(subject), **facts)


def record_about(
    verb: str, *, by: Actor | None, label: str, uid: UUID | None, holder: UUID | None = None, **facts: FactValue
) -> AuditEvent:
    """Like `record`, for a subject known by label and uid only; `holder` is the organisation it belongs to."""
    event = AuditEvent(
        verb=check_verb(verb),
        actor_uid=None if by is None else by.uid,
        organisation_uid=None if by is None else by.organisation_id,
        subject_label=label,
        subject_uid=uid,
        holder_uid=holder,
        at=timezone.now(),
        facts=facts_as_text(facts),
    )
    event.mac = event_mac(event)
    event.save()
    return event
