"""Beginning a legal case, how it goes on, and whom it is about.

Not here: who works on it (`parts`), and what its paper says (`paper`).
"""

from django.db import transaction

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import check_not_erased
from rihai.cases.models import Case
from rihai.lib.codes import Reference, new_reference
from rihai.lib.precision import ImpreciseDate
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.locks import check_open, lock_legal_case
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, LegalEvent, LegalPart
from rihai.prosecution.moving import move, remind_of_status
from rihai.prosecution.paper_rows import set_paper
from rihai.prosecution.permissions import check_can_open_legal_case, check_can_record, check_own_house
from rihai.prosecution.rights.joining import join_first, let_in_worker, part_of
from rihai.prosecution.timeline import on_day, write_event
from rihai.prosecution.workflow import LegalStatus
from rihai.vault.keys import new_data_key


@transaction.atomic
def open_legal_case(
    *,
    case: Case,
    facts: PaperFacts,
    status: LegalStatus,
    by: User,
    lawyer: User | None = None,
    lawyer_part: LegalPart.Part | None = None,
) -> LegalCase:
    """Begin a legal case for a survivor, as it stands today: an FIR that is there is not asked for again.

    A lawyer is in the house or a volunteer by her role; `lawyer_part` says that she comes from legal aid.
    """
    case = get_visible(Case.objects.select_related("person", "case_owner", "organisation"), by, case.uid, "legal.open")
    check_own_house(by, case.organisation_id)
    check_can_open_legal_case(by, case)
    check_not_erased(case)
    legal_case = LegalCase(
        organisation=case.organisation,
        data_key=new_data_key(agencies=[case.organisation_id]),
        reference=new_reference(Reference.LEGAL),
        status=status,
        opened_by=by,
    )
    set_paper(legal_case, facts, place=facts.station.pk if facts.station else case.pk, by=by)
    legal_case.save()
    LegalCaseSurvivor.objects.create(legal_case=legal_case, case=case, added_by=by)
    audit.record("legal.opened", by=by, subject=legal_case, case=case.uid)
    _let_in_first(legal_case, case, lawyer, lawyer_part, by)
    write_event(legal_case, LegalEvent.Kind.STATUS, by=by, on=on_day(facts.filed_on))
    remind_of_status(legal_case, by=by)
    return legal_case


@transaction.atomic
def move_legal_case(
    legal_case: LegalCase, *, to: LegalStatus, on: ImpreciseDate | None, text: str, by: User
) -> LegalEvent:
    """What police or court did next."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    event = move(legal_case, to, on, text, by=by)
    audit.record("legal.moved", by=by, subject=legal_case, to=str(to))
    return event


@transaction.atomic
def add_survivor(legal_case: LegalCase, *, case: Case, by: User) -> LegalCaseSurvivor:
    """One more survivor whom the same police report is about. Who accompanies her may follow it too."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_open(legal_case)
    case = get_visible(Case.objects.select_related("case_owner"), by, case.uid, "legal.record")
    check_can_open_legal_case(by, case)
    check_not_erased(case)
    row, is_new = LegalCaseSurvivor.objects.get_or_create(legal_case=legal_case, case=case, defaults={"added_by": by})
    if is_new:
        let_in_worker(legal_case, case, by=by)
        audit.record("legal.survivor_added", by=by, subject=legal_case, case=case.uid)
    return row


def _let_in_first(
    legal_case: LegalCase, case: Case, lawyer: User | None, part: LegalPart.Part | None, by: User
) -> None:
    """Her lawyer, if one is there; whoever wrote it down; whoever accompanies the survivor."""
    if lawyer is None and by.has(Permission.LEGAL_WORK):
        lawyer = by
    if lawyer is not None:
        join_first(legal_case, lawyer, part or part_of(lawyer), by=by)
    join_first(legal_case, by, LegalPart.Part.ACCOMPANIES, by=by)
    let_in_worker(legal_case, case, by=by)
