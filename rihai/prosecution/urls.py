"""Addresses of legal cases and what belongs to them."""

from django.urls import path

from rihai.prosecution.views import (
    accused,
    checks,
    claim_sheet,
    claims,
    funnel,
    hearings,
    legal_cases,
    protection,
    refusals,
)
from rihai.prosecution.views.law_cards import law_card, law_card_list
from rihai.prosecution.views.papers import paper_list, paper_new

app_name = "prosecution"

urlpatterns = [
    path("", legal_cases.legal_case_list, name="legal_case_list"),
    path("cards/", law_card_list, name="law_card_list"),
    path("cards/<slug:code>/", law_card, name="law_card"),
    path("case/<uuid:uid>/", legal_cases.case_legal, name="case_legal"),
    path("case/<uuid:uid>/new/", legal_cases.legal_case_new, name="legal_case_new"),
    path("<uuid:uid>/", legal_cases.legal_case_detail, name="legal_case_detail"),
    path("<uuid:uid>/paper/", legal_cases.legal_case_paper, name="legal_case_paper"),
    path("<uuid:uid>/step/", legal_cases.legal_case_step, name="legal_case_step"),
    path("<uuid:uid>/copy/", legal_cases.legal_case_copy, name="legal_case_copy"),
    path("<uuid:uid>/transfer/", legal_cases.legal_case_transfer, name="legal_case_transfer"),
    path("<uuid:uid>/survivor/", legal_cases.legal_case_survivor, name="legal_case_survivor"),
    path("<uuid:uid>/part/", legal_cases.legal_case_part, name="legal_case_part"),
    path("<uuid:uid>/refused/", refusals.refusal_new, name="refusal_new"),
    path("refusals/<uuid:uid>/step/", refusals.refusal_step_new, name="refusal_step_new"),
    path("steps/<uuid:uid>/answer/", refusals.refusal_step_answer, name="refusal_step_answer"),
    path("<uuid:uid>/accused/", accused.accused_new, name="accused_new"),
    path("accused/<uuid:uid>/state/", accused.accused_state, name="accused_state"),
    path("<uuid:uid>/hearing/", hearings.hearing_new, name="hearing_new"),
    path("hearings/<uuid:uid>/prepare/", hearings.hearing_prepare, name="hearing_prepare"),
    path("hearings/<uuid:uid>/outcome/", hearings.hearing_outcome, name="hearing_outcome"),
    path("<uuid:uid>/protection/", protection.protection, name="protection"),
    path("<uuid:uid>/protection/threat/", protection.threat_new, name="threat_new"),
    path("<uuid:uid>/protection/apply/", protection.protection_new, name="protection_new"),
    path("threats/<uuid:uid>/answer/", protection.threat_answer, name="threat_answer"),
    path("protection/<uuid:uid>/", protection.protection_edit, name="protection_edit"),
    path("<uuid:uid>/papers/", paper_list, name="paper_list"),
    path("<uuid:uid>/papers/<slug:code>/", paper_new, name="paper_new"),
    path("<uuid:uid>/check/", checks.check_new, name="check_new"),
    path("checks/<uuid:uid>/", checks.check_detail, name="check_detail"),
    path("checks/<uuid:uid>/again/", checks.check_again, name="check_again"),
    path("checks/<uuid:uid>/filed/", checks.check_filed, name="check_filed"),
    path("checks/<uuid:uid>/<slug:section>/", checks.check_decide, name="check_decide"),
    path("compensation/", claims.claim_list, name="claim_list"),
    path("compensation/funnel/", funnel.claim_funnel, name="claim_funnel"),
    path("compensation/funnel.csv", funnel.claim_funnel_file, name="claim_funnel_file"),
    path("claims/<uuid:uid>/sheet/", claim_sheet.claim_sheet, name="claim_sheet"),
    path("case/<uuid:uid>/compensation/", claims.claim_case, name="claim_case"),
    path("case/<uuid:uid>/compensation/options/", claims.claim_options, name="claim_options"),
    path("case/<uuid:uid>/compensation/<slug:scheme>/", claims.claim_new, name="claim_new"),
    path("claims/<uuid:uid>/", claims.claim_detail, name="claim_detail"),
    path("claims/<uuid:uid>/wish/", claims.claim_wish, name="claim_wish"),
    path("claims/<uuid:uid>/step/", claims.claim_step, name="claim_step"),
    path("claims/<uuid:uid>/money/", claims.claim_money, name="claim_money"),
    path("claims/<uuid:uid>/undo/", claims.claim_undo, name="claim_undo"),
    path("money/<uuid:uid>/strike/", claims.claim_money_strike, name="claim_money_strike"),
    path("survivors/<uuid:uid>/take-over/", legal_cases.legal_case_take_over, name="legal_case_take_over"),
    path("parts/<uuid:uid>/end/", legal_cases.legal_part_end, name="legal_part_end"),
]
