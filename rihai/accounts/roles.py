"""What each role is for, may do, and may ever open: one table that can be read in a training.

Here: the table. A role never opens a record by itself: a grant on that record is needed too
(`rihai.access`). The administrator runs accounts and is shown nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.accounts.compartments import Compartment
from rihai.accounts.permissions import Permission

C, P = Compartment, Permission  # short names keep the table readable


class Role(TextChoices):
    DIRECTOR = "director", _("Director")
    RESCUE_COORDINATOR = "rescue_coordinator", _("Rescue coordinator")
    RESCUE_OFFICER = "rescue_officer", _("Rescue officer")
    CASEWORKER = "caseworker", _("Caseworker")
    SUPERVISOR = "supervisor", _("Supervisor")
    COUNSELLOR = "counsellor", _("Counsellor")
    LAWYER = "lawyer", _("Lawyer")
    VOLUNTEER_LAWYER = "volunteer_lawyer", _("Volunteer lawyer")
    HOME_SUPERINTENDENT = "home_superintendent", _("Home superintendent")
    PREVENTION_OFFICER = "prevention_officer", _("Prevention officer")
    DATA_OFFICER = "data_officer", _("Data officer")
    OUTPUT_CHECKER = "output_checker", _("Output checker")
    AUDITOR = "auditor", _("Auditor")
    RESEARCHER = "researcher", _("Researcher")
    ADMINISTRATOR = "administrator", _("Administrator")
    # Not given by hand: the account that retells published stories, with which nobody can sign in.
    LOADER = "loader", _("Loading account")


@dataclass(frozen=True)
class RoleDescription:
    title: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]
    compartments: frozenset[Compartment]


def _role(
    role: Role, description: str | Promise, permissions: Iterable[Permission], compartments: Iterable[Compartment] = ()
) -> tuple[Role, RoleDescription]:
    return role, RoleDescription(role.label, description, frozenset(permissions), frozenset(compartments))


ROLES: Final[dict[Role, RoleDescription]] = dict(
    [
        _role(
            Role.DIRECTOR,
            _("Leads the organisation: sees every case by its code, assigns work, answers for the figures."),
            [
                P.ALERT_RECORD, P.ALERT_TRIAGE, P.ALERT_SEE_ALL, P.INQUIRY_CLOSE, P.INQUIRY_SEE_ALL,
                P.OPERATION_PLAN, P.OPERATION_START, P.OPERATION_RECORD_PAST,
                P.CASE_OPEN, P.CASE_ASSIGN, P.CASE_CLOSE, P.CASE_SEE_ALL, P.NOTE_WRITE, P.PERSON_SEARCH,
                P.CONTACT_RECORD, P.DUTY_SEE_ALL, P.DUTY_REASSIGN, P.DUTY_SET_RULES, P.STAFF_RELEASE,
                P.AGENCY_EDIT, P.REPORT_IMPACT,
                P.AGENCY_PERSONAL_CONTACT, P.AGENCY_RESTRICT,
                P.ACCESS_BREAK_GLASS, P.ACCESS_REVIEW, P.ACCOUNT_CONFIRM, P.AUDIT_READ,
                P.FIGURE_EXACT, P.FIGURE_PROPOSE, P.FIGURE_APPROVE,
                P.OBSTACLE_RECORD, P.OBSTACLE_HANDLE, P.ERASURE_DECIDE,
            ],
            [C.RECORD, C.IDENTITY, C.HOME_LOCATION, C.SOURCE, C.OPERATION_PLAN, C.FINANCE],
        ),
        _role(
            Role.RESCUE_COORDINATOR,
            _("Runs the rescue desk: triages alerts, leads inquiries, plans and starts operations."),
            [
                P.ALERT_RECORD, P.ALERT_TRIAGE, P.ALERT_SEE_ALL, P.INQUIRY_WORK, P.INQUIRY_CLOSE,
                P.INQUIRY_SEE_ALL, P.DECOY_RECORD, P.OPERATION_PLAN, P.OPERATION_START,
                P.OPERATION_RECORD_PAST, P.FOUND_RECORD, P.MATCH_DECIDE, P.SEARCH_ASK, P.CASE_OPEN, P.CASE_WORK,
                P.NOTE_WRITE, P.LEGAL_RECORD,
                P.PERSON_EDIT, P.PERSON_SEARCH, P.CONTACT_RECORD, P.PREMISES_EDIT, P.SUSPECT_EDIT,
                P.EVIDENCE_RECORD, P.OBSTACLE_RECORD,
                P.DUTY_SEE_ALL, P.DUTY_REASSIGN, P.AGENCY_EDIT, P.REPORT_IMPACT, P.FIGURE_EXACT, P.FIGURE_PROPOSE,
                P.ACCESS_BREAK_GLASS,
                P.AGENCY_PERSONAL_CONTACT, P.AGENCY_RESTRICT,
            ],
            [C.RECORD, C.IDENTITY, C.HOME_LOCATION, C.SOURCE, C.OPERATION_PLAN],
        ),
        _role(
            Role.RESCUE_OFFICER,
            _("Follows up leads, takes part in operations and records whom the team found."),
            [
                P.ALERT_RECORD, P.INQUIRY_WORK, P.DECOY_RECORD, P.FOUND_RECORD, P.MATCH_DECIDE, P.SEARCH_ASK,
                P.CASE_OPEN, P.NOTE_WRITE, P.LEGAL_RECORD,
                P.PERSON_EDIT, P.PERSON_SEARCH, P.CONTACT_RECORD, P.PREMISES_EDIT, P.SUSPECT_EDIT,
                P.EVIDENCE_RECORD, P.OBSTACLE_RECORD,
                P.ACCESS_BREAK_GLASS, P.AGENCY_PERSONAL_CONTACT,
            ],
            [C.RECORD, C.IDENTITY, C.HOME_LOCATION, C.SOURCE, C.OPERATION_PLAN],
        ),
        _role(
            Role.CASEWORKER,
            _("Accompanies assigned cases from the first day to closure."),
            [
                P.ALERT_RECORD, P.CASE_OPEN, P.CASE_WORK, P.CASE_CLOSE, P.NOTE_WRITE, P.PERSON_EDIT,
                P.PERSON_SEARCH, P.CONTACT_RECORD, P.PREMISES_EDIT, P.SUSPECT_EDIT,
                P.EVIDENCE_RECORD, P.OBSTACLE_RECORD, P.ACCESS_BREAK_GLASS,
                P.MATCH_DECIDE, P.SEARCH_ASK, P.LEGAL_RECORD,
            ],
            [C.RECORD, C.IDENTITY, C.HOME_LOCATION, C.MEDICAL, C.FINANCE],
        ),
        _role(
            Role.SUPERVISOR,
            _("Guides caseworkers: sees every case by its code, assigns cases, watches what is due."),
            [
                P.ALERT_RECORD, P.ALERT_TRIAGE, P.ALERT_SEE_ALL, P.CASE_OPEN, P.CASE_WORK, P.CASE_ASSIGN,
                P.CASE_CLOSE, P.CASE_SEE_ALL, P.NOTE_WRITE, P.PERSON_EDIT, P.PERSON_SEARCH,
                P.CONTACT_RECORD, P.PREMISES_EDIT, P.SUSPECT_EDIT,
                P.EVIDENCE_RECORD, P.OBSTACLE_RECORD, P.DUTY_SEE_ALL, P.DUTY_REASSIGN,
                P.AGENCY_EDIT, P.REPORT_IMPACT, P.FIGURE_EXACT, P.ACCESS_BREAK_GLASS,
                P.AGENCY_PERSONAL_CONTACT, P.AGENCY_RESTRICT, P.MATCH_DECIDE, P.SEARCH_ASK, P.LEGAL_RECORD,
            ],
            [C.RECORD, C.IDENTITY, C.HOME_LOCATION, C.MEDICAL, C.FINANCE],
        ),
        _role(
            Role.COUNSELLOR,
            _("Counsels survivors; what is said in counselling stays with counsellors."),
            [P.ALERT_RECORD, P.CASE_WORK, P.NOTE_WRITE, P.CONTACT_RECORD, P.ACCESS_BREAK_GLASS],
            [C.RECORD, C.IDENTITY, C.COUNSELLING, C.MEDICAL],
        ),
        _role(
            Role.LAWYER,
            _("Represents survivors before courts and boards."),
            [
                P.ALERT_RECORD, P.CASE_WORK, P.NOTE_WRITE, P.PERSON_SEARCH, P.CONTACT_RECORD,
                P.PREMISES_EDIT, P.SUSPECT_EDIT,
                P.EVIDENCE_RECORD, P.OBSTACLE_RECORD, P.LEGAL_RECORD, P.LEGAL_WORK,
            ],
            [C.RECORD, C.IDENTITY, C.MEDICAL, C.LEGAL_PRIVILEGE, C.FINANCE],
        ),
        _role(
            Role.VOLUNTEER_LAWYER,
            _("Advises on single listed cases."),
            [P.CASE_WORK, P.NOTE_WRITE, P.LEGAL_RECORD, P.LEGAL_WORK, P.EVIDENCE_RECORD, P.OBSTACLE_RECORD],
            [C.RECORD, C.IDENTITY, C.LEGAL_PRIVILEGE],
        ),
        _role(
            Role.HOME_SUPERINTENDENT,
            _("Runs a shelter home and is responsible for its residents."),
            [
                P.ALERT_RECORD, P.FOUND_RECORD, P.MATCH_DECIDE, P.CASE_OPEN, P.CASE_WORK, P.NOTE_WRITE,
                P.CONTACT_RECORD, P.ACCESS_BREAK_GLASS,
            ],
            [C.RECORD, C.IDENTITY, C.HOME_LOCATION, C.MEDICAL],
        ),
        _role(
            Role.PREVENTION_OFFICER,
            _("Works with watch groups and schools, and passes on what they observe."),
            [P.ALERT_RECORD, P.NOTE_WRITE, P.AGENCY_EDIT],
            [C.RECORD],
        ),
        _role(
            Role.DATA_OFFICER,
            _("Protects the data: reviews who opened what, answers requests of the people concerned."),
            [
                P.ACCESS_REVIEW, P.ACCOUNT_CONFIRM, P.AUDIT_READ, P.AUDIT_VERIFY, P.REPORT_IMPACT, P.FIGURE_PROPOSE,
                P.RECORD_PLANT, P.ERASURE_DECIDE,
            ],
            [C.RECORD, C.IDENTITY],
        ),
        _role(
            Role.OUTPUT_CHECKER,
            _("Checks figures and datasets before they leave the house."),
            [P.REPORT_IMPACT, P.FIGURE_EXACT, P.FIGURE_APPROVE],
        ),
        _role(
            Role.AUDITOR,
            _("Checks the trail of what was done and the reasons for it; opens no record of a person."),
            [P.ACCESS_REVIEW, P.AUDIT_READ, P.AUDIT_VERIFY],
        ),
        _role(Role.RESEARCHER, _("Works with figures only."), [P.REPORT_IMPACT, P.FIGURE_PROPOSE]),
        _role(
            Role.ADMINISTRATOR,
            _("Manages accounts, roles, desks and the directory. Sees no person and no case."),
            [P.ACCOUNT_MANAGE, P.ACCOUNT_CONFIRM, P.DESK_MANAGE, P.AGENCY_EDIT, P.AUDIT_VERIFY],
        ),
        _role(
            Role.LOADER,
            _("Retells what was published. Nobody can sign in with it, and it sees no work of an organisation."),
            [
                P.ALERT_RECORD, P.ALERT_TRIAGE, P.OPERATION_RECORD_PAST, P.FOUND_RECORD, P.CASE_OPEN,
                P.PREMISES_EDIT, P.SUSPECT_EDIT,
            ],
        ),
    ]
)  # fmt: skip

# Whoever holds a role with one of these sees every record of a kind, opens many doors or looks behind everybody:
# two people give it. The administrator's too: one who makes another alone would be both people everywhere.
SEES_WIDELY: Final = frozenset(
    {
        P.ALERT_SEE_ALL, P.INQUIRY_SEE_ALL, P.CASE_SEE_ALL, P.DUTY_SEE_ALL, P.ACCESS_REVIEW, P.AUDIT_READ,
        P.ACCOUNT_MANAGE, P.ACCOUNT_CONFIRM, P.OBSTACLE_HANDLE, P.ERASURE_DECIDE,
    }
)  # fmt: skip
NEEDS_SECOND_PERSON: Final = frozenset(role for role, one in ROLES.items() if one.permissions & SEES_WIDELY)
# What may be chosen for a colleague.
GIVEN_BY_HAND: Final = tuple(role for role in Role if role is not Role.LOADER)
