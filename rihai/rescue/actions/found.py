"""Recording people found, and what was found out about them later.

Not everybody found was in an operation, and not everybody in an operation was exploited: outcome and
finding say so, each with its day. Whoever is found has exactly one open case afterwards.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.actions import hear_again, open_case
from rihai.cases.facts import CaseFacts
from rihai.cases.models import Case, DatePrecision
from rihai.directory.models import Agency
from rihai.duties.actions import complete_duties, open_duty
from rihai.lib.precision import AgeCertainty, BirthYear
from rihai.lib.workflow import NotPossible
from rihai.people.actions import register_person
from rihai.people.facts import PersonFacts
from rihai.people.models import Person, Provenance
from rihai.rescue.facts import FoundFacts, check_finding
from rihai.rescue.history import committee_due_at, write_history
from rihai.rescue.locks import check_own_organisation, lock_inquiry, lock_operation, needed
from rihai.rescue.models import FoundFinding, FoundPerson, Operation
from rihai.rescue.permissions import check_can_record_found, check_can_revise_finding
from rihai.rescue.rules.outcomes import may_be_decided_freed, was_found_in_operation
from rihai.rescue.workflow import OperationStatus


@transaction.atomic
def record_found(
    *, organisation: Agency, by: User, facts: FoundFacts, provenance: Provenance = Provenance.OWN
) -> FoundPerson:
    """Record one person found. The same person in the same operation is recorded once."""
    check_can_record_found(by, facts.operation or facts.inquiry, provenance)
    check_own_organisation(organisation, by, "found.record")
    _check_freed(facts.outcome, facts.exploitation, is_decided=facts.is_freed_by_decision)
    _check_operation(facts.outcome, facts.operation)
    _lock_where_found(facts, by)
    person = _person_of(facts, organisation, provenance, by)
    _check_born(person, facts)
    earlier = _recorded_already(person, facts)
    if earlier is not None:
        return earlier
    case, is_new = _case_of(person, facts, by)
    found = FoundPerson(
        organisation=organisation,
        data_key=case.data_key,
        person=person,
        case=case,
        operation=facts.operation,
        inquiry=facts.inquiry or (facts.operation.inquiry if facts.operation else None),
        found_on=facts.found.value if facts.found else None,
        precision=DatePrecision(facts.found.precision.value) if facts.found else DatePrecision.UNKNOWN,
        provenance=provenance,
        recorded_by=by,
    )
    found.save()
    _write_finding(
        found, facts.outcome, facts.exploitation, basis=facts.basis, is_decided=facts.is_freed_by_decision, by=by
    )
    events = write_history(found, by=by)
    # A new case holds what she said itself; on a case that was open before, it would be lost.
    if not is_new:
        hear_again(case, facts=CaseFacts(facts.wish, facts.may_call), on=facts.found, by=by, origin=found)
    _owe(found, facts, by)
    audit.record("found.recorded", by=by, subject=found, case=case.uid, outcome=facts.outcome, events=events)
    return found


@transaction.atomic
def record_several_found(*, organisation: Agency, by: User, people: Sequence[FoundFacts]) -> list[FoundPerson]:
    """Everybody found together is recorded together, or nobody: nobody is forgotten half-way."""
    return [record_found(organisation=organisation, by=by, facts=facts) for facts in people]


@transaction.atomic
def revise_finding(
    found: FoundPerson,
    *,
    outcome: str,
    exploitation: str,
    basis: str,
    by: User,
    is_freed_by_decision: bool = False,
) -> FoundFinding:
    """Add what is known now; the earlier finding stays, so that a figure as of its day stays what it was."""
    found = get_visible(FoundPerson.objects.select_for_update(of=("self",)), by, found.uid, "found.revise")
    check_can_revise_finding(by, found)
    check_finding(outcome, exploitation)
    _check_freed(outcome, exploitation, is_decided=is_freed_by_decision)
    _check_operation(outcome, found.operation)
    basis = needed(basis, _("Write down by what this is known now."))
    finding = _write_finding(found, outcome, exploitation, basis=basis, is_decided=is_freed_by_decision, by=by)
    audit.record("found.revised", by=by, subject=found, outcome=outcome, exploitation=exploitation)
    return finding


def _check_freed(outcome: str, exploitation: str, *, is_decided: bool) -> None:
    if is_decided and not may_be_decided_freed(outcome, exploitation):
        raise NotPossible(
            _(
                "This outcome and finding leave nothing to decide: freed by decision is only for somebody whose"
                " exploitation was found and who left it outside an operation."
            )
        )


def _check_operation(outcome: str, operation: Operation | None) -> None:
    """What is counted as found in an operation names the operation, or the three counts do not add up."""
    if operation is None and was_found_in_operation(outcome):
        raise NotPossible(
            _(
                "Found in an operation needs the operation. Record this person on the page of the operation, or"
                " choose how the search ended without one."
            )
        )


def _lock_where_found(facts: FoundFacts, by: User) -> None:
    if facts.inquiry is not None:
        lock_inquiry(facts.inquiry, by, "found.record")
    if facts.operation is not None:
        operation = lock_operation(facts.operation, by, "found.record")
        if operation.status not in (OperationStatus.STARTED, OperationStatus.ENDED):
            raise NotPossible(_("This operation has not started. Start it first, or record this person without it."))


def _person_of(facts: FoundFacts, organisation: Agency, provenance: Provenance, by: User) -> Person:
    if isinstance(facts.person, PersonFacts):
        return register_person(organisation=organisation, by=by, facts=facts.person, provenance=provenance)
    if provenance == Provenance.PUBLISHED:
        return Person.objects.get(pk=facts.person.pk, organisation=organisation, provenance=provenance)
    return get_visible(Person.objects.all(), by, facts.person.uid, "found.record")


def _check_born(person: Person, facts: FoundFacts) -> None:
    birth = BirthYear(person.birth_year, AgeCertainty(person.age_certainty))
    if facts.found is not None and birth.is_surely_after(facts.found.end):
        raise NotPossible(
            _("%(person)s would be found before birth. Correct the day found here, or the age in the person's record.")
            % {"person": person.pseudonym}
        )


def _recorded_already(person: Person, facts: FoundFacts) -> FoundPerson | None:
    """The person's row is the lock: two colleagues at the same door record the same girl."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if facts.operation is None:
        return None
    return FoundPerson.objects.filter(person=person, operation=facts.operation).first()


