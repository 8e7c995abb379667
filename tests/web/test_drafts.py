"""Long forms are kept while they are typed: on the server, sealed, for their writer alone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from rihai.access.actions import deactivate_user
from rihai.access.drafts import actions as drafts
from rihai.access.drafts.erasing import erase_expired
from rihai.access.drafts.pages import contents_of
from rihai.access.models import Draft
from rihai.access.reading import OwnWork, read
from rihai.access.workers import erase_old_drafts
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.cases.models import Case, CaseNote
from rihai.intake.models import Alert
from rihai.vault.models import DataKey, KeyWrap
from tests.cases.builders import a_case, token
from tests.conftest import SignedIn, sign_in
from tests.rescue import builders as rescue

WORDS = "PLANTED: she says the uncle took the telephone"
SCRIPT = {"X-Draft": "1"}


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)


@pytest.fixture
def page(case: Case) -> str:
    """The address of a note about this case."""
    return reverse("cases:case_note_new", args=[case.uid])


def save(client: Client, page: str, body: str = WORDS, **more: Any) -> Any:
    headers = SCRIPT if more.pop("by_script", True) else {}
    return client.post(page, {"body": body, "draft": "save", **token(), **more}, headers=headers)


def later(seconds: int = 20) -> Any:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


def verbs() -> list[str]:
    return list(AuditEvent.objects.filter(verb__startswith="draft.").order_by("at").values_list("verb", flat=True))


def test_a_draft_is_kept_and_said_with_its_time(signed_in: SignedIn, asha: User, page: str) -> None:
    answer = save(signed_in(asha), page)

    draft = Draft.objects.get()
    assert answer.status_code == 200
    assert answer.content.decode() == f"Draft saved {timezone.localtime(draft.saved_at):%H:%M}"
    assert answer["X-Draft-Of"] == str(draft.uid)
    assert not CaseNote.objects.exists()


def test_nothing_of_a_draft_stands_in_the_clear(signed_in: SignedIn, asha: User, page: str) -> None:
    save(signed_in(asha), page)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_draft")
        assert "PLANTED" not in repr(cursor.fetchall())


def test_coming_back_one_is_asked_and_goes_on_where_one_was(signed_in: SignedIn, asha: User, page: str) -> None:
    save(signed_in(asha), page)
    again = signed_in(asha)  # signed out meanwhile, on another machine

    asked = again.get(page)
    filled = again.post(page, {"draft": "continue", **token()})

    assertContains(asked, "You have a draft of")
    assertNotContains(asked, WORDS)
    assertContains(filled, WORDS)
    assertNotContains(filled, "You have a draft of")
    assertNotContains(filled, "govuk-error")
    assert Draft.objects.count() == 1


def test_saving_again_writes_the_same_draft_anew_without_a_flood_in_the_trail(
    signed_in: SignedIn, asha: User, page: str
) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]
    before = AuditEvent.objects.count()

    for number in range(1, 4):
        with later(20 * number):
            assert save(client, page, f"{WORDS} {number}", draft_of=uid).status_code == 200

    assert Draft.objects.count() == 1
    assert AuditEvent.objects.count() == before
    assertContains(client.post(page, {"draft": "continue", **token()}), f"{WORDS} 3")


def test_a_draft_that_waits_unseen_is_never_written_over(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    save(client, page)

    with later():
        answer = save(client, page, "another beginning")

    assert answer.status_code == 409
    assert "Continue it or throw it away" in answer.content.decode()
    assertContains(client.post(page, {"draft": "continue", **token()}), WORDS)


def test_sent_the_form_leaves_no_draft(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]

    sent = client.post(page, {"body": WORDS, "compartment": "record", "draft_of": uid, **token()})

    assert sent.status_code == 302
    assert CaseNote.objects.count() == 1
    assert not Draft.objects.exists()
    assert verbs() == ["draft.kept", "draft.sent"]


def test_a_form_with_a_mistake_keeps_its_draft(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]

    answer = client.post(page, {"body": "", "draft_of": uid, **token()})

    assertContains(answer, uid, status_code=422)
    assert Draft.objects.exists()


def test_sending_another_text_leaves_the_draft_that_waits(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    save(client, page)

    client.post(page, {"body": "written anew", "compartment": "record", "draft_of": "", **token()})

    assert Draft.objects.exists()


def throw_away(client: Client, page: str, uid: str, **typed: str) -> Any:
    return client.post(page, {"draft": "throw_away", "draft_waits": uid, **typed, **token()})


def test_thrown_away_it_is_gone_with_its_key(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    keys = (DataKey.objects.count(), KeyWrap.objects.count())
    uid = save(client, page)["X-Draft-Of"]

    answer = throw_away(client, page, uid)

    assert answer.status_code == 200
    assert not Draft.objects.exists()
    assert (DataKey.objects.count(), KeyWrap.objects.count()) == keys
    assert verbs() == ["draft.kept", "draft.thrown_away"]
    assertNotContains(client.get(page), "You have a draft")


def test_without_scripts_saving_shows_the_form_as_it_was_typed(signed_in: SignedIn, asha: User, page: str) -> None:
    answer = save(signed_in(asha), page, by_script=False)

    assertContains(answer, WORDS)
    assertContains(answer, "Draft saved")
    assertContains(answer, f'name="draft_of" value="{Draft.objects.get().uid}"')
    assertNotContains(answer, "govuk-error")


def test_only_the_writer_opens_a_draft(asha: User, bina: User, dolly: User, chand: User, page: str) -> None:
    save(sign_in(asha), page)
    draft = Draft.objects.get()

    assert read((draft, ["contents"]), by=asha, why=OwnWork())(draft).contents["body"] == [WORDS]
    for other in (bina, dolly, chand):
        assert not Draft.objects.visible_to(other).exists()
        with pytest.raises(Refused):
            read((draft, ["contents"]), by=other, why=OwnWork())


def test_another_sees_neither_the_draft_nor_that_there_is_one(
    signed_in: SignedIn, asha: User, bina: User, page: str
) -> None:
    save(signed_in(asha), page)
    binas = signed_in(bina)

    shown = [binas.get(page), binas.post(page, {"draft": "continue", **token()})]
    save(binas, page, "from Bina")

    for one in shown:
        assertNotContains(one, WORDS)
        assertNotContains(one, "You have a draft")
    assert Draft.objects.filter(user=asha).count() == 1


def test_reading_it_again_leaves_one_trace(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    save(client, page)
    before = AuditEvent.objects.filter(verb="records.read").count()

    client.post(page, {"draft": "continue", **token()})

    assert AuditEvent.objects.filter(verb="records.read").count() == before + 1


def test_after_a_week_it_is_shown_no_more_and_the_worker_erases_it(signed_in: SignedIn, asha: User, page: str) -> None:
    save(signed_in(asha), page)

    with later(8 * 24 * 3600):
        assertNotContains(signed_in(asha).get(page), "You have a draft")
        assert erase_old_drafts() == 1

    assert not Draft.objects.exists()


def test_one_that_was_written_on_since_the_worker_looked_stays(asha: User) -> None:
    draft = drafts.keep_draft(drafts.Place("a:form", uuid4()), contents={}, continues=None, by=asha)

    assert not erase_expired(draft.pk)

    assert Draft.objects.exists()


def test_an_expired_one_that_the_worker_did_not_reach_gives_way(signed_in: SignedIn, asha: User, page: str) -> None:
    save(signed_in(asha), page)

    with later(8 * 24 * 3600):
        client = signed_in(asha)
        answer = save(client, page, "written anew")
        assert answer.status_code == 200
        assertContains(client.post(page, {"draft": "continue", **token()}), "written anew")

    assert Draft.objects.count() == 1


def test_saving_that_comes_after_the_form_was_sent_raises_no_draft(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]
    client.post(page, {"body": WORDS, "compartment": "record", "draft_of": uid, **token()})

    late = save(client, page, draft_of=uid)

    assert (late.status_code, late["X-Draft-Of"]) == (410, "")
    assert not Draft.objects.exists()
    assert save(client, page, draft_of=late["X-Draft-Of"]).status_code == 200  # asked for once more, a new one begins


def test_a_younger_draft_is_left_alone(signed_in: SignedIn, asha: User, page: str) -> None:
    save(signed_in(asha), page)

    with later(6 * 24 * 3600):
        assert erase_old_drafts() == 0


def test_drafts_go_with_the_account(signed_in: SignedIn, asha: User, page: str, admin: User) -> None:
    save(signed_in(asha), page)

    deactivate_user(asha, by=admin)

    assert not Draft.objects.exists()
    assert AuditEvent.objects.filter(verb="draft.forgotten").exists()


def test_secrets_files_and_what_proves_the_form_ours_are_never_kept() -> None:
    sent = QueryDict("body=words&csrfmiddlewaretoken=x&form_token=y&password=z&new_password1=z&otp=1&code=2&draft=save")

    assert contents_of(sent) == {"body": ["words"]}


def test_more_than_a_form_holds_is_not_kept(signed_in: SignedIn, asha: User, page: str) -> None:
    answer = save(signed_in(asha), page, "x" * (drafts.MOST_BYTES + 1))

    assert answer.status_code == 413
    assert not Draft.objects.exists()


def test_saving_in_a_rush_is_slowed_down(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]

    answer = save(client, page, "typed since", draft_of=uid)

    assert answer.status_code == 429
    assert answer.content.decode().startswith("Not saved yet")
    with later(3):
        assert save(client, page, "typed since", draft_of=uid).status_code == 200


def test_nobody_heaps_up_drafts(asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 2)
    for _ in range(2):
        drafts.keep_draft(drafts.Place("a:form", uuid4()), contents={}, continues=None, by=asha)

    with pytest.raises(drafts.TooMany):
        drafts.keep_draft(drafts.Place("a:form", uuid4()), contents={}, continues=None, by=asha)


def test_a_page_that_may_not_be_opened_is_not_shown_filled_in_either(
    signed_in: SignedIn, chand: User, page: str
) -> None:
    client = signed_in(chand)
    save(client, page)

    assert client.post(page, {"draft": "continue", **token()}).status_code == 404


def test_the_page_asks_the_database_as_often_with_a_draft_as_without(
    signed_in: SignedIn, asha: User, page: str
) -> None:
    client = signed_in(asha)
    client.get(page)
    with CaptureQueriesContext(connection) as without:
        client.get(page)
    save(client, page)

    with CaptureQueriesContext(connection) as with_one:
        client.get(page)

    assert len(with_one) == len(without)


def test_several_people_typed_into_an_alert_come_back(signed_in: SignedIn, asha: User) -> None:
    client, page = signed_in(asha), reverse("intake:alert_new")
    typed = {
        "what": WORDS,
        "kind": "tip",
        "people-TOTAL_FORMS": "2",
        "people-INITIAL_FORMS": "0",
        "people-0-name": "PLANTED Rani",
        "people-1-name": "PLANTED Devi",
    }
    client.post(page, {**typed, "draft": "save", **token()}, headers=SCRIPT)

    filled = client.post(page, {"draft": "continue", **token()})

    for words in (WORDS, "PLANTED Rani", "PLANTED Devi"):
        assertContains(filled, words)
    assertNotContains(filled, "govuk-error")
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "cases:case_wish", "cases:case_event_new", "people:person_correct", "people:contact_edit",
        "people:relative_new", "people:name_new", "people:item_new",
    ],
)  # fmt: skip
def test_every_long_form_about_a_case_or_person_keeps_drafts(
    signed_in: SignedIn, asha: User, case: Case, name: str
) -> None:
    uid = case.uid if name.startswith("cases:") else case.person_id

    assert_keeps_drafts(signed_in(asha), reverse(name, args=[uid]))


@pytest.mark.parametrize(
    "name", ["lead_new", "decoy_new", "inquiry_found_new", "operation_found_new", "operation_risk"]
)
def test_every_long_form_of_a_rescue_keeps_drafts(signed_in: SignedIn, kiran: User, ravi: User, name: str) -> None:
    inquiry = rescue.an_inquiry(kiran, ravi)
    record = rescue.an_operation(kiran, ravi, inquiry=inquiry) if name.startswith("operation") else inquiry

    assert_keeps_drafts(signed_in(kiran), reverse(f"rescue:{name}", args=[record.uid]))


def assert_keeps_drafts(client: Client, page: str) -> None:
    assertContains(client.get(page), "data-draft")

    typed = {"anything": "typed", "people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "draft": "save"}
    assert client.post(page, {**typed, **token()}, headers=SCRIPT).status_code == 200

    assertContains(client.get(page), "You have a draft of")
    shown = client.post(page, {"draft": "continue", **token()})
    assert shown.status_code == 200
    assertNotContains(shown, "govuk-error")
