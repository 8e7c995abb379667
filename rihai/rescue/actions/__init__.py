"""Every change of state in rescue; one module for each kind of record."""

from rihai.rescue.actions.asking import ASK_HOMES, plan_asking
from rihai.rescue.actions.corrections import correct_premises, withdraw_unit
from rihai.rescue.actions.found import record_found, record_several_found, revise_finding
from rihai.rescue.actions.inquiries import (
    add_inquiry_person,
    assign_officer,
    change_priority,
    close_inquiry,
    hand_over_inquiry,
    mark_located,
    open_inquiry,
    reopen_inquiry,
    rewrite_summary,
)
from rihai.rescue.actions.leads import add_lead, judge_lead, record_decoy, take_judgement_back
from rihai.rescue.actions.lists import add_to_list, remove_from_list
from rihai.rescue.actions.operations import (
    answer_risk_item,
    call_off,
    describe_operation,
    end_operation,
    plan_operation,
    record_past_operation,
    start_operation,
    start_police_first,
)
from rihai.rescue.actions.units import choose_unit, record_answer, record_rung_outcome, take_rung, tell_unit

__all__ = [
    "ASK_HOMES",
    "add_inquiry_person",
    "add_lead",
    "add_to_list",
    "answer_risk_item",
    "assign_officer",
    "call_off",
    "change_priority",
    "choose_unit",
    "close_inquiry",
    "correct_premises",
    "describe_operation",
    "end_operation",
    "hand_over_inquiry",
    "judge_lead",
    "mark_located",
    "open_inquiry",
    "plan_asking",
    "plan_operation",
    "record_answer",
    "record_decoy",
    "record_found",
    "record_past_operation",
    "record_rung_outcome",
    "record_several_found",
    "remove_from_list",
    "reopen_inquiry",
    "revise_finding",
    "rewrite_summary",
    "start_operation",
    "start_police_first",
    "take_judgement_back",
    "take_rung",
    "tell_unit",
    "withdraw_unit",
]
