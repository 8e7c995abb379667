"""Which event of a case opens, closes or passes on which duty.

Here: the calls of `duties.actions`. Published accounts owe nobody anything.
"""

from typing import Final
from uuid import uuid4

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.actions import complete_duties, open_duty, pass_on_duties
from rihai.duties.models import Duty
from rihai.people.models import Provenance

AGREE: Final = "case.agree_closing"
NO_WORKER: Final = "case.no_worker"


def remind_of_first_talk(case: Case, *, owner: User, by: User) -> None:
    """Until somebody has asked her what she wants."""
    if case.provenance == Provenance.OWN and not case.wish:
        open_duty(
            "case.first_talk", subject=case, event_uid=case.uid, organisation=case.organisation, owner=owner, by=by
        )


def note_first_talk(case: Case, *, by: User) -> None:
    if case.provenance == Provenance.OWN:
        complete_duties("case.first_talk", subject=case, by=by)


def ask_second_person(case: Case, *, second: User, by: User) -> None:
    open_duty(AGREE, subject=case, event_uid=uuid4(), organisation=case.organisation, owner=second, by=by)


def note_decision(case: Case, *, by: User) -> None:
    """The second person has answered, or the question was taken back."""
    complete_duties(AGREE, subject=case, by=by)


def remind_of_worker(case: Case, *, owner: User, by: User | None) -> None:
    """Whoever was named works here no longer; `owner` leads, and may name another."""
    open_duty(NO_WORKER, subject=case, event_uid=uuid4(), organisation=case.organisation, owner=owner, by=by)


def is_worker_asked_for(case: Case) -> bool:
    return Duty.objects.open().filter(rule=NO_WORKER, subject_uid=case.pk).exists()


def note_worker(case: Case, *, by: User) -> None:
    complete_duties(NO_WORKER, subject=case, by=by)


def pass_on_case_duties(case: Case, *, of: User | None, to: User, by: User) -> None:
    """What her predecessor owed and what lies at desks is owed by the new worker; what others owe stays theirs.

    Nor the answer asked of a second person. Where nobody worked on it, everything passes.
    """
    pass_on_duties(case, before=of, unowned=True, to=to, by=by, but=AGREE)
