"""Signing in: password, second factor, enrolment, recovery, and what the trail keeps of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.actions import reset_factors
from rihai.accounts.models import KnownDevice, StaffSession, User
from rihai.audit.models import AuditEvent
from rihai.vault.errors import SealBroken
from tests.accounts.flows import code_of, enrol, secret_of, send_code, send_password, sign_in, staff_with_app
from tests.factories import PASSWORD

HOME = "/"
Committing = Callable[..., AbstractContextManager[object]]


def verbs(user: User) -> list[str]:
    return list(AuditEvent.objects.filter(subject_uid=user.uid).values_list("verb", flat=True))


def test_the_password_alone_leads_to_enrolment_and_nowhere_else(asha: User) -> None:
    client = Client()

    send_password(client, "asha")

    assert client.get(HOME)["Location"] == reverse("accounts:second_factor")
    assert client.get(reverse("accounts:me"))["Location"] == reverse("accounts:second_factor")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_enrolling_an_app_opens_the_door_and_shows_recovery_codes(asha: User) -> None:
    client = Client()
    send_password(client, "asha")

    enrol(client)

    page = client.get(reverse("mfa_view_recovery_codes"))
    assert page.status_code == 200
    assert len(page.context["unused_codes"]) == 10
    assert client.get(HOME).status_code == 200


def test_a_second_sign_in_asks_for_the_code(asha: User) -> None:
    secret = staff_with_app(asha)
    client = Client()

    first = send_password(client, "asha")

    assert first["Location"] == reverse("mfa_authenticate")
    assert client.get(HOME)["Location"].startswith(reverse("account_login"))
    assert send_code(client, code_of(secret))["Location"] == HOME
    assert client.get(HOME).status_code == 200


def test_the_name_may_be_typed_in_capitals_with_spaces_around(asha: User) -> None:
    assert send_password(Client(), "  ASHA ").status_code == 302


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(asha: User) -> None:
    page = send_password(Client(), "asha", "not this one").content.decode()

    assert 'value="asha"' in page
    assert "not this one" not in page
    assert "The name or the password is not right" in page
    assert "account.sign_in_failed" in verbs(asha)


def test_unknown_wrong_and_closed_get_the_same_answer(asha: User, ravi: User) -> None:
    User.objects.filter(pk=ravi.pk).update(is_active=False)

    answers = [
        list(send_password(Client(), name, password).context["form"].non_field_errors())
        for name, password in (("asha", "wrong"), ("nobody", "wrong"), ("ravi", "seven lanterns by the river"))
    ]

    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) == 1


def test_a_code_opens_once_only(asha: User) -> None:
    secret = staff_with_app(asha)
    code = code_of(secret)
    client, other = Client(), Client()
    send_password(client, "asha")
    send_password(other, "asha")

    assert send_code(client, code).status_code == 302
    cache.clear()  # another process of the server remembers nothing of the library's own
    assert send_code(other, code).status_code == 200
    assert other.get(HOME).status_code == 302


def test_a_recovery_code_opens_once(asha: User) -> None:
    client = Client()
    send_password(client, "asha")
    enrol(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    first, second = Client(), Client()

    send_password(first, "asha")
    send_password(second, "asha")

    assert send_code(first, codes[0]).status_code == 302
    assert send_code(second, codes[0]).status_code == 200
    assert first.get(HOME).status_code == 200


def test_secrets_lie_sealed_in_the_database(asha: User) -> None:
    staff_with_app(asha)

    stored = {one.type: one.data for one in Authenticator.objects.filter(user=asha)}

    assert secret_of(asha) not in str(stored)
    assert len(stored["totp"]["secret"]) > 100
    assert len(stored["recovery_codes"]["seed"]) > 100


def test_a_code_typed_with_a_hyphen_is_the_same_code(asha: User) -> None:
    secret = staff_with_app(asha)
    code = code_of(secret)
    sign_in(asha, secret)
    for form in (f"{code[:3]}-{code[3:]}", f"{code}.", f" {code[:3]} {code[3:]} "):
        other = Client()
        send_password(other, "asha")
        cache.clear()  # another process of the server remembers nothing of the library's own

        send_code(other, form)

        assert other.get(HOME).status_code == 302, form


def test_the_code_of_the_enrolment_does_not_also_open_the_door(asha: User) -> None:
    client, other = Client(), Client()
    send_password(client, "asha")
    client.get(reverse("mfa_activate_totp"))
    code = code_of(client.session[SECRET_SESSION_KEY])
    client.post(reverse("mfa_activate_totp"), {"code": code})

    send_password(other, "asha")
    send_code(other, code)

    assert client.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302


def test_a_secret_put_under_another_account_opens_nothing(asha: User, dolly: User) -> None:
    staff_with_app(dolly)
    hers = staff_with_app(asha)
    copied = Authenticator.objects.get(user=asha, type="totp").data
    Authenticator.objects.filter(user=dolly, type="totp").update(data=copied)
    client = Client()
    send_password(client, "dolly")

    with pytest.raises(SealBroken):
        send_code(client, code_of(hers))

    assert client.get(HOME).status_code == 302


def test_a_starting_password_lapses(asha: User, admin: User, dolly: User) -> None:
    word = reset_factors(asha, by=admin, second=dolly)
    for hours, target in ((71, 302), (73, 200)):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
            client = Client()

            response = send_password(client, "asha", word)

            assert response.status_code == target
            assert (SESSION_KEY in client.session) == (target == 302)
    assert "not put to use in time" in response.content.decode()
    assert "account.lapsed_password" in verbs(asha)


def test_a_password_alone_lapses_when_no_factor_followed(asha: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
        assert send_password(Client(), "asha").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert send_password(Client(), "asha").status_code == 200


def test_a_password_with_a_factor_stays(asha: User) -> None:
    secret = staff_with_app(asha)

    with time_machine.travel(timezone.now() + timedelta(days=300), tick=False):
        assert sign_in(asha, secret).get(HOME).status_code == 200


def test_choosing_a_password_gives_a_day_for_the_factor(asha: User, admin: User, dolly: User) -> None:
    word = reset_factors(asha, by=admin, second=dolly)
    with time_machine.travel(timezone.now() + timedelta(hours=60), tick=False) as clock:
        client = Client()
        send_password(client, "asha", word)
        client.post(reverse("accounts:change_password"), {"new": PASSWORD + "!", "again": PASSWORD + "!"})
        clock.shift(timedelta(hours=23))

        assert send_password(Client(), "asha", PASSWORD + "!").status_code == 302

        clock.shift(timedelta(hours=2))
        assert send_password(Client(), "asha", PASSWORD + "!").status_code == 200


def test_the_password_is_asked_again_if_enrolment_waited_long(asha: User) -> None:
    client = Client()
    send_password(client, "asha")

    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        asked = client.get(reverse("mfa_activate_totp"))
        page = client.get(asked["Location"])
        back = client.post(asked["Location"], {"password": PASSWORD, "next": reverse("mfa_activate_totp")})

        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        assert "Your password" in page.content.decode()
        assert back["Location"] == reverse("mfa_activate_totp")
        assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_new_recovery_codes_replace_the_old(asha: User, django_capture_on_commit_callbacks: Committing) -> None:
    client = sign_in(asha, staff_with_app(asha))
    old = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))

    new = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert not set(old) & set(new)
    assert "account.codes_renewed" in verbs(asha)


def test_the_picture_for_the_app_is_made_only_during_enrolment(asha: User) -> None:
    client = Client()
    send_password(client, "asha")
    assert client.get(reverse("accounts:totp_qr")).status_code == 404

    client.get(reverse("mfa_activate_totp"))
    picture = client.get(reverse("accounts:totp_qr"))

    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content


def test_signing_in_and_out_are_in_the_trail_and_end_the_session(
    asha: User, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = staff_with_app(asha)
    client = sign_in(asha, secret)

    response = client.post(reverse("account_logout"))

    assert {"account.signed_in", "account.factor_added", "account.signed_out"} <= set(verbs(asha))
    assert StaffSession.objects.filter(user=asha, ended_at=None).count() == 1  # the one of the enrolment
    assert "storage" in response["Clear-Site-Data"]
    assert client.get(HOME).status_code == 302


def test_a_wrong_code_is_in_the_trail(asha: User) -> None:
    staff_with_app(asha)
    client = Client()
    send_password(client, "asha")

    send_code(client, "000000")

    assert "account.factor_failed" in verbs(asha)


def test_signing_out_takes_a_post(asha: User) -> None:
    client = sign_in(asha, staff_with_app(asha))

    client.get(reverse("account_logout"))

    assert client.get(HOME).status_code == 200


def test_the_only_factor_stays(asha: User) -> None:
    client = sign_in(asha, staff_with_app(asha))

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=asha, type="totp").exists()


def test_the_only_passkey_stays(asha: User) -> None:
    key = Authenticator.objects.create(user=asha, type="webauthn", data={"name": "telephone", "credential": {}})
    client = signed_in_with_password_and_factor(asha)

    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_factors_may_go(asha: User) -> None:
    client = sign_in(asha, staff_with_app(asha))
    Authenticator.objects.create(user=asha, type="webauthn", data={"name": "telephone", "credential": {}})

    client.post(reverse("mfa_deactivate_totp"))

    assert list(Authenticator.objects.filter(user=asha).exclude(type="recovery_codes").values_list("type")) == [
        ("webauthn",)
    ]
    assert "account.factor_removed" in verbs(asha)


def signed_in_with_password_and_factor(user: User) -> Client:
    from tests.conftest import sign_in as through_the_door

    return through_the_door(user)


def test_another_session_without_factor_is_shut_when_one_was_enrolled(asha: User) -> None:
    thief, owner = Client(), Client()
    send_password(thief, "asha")
    send_password(owner, "asha")
    enrol(owner)

    response = thief.get(reverse("mfa_activate_totp"))

    assert response["Location"] == f"{reverse('account_login')}?next=%2Faccount%2Fsecond-factor%2Fapp%2F"
    assert SESSION_KEY not in thief.session


def test_a_browser_is_known_only_after_both_factors(asha: User) -> None:
    secret = staff_with_app(asha)
    KnownDevice.objects.all().delete()
    client = Client()

    send_password(client, "asha")
    assert not KnownDevice.objects.exists()

    send_code(client, code_of(secret))
    assert KnownDevice.objects.filter(user=asha).count() == 1
    assert client.cookies["device"]["httponly"]
    assert client.cookies["device"]["samesite"] == "Strict"


def test_a_planted_device_cookie_is_replaced(asha: User) -> None:
    secret = staff_with_app(asha)
    client = Client()
    client.cookies["device"] = "planted-by-somebody"

    sign_in(asha, secret, client)

    assert client.cookies["device"].value != "planted-by-somebody"


def test_there_is_no_sign_up_and_no_password_by_mail(db: None) -> None:
    client = Client()

    for path in ("/accounts/signup/", "/signup/", "/sign-up/", "/accounts/password/reset/", "/password/reset/"):
        assert client.get(path).status_code == 404, path
    page = client.get(reverse("account_login")).content.decode()
    assert "sign up" not in page.lower()


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_the_librarys_other_pages_are_not_routed(name: str) -> None:
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(name)