def _case_of(person: Person, facts: FoundFacts, by: User) -> tuple[Case, bool]:
    before = set(Case.objects.filter(person=person).values_list("pk", flat=True))
    case = open_case(
        person,
        by=by,
        facts=CaseFacts(wish=facts.wish, may_call=facts.may_call),
        case_owner=facts.case_owner,
        origin=facts.operation or facts.inquiry,
    )
    return case, case.pk not in before


def _write_finding(
    found: FoundPerson, outcome: str, exploitation: str, *, basis: str, is_decided: bool, by: User
) -> FoundFinding:
    finding = FoundFinding(
        found=found,
        data_key=found.data_key,
        outcome=outcome,
        exploitation=exploitation,
        is_freed_by_decision=is_decided,
        basis=basis,
        recorded_by=by,
    )
    finding.save()
    return finding


def _owe(found: FoundPerson, facts: FoundFacts, by: User) -> None:
    """Her first talk, and for a child the committee. What is long past starts no clock."""
    is_past = found.operation is not None and found.operation.kind == Operation.Kind.RECORDED_AFTERWARDS
    if found.provenance != Provenance.OWN:
        return
    if facts.wish:
        complete_duties("case.first_talk", subject=found.case, by=by)
    elif found.case.case_owner is None:
        open_duty(
            "case.first_talk",
            subject=found.case,
            event_uid=found.case.uid,
            organisation=found.organisation,
            owner=by,
            by=by,
        )
    due_at = None if is_past else committee_due_at(found, facts.outcome)
    if due_at is not None:
        open_duty(
            "case.child_committee",
            subject=found.case,
            event_uid=found.uid,
            organisation=found.organisation,
            owner=found.case.case_owner or by,
            due_at=due_at,
            by=by,
        )
