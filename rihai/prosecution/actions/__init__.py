"""Every change of state in prosecution; one module for each kind of record."""

from rihai.prosecution.actions.accused import (
    add_accused,
    correct_accused,
    end_accused,
    state_accused,
    withdraw_state,
)
from rihai.prosecution.actions.appeals import record_appeal, record_appeal_outcome
from rihai.prosecution.actions.checks import check_sections, decide_section, decide_sections, record_filing
from rihai.prosecution.actions.claims import (
    attach_claim,
    begin_claim,
    move_claim,
    pass_on_claim,
    record_claim_wish,
    record_money,
    strike_claim_step,
    strike_money,
)
from rihai.prosecution.actions.court import record_charge_sheet, record_judgment, record_judgment_copy
from rihai.prosecution.actions.court_days import plan_court_day, record_call
from rihai.prosecution.actions.detentions import end_detention, record_detention, update_detention
from rihai.prosecution.actions.evidence import mark_support, stop_using_evidence, use_evidence
from rihai.prosecution.actions.hearings import (
    cancel_hearings,
    name_survivor,
    plan_hearing,
    prepare_hearing,
    record_hearing,
)
from rihai.prosecution.actions.legal_aid import ask_legal_aid, record_aid_answer
from rihai.prosecution.actions.legal_cases import (
    add_survivor,
    move_legal_case,
    open_legal_case,
)
from rihai.prosecution.actions.meanings import define_restrained
from rihai.prosecution.actions.numbers import fill_number_token
from rihai.prosecution.actions.paper import correct_paper, record_copy, record_transfer
from rihai.prosecution.actions.papers import make_paper
from rihai.prosecution.actions.parts import add_part, end_part, restore_part, take_over
from rihai.prosecution.actions.petitions import begin_petition, correct_closure, move_petition, record_closure
from rihai.prosecution.actions.protection import (
    answer_threat,
    apply_for_protection,
    record_threat,
    update_protection,
)
from rihai.prosecution.actions.questions import answer_question, ask_lawyer, mark_answer_read, withdraw_question
from rihai.prosecution.actions.refusals import record_refusal, record_step_answer, take_step
from rihai.prosecution.actions.sentences import export_sentences, record_sentence
from rihai.prosecution.actions.survivor_steps import begin_step, update_step
from rihai.prosecution.actions.survivors import end_survivor
from rihai.prosecution.actions.withdrawals import (
    withdraw_appeal,
    withdraw_charge_sheet,
    withdraw_closure,
    withdraw_judgment,
    withdraw_sentence,
)

__all__ = [
    "add_accused",
    "add_part",
    "add_survivor",
    "answer_question",
    "answer_threat",
    "apply_for_protection",
    "ask_lawyer",
    "ask_legal_aid",
    "attach_claim",
    "begin_claim",
    "begin_petition",
    "begin_step",
    "cancel_hearings",
    "check_sections",
    "correct_accused",
    "correct_closure",
    "correct_paper",
    "decide_section",
    "decide_sections",
    "define_restrained",
    "end_accused",
    "end_detention",
    "end_part",
    "end_survivor",
    "export_sentences",
    "fill_number_token",
    "make_paper",
    "mark_answer_read",
    "mark_support",
    "move_claim",
    "move_legal_case",
    "move_petition",
    "name_survivor",
    "open_legal_case",
    "pass_on_claim",
    "plan_court_day",
    "plan_hearing",
    "prepare_hearing",
    "record_aid_answer",
    "record_appeal",
    "record_appeal_outcome",
    "record_call",
    "record_charge_sheet",
    "record_claim_wish",
    "record_closure",
    "record_copy",
    "record_detention",
    "record_filing",
    "record_hearing",
    "record_judgment",
    "record_judgment_copy",
    "record_money",
    "record_refusal",
    "record_sentence",
    "record_step_answer",
    "record_threat",
    "record_transfer",
    "restore_part",
    "state_accused",
    "stop_using_evidence",
    "strike_claim_step",
    "strike_money",
    "take_over",
    "take_step",
    "update_detention",
    "update_protection",
    "update_step",
    "use_evidence",
    "withdraw_appeal",
    "withdraw_charge_sheet",
    "withdraw_closure",
    "withdraw_judgment",
    "withdraw_question",
    "withdraw_sentence",
    "withdraw_state",
]
