"""Reading the trail: what was done to a record, and who opened it.

Here: the two questions pages ask. Not here: who may ask them; the caller has fetched the subject
through `visible_to` and checked its permission.
"""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from rihai.audit.models import READ_VERB, AuditEvent
from rihai.audit.subjects import HasUid, label_of


def trail_of(subject: HasUid) -> QuerySet[AuditEvent]:
    """Everything done to this record or attempted with it, oldest first."""
    return AuditEvent.objects.filter(subject_label=label_of(subject), subject_uid=subject.uid)


def readings_of(*subjects: HasUid) -> QuerySet[AuditEvent]:
    """Who opened any of these records, latest first.

    A reading names all records of one page in its facts, so this looks through the text of the
    readings: exact, and slower the more there were.
    """
    named = reduce(or_, (Q(subject_uid=one.uid) | Q(facts__contains=str(one.uid)) for one in subjects), Q())
    if not subjects:
        return AuditEvent.objects.none()
    return AuditEvent.objects.filter(named, verb=READ_VERB).order_by("-at", "-uid")
