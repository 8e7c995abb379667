"""What happened since to somebody of an invented matter, by whoever accompanies the case.

Here: the acts of a case, each at the time that the telling set. Not here: in which order (`matters`).
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from rihai.cases.actions import add_participant, change_status, record_event, record_wish, write_note
from rihai.cases.documents.actions import DocumentFacts, add_documents
from rihai.cases.documents.models import DocumentKind
from rihai.cases.facts import EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Participant
from rihai.cases.workflow import Status
from rihai.directory.rules import police_kinds
from rihai.duties.actions import complete_duty, open_next_duty, repeat_duty
from rihai.duties.models import Duty, Repetition
from rihai.people.models import YesNoUnknown
from rihai.web.demo import facts
from rihai.web.demo.cast import agency
from rihai.web.demo.papers import scanned
from rihai.web.demo.people import today
from rihai.web.demo.told import Told

PARTS: Final = {"police": Participant.Part.POLICE, "hospital": Participant.Part.PARTNER}
NOTE: Final = "note"
PAPER: Final = "paper"
VISIT: Final = "case.visit"


def remember(told: Told, event: facts.Event) -> None:
    """One thing that happened; a body that took part in it stands on the case."""
    by, case = told.worker, told.case
    if event.agency:
        body = agency(event.agency)
        part = PARTS["police" if body.kind in police_kinds() else "hospital"]
        add_participant(case, part=part, agency=body, by=by)
    if event.kind == NOTE:
        write_note(case, body=event.text, by=by)
    elif event.kind == PAPER:
        told_of = DocumentFacts(DocumentKind.POLICE, event.title, dated_on=timezone.localdate())
        add_documents(case, facts=told_of, files=[scanned(event.text)], by=by)
    elif event.kind == EventKind.WISH:
        record_wish(case, words=event.text, may_call=YesNoUnknown(case.may_call), by=by)
    else:
        record_event(case, facts=EventFacts(EventKind(event.kind), on=today(), text=event.text), by=by)


def agree_on_visits(told: Told, visits: facts.Visits) -> None:
    by = told.worker
    first_on = timezone.localdate() + timedelta(days=visits.days - visits.first)
    repeat_duty(VISIT, subject=told.case, organisation=by.organisation, by=by, owner=by, first_on=first_on)


def make_visit(told: Told) -> None:
    """Ticked off by hand; the next one follows in its rhythm."""
    complete_duty(Duty.objects.open().get(rule=VISIT, subject_uid=told.case.uid), by=told.worker)
    open_next_duty(Repetition.objects.in_force().get(rule=VISIT, subject_uid=told.case.uid), by=None)


def open_door(told: Told) -> None:
    change_status(told.case, to=Status.DOOR_OPEN, by=told.worker)
