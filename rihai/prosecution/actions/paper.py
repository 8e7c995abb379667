"""What the paper of a legal case says: put right, its free copy, and where a zero FIR went. What it said before stays.

Not here: how the legal case goes on (`legal_cases`).
"""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.reading import OwnWork, read
from rihai.access.seen import check_seen
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.lib.text import normalise
from rihai.lib.workflow import NotPossible
from rihai.prosecution.event_words import BEFORE, Told
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalCase, LegalEvent
from rihai.prosecution.owing.bail_duties import reckon_default_bail
from rihai.prosecution.owing.reminders import COPY, TRANSFER, remind_of_paper, settle
from rihai.prosecution.paper_rows import set_paper
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.same_number import place_of, set_number_token
from rihai.prosecution.timeline import on_day, write_event

BEFORE_FILED: Final = gettext_lazy("This day lies before the date of the FIR. Look at both.")


@transaction.atomic
def correct_paper(legal_case: LegalCase, *, facts: PaperFacts, by: User, seen: str | None = None) -> LegalCase:
    """Add or put right what the paper says. What stood there before stays on the timeline, sealed.

    `seen`: the `paper_version` of the page; None where there was none.
    """
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_seen(legal_case, *LegalCase.PAPER, seen=seen)
    before = _told(legal_case, by)
    set_paper(legal_case, facts, place=place_of(legal_case, facts.station), by=by)
    legal_case.save(update_fields=[*LegalCase.PAPER, "number_token"])
    write_event(legal_case, LegalEvent.Kind.CORRECTED, by=by, on=on_day(timezone.localdate()), told=before)
    remind_of_paper(legal_case, by=by)
    # Other sections may let the clock run for longer, or for less.
    reckon_default_bail(legal_case, by=by)
    audit.record("legal.corrected", by=by, subject=legal_case)
    return legal_case


@transaction.atomic
def record_copy(legal_case: LegalCase, *, on: date, by: User) -> LegalCase:
    """The informant has the copy that costs nothing."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    _check_not_before(legal_case, on)
    legal_case.copy_received_on = on
    legal_case.save(update_fields=["copy_received_on"])
    write_event(legal_case, LegalEvent.Kind.COPY, by=by, on=on_day(on))
    settle(legal_case, COPY, by=by)
    remind_of_paper(legal_case, by=by)
    audit.record("legal.copy_received", by=by, subject=legal_case)
    return legal_case


@transaction.atomic
def record_transfer(legal_case: LegalCase, *, to: Agency, on: date, number: str, by: User) -> LegalCase:
    """A zero FIR has reached the station that is competent, with a number of its own there; its first number stays."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if legal_case.kind != LegalCase.Kind.ZERO_FIR or not legal_case.has_fir:
        raise NotPossible(_("Only a zero FIR that is registered is transferred."))
    _check_not_before(legal_case, on)
    before = _number(legal_case, by)
    told: list[Told] = [("to", to.name)]
    if tidy := normalise(number):
        if not legal_case.zero_number:
            legal_case.zero_number = before
        legal_case.number = tidy
        set_number_token(legal_case, tidy, place=to.pk, by=by)
        told.append(("number_before", before) if before else ("number_unknown", None))
    legal_case.transferred_to = to
    legal_case.save(update_fields=["transferred_to", "number", "zero_number", "number_token"])
    write_event(legal_case, LegalEvent.Kind.TRANSFER, by=by, on=on_day(on), told=told)
    settle(legal_case, TRANSFER, by=by)
    audit.record("legal.transferred", by=by, subject=legal_case, to=to.uid)
    return legal_case


def _check_not_before(legal_case: LegalCase, on: date) -> None:
    if legal_case.filed_on is not None and on < legal_case.filed_on:
        raise NotPossible(BEFORE_FILED)


def _number(legal_case: LegalCase, by: User) -> str:
    plain = read((legal_case, ("number",)), by=by, why=OwnWork(), within_action=True)(legal_case)
    return str(plain.number or "")


def _told(legal_case: LegalCase, by: User) -> list[Told]:
    """What the paper said; which sections it named first is itself a finding."""
    sealed = ("number", "cnr", "other_sections")
    plain = read((legal_case, sealed), by=by, why=OwnWork(), within_action=True)(legal_case)
    unread = [line for line in (plain.other_sections or "").split("\n") if line]
    values: list[Told] = [
        ("kind", legal_case.kind),
        ("station", legal_case.station.name if legal_case.station else ""),
        ("number", plain.number),
        ("cnr", plain.cnr),
        ("filed_on", legal_case.filed_on.isoformat() if legal_case.filed_on else ""),
        ("sections", {"known": legal_case.sections, "other": unread} if legal_case.sections or unread else ""),
    ]
    return [BEFORE, *(one for one in values if one[1])]
