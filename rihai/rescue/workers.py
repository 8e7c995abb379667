"""What keeps plans true without anybody's click; `rihai worker` calls it every minute.

Here: pulling from the directory, which knows nothing of operations, that the number of a unit changes. Whoever
planned with the old one is told as soon as a second person has confirmed the change, a day before it takes effect.
And what somebody owes in an operation whose account was closed: nobody who closes accounts may know of it.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from rihai.accounts.models import User
from rihai.directory.models import Agency, AgencyContact, RouteMark
from rihai.directory.workflow import ContactStatus
from rihai.duties.actions import cancel_duties_of_event, open_duty
from rihai.duties.models import Duty
from rihai.duties.rules import rule_or_gone
from rihai.people.models import Provenance
from rihai.rescue.actions.succession import pass_on_orphaned
from rihai.rescue.models import DecoyRequest, Inquiry, Operation, UnitContact
from rihai.rescue.workflow import InquiryStatus, OperationStatus

OF_OPERATION: Final = "operation.contact_changed"
OF_INQUIRY: Final = "inquiry.contact_changed"
OF_MARK: Final = "operation.unit_in_doubt"
# Whoever plans with a unit later finds the change on its entry.
NEWS_FOR: Final = timedelta(days=7)
_TOLD_BY: Final = ("chosen_by", "told_by")
OVER: Final = (OperationStatus.ENDED, OperationStatus.CALLED_OFF)
CHANGING: Final = (ContactStatus.CONFIRMED, ContactStatus.IN_FORCE, ContactStatus.ENDED)


def warn_open_plans() -> int:
    """Open a duty for every open operation and inquiry that uses an agency whose number changes.

    Where the change was stopped after all, nothing is owed about it any more.
    """
    _take_back_warnings()
    confirmed_since = timezone.now() - NEWS_FOR
    changes = AgencyContact.objects.filter(status__in=CHANGING, confirmed_at__gte=confirmed_since)
    return sum(_warn(change) for change in changes.select_related("agency"))


def warn_of_marked_units() -> int:
    """A unit of an open plan was marked "do not route" meanwhile: somebody on the list looks again."""
    return sum(_warn_of(mark) for mark in RouteMark.objects.in_force().select_related("agency"))


def pass_on_left_operations() -> int:
    """Give what is owed in operations by those whose accounts were closed to whoever still leads there."""
    owed = Duty.objects.open().filter(owner__is_active=False).select_related("owner")
    secret = [one for one in owed if rule_or_gone(one.rule).need_to_know]
    contacts = UnitContact.objects.filter(pk__in=[one.subject_uid for one in secret])
    units = dict(contacts.values_list("pk", "operation_id"))
    left = {(units.get(one.subject_uid, one.subject_uid), one.owner) for one in secret}
    operations = Operation.objects.filter(provenance=Provenance.OWN).in_bulk([uid for uid, _owner in left])
    passed = [
        pass_on_orphaned(operations[uid], of=owner, by=None) for uid, owner in left if uid in operations and owner
    ]
    return sum(heir is not None for heir in passed)


def _take_back_warnings() -> None:
    asked = Duty.objects.open().filter(rule__in=(OF_OPERATION, OF_INQUIRY), event_uid=OuterRef("pk"))
    stopped = AgencyContact.objects.filter(Exists(asked), status=ContactStatus.STOPPED).select_related("stopped_by")
    for change in stopped:
        if change.stopped_by is not None:
            cancel_duties_of_event(OF_OPERATION, event_uid=change.uid, by=change.stopped_by)
            cancel_duties_of_event(OF_INQUIRY, event_uid=change.uid, by=change.stopped_by)


def _warn(change: AgencyContact) -> int:
    contacts = list(_units_of(change))
    for contact in contacts:
        _open_for_operation(OF_OPERATION, contact, change.uid)
    inquiries = list(_inquiries_of(change))
    for inquiry in inquiries:
        open_duty(
            OF_INQUIRY,
            subject=inquiry,
            event_uid=change.uid,
            organisation=inquiry.organisation,
            owner=inquiry.officer,
            desk=None if inquiry.officer else inquiry.desk,
            by=None,
        )
    return len(contacts) + len(inquiries)


def _warn_of(mark: RouteMark) -> int:
    asked = Duty.objects.filter(rule=OF_MARK, event_uid=mark.uid, subject_uid=OuterRef("pk"))
    rows = UnitContact.objects.standing().filter(~Exists(asked), agency_id__in=_entries(mark.agency))
    rows = rows.filter(operation__organisation=mark.organisation_id, operation__provenance=Provenance.OWN)
    contacts = list(rows.exclude(operation__status__in=OVER).select_related("operation__organisation", *_TOLD_BY))
    for contact in contacts:
        _open_for_operation(OF_MARK, contact, mark.uid)
    return len(contacts)


def _open_for_operation(rule: str, contact: UnitContact, event_uid: UUID) -> None:
    """Somebody of the need-to-know list, never a desk: a desk would tell people who need not know."""
    owner = _owner(contact)
    if owner is not None:
        open_duty(
            rule,
            subject=contact,
            event_uid=event_uid,
            organisation=contact.operation.organisation,
            owner=owner,
            by=None,
        )


def _units_of(change: AgencyContact) -> QuerySet[UnitContact]:
    asked = Duty.objects.filter(rule=OF_OPERATION, event_uid=change.uid, subject_uid=OuterRef("pk"))
    rows = UnitContact.objects.standing().filter(~Exists(asked), _seen_by(change, "operation__"))
    rows = rows.filter(agency_id__in=_entries(change.agency))
    return rows.filter(chosen_at__lte=change.effective_at).exclude(operation__status__in=OVER).select_related(
        "operation__organisation", *_TOLD_BY
    )  # fmt: skip


def _inquiries_of(change: AgencyContact) -> QuerySet[Inquiry]:
    asked = Duty.objects.filter(rule=OF_INQUIRY, event_uid=change.uid, subject_uid=OuterRef("pk"))
    used = DecoyRequest.objects.filter(agency_id__in=_entries(change.agency)).values("lead__inquiry")
    rows = Inquiry.objects.filter(~Exists(asked), _seen_by(change, ""), pk__in=used)
    return rows.exclude(status=InquiryStatus.CLOSED).select_related("organisation", "officer", "desk")


def _seen_by(change: AgencyContact, path: str) -> Q:
    """Published accounts owe nobody anything; a personal number is the affair of those who keep it."""
    rows = Q(**{f"{path}provenance": Provenance.OWN})
    return rows & Q(**{f"{path}organisation": change.organisation_id}) if change.is_personal else rows


def _entries(agency: Agency) -> list[UUID]:
    """The entry, and those that were merged with it: a plan may name any of them."""
    kept = agency.merged_into_id or agency.pk
    return [kept, *Agency.objects.filter(merged_into=kept).values_list("pk", flat=True)]


def _owner(contact: UnitContact) -> User | None:
    listed = list(_listed(contact.operation))
    wished = [one for one in (contact.told_by, contact.chosen_by) if one in listed]
    return next(iter([*wished, *listed]), None)


def _listed(operation: Operation) -> QuerySet[User]:
    rows = operation.need_to_know.filter(removed_at=None, user__is_active=True).order_by("added_at")
    return User.objects.filter(pk__in=rows.values("user"))
