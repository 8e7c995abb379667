"""The whole path with planted values, from the alert to the closing of the case, on the screens' own forms."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.intake.models import Alert
from rihai.people.models import Person
from rihai.rescue.models import Inquiry, Lead, Operation, UnitContact
from rihai.rescue.rules.risk import load_risk_items
from tests.canary.plants import PLANTS
from tests.canary.walking import Walker, form_on

CAMERA = 0x010F  # the number under which EXIF keeps the maker


def a_photo() -> bytes:
    exif = Image.Exif()
    exif[CAMERA] = PLANTS.exif
    photo = BytesIO()
    Image.new("RGB", (40, 20)).save(photo, "JPEG", exif=exif, comment=PLANTS.exif.encode())
    return photo.getvalue()


# Made before anything is watched: the library writes what it finds in EXIF into its log. Ours runs apart, and mute.
PHOTO = a_photo()


@dataclass
class Walked:
    """What the walk left behind."""

    alert: Alert
    person: Person
    inquiry: Inquiry
    operation: Operation
    case: Case

    def documents(self) -> list[str]:
        """The pages of what was added, and their safe copies."""
        return [
            reverse(name, args=[one.uid])
            for files, prefix in (
                (self.case.documents, "cases:case_document"),
                (self.alert.attachments, "intake:attachment"),
            )
            for one in files.all()
            for name in (f"{prefix}_detail", f"{prefix}_copy")
        ]

    def addresses(self) -> list[str]:
        """The pages that show these records."""
        names = {
            "intake:alert_detail": self.alert.uid,
            "people:person_detail": self.person.uid,
            "people:contact_detail": self.person.uid,
            "rescue:inquiry_detail": self.inquiry.uid,
            "rescue:operation_detail": self.operation.uid,
            "cases:case_detail": self.case.uid,
        }
        return [reverse(name, args=[uid]) for name, uid in names.items()]


def now() -> str:
    return timezone.localtime().strftime("%Y-%m-%dT%H:%M")


def walk(walker: Walker, worker: Walker, *, officer: User, case_owner: User, unit: Agency) -> Walked:
    """The coordinator walks from the alert to the people found, the named worker goes on from there."""
    alert = take_in(walker, officer)
    inquiry = Inquiry.objects.get(alert=alert)
    follow_leads(walker, inquiry, unit)
    operation = operate(walker, inquiry, officer, unit)
    case = find(walker, operation, case_owner)
    accompany(worker, case)
    return Walked(alert, case.person, inquiry, operation, case)


def at(name: str, uid: UUID) -> str:
    return reverse(name, args=[uid])


def take_in(walker: Walker, officer: User) -> Alert:
    walker.send(
        reverse("intake:alert_new"),
        kind="missing_report",
        channel="phone",
        danger_now="yes",
        what=PLANTS.what,
        where=PLANTS.where,
        who=f"{PLANTS.who}, {PLANTS.phone}",
        source_kind="family",
        source_name=PLANTS.source,
        source_contact=PLANTS.source_contact,
        **{"people-0-name": PLANTS.name, "people-0-sex": "female", "people-0-age": "16"},
    )
    alert = Alert.objects.latest("received_at")
    add_files(walker, at("intake:attachment_new", alert.uid))
    walker.send(
        at("intake:alert_triage", alert.uid),
        decision="accept",
        priority="crisis",
        reason=PLANTS.triage,
        officer=str(officer.uid),
    )
    alert.refresh_from_db()
    return alert


def follow_leads(walker: Walker, inquiry: Inquiry, unit: Agency) -> None:
    walker.send(
        at("rescue:lead_new", inquiry.uid),
        kind=Lead.Kind.OBSERVATION,
        text=PLANTS.lead,
        where=PLANTS.lead_where,
        movement="exploitation",
    )
    lead = Lead.objects.latest("recorded_at")
    walker.send(at("rescue:lead_judge", lead.uid), standing="verified", basis=PLANTS.basis)
    walker.send(
        at("rescue:decoy_new", inquiry.uid),
        text=PLANTS.lead,
        asked="yes",
        agency=str(unit.uid),
        officer=PLANTS.decoy_officer,
        requested_on=timezone.localdate().isoformat(),
        safety_plan=PLANTS.safety_plan,
        goes_accompanied="on",
    )


def operate(walker: Walker, inquiry: Inquiry, officer: User, unit: Agency) -> Operation:
    walker.send(
        at("rescue:operation_from_inquiry", inquiry.uid),
        colleague=str(officer.uid),
        premises_kind="hotel",
        premises_name=PLANTS.premises,
        premises_address=PLANTS.premises_address,
        plan=PLANTS.plan,
        part="led",
        child_possible="no",
        without_warrant="no",
        other_language="no",
        interstate="no",
    )
    operation = Operation.objects.latest("recorded_at")
    walker.send(at("rescue:operation_unit_new", operation.uid), agency=str(unit.uid))
    contact = UnitContact.objects.get(operation=operation)
    walker.send(at("rescue:operation_detail", operation.uid), to=at("rescue:operation_unit_tell", contact.uid))
    walker.send(
        at("rescue:operation_unit_answer", contact.uid),
        answer="acknowledged",
        officer=PLANTS.unit_officer,
        words=PLANTS.unit_words,
        at=now(),
    )
    answer_risk_check(walker, operation)
    walker.send(at("rescue:operation_start", operation.uid), at=now())
    return operation


def answer_risk_check(walker: Walker, operation: Operation) -> None:
    """Every question that may be answered, with the first answer that meets it."""
    answers = {
        item.code: "2" if item.kind == "number" else item.choices[0][0]
        for item in load_risk_items()
        if item.phase == "before"
    }
    page = walker.open(at("rescue:operation_risk", operation.uid))
    shown = {code: answer for code, answer in answers.items() if f'name="{code}"' in page.content.decode()}
    walker.send(at("rescue:operation_risk", operation.uid), remark=PLANTS.safety_plan, **shown)


def find(walker: Walker, operation: Operation, case_owner: User) -> Case:
    person = Person.objects.filter(inquiries__inquiry=operation.inquiry_id).get()
    walker.send(
        at("rescue:operation_found_new", operation.uid),
        case_owner=str(case_owner.uid),
        **{
            "people-0-person": str(person.uid),
            "people-0-outcome": "rescued_in_operation",
            "people-0-exploitation": "sexual_exploitation_stated",
            "people-0-wish": PLANTS.wish,
            "people-0-may_call": "yes",
        },
    )
    walker.send(at("rescue:operation_end", operation.uid), result="people_found", note=PLANTS.unit_words)
    return Case.objects.get(person=person)


def accompany(walker: Walker, case: Case) -> None:
    walker.send(at("cases:case_wish", case.uid), words=PLANTS.wish, may_call="yes", seen=case.wish_version)
    walker.send(at("cases:case_event_new", case.uid), kind="shelter", text=PLANTS.event, where=PLANTS.where)
    walker.send(at("cases:case_note_new", case.uid), body=PLANTS.note)
    add_files(walker, at("cases:case_document_new", case.uid))
    leave_a_draft(walker, at("cases:case_note_new", case.uid))
    person = case.person_id
    walker.send(at("people:name_new", person), text=PLANTS.hindi_name, kind="nickname")
    walker.send(at("people:relative_new", person), relation="uncle", name=PLANTS.relative, phone=PLANTS.phone)
    walker.send(at("people:item_new", person), kind="address", value=PLANTS.address)
    walker.send(
        at("people:contact_edit", person),
        wants_contact="yes",
        channels=["call"],
        hours_from="09:00",
        hours_until="20:00",
        number=PLANTS.phone,
        who_may_answer=PLANTS.relative,
        code_word=PLANTS.code_word,
        if_another_answers=PLANTS.another_answers,
    )


def add_files(walker: Walker, page: str) -> None:
    """A photo with what a camera writes into it, and a statement."""
    for content in (PHOTO, PLANTS.file_text.encode()):
        form = form_on(walker.open(page), None)
        file = SimpleUploadedFile(PLANTS.file_name, content, "image/jpeg")
        walker.post(page, {**form, "kind": ["photo"], "title": [PLANTS.file_title], "chosen": [file]})


def leave_a_draft(walker: Walker, page: str) -> None:
    form = form_on(walker.open(page), None)
    saved = walker.client.post(page, {**form, "body": PLANTS.draft, "draft": "save"}, headers={"X-Draft": "1"})
    walker.pages.append((page, saved.content))
    assert saved.status_code == 200
