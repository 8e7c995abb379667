"""Every change of state in tracing; one module for each kind of record."""

from rihai.tracing.actions.again import decide_again, propose_again
from rihai.tracing.actions.found import record_found_person, withdraw_found
from rihai.tracing.actions.photos import keep_found_photo, keep_report_photo, withdraw_photo
from rihai.tracing.actions.reports import (
    assign_report,
    check_reporter,
    correct_report,
    end_report,
    file_report,
    reopen_report,
)
from rihai.tracing.actions.sheets import ask_agency, make_sheet, record_request_answer
from rihai.tracing.actions.sightings import record_sighting
from rihai.tracing.actions.telling import (
    IN_PERSON,
    record_telling_consent,
    tell_her_words,
    tell_progress,
    withdraw_telling_consent,
)

__all__ = [
    "IN_PERSON",
    "ask_agency",
    "assign_report",
    "check_reporter",
    "correct_report",
    "decide_again",
    "end_report",
    "file_report",
    "keep_found_photo",
    "keep_report_photo",
    "make_sheet",
    "propose_again",
    "record_found_person",
    "record_request_answer",
    "record_sighting",
    "record_telling_consent",
    "reopen_report",
    "tell_her_words",
    "tell_progress",
    "withdraw_found",
    "withdraw_photo",
    "withdraw_telling_consent",
]
