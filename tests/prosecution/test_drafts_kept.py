"""What is typed about hearing, petition, protection or a mistake outlives a lost connection; nobody else reads it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from rihai.access.drafts.models import Draft
from rihai.access.seen import CHANGED
from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.law.court_day import items
from rihai.prosecution.models import LegalCase, ProtectionApplication
from tests.conftest import SignedIn
from tests.prosecution.builders import PAGES, send
from tests.prosecution.test_court import a_sheet
from tests.prosecution.test_hearings import a_hearing
from tests.prosecution.test_petitions import a_closure, a_petition
from tests.prosecution.test_protection import DAY, an_application

WORDS = "PLANTED: the clerk will not take it"
PROTECTION = {"applied_on": DAY.isoformat(), "interim": "not_asked", "order": "waiting", "survivor": ""}
WITHDRAWN = {"reason": WORDS}
Page = tuple[object, ...]

# Name: its parts in the address, the field with the words, whatever else a whole form needs.
FORMS: dict[str, tuple[Callable[[LegalCase, User], Page], str, dict[str, str]]] = {
    "petition_new": (lambda one, by: (one.uid,), "text", {"kind": "other", "status": "drafted"}),
    "petition_step": (
        lambda one, by: (a_petition(one, by).pk,),
        "text",
        {"to": "filed", "on": "2026-11-10"},
    ),
    "protection_new": (lambda one, by: (one.uid,), "note", PROTECTION),
    "protection_edit": (lambda one, by: (an_application(one, by).pk,), "note", PROTECTION),
    "hearing_new": (lambda one, by: (one.uid,), "at", {"purpose": "bail"}),
    "hearing_outcome": (lambda one, by: (a_hearing(one, by, days=-1).uid,), "note", {"outcome": "held"}),
    "court_day_plan": (
        lambda one, by: (a_hearing(one, by).uid, one.survivors.get().uid),
        "meeting_point",
        {"call_at": "19:00", **{item.code: "open" for item in items()}},
    ),
    "paper_withdraw": (lambda one, by: ("sheet", a_sheet(one, by).pk), "reason", {}),
}


@pytest.fixture(params=FORMS)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(page: str, legal_case: LegalCase, by: User) -> tuple[Page, dict[str, str]]:
    """The parts of its address, and all that is typed."""
    parts, field, rest = FORMS[page]
    return parts(legal_case, by), {**rest, field: said_on(page)}


def said_on(page: str) -> str:
    """Its long words; a hearing that is planned has none."""
    return "2026-12-01T11:00" if page == "hearing_new" else WORDS


def kept(client: Client, page: str, *parts: object, **typed: object) -> HttpResponse:
    return send(client, page, *parts, draft="save", **typed)


def seen_on(answer: Any) -> str:
    """What stood on the record when this page was made."""
    return str(answer.context["asking"].seen)


def test_half_typed_it_is_kept_sealed_and_goes_on_where_one_was(
    legal_case: LegalCase, lata: User, signed_in: SignedIn, page: str
) -> None:
    parts, typed = opened(page, legal_case, lata)

    kept(signed_in(lata), page, *parts, **typed)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_draft")
        rows = repr(cursor.fetchall())
    assert Draft.objects.filter(user=lata).count() == 1
    assert said_on(page) not in rows
    shown = send(signed_in(lata), page, *parts, draft="continue")
    assertContains(shown, said_on(page))
    assertNotContains(shown, "govuk-error")


def test_nobody_else_of_the_legal_case_sees_that_there_is_one(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn, page: str
) -> None:
    parts, typed = opened(page, legal_case, lata)
    kept(signed_in(lata), page, *parts, **typed)

    ashas = send(signed_in(asha), page, *parts, draft="continue")

    assertNotContains(ashas, said_on(page), status_code=ashas.status_code)
    assertNotContains(ashas, "You have a draft", status_code=ashas.status_code)
    assertContains(signed_in(lata).get(ashas.wsgi_request.path), "You have a draft")  # type: ignore[attr-defined]  # of the test client


def test_once_saved_its_draft_is_gone(legal_case: LegalCase, lata: User, signed_in: SignedIn, page: str) -> None:
    parts, typed = opened(page, legal_case, lata)
    client = signed_in(lata)
    kept(client, page, *parts, **typed)

    sent = send(client, page, *parts, **typed, draft_of=Draft.objects.get().uid)

    assert sent.status_code == 302
    assert not Draft.objects.exists()


def test_what_was_begun_goes_with_the_part(legal_case: LegalCase, lata: User, signed_in: SignedIn, page: str) -> None:
    parts, typed = opened(page, legal_case, lata)
    kept(signed_in(lata), page, *parts, **typed)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    assert not Draft.objects.filter(user=lata).exists()


def test_the_plan_of_one_day_is_no_draft_of_another_day(legal_case: LegalCase, lata: User, signed_in: SignedIn) -> None:
    survivor, client = legal_case.survivors.get(), signed_in(lata)
    days = [a_hearing(legal_case, lata, days=number) for number in (20, 30)]
    kept(client, "court_day_plan", days[0].uid, survivor.uid, meeting_point=WORDS)

    shown = [client.get(PAGES.at("court_day_plan", day.uid, survivor.uid)) for day in days]

    assertContains(shown[0], "You have a draft")
    assertNotContains(shown[1], "You have a draft")


def test_about_a_paper_that_was_withdrawn_meanwhile_it_goes_with_the_part_too(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    closure = a_closure(legal_case, lata)
    kept(signed_in(lata), "closure_edit", closure.pk, text=WORDS)
    actions.withdraw_closure(closure, reason="For another matter", by=lata)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    assert not Draft.objects.filter(user=lata).exists()


def test_a_draft_does_not_write_over_what_a_colleague_wrote_since_without_saying_so(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    row, client = an_application(legal_case, lata), signed_in(lata)
    seen = seen_on(client.get(PAGES.at("protection_edit", row.pk)))
    kept(client, "protection_edit", row.pk, **PROTECTION, note=WORDS, seen=seen)
    send(signed_in(asha), "protection_edit", row.pk, **PROTECTION, note="Asha was here")

    seen = seen_on(send(client, "protection_edit", row.pk, draft="continue"))
    first = send(client, "protection_edit", row.pk, **PROTECTION, note=WORDS, seen=seen)
    again = send(client, "protection_edit", row.pk, **PROTECTION, note=WORDS, seen=seen_on(first))

    assertContains(first, str(CHANGED), status_code=422)
    assert again.status_code == 302
    assert ProtectionApplication.objects.get().note
