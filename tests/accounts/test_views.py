"""Pages of accounts: one's own, colleagues', desks, and what waits for a second person."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts import actions
from rihai.accounts.models import Desk, NewStart, StaffSession, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from tests import factories
from tests.accounts.flows import enrol, send_password, sign_in, staff_with_app
from tests.conftest import SignedIn
from tests.factories import PASSWORD

NEW = "four green umbrellas waiting"
SECRET = re.compile(r'<p class="rihai-code">([^<]+)</p>')


def get(client: Client, name: str, /, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, (name, response.status_code, response.get("Location"))
    return response.content.decode()


def post(client: Client, name: str, /, *args: Any, **fields: Any) -> Any:
    return client.post(reverse(name, args=args), fields)


def test_ones_own_page_shows_roles_desks_factors_and_sessions(signed_in: SignedIn, asha: User) -> None:
    StaffSession.objects.create(user=asha, browser="Firefox – Android")
    Authenticator.objects.create(user=asha, type="totp", data={})

    page = get(signed_in(asha), "accounts:me")

    for words in ("Caseworker", "Casework desk", "Firefox – Android", "This one", "TOTP"):
        assert words in page


def test_signing_out_elsewhere_leaves_this_browser(signed_in: SignedIn, asha: User) -> None:
    here, there = signed_in(asha), signed_in(asha)

    post(here, "accounts:end_sessions")

    assert here.get(reverse("accounts:me")).status_code == 200
    assert there.get(reverse("accounts:me")).status_code == 302


def test_a_new_password_takes_the_present_one_and_ends_other_sessions(signed_in: SignedIn, asha: User) -> None:
    here, there = signed_in(asha), signed_in(asha)
    get(here, "accounts:change_password")

    wrong = post(here, "accounts:change_password", present="not mine", new=NEW, again=NEW)
    right = post(here, "accounts:change_password", present=PASSWORD, new=NEW, again=NEW)

    assert wrong.status_code == 200
    assert right.status_code == 302
    assert here.get(reverse("accounts:me")).status_code == 200
    assert there.get(reverse("accounts:me")).status_code == 302
    asha.refresh_from_db()
    assert asha.check_password(NEW)


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        ("short", "short", "too short"),
        ("password1234567", "password1234567x", "not the same"),
        (PASSWORD, PASSWORD, "another password"),
    ],
)
def test_a_bad_new_password_is_refused_with_words(
    signed_in: SignedIn, asha: User, new: str, again: str, words: str
) -> None:
    response = post(signed_in(asha), "accounts:change_password", present=PASSWORD, new=new, again=again)

    assert words in response.content.decode()


def half_on(page: str) -> str:
    found = SECRET.search(page)
    assert found is not None
    return found[1]


def test_a_newcomer_comes_from_two_halves_of_a_password_to_her_first_day(
    signed_in: SignedIn, admin: User, dolly: User
) -> None:
    manager, second_person, client = signed_in(admin), signed_in(dolly), Client()
    made = post(
        manager, "accounts:user_create",
        form_token=str(uuid.uuid4()), display_name="Nila", username="nila", language="en",
    )  # fmt: skip
    first = half_on(manager.get(made["Location"]).content.decode())
    assert not SECRET.search(manager.get(made["Location"]).content.decode())
    assert "Nila</strong> is new" in get(second_person, "accounts:user_waiting")
    post(second_person, "accounts:user_give_new_start", NewStart.objects.get().uid)
    second = half_on(get(second_person, "accounts:user_waiting"))

    send_password(client, "nila", f"{first}-{second}")
    assert client.get("/")["Location"] == reverse("accounts:change_password")
    assert "Admin and Dolly made this account for you" in get(client, "accounts:change_password")
    assert post(client, "accounts:change_password", new=NEW, again=NEW).status_code == 302
    assert client.get("/")["Location"] == reverse("accounts:second_factor")
    enrol(client)

    assert client.get("/").status_code == 200


def test_one_administrator_alone_cannot_enter_an_account_she_made(signed_in: SignedIn, admin: User) -> None:
    client = signed_in(admin)
    made = post(
        client, "accounts:user_create",
        form_token=str(uuid.uuid4()), display_name="Nila", username="nila", language="en",
    )  # fmt: skip
    first = half_on(client.get(made["Location"]).content.decode())

    post(client, "accounts:user_give_new_start", NewStart.objects.get().uid)

    assert NewStart.objects.open().exists()
    for guess in (first, f"{first}-", f"{first}-{first}"):
        assert send_password(Client(), "nila", guess).status_code == 200


def test_the_name_taken_is_said_on_the_form(signed_in: SignedIn, admin: User, asha: User) -> None:
    response = post(
        signed_in(admin), "accounts:user_create",
        form_token=str(uuid.uuid4()), display_name="Other", username="asha", language="en",
    )  # fmt: skip

    assert "Choose another" in response.content.decode()


def test_ones_own_page_leads_to_what_one_looks_after(
    signed_in: SignedIn, asha: User, admin: User, dolly: User, data_officer: User
) -> None:
    actions.ask_new_start(asha, by=admin)

    assert "1 thing waits for you as second person" in get(signed_in(dolly), "accounts:me")
    assert reverse("access:review") in get(signed_in(data_officer), "accounts:me")
    assert reverse("access:trail") in get(signed_in(data_officer), "accounts:me")
    assert "What you look after" not in get(signed_in(asha), "accounts:me")


def test_the_list_shows_colleagues_and_nobody_else(signed_in: SignedIn, admin: User, asha: User, chand: User) -> None:
    page = get(signed_in(admin), "accounts:user_list")

    assert "Asha" in page
    assert "Chand" not in page


def test_roles_and_desks_are_given_and_ended_on_the_page(
    signed_in: SignedIn, admin: User, ravi: User, casework_desk: Desk
) -> None:
    client = signed_in(admin)
    get(client, "accounts:user_detail", ravi.uid)

    post(client, "accounts:user_give_role", ravi.uid, role="counsellor")
    post(client, "accounts:user_join_desk", ravi.uid, desk=casework_desk.uid)
    assert Role.COUNSELLOR in ravi.roles
    assert casework_desk.uid in ravi.desk_uids

    post(client, "access:end_role", ravi.assignments.not_ended().get(role="counsellor").uid)
    post(client, "accounts:user_leave_desk", ravi.uid, casework_desk.uid)
    assert Role.COUNSELLOR not in ravi.roles
    assert casework_desk.uid not in ravi.desk_uids


def test_a_powerful_role_is_confirmed_by_another_on_her_own_page(
    signed_in: SignedIn, admin: User, dolly: User, asha: User
) -> None:
    post(signed_in(admin), "accounts:user_give_role", asha.uid, role="auditor")
    assignment = asha.assignments.not_ended().get(role="auditor")
    assert "Waits for a second person" in get(signed_in(admin), "accounts:user_detail", asha.uid)
    assert "Auditor" not in get(signed_in(admin), "accounts:user_waiting")

    page = get(signed_in(dolly), "accounts:user_waiting")
    assert "Auditor" in page
    post(signed_in(dolly), "accounts:user_confirm_role", assignment.uid)

    assert Role.AUDITOR in asha.roles


def test_a_new_start_shows_each_person_her_half_once(signed_in: SignedIn, admin: User, dolly: User, asha: User) -> None:
    asking, giving = signed_in(admin), signed_in(dolly)
    post(asking, "accounts:user_new_start", asha.uid)
    first = SECRET.search(get(asking, "accounts:user_detail", asha.uid))
    post(giving, "accounts:user_give_new_start", NewStart.objects.get().uid)
    second = SECRET.search(get(giving, "accounts:user_waiting"))

    assert first is not None
    assert second is not None
    assert not SECRET.search(get(asking, "accounts:user_detail", asha.uid))
    assert not SECRET.search(get(giving, "accounts:user_waiting"))
    asha.refresh_from_db()
    assert asha.check_password(f"{first[1]}-{second[1]}")


def test_she_is_told_of_the_new_start_until_she_has_a_password_of_her_own(asha: User, admin: User, dolly: User) -> None:
    User.objects.filter(pk=asha.pk).update(last_login=timezone.now())
    password = actions.reset_factors(asha, by=admin, second=dolly)
    client = Client()
    send_password(client, "asha", password)

    page = get(client, "accounts:change_password")
    assert "Admin and Dolly gave your account a new start" in page

    post(client, "accounts:change_password", new=NEW, again=NEW)
    assert NewStart.objects.get().told_at is not None


def test_what_waits_may_be_declined_on_the_page(signed_in: SignedIn, admin: User, dolly: User, asha: User) -> None:
    actions.ask_new_start(asha, by=admin)
    assignment = actions.give_role(asha, role=Role.AUDITOR, by=admin)
    client = signed_in(dolly)

    post(client, "accounts:user_decline_new_start", NewStart.objects.get().uid)
    back = post(client, "access:end_role", assignment.uid)

    assert back["Location"] == reverse("accounts:user_waiting")
    assert "Nothing waits for you" in get(client, "accounts:user_waiting")


@pytest.mark.parametrize(
    "name",
    [
        "access:end_role",
        "accounts:user_confirm_role",
        "accounts:user_give_new_start",
        "accounts:user_decline_new_start",
    ],
)
def test_nothing_happens_by_following_a_link(
    signed_in: SignedIn, admin: User, dolly: User, asha: User, name: str
) -> None:
    actions.ask_new_start(asha, by=admin)
    assignment = actions.give_role(asha, role=Role.AUDITOR, by=admin)
    uid = NewStart.objects.get().uid if "start" in name else assignment.uid

    assert signed_in(dolly).get(reverse(name, args=[uid])).status_code == 302

    assert NewStart.objects.open().exists()
    assert asha.assignments.waiting().exists()


def test_an_account_is_closed_with_its_grants(signed_in: SignedIn, admin: User, asha: User) -> None:
    post(signed_in(admin), "access:deactivate_user", asha.uid)

    asha.refresh_from_db()
    assert not asha.is_active
    assert AuditEvent.objects.filter(verb="access.revoked_all", subject_uid=asha.uid).exists()


def test_a_desk_is_opened_and_closed_on_the_page(signed_in: SignedIn, admin: User) -> None:
    client = signed_in(admin)

    post(client, "accounts:desk_list", form_token=str(uuid.uuid4()), name="Night desk", purpose="rescue")
    again = post(client, "accounts:desk_list", form_token=str(uuid.uuid4()), name="Night desk", purpose="data")
    desk = Desk.objects.get(name="Night desk")
    post(client, "accounts:desk_close", desk.uid)

    assert "Choose another" in again.content.decode()
    desk.refresh_from_db()
    assert not desk.is_active


PAGES = ["accounts:user_list", "accounts:user_create", "accounts:user_waiting", "accounts:desk_list"]


@pytest.mark.parametrize("name", PAGES)
def test_only_those_who_manage_see_the_pages(signed_in: SignedIn, asha: User, name: str) -> None:
    assert signed_in(asha).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["accounts:user_detail", "accounts:user_give_role", "accounts:user_join_desk", "accounts:user_new_start"],
)
def test_a_colleague_of_another_organisation_is_not_found_and_the_attempt_is_kept(
    signed_in: SignedIn, admin: User, chand: User, name: str
) -> None:
    assert post(signed_in(admin), name, chand.uid).status_code in {404, 405}
    assert signed_in(admin).get(reverse(name, args=[chand.uid])).status_code == 404

    assert AuditEvent.objects.filter(subject_uid=chand.uid, verb__endswith=".refused").exists()


def test_the_administrator_meets_no_case_on_her_pages(signed_in: SignedIn, admin: User, cast: dict[str, User]) -> None:
    client = signed_in(admin)

    for name in PAGES:
        assert "RH-" not in get(client, name)


def test_sensitive_pages_ask_for_the_factor_again_after_five_minutes(admin: User) -> None:
    secret = staff_with_app(admin)
    client = sign_in(admin, secret)
    get(client, "accounts:user_create")

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        asked = client.get(reverse("accounts:user_create"))

    assert asked["Location"] == reverse("mfa_reauthenticate") + "?next=%2Fstaff%2Fnew%2F"


def test_the_factor_shown_again_opens_the_page(admin: User) -> None:
    from tests.accounts.flows import code_of

    secret = staff_with_app(admin)
    client = sign_in(admin, secret)

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        back = client.post(
            reverse("mfa_reauthenticate"), {"code": code_of(secret), "next": reverse("accounts:user_create")}
        )
        assert back["Location"] == reverse("accounts:user_create")
        get(client, "accounts:user_create")


def test_the_password_alone_does_not_freshen_a_session_with_a_factor(admin: User) -> None:
    client = sign_in(admin, staff_with_app(admin))

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

        assert response["Location"].startswith(reverse("mfa_reauthenticate"))
        assert client.get(reverse("accounts:user_create")).status_code == 302


def test_what_was_typed_may_be_sent_a_while_later_and_is_never_parked(admin: User, asha: User) -> None:
    client = sign_in(admin, staff_with_app(admin))

    with time_machine.travel(timezone.now() + timedelta(minutes=15)):
        post(client, "accounts:user_give_role", asha.uid, role="counsellor")
    assert Role.COUNSELLOR in asha.roles

    with time_machine.travel(timezone.now() + timedelta(minutes=25)):
        late = post(client, "accounts:user_give_role", asha.uid, role="lawyer")

    assert late.status_code == 302
    assert Role.LAWYER not in asha.roles
    assert "lawyer" not in str(dict(client.session))


def test_no_page_of_accounts_holds_a_secret_of_the_second_factor(admin: User) -> None:
    secret = staff_with_app(admin)
    client = sign_in(admin, secret)

    for name in ("accounts:me", "mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_deactivate_totp"):
        assert secret not in get(client, name)


def test_the_lists_take_the_same_number_of_queries_for_many(
    signed_in: SignedIn, admin: User, organisation: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        factories.a_user(f"person_{number}", Role.CASEWORKER, organisation=organisation)
    client = signed_in(admin)
    client.get("/account/")

    with django_assert_max_num_queries(14):
        get(client, "accounts:user_list")


@pytest.mark.parametrize("name", ["accounts:desk_close", "accounts:user_leave_desk"])
def test_reaching_for_a_desk_of_another_organisation_is_in_the_trail(
    signed_in: SignedIn, admin: User, asha: User, other_organisation: Agency, name: str
) -> None:
    desk = factories.a_desk(other_organisation, Desk.Purpose.INTAKE)
    before = [asha.uid] if name.endswith("leave_desk") else []
    client = signed_in(admin)

    response = post(client, name, *before, desk.uid)

    refused = AuditEvent.objects.get(verb__endswith=".refused")
    assert response.status_code == 404
    assert (refused.subject_uid, refused.actor_uid) == (desk.uid, admin.uid)
    assert post(client, name, *before, uuid.uuid4()).status_code == 404
    assert AuditEvent.objects.filter(verb__endswith=".refused").count() == 1
