"""Addresses of evidence and of obstacles."""

from django.urls import path

from rihai.offences.evidence import views as evidence

app_name = "offences"

urlpatterns = [
    path("evidence/case/<uuid:uid>/", evidence.evidence_list, name="evidence_list"),
    path("evidence/case/<uuid:uid>/new/", evidence.evidence_new, name="evidence_new"),
    path("evidence/case/<uuid:uid>/thing/", evidence.evidence_thing, name="evidence_thing"),
    path("evidence/case/<uuid:uid>/paper/", evidence.evidence_paper, name="evidence_paper"),
    path("evidence/case/<uuid:uid>/police/", evidence.evidence_police, name="evidence_police"),
    path("evidence/receipts/<uuid:uid>/", evidence.evidence_receipt, name="evidence_receipt"),
    path("evidence/<uuid:uid>/", evidence.evidence_detail, name="evidence_detail"),
    path("evidence/<uuid:uid>/copy/", evidence.evidence_copy, name="evidence_copy"),
    path("evidence/<uuid:uid>/original/", evidence.evidence_original, name="evidence_original"),
    path("evidence/<uuid:uid>/verify/", evidence.evidence_verify, name="evidence_verify"),
    path("evidence/<uuid:uid>/hand-over/", evidence.evidence_hand_over, name="evidence_hand_over"),
    path("evidence/<uuid:uid>/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
]
