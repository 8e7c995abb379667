"""Every permission there is, by name: what somebody may do at all.

Here: the names. Which role holds which is in `roles.py`; on which records it holds is decided by
`visible_to()` of each QuerySet and by grants. Never here: a decision about one record.
"""

from enum import StrEnum


class Permission(StrEnum):
    ALERT_RECORD = "alert.record"
    ALERT_TRIAGE = "alert.triage"
    ALERT_SEE_ALL = "alert.see_all"
    INQUIRY_WORK = "inquiry.work"
    INQUIRY_CLOSE = "inquiry.close"
    INQUIRY_SEE_ALL = "inquiry.see_all"
    DECOY_RECORD = "decoy.record"
    # Planning covers choosing the police unit, telling it, the need-to-know list and the risk check.
    OPERATION_PLAN = "operation.plan"
    OPERATION_START = "operation.start"
    OPERATION_RECORD_PAST = "operation.record_past"
    FOUND_RECORD = "found.record"
    # Whether somebody missing is somebody held here; two colleagues decide, each with a grant on the person.
    MATCH_DECIDE = "match.decide"
    # Ask all organisations about somebody, within a budget.
    SEARCH_ASK = "search.ask"
    # Invented records that show who asks without reason.
    RECORD_PLANT = "record.plant"
    CASE_OPEN = "case.open"
    CASE_WORK = "case.work"
    CASE_ASSIGN = "case.assign"
    CASE_CLOSE = "case.close"
    # The coded view: codes and pseudonyms of every case, no names.
    CASE_SEE_ALL = "case.see_all"
    # The second person for erasing somebody for good; sees what would go by count, and that a court still works on it.
    ERASURE_DECIDE = "erasure.decide"
    # Ask for an FIR or a complaint, and write down what police and court did.
    LEGAL_RECORD = "legal.record"
    # What passes between lawyer and client: section checks, decisions, what is filed.
    LEGAL_WORK = "legal.work"
    NOTE_WRITE = "note.write"
    PERSON_EDIT = "person.edit"
    PERSON_SEARCH = "person.search"
    CONTACT_RECORD = "contact.record"
    PREMISES_EDIT = "premises.edit"
    SUSPECT_EDIT = "suspect.edit"
    # Items of evidence, and who has them in hand.
    EVIDENCE_RECORD = "evidence.record"
    # What those who owe help put in the way: bribes, pressure, delay.
    OBSTACLE_RECORD = "obstacle.record"
    # Sees and answers for every obstacle of the house, with what was said of whom.
    OBSTACLE_HANDLE = "obstacle.handle"
    DUTY_SEE_ALL = "duty.see_all"
    DUTY_REASSIGN = "duty.reassign"
    DUTY_SET_RULES = "duty.set_rules"
    # Pass on everything of a colleague who leaves, and end what she could open and do.
    STAFF_RELEASE = "staff.release"
    AGENCY_EDIT = "agency.edit"
    REPORT_IMPACT = "report.impact"
    # Counts below ten and what would give them away; everybody else sees "hidden".
    FIGURE_EXACT = "figure.exact"
    FIGURE_PROPOSE = "figure.propose"
    # The second person for a figure that leaves the house.
    FIGURE_APPROVE = "figure.approve"
    ACCESS_BREAK_GLASS = "access.break_glass"
    ACCESS_REVIEW = "access.review"
    # Numbers of officers that are their own, not their office's.
    AGENCY_PERSONAL_CONTACT = "agency.personal_contact"
    # Knowing of and setting the mark "do not route"; setting it takes two.
    AGENCY_RESTRICT = "agency.restrict"
    ACCOUNT_MANAGE = "account.manage"
    # The second person for a powerful role or a new start.
    ACCOUNT_CONFIRM = "account.confirm"
    DESK_MANAGE = "desk.manage"
    AUDIT_VERIFY = "audit.verify"
    AUDIT_READ = "audit.read"
