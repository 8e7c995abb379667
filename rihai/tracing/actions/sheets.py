"""Asking homes, hospitals and railway police: making a sheet, saying whom it was given to, writing down answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.actions import complete_duties
from rihai.lib.codes import Reference, new_reference
from rihai.lib.workflow import NotPossible
from rihai.people.models import PersonName
from rihai.tracing.facts import AnswerFacts, AskedFacts, SheetFacts
from rihai.tracing.locks import lock_open_report, lock_report, lock_sheet, needed
from rihai.tracing.models import MissingReport, RequestAnswer, RequestAsked, RequestSheet
from rihai.tracing.permissions import check_can_work_report
from rihai.tracing.reminders import ASK_PLACES, CHASE, FOLLOW, remind
from rihai.tracing.rules import NAME
from rihai.tracing.selectors.sheets import unanswered
from rihai.tracing.sheet_text import compose

SEALED_ON_SHEET = ("clothing", "marks", "companions")


@transaction.atomic
def make_sheet(report: MissingReport, *, facts: SheetFacts, by: User) -> RequestSheet:
    """Write the sheet with what was chosen and nothing else. A name stands on it only with a reason."""
    report = lock_open_report(report, by, "report.work")
    check_can_work_report(by, report)
    if not facts.says and not facts.note.strip():
        raise NotPossible(_("Choose at least one thing by which somebody could know this person."))
    reason = ""
    if NAME in facts.says:
        reason = needed(facts.name_reason, _("Say why the name has to stand on the sheet."))
    sheet = RequestSheet(report=report, data_key=report.data_key, reference=new_reference(Reference.SHEET), made_by=by)
    sheet.says, sheet.name_reason = list(facts.says), reason
    sheet.text = compose(report, facts, _opened(report, facts.says, by), reference=sheet.reference)
    sheet.save()
    audit.record("sheet.made", by=by, subject=sheet, report=report.uid, names=NAME in facts.says)
    return sheet


@transaction.atomic
def ask_agency(sheet: RequestSheet, *, facts: AskedFacts, by: User) -> RequestAsked:
    """Note that a body was asked. Nothing is sent from here. Asking again is one more row."""
    sheet = lock_sheet(sheet, by, "report.work")
    report = lock_open_report(sheet.report, by, "report.work")
    check_can_work_report(by, report)
    if facts.agency.uid == report.organisation_id:
        raise NotPossible(_("Choose another body: this is your own organisation."))
    asked = RequestAsked.objects.create(sheet=sheet, agency=facts.agency, way=facts.way, asked_by=by)
    complete_duties(ASK_PLACES, subject=report, by=by)
    complete_duties(CHASE, subject=report, by=by)
    remind(report, CHASE, event=asked, by=by)
    audit.record("sheet.asked", by=by, subject=sheet, agency=facts.agency.uid, way=str(facts.way))
    return asked


@transaction.atomic
def record_request_answer(asked: RequestAsked, *, facts: AnswerFacts, by: User) -> RequestAnswer:
    """Write down what a body said, with its day. The latest counts; "maybe" is followed up like a sighting."""
    sheet = lock_sheet(asked.sheet, by, "report.work")
    report = lock_report(sheet.report, by, "report.work")
    check_can_work_report(by, report)
    if not timezone.localdate(asked.asked_at) <= facts.answered_on <= timezone.localdate():
        raise NotPossible(_("The answer came between the day of asking and today. Check the day."))
    row = RequestAnswer(asked=asked, data_key=sheet.data_key, answer=facts.answer, recorded_by=by)
    row.answered_on, row.text = facts.answered_on, facts.text
    row.save()
    if not unanswered(report).exists():
        complete_duties(CHASE, subject=report, by=by)
    if facts.answer == RequestAnswer.Answer.MAYBE and report.is_open:
        remind(report, FOLLOW, event=row, by=by)
    audit.record("sheet.answered", by=by, subject=sheet, agency=asked.agency_id, answer=str(facts.answer))
    return row


def _opened(report: MissingReport, says: tuple[str, ...], by: User) -> dict[str, str]:
    """The sealed texts that were chosen, to be sealed again on the sheet; the maker sees them on her own page."""
    chosen = [name for name in SEALED_ON_SHEET if name in says]
    names = list(PersonName.objects.filter(person_id=report.person_id)) if NAME in says else []
    if not chosen and not names:
        return {}
    plain = read((report, chosen), (names, ["text"]), by=by, why=OwnWork(), within_action=True)
    texts = {name: str(getattr(plain(report), name) or "") for name in chosen}
    return texts | ({NAME: ", ".join(plain(name).text for name in names)} if names else {})
