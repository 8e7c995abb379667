"""Addresses of inquiries, operations and the people found."""

from django.urls import path

from rihai.rescue.views import asking, corrections, found, inquiries, leads, operations, units

app_name = "rescue"

urlpatterns = [
    path("inquiries/", inquiries.inquiry_list, name="inquiry_list"),
    path("inquiries/new/", inquiries.inquiry_new, name="inquiry_new"),
    path("inquiries/<uuid:uid>/", inquiries.inquiry_detail, name="inquiry_detail"),
    path("inquiries/<uuid:uid>/open/", inquiries.inquiry_open, name="inquiry_open"),
    path("inquiries/<uuid:uid>/summary/", inquiries.inquiry_summary, name="inquiry_summary"),
    path("inquiries/<uuid:uid>/person/", inquiries.inquiry_person_new, name="inquiry_person_new"),
    path("inquiries/<uuid:uid>/ask/", asking.inquiry_ask_homes, name="inquiry_ask_homes"),
    path("inquiries/<uuid:uid>/priority/", inquiries.inquiry_priority, name="inquiry_priority"),
    path("inquiries/<uuid:uid>/assign/", inquiries.inquiry_assign, name="inquiry_assign"),
    path("inquiries/<uuid:uid>/locate/", inquiries.inquiry_locate, name="inquiry_locate"),
    path("inquiries/<uuid:uid>/hand-over/", inquiries.inquiry_hand_over, name="inquiry_hand_over"),
    path("inquiries/<uuid:uid>/reopen/", inquiries.inquiry_reopen, name="inquiry_reopen"),
    path("inquiries/<uuid:uid>/close/", inquiries.inquiry_close, name="inquiry_close"),
    path("inquiries/<uuid:uid>/lead/", leads.lead_new, name="lead_new"),
    path("inquiries/<uuid:uid>/decoy/", leads.decoy_new, name="decoy_new"),
    path("inquiries/<uuid:uid>/found/", found.inquiry_found_new, name="inquiry_found_new"),
    path("inquiries/<uuid:uid>/operation/", operations.operation_new, name="operation_from_inquiry"),
    path("inquiries/leads/<uuid:uid>/", leads.lead_judge, name="lead_judge"),
    path("inquiries/leads/<uuid:uid>/undo/", leads.lead_judge_undo, name="lead_judge_undo"),
    path("operations/", operations.operation_list, name="operation_list"),
    path("operations/new/", operations.operation_new, name="operation_new"),
    path("operations/past/", operations.operation_past, name="operation_past"),
    path("operations/<uuid:uid>/", operations.operation_detail, name="operation_detail"),
    path("operations/<uuid:uid>/plan/", operations.operation_describe, name="operation_describe"),
    path("operations/<uuid:uid>/premises/", corrections.operation_premises, name="operation_premises"),
    path("operations/<uuid:uid>/risk/", operations.operation_risk, name="operation_risk"),
    path("operations/<uuid:uid>/list/", operations.operation_listing, name="operation_listing"),
    path("operations/<uuid:uid>/start/", operations.operation_start, name="operation_start"),
    path("operations/<uuid:uid>/police-first/", units.operation_police_first, name="operation_police_first"),
    path("operations/<uuid:uid>/end/", operations.operation_end, name="operation_end"),
    path("operations/<uuid:uid>/call-off/", operations.operation_call_off, name="operation_call_off"),
    path("operations/<uuid:uid>/found/", found.operation_found_new, name="operation_found_new"),
    path("operations/<uuid:uid>/unit/", units.operation_unit_new, name="operation_unit_new"),
    path("operations/listed/<uuid:uid>/remove/", operations.operation_unlist, name="operation_unlist"),
    path("operations/units/<uuid:uid>/tell/", units.operation_unit_tell, name="operation_unit_tell"),
    path("operations/units/<uuid:uid>/withdraw/", corrections.operation_unit_withdraw, name="operation_unit_withdraw"),
    path("operations/units/<uuid:uid>/answer/", units.operation_unit_answer, name="operation_unit_answer"),
    path("operations/refusals/<uuid:uid>/", units.operation_rung, name="operation_rung"),
    path("operations/rungs/<uuid:uid>/", units.operation_rung_outcome, name="operation_rung_outcome"),
    path("found/<uuid:uid>/revise/", found.found_revise, name="found_revise"),
]
