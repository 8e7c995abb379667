"""Addresses of evidence and of obstacles."""

from django.urls import path

from rihai.offences.evidence import views as evidence
from rihai.offences.obstacles import views as obstacles

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
    path("evidence/<uuid:uid>/told/", evidence.evidence_told, name="evidence_told"),
    path("evidence/<uuid:uid>/hand-over/", evidence.evidence_hand_over, name="evidence_hand_over"),
    path("evidence/<uuid:uid>/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path("obstacles/", obstacles.obstacle_list, name="obstacle_list"),
    path("obstacles/new/", obstacles.obstacle_new, name="obstacle_new"),
    path("obstacles/case/<uuid:uid>/new/", obstacles.obstacle_new, name="obstacle_of_case"),
    path("obstacles/figures/", obstacles.obstacle_figures, name="obstacle_figures"),
    path("obstacles/figures/table/", obstacles.obstacle_figures_csv, name="obstacle_figures_csv"),
    path("obstacles/steps/<uuid:uid>/answer/", obstacles.obstacle_step_answer, name="obstacle_step_answer"),
    path("obstacles/<uuid:uid>/", obstacles.obstacle_detail, name="obstacle_detail"),
    path("obstacles/<uuid:uid>/step/", obstacles.obstacle_step_new, name="obstacle_step_new"),
    path("obstacles/<uuid:uid>/reason/", obstacles.obstacle_reason, name="obstacle_reason"),
    path("obstacles/<uuid:uid>/withdraw/", obstacles.obstacle_withdraw, name="obstacle_withdraw"),
]
