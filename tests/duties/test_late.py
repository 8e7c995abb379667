"""Late duties by whoever owes them, for whoever leads; putting off and undoing on the screen."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.duties import views
from rihai.duties.actions import complete_duty, put_off_duty
from rihai.duties.models import Duty, Postponement
from rihai.people.models import Person
from tests.conftest import SignedIn
from tests.duties.conftest import a_duty
from tests.people.conftest import a_person_of, let_work

LATE = reverse("duties:duty_late")
SOFT = "contact.confirm_number"


def late(person: Person, owner: User | None = None, desk: Desk | None = None, *, days: float = 2) -> Duty:
    return a_duty(person, owner=owner, desk=desk, due_at=timezone.now() - timedelta(days=days))


def send(client: Client, name: str, duty: Duty, **typed: object) -> int:
    address = reverse(f"duties:{name}", args=[duty.uid])
    return client.post(address, {**typed, "form_token": str(uuid.uuid4())}).status_code


def in_form(moment: timedelta) -> str:
    return timezone.localtime(timezone.now() + moment).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def known(person: Person, bina: User) -> Person:
    """Somebody whom the supervisor may know of as well."""
    let_work(person, bina)
    return person


def test_the_page_says_who_owes_how_much_for_how_long(
    signed_in: SignedIn, asha: User, bina: User, known: Person, casework_desk: Desk
) -> None:
    late(known, asha, days=9)
    late(known, asha, days=1)
    late(known, desk=casework_desk)

    response = signed_in(bina).get(LATE)

    assert [(one.name, one.late, one.long) for one in response.context["holders"]] == [
        ("Asha", 2, 1), (casework_desk.name, 1, 0),
    ]  # fmt: skip
    assert known.code in response.text
    assert "1 for more than 3 days." in response.text
    # As rows: a table of four columns does not fit a phone.
    assert "govuk-table" not in response.text
    assert "Rani" not in response.text


def test_it_is_narrowed_to_one_colleague_and_an_age(
    signed_in: SignedIn, asha: User, bina: User, known: Person, casework_desk: Desk
) -> None:
    old, _new, _other = late(known, asha, days=9), late(known, asha, days=1), late(known, desk=casework_desk, days=9)

    page = signed_in(bina).get(LATE, {"who": str(asha.uid), "age": "7"}).context["page"]

    assert list(page) == [old]


def test_however_many_are_late_only_one_page_of_them_is_read(
    signed_in: SignedIn, asha: User, bina: User, known: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(4):
        late(known, asha)
    monkeypatch.setattr(views, "PER_PAGE", 2)
    read: list[str] = []
    build = Duty.from_db.__func__  # type: ignore[attr-defined]  # a class method

    def noting(cls: type[Duty], *values: Any) -> Duty:
        read.append("one")
        made: Duty = build(cls, *values)
        return made

    monkeypatch.setattr(Duty, "from_db", classmethod(noting))

    response = signed_in(bina).get(LATE)

    assert response.context["holders"][0].late == 4
    assert len(read) == 2


@pytest.mark.parametrize("asked", [{"who": "nobody"}, {"age": "x"}, {"who": str(uuid.uuid4())}])
def test_what_does_not_exist_is_not_asked_for(
    signed_in: SignedIn, asha: User, bina: User, known: Person, asked: dict[str, str]
) -> None:
    late(known, asha)

    assert len(signed_in(bina).get(LATE, asked).context["page"]) == 1


def test_what_she_may_not_know_of_is_not_counted(signed_in: SignedIn, asha: User, kiran: User, person: Person) -> None:
    late(person, asha)

    response = signed_in(kiran).get(LATE)

    assert response.context["holders"] == []
    assert person.code not in response.text


def test_only_whoever_leads_sees_it(signed_in: SignedIn, asha: User) -> None:
    assert signed_in(asha).get(LATE).status_code == 403


def test_that_they_talked_is_noted(signed_in: SignedIn, asha: User, bina: User, known: Person) -> None:
    duty, client = late(known, asha), signed_in(bina)

    assert send(client, "duty_talk", duty) == 302

    duty.refresh_from_db()
    assert duty.talked_by == bina
    assert "Bina talked about it" in client.get(LATE).text
    assert send(signed_in(asha), "duty_talk", duty) == 403


def test_the_page_asks_as_often_for_many_as_for_one(signed_in: SignedIn, asha: User, bina: User, known: Person) -> None:
    client = signed_in(bina)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LATE)
        return len(captured)

    late(known, asha)
    queries()
    few = queries()
    for _each in range(6):
        other = a_person_of(asha)
        let_work(other, bina)
        late(other, asha)

    assert queries() == few


def test_it_is_put_off_on_the_screen_and_why_is_shown_to_whoever_leads(
    signed_in: SignedIn, asha: User, bina: User, known: Person
) -> None:
    duty = a_duty(known, owner=asha, rule=SOFT, due_at=timezone.now() - timedelta(days=1))

    status = send(
        signed_in(asha), "duty_put_off", duty, until=in_form(timedelta(days=2)), reason="At a wedding in the village"
    )

    assert status == 302
    client = signed_in(bina)
    assert "Put off until" in client.get(LATE).text
    assert "wedding" not in client.get(LATE).text
    assert "At a wedding" in client.get(reverse("duties:duty_reasons", args=[duty.uid])).text
    assert AuditEvent.objects.filter(verb="records.read", actor_uid=bina.uid).count() == 1


def test_what_was_typed_stays_when_it_cannot_rest_so_long(signed_in: SignedIn, asha: User, known: Person) -> None:
    duty = a_duty(known, owner=asha, rule=SOFT)
    address = reverse("duties:duty_put_off", args=[duty.uid])
    typed = {"until": in_form(timedelta(days=90)), "reason": "Far away", "form_token": str(uuid.uuid4())}

    response = signed_in(asha).post(address, typed)

    assert response.status_code == 422
    assert "at the latest" in response.text
    assert "Far away" in response.text
    assert not Postponement.objects.exists()


def test_my_day_offers_to_take_back_what_was_just_done(signed_in: SignedIn, asha: User, known: Person) -> None:
    ticked = complete_duty(a_duty(known, owner=asha), by=asha)
    resting = a_duty(known, owner=asha, rule=SOFT)
    put_off_duty(resting, until=timezone.now() + timedelta(hours=5), reason="Not at home", by=asha)
    client = signed_in(asha)
    page = client.get("/").text

    answers = [send(client, "duty_undo", ticked), send(client, "duty_put_off_undo", resting)]

    assert "Done a moment ago" in page
    assert answers == [302, 302]
    assert Duty.objects.open().filter(put_off_until=None).count() == 2
    assert "Done a moment ago" not in client.get("/").text


@pytest.mark.parametrize("name", ["duty_undo", "duty_put_off", "duty_put_off_undo", "duty_talk"])
def test_a_stranger_is_told_that_there_is_nothing(
    signed_in: SignedIn, asha: User, chand: User, known: Person, name: str
) -> None:
    assert send(signed_in(chand), name, late(known, asha)) == 404
