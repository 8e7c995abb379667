"""Statuses of a legal case, from asking for a first information report to the appeal, and of a claim for money or help.

Time alone ends none.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rihai.lib.workflow import Workflow
from rihai.prosecution.petition_workflow import PETITION


class LegalStatus(models.TextChoices):
    ASKED = "asked", _("Being asked for")
    REFUSED = "refused", _("Registration refused")
    REGISTERED = "registered", pgettext_lazy("legal case", "Registered")
    INVESTIGATION = "investigation", _("Under investigation")
    CHARGE_SHEET = "charge_sheet", _("Charge sheet filed")
    CLOSURE = "closure", _("Closure report filed")
    COURT = "court", _("Before the court")
    DECIDED = "decided", pgettext_lazy("legal case", "Decided")
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
HAS_FIR: Final = frozenset({S.REGISTERED, S.INVESTIGATION, S.CHARGE_SHEET, S.CLOSURE, S.COURT, S.DECIDED, S.APPEALED})
# Until there is a charge sheet, default bail may accrue for everybody; from then on for those whom no sheet names.
BAIL_RUNS: Final = frozenset({S.REGISTERED, S.INVESTIGATION})
SHEET_IS_THERE: Final = frozenset({S.CHARGE_SHEET, S.COURT})
BAIL_RUNS_FOR_SOME: Final = SHEET_IS_THERE | {S.CLOSURE}
# Sections may still be added before the court takes it up; there a check that was asked for stays asked for.
BEFORE_COURT: Final = BAIL_RUNS | {S.CHARGE_SHEET, S.CLOSURE}
OVER: Final = frozenset({S.DECIDED, S.MISTAKE})


class ClaimStatus(models.TextChoices):
    TOLD = "told", _("Told")
    ASKED = "asked", _("Asked for")
    FILED = "filed", _("Filed")
    HEARD = "heard", _("Heard")
    ORDERED = "ordered", _("Ordered")
    PARTLY = "partly", _("Credited in part")
    CREDITED = "credited", _("Credited")
    REFUSED = "refused", _("Refused")
    APPEALED = "appealed", _("On appeal")
    WITHDRAWN = "withdrawn", _("Not wished")
    MISTAKE = "mistake", _("Recorded by mistake")


C = ClaimStatus
CLAIM: Final = Workflow(
    name="claim",
    start=C.TOLD,
    transitions={
        C.TOLD: frozenset({C.ASKED, C.WITHDRAWN, C.MISTAKE}),
        C.ASKED: frozenset({C.FILED, C.WITHDRAWN, C.MISTAKE}),
        # Many schemes decide without hearing anybody.
        C.FILED: frozenset({C.HEARD, C.ORDERED, C.REFUSED, C.WITHDRAWN, C.MISTAKE}),
        C.HEARD: frozenset({C.ORDERED, C.REFUSED, C.WITHDRAWN}),
        # Too little is a reason to appeal, also once the money is there.
        C.ORDERED: frozenset({C.PARTLY, C.CREDITED, C.APPEALED}),
        C.PARTLY: frozenset({C.CREDITED, C.APPEALED}),
        C.CREDITED: frozenset({C.APPEALED}),
        C.REFUSED: frozenset({C.FILED, C.APPEALED, C.WITHDRAWN}),
        C.APPEALED: frozenset({C.HEARD, C.ORDERED, C.REFUSED, C.WITHDRAWN}),
        # A wish may change at any time.
        C.WITHDRAWN: frozenset({C.ASKED}),
        C.MISTAKE: frozenset({C.TOLD}),
    },
)
CLAIM_OVER: Final = frozenset({C.CREDITED, C.WITHDRAWN, C.MISTAKE})
WORKFLOWS = [LEGAL_CASE, CLAIM, PETITION]
