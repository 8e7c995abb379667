"""Statuses of a legal case, from asking for a first information report to the appeal. Time alone ends none."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow
from rihai.prosecution.petition_workflow import PETITION


class LegalStatus(models.TextChoices):
    ASKED = "asked", _("Being asked for")
    REFUSED = "refused", _("Registration refused")
    REGISTERED = "registered", _("Registered")
    INVESTIGATION = "investigation", _("Under investigation")
    CHARGE_SHEET = "charge_sheet", _("Charge sheet filed")
    CLOSURE = "closure", _("Closure report filed")
    COURT = "court", _("Before the court")
    DECIDED = "decided", _("Decided")
    APPEALED = "appealed", _("Appealed")
    MISTAKE = "mistake", _("Recorded by mistake")


S = LegalStatus
LEGAL_CASE: Final = Workflow(
    name="legal case",
    start=S.ASKED,
    transitions={
        # A complaint to a magistrate goes to the court without any police.
        S.ASKED: frozenset({S.REFUSED, S.REGISTERED, S.COURT, S.MISTAKE}),
        S.REFUSED: frozenset({S.ASKED, S.REGISTERED, S.COURT, S.MISTAKE}),
        S.REGISTERED: frozenset({S.INVESTIGATION, S.CHARGE_SHEET, S.CLOSURE, S.MISTAKE}),
        S.INVESTIGATION: frozenset({S.CHARGE_SHEET, S.CLOSURE}),
        # The court may send both back for further investigation.
        S.CHARGE_SHEET: frozenset({S.INVESTIGATION, S.COURT}),
        S.CLOSURE: frozenset({S.INVESTIGATION, S.CHARGE_SHEET, S.COURT, S.DECIDED}),
        S.COURT: frozenset({S.INVESTIGATION, S.DECIDED}),
        S.DECIDED: frozenset({S.APPEALED, S.INVESTIGATION}),
        S.APPEALED: frozenset({S.COURT, S.DECIDED}),
        S.MISTAKE: frozenset({S.ASKED}),
    },
)
# Registered at some time: from here on there is a number, and a copy that the informant may have.
HAS_FIR: Final = frozenset({S.REGISTERED, S.INVESTIGATION, S.CHARGE_SHEET, S.CLOSURE})
# Until there is a charge sheet, default bail may accrue.
BAIL_RUNS: Final = frozenset({S.REGISTERED, S.INVESTIGATION})
OVER: Final = frozenset({S.DECIDED, S.MISTAKE})
WORKFLOWS = [LEGAL_CASE, PETITION]
