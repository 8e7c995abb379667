"""What has been done on the call of tonight, read off the records: nothing is ticked that did not happen.

Here: the records of the walk, whoever made them. Whoever walks plays every part on this machine, so nothing is
asked of `visible_to()`; the pages behind the links ask it as ever. Not here: the words of the steps (`steps`).
"""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from rihai.audit.models import AuditEvent
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from rihai.rescue.models import FoundFinding, FoundPerson, Inquiry, Lead, Operation, UnitContact
from rihai.rescue.rules.leads import ENOUGH, count_independent
from rihai.rescue.rules.outcomes import is_located
from rihai.web.demo.cast import colleague
from rihai.web.demo.facts import night
from rihai.web.demo.night import calls

SOUGHT = 2


@dataclass(frozen=True)
class Records:
    """The call and what followed from it."""

    alert: Alert

    @cached_property
    def inquiry(self) -> Inquiry | None:
        return self.alert.inquiry

    @cached_property
    def leads(self) -> list[Lead]:
        return list(self.inquiry.leads.all()) if self.inquiry else []

    @property
    def independent(self) -> int:
        """As the page of the inquiry counts them."""
        return count_independent(lead for lead in self.leads if lead.standing == Lead.Standing.VERIFIED)

    @property
    def refuted(self) -> int:
        return sum(lead.standing == Lead.Standing.REFUTED for lead in self.leads)

    @cached_property
    def operation(self) -> Operation | None:
        """The latest that was planned for this call."""
        if self.inquiry is None:
            return None
        return Operation.objects.filter(inquiry=self.inquiry).order_by("-recorded_at").first()

    @cached_property
    def unit(self) -> UnitContact | None:
        """A leading unit with the time at which it is told."""
        if self.operation is None:
            return None
        chosen = self.operation.units.filter(is_lead=True).select_related("agency")
        return chosen.exclude(tell_at=None, told_at=None).first()

    @cached_property
    def found(self) -> list[FoundPerson]:
        if self.operation is None:
            return []
        rows = FoundPerson.objects.filter(operation=self.operation).select_related("case", "person")
        return list(rows.order_by("recorded_at"))

    @cached_property
    def wishes(self) -> int:
        """People of whom a wish of their own is kept; what it says only those read who may."""
        cases = [one.case_id for one in self.found]
        return CaseEvent.objects.filter(case__in=cases, kind=EventKind.WISH).values("case").distinct().count()

    @cached_property
    def located(self) -> int:
        """People found by this operation whom the impact page counts as located."""
        people = {one.pk: one.person_id for one in self.found}
        latest = dict(
            FoundFinding.objects.filter(found__in=people).order_by("recorded_at").values_list("found", "outcome")
        )
        return len({people[pk] for pk, outcome in latest.items() if is_located(outcome)})

    @cached_property
    def is_counted(self) -> bool:
        """Somebody opened the impact page since the second person was found."""
        if len(self.found) < SOUGHT:
            return False
        since = self.found[SOUGHT - 1].recorded_at
        reports = AuditEvent.objects.filter(verb="report.opened", organisation_uid=self.alert.organisation_id)
        return reports.filter(at__gte=since).exists()

    @property
    def is_accepted(self) -> bool:
        return self.alert.status == Status.ACCEPTED

    @property
    def has_leads(self) -> bool:
        return self.independent >= ENOUGH and self.refuted > 0

    @property
    def has_two_wishes(self) -> bool:
        return len(self.found) >= SOUGHT and self.wishes >= SOUGHT

    @property
    def is_walked(self) -> bool:
        return self.is_accepted and self.has_leads and self.unit is not None and self.has_two_wishes and self.is_counted


def records_of_walk() -> Records | None:
    """The latest call that somebody accepted and has not walked to the end; else the call of tonight."""
    told = [Records(alert) for alert in calls(night())]
    begun = [one for one in told if one.is_accepted]
    if begun and not begun[0].is_walked:
        return begun[0]
    waiting = [one for one in told if one.alert.status == Status.NEW]
    # Walked to the end: it stays in sight until a new call is told.
    return begun[0] if begun and not _is_newer(waiting, begun[0]) else next(iter(waiting or told), None)


def _is_newer(waiting: list[Records], walked: Records) -> bool:
    return bool(waiting) and waiting[0].alert.received_at > walked.alert.received_at


def case_to_show(records: Records, worker: str) -> Case | None:
    """A case of this caseworker, of the walk if there is one: its address is tried from elsewhere, its name opened."""
    found = {one.case_id for one in records.found}
    cases = list(Case.objects.filter(case_owner=colleague(worker)).order_by("opened_at"))
    return next((case for case in cases if case.pk in found), cases[0] if cases else None)


def was_refused(username: str, uid: UUID) -> bool:
    """Whether this colleague tried to open the record and was refused."""
    tried = AuditEvent.objects.filter(actor_uid=colleague(username).uid, subject_uid=uid)
    return tried.filter(verb__endswith=".refused").exists()
