"""Who may do what to a case. Each rule is a pair: `check_…` raises, `can_…` answers; pages and actions ask the same.

Which cases somebody sees at all is decided by `visible_to()`; these rules come after it.
"""

from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.cases.workflow import Status
from rihai.people.models import Provenance


def can_open_case(user: User) -> bool:
    return user.has(Permission.CASE_OPEN)


def check_can_open_case(user: User) -> None:
    if not can_open_case(user):
        raise Refused("case.open", words=_("Your role does not open cases. Ask a caseworker or the rescue desk."))


def can_work(user: User, case: Case) -> bool:
    """Work on a case: its named worker, and those whose role works on cases they are listed on."""
    return user.has(Permission.CASE_WORK) and case.provenance == Provenance.OWN


def check_can_work(user: User, case: Case) -> None:
    if case.provenance != Provenance.OWN and user.organisation_id == case.organisation_id:
        return  # a publication being loaded, by the account that loads it
    if not can_work(user, case):
        raise Refused("case.work", case, words=_("You are not working on this case. Ask the named worker to add you."))


def can_write_note(user: User, compartment: Compartment) -> bool:
    return user.has(Permission.NOTE_WRITE) and compartment in user.compartments


def check_can_write_note(user: User, case: Case, compartment: Compartment) -> None:
    if not can_write_note(user, compartment):
        raise Refused("note.write", case, words=_("Your role does not write notes of this kind."))


def can_assign(user: User) -> bool:
    return user.has(Permission.CASE_ASSIGN)


def check_can_assign(user: User, case: Case) -> None:
    if not can_assign(user) and case.case_owner_id != user.uid:
        raise Refused(
            "case.assign", case, words=_("Only a supervisor, the director or the named worker hands a case over.")
        )


def can_close(user: User, case: Case) -> bool:
    ends = {Status.CLOSED, Status.CLOSED_REFERRED, Status.NOT_STATED}
    return user.has(Permission.CASE_CLOSE) and case.status not in ends


def check_can_propose_closing(user: User, case: Case) -> None:
    if not can_close(user, case):
        raise Refused("case.close", case, words=_("Your role does not close cases, or this case is closed already."))


def can_agree_closing(user: User, case: Case) -> bool:
    """The second person holds the same permission and is somebody else."""
    return case.closing_proposed_by_id not in (None, user.uid) and can_close(user, case)


def check_can_agree_closing(user: User, case: Case) -> None:
    if not can_agree_closing(user, case):
        raise Refused(
            "case.close", case, words=_("A second person who may close cases must agree; not the one who asked.")
        )
