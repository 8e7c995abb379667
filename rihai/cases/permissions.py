"""Who may do what to a case. Each rule is a pair: `check_…` raises, `can_…` answers; pages and actions ask the same.

Which cases somebody sees at all is decided by `visible_to()`; these rules come after it. To see a case by its
code is not to work on it: that needs a role and a grant on this case.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.people.models import Provenance


def can_open_case(user: User) -> bool:
    return user.has(Permission.CASE_OPEN)


def check_can_open_case(user: User, organisation_uid: UUID) -> None:
    if not can_open_case(user):
        raise Refused("case.open", words=_("Your role does not open cases. Ask a caseworker or the rescue desk."))
    if user.organisation_id != organisation_uid:
        raise Refused("case.open", words=_("A case is opened by the organisation that works with this person."))


def can_load(user: User, case: Case) -> bool:
    """Retelling what was published: by the loading account of the publisher, never from a page."""
    return (
        case.provenance == Provenance.PUBLISHED
        and user.organisation_id == case.organisation_id
        and user.has(Permission.OPERATION_RECORD_PAST)
    )


def works_on(user: User, case: Case) -> bool:
    """Whether the case is her own work: she is its worker, listed on it, or it lies on her desk."""
    return case.provenance == Provenance.OWN and way_to_read(user, case, "wish") is Way.OWN


def can_work(user: User, case: Case) -> bool:
    return user.has(Permission.CASE_WORK) and works_on(user, case)


def check_can_work(user: User, case: Case) -> None:
    if not can_work(user, case) and not can_load(user, case):
        raise Refused("case.work", case, words=_("You are not working on this case. Ask the named worker to add you."))


def can_ask_to_erase(user: User, case: Case) -> bool:
    """To be listed is not enough: an interpreter or a lawyer comes for one thing.

    The named worker knows what the person wishes, or whoever leads that work and is on the case.
    """
    return can_work(user, case) and (case.case_owner_id == user.uid or user.has(Permission.CASE_ASSIGN))


def can_write_notes(user: User, case: Case) -> bool:
    """Whoever sees a case may leave a note on it, such as a supervisor; reading needs more."""
    return user.has(Permission.NOTE_WRITE) and case.provenance == Provenance.OWN


def check_can_write_notes(user: User, case: Case) -> None:
    if not can_write_notes(user, case):
        raise Refused("note.write", case, words=_("Your role does not write notes on cases."))


def check_can_write_note(user: User, case: Case, compartment: Compartment) -> None:
    check_can_write_notes(user, case)
    if compartment not in user.compartments:
        raise Refused("note.write", case, words=_("Your role does not write notes of this kind."))


def can_assign(user: User, case: Case) -> bool:
    """A supervisor or director names the worker; the worker herself may hand over."""
    may = user.has(Permission.CASE_ASSIGN) or case.case_owner_id == user.uid
    return may and case.provenance == Provenance.OWN


def check_can_assign(user: User, case: Case) -> None:
    if not can_assign(user, case):
        raise Refused(
            "case.assign", case, words=_("Only a supervisor, the director or the named worker hands a case over.")
        )


def can_propose_closing(user: User, case: Case) -> bool:
    """Whoever asks must know the case; it is still open and nobody has asked yet."""
    may = user.has(Permission.CASE_CLOSE) and works_on(user, case)
    return may and not case.is_closed and case.closing_proposed_at is None


def check_can_propose_closing(user: User, case: Case) -> None:
    if not can_propose_closing(user, case):
        raise Refused(
            "case.close",
            case,
            words=_("Your role does not close cases, or this case is closed, or somebody has asked already."),
        )


def can_decline_closing(user: User, case: Case) -> bool:
    """Whoever asked may take it back; whoever could agree may also say no."""
    return case.closing_proposed_by_id == user.uid or can_agree_closing(user, case)


def check_can_decline_closing(user: User, case: Case) -> None:
    if not can_decline_closing(user, case):
        raise Refused("case.close", case, words=_("Only the one who asked or a second person decides on the closing."))


def can_agree_closing(user: User, case: Case) -> bool:
    """Somebody else with the same permission, who can read why. Nobody agrees to what stays sealed to her."""
    is_asked = case.closing_proposed_at is not None and not case.is_closed
    is_another = case.closing_proposed_by_id != user.uid
    return is_asked and is_another and user.has(Permission.CASE_CLOSE) and works_on(user, case)


def check_can_agree_closing(user: User, case: Case) -> None:
    if not can_agree_closing(user, case):
        raise Refused(
            "case.close", case, words=_("A second person who may close cases must agree; not the one who asked.")
        )
