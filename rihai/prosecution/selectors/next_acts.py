"""By what act each thing that is owed in a legal case is answered: what its link says, and where it leads.

Not here: in which order they stand (`coming`). A rule that is not named leads to the page of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.duties.selectors import DutyRow
from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.closure_duties import CLOSURE_HEARING, CLOSURE_NOTICE
from rihai.prosecution.owing.court_duties import APPEAL, APPEAL_LOST, COMPARE_CHARGE, JUDGMENT_COPY
from rihai.prosecution.owing.number_duties import SAME_NUMBER
from rihai.prosecution.owing.owed import AFTER_COURT
from rihai.prosecution.owing.petition_duties import PETITION_AFTER, PETITION_DATE, PETITION_FILE, PETITION_NEXT
from rihai.prosecution.owing.reminders import (
    CLOSURE,
    COPY,
    DEFAULT_BAIL,
    FIRST_REMAND,
    HEARING,
    LADDER,
    NAME_LAWYER,
    NEXT_DATE,
    PREPARE,
    TRANSFER,
)
from rihai.prosecution.owing.survivor_owed import (
    ASK_WISH,
    CHILD_HELD,
    CUSTODY_ENDS,
    HELD,
    NO_ORDER,
    STEP_DAY,
    STEP_PAPER,
    STEP_WAIT,
)


class Of(Enum):
    """Whose page it is: of the legal case, of what is owed about, or of the row that the duty names."""

    CASE = "case"
    SUBJECT = "subject"
    DETAIL = "detail"


@dataclass(frozen=True)
class Act:
    label: str | Promise
    url: str


Way = tuple[str | Promise, str, Of]
LOOK: Final = _("Look at it")
PETITIONS: Final[Way] = (_("Closure report and petitions"), "petition_list", Of.CASE)
COURT: Final[Way] = (_("Judgment and appeal"), "court", Of.CASE)
SHEET: Final[Way] = (_("Charge sheet"), "court", Of.CASE)
PETITION: Final[Way] = (_("What happened?"), "petition_step", Of.SUBJECT)
STEP: Final[Way] = (_("What happened?"), "survivor_step_edit", Of.SUBJECT)
CUSTODY: Final[Way] = (_("What happened since"), "detention_edit", Of.SUBJECT)
FILE: Final[Way] = (_("What can be filed"), "around", Of.CASE)

WAYS: Final[Mapping[str, tuple[Way, ...]]] = MappingProxyType(
    {
        COPY: ((_("The copy has come"), "legal_case_copy", Of.CASE),),
        TRANSFER: ((_("It was transferred"), "legal_case_transfer", Of.CASE),),
        NAME_LAWYER: ((_("Name a lawyer"), "legal_case_part", Of.CASE),),
        SAME_NUMBER: ((_("Add a survivor"), "legal_case_survivor", Of.CASE),),
        LADDER: ((_("Write down a step"), "refusal_step_new", Of.DETAIL),),
        CLOSURE: (PETITIONS,),
        CLOSURE_NOTICE: ((_("Put right or add"), "closure_edit", Of.DETAIL),),
        CLOSURE_HEARING: (PETITIONS,),
        PETITION_FILE: (PETITION,),
        PETITION_NEXT: (PETITION,),
        PETITION_DATE: (PETITION,),
        PETITION_AFTER: (PETITIONS,),
        COMPARE_CHARGE: (SHEET,),
        DEFAULT_BAIL: (SHEET, (_("If the accused may come free: protection"), "protection", Of.CASE)),
        FIRST_REMAND: ((_("How matters stand"), "accused_state", Of.DETAIL),),
        JUDGMENT_COPY: (COURT,),
        APPEAL: (COURT,),
        APPEAL_LOST: (COURT,),
        HEARING: ((_("How did it go?"), "hearing_outcome", Of.SUBJECT),),
        PREPARE: ((_("Prepare"), "hearing_prepare", Of.SUBJECT),),
        NEXT_DATE: ((_("Add a hearing"), "hearing_new", Of.CASE),),
        AFTER_COURT: ((_("How did the call go?"), "court_day_call", Of.SUBJECT),),
        STEP_WAIT: (STEP,),
        STEP_DAY: (STEP,),
        STEP_PAPER: (STEP,),
        ASK_WISH: (CUSTODY,),
        NO_ORDER: (CUSTODY,),
        CUSTODY_ENDS: (CUSTODY,),
        HELD: (FILE,),
        CHILD_HELD: (FILE,),
    }
)


def acts_for(row: DutyRow, legal_case: LegalCase) -> tuple[Act, ...]:
    """Where one looks at it only, the page that the duty itself names; nothing where that is the page one is on."""
    found = tuple(act for way in WAYS.get(row.duty.rule, ()) if (act := _act(way, row, legal_case)))
    url = row.shown.url if row.shown else ""
    if found or url in ("", legal_case.get_absolute_url()):
        return found
    return (Act(LOOK, url),)


def to(legal_case: LegalCase, way: Way) -> Act:
    return Act(way[0], reverse(f"prosecution:{way[1]}", args=[legal_case.pk]))


def _act(way: Way, row: DutyRow, legal_case: LegalCase) -> Act | None:
    label, name, of = way
    named = row.duty.detail.partition(" ")[0]
    if of is Of.DETAIL and not named:
        return None
    keys = {Of.CASE: legal_case.pk, Of.SUBJECT: row.duty.subject_uid}
    return Act(label, reverse(f"prosecution:{name}", args=[UUID(named) if of is Of.DETAIL else keys[of]]))
