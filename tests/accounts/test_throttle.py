"""Attempts at the door are slowed down, never locked out, and parallel ones do not slip through."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from rihai.accounts import throttle
from rihai.accounts.actions import reset_factors
from rihai.accounts.models import SignInPace, User
from rihai.accounts.workers import forget_old_rows
from rihai.audit.models import AuditEvent
from tests.accounts.flows import code_of, send_code, send_password, sign_in, staff_with_app
from tests.factories import PASSWORD
from tests.together import AtOnce

pytestmark = pytest.mark.django_db
# These count what hours of attempts allow. Their one question is put to a server by the others, and by many at once.
HOURS = pytest.mark.skipif(connection.vendor == "postgresql", reason="the same question thousands of times")


def test_the_delays_grow_to_a_minute_and_not_beyond() -> None:
    waits = []
    now = timezone.now()
    for _ in range(12):
        with time_machine.travel(now, tick=False):
            assert throttle.reserve("password", "asha") == 0
            waits.append(throttle.reserve("password", "asha"))
        now += timedelta(seconds=60)

    # The second call of each round is refused with the delay, except while there is none yet.
    assert waits[0] == 0
    assert waits[1:9] == sorted(waits[1:9])
    assert max(waits) == 60
    assert waits[-1] == 60


def test_refused_attempts_do_not_prolong_the_wait() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(4):
            while throttle.reserve("password", "asha"):
                clock.shift(1)
        first = throttle.reserve("password", "asha")
        again = [throttle.reserve("password", "asha") for _ in range(20)]

    assert first == 2
    assert set(again) == {2}


def test_quiet_time_forgives_failures_one_by_one() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(6):
            while throttle.reserve("password", "asha"):
                clock.shift(1)
        clock.shift(timedelta(seconds=throttle.reserve("password", "asha")) + 4 * throttle.MINUTES.forgiven_after)
        throttle.reserve("password", "asha")

        assert set(SignInPace.objects.values_list("failures", flat=True)) == {3}


def test_success_starts_afresh_and_says_how_many_failed_before() -> None:
    for _ in range(3):
        throttle.reserve("code", "asha")

    assert throttle.forget("code", "asha") == 2
    assert throttle.reserve("code", "asha") == 0
    assert throttle.reserve("code", "asha") == 0


def test_accounts_devices_and_kinds_have_their_own_pace() -> None:
    for _ in range(3):
        throttle.reserve("password", "asha")

    assert throttle.reserve("password", "asha") > 0
    assert throttle.reserve("password", "asha", "her telephone") == 0
    assert throttle.reserve("password", "ravi") == 0
    assert throttle.reserve("code", "asha") == 0


def test_what_was_typed_is_not_kept() -> None:
    throttle.reserve("password", "my-password-in-the-wrong-box")

    assert all(b"wrong-box" not in bytes(row.key) for row in SignInPace.objects.all())


def test_twenty_parallel_attempts_are_no_more_than_three(at_once: AtOnce) -> None:
    waits = at_once([partial(throttle.reserve, "password", "asha")] * 20)

    assert sum(wait == 0 for wait in waits) == 3
    assert all(isinstance(wait, int) for wait in waits)


def test_one_code_opens_one_of_many_parallel_doors(at_once: AtOnce, asha: User) -> None:
    accepted = at_once([partial(throttle.spend, asha, "123 456")] * 8)

    assert accepted.count(True) == 1
    assert accepted.count(False) == 7


def test_a_code_may_come_again_when_its_time_is_long_past(asha: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert throttle.spend(asha, "123456")
        assert not throttle.spend(asha, "123456")
        clock.shift(throttle.SPENT_FOR + timedelta(seconds=1))

        assert throttle.spend(asha, "123456")


def test_the_page_says_how_long_to_wait_and_keeps_the_name(asha: User) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(4):
            response = send_password(Client(), "asha", "wrong")

    page = response.content.decode()
    assert "Wait 1 second, then try again." in page
    assert 'value="asha"' in page


def test_the_right_password_waits_too(asha: User) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(3):
            send_password(Client(), "asha", "wrong")

        assert send_password(Client(), "asha").status_code == 200


def test_a_right_password_starts_the_pace_afresh(asha: User) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for password in ("wrong", "wrong", PASSWORD, "wrong"):
            send_password(Client(), "asha", password)

        response = send_password(Client(), "asha", "wrong")

    assert "The name or the password is not right" in response.content.decode()


def test_a_strangers_failures_do_not_slow_down_a_known_device(asha: User) -> None:
    own = Client()
    sign_in(asha, staff_with_app(asha), own)
    own.post("/sign-out/")
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(9):
            send_password(Client(), "asha", "wrong")

        assert send_password(Client(), "asha").status_code == 200
        assert send_password(own, "asha").status_code == 302


def test_a_device_known_to_a_colleague_is_unknown_to_me(asha: User, ravi: User) -> None:
    shared = Client()
    sign_in(ravi, staff_with_app(ravi), shared)
    shared.post("/sign-out/")
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(9):
            send_password(shared, "asha", "wrong")

        assert send_password(shared, "asha").status_code == 200
        assert send_password(shared, "ravi").status_code == 302


def attempts(kind: str, hours: int, device: str = "") -> int:
    """How many attempts somebody gets who comes again at once when the wait is over."""
    allowed = 0
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        while timezone.now() < start + timedelta(hours=hours):
            wait = throttle.reserve(kind, "asha", device)
            allowed += wait == 0
            clock.shift(wait or 0.1)
    return allowed


@HOURS
def test_codes_on_unknown_devices_are_few_in_a_day_and_on_known_ones_a_minute_apart() -> None:
    assert attempts("code", 24) < 40
    assert attempts("code", 24, device="her telephone") > 1000


@HOURS
def test_few_codes_are_forgiven_however_somebody_spaces_them() -> None:
    attempts("code", 24)
    with time_machine.travel(timezone.now() + timedelta(hours=24), tick=False) as clock:
        allowed = 0
        for _ in range(30 * 24):
            clock.shift(timedelta(hours=1))
            forget_old_rows()
            allowed += throttle.reserve("code", "asha") == 0

    assert allowed < 30 * 6


@HOURS
def test_a_stranger_who_tries_without_a_pause_does_not_keep_a_new_device_out() -> None:
    hers: list[int] = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        her_next = 3600
        for second in range(7200):
            throttle.reserve("password", "asha", network="198.51.100.0/24")
            clock.shift(0.5)
            if second >= her_next and len(hers) < 5:
                wait = throttle.reserve("password", "asha", network="192.0.2.0/24")
                hers.append(wait)
                her_next = second + wait + 1
            clock.shift(0.5)

    assert hers[0] == 0


@HOURS
def test_many_networks_together_are_slowed_down_too() -> None:
    allowed = 0
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(3600):
            allowed += throttle.reserve("password", "asha", network=str(number)) == 0
            clock.shift(1)

    assert allowed < 600


def test_attempts_before_their_time_are_in_the_trail_once_for_each_wait(asha: User) -> None:
    slowed = AuditEvent.objects.filter(verb="account.slowed_down", subject_uid=asha.uid)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(20):
            send_password(Client(), "asha", "wrong")
        assert slowed.count() == 1

        clock.shift(2)
        for _ in range(20):
            send_password(Client(), "asha", "wrong")

    assert slowed.count() == 2


def test_her_account_page_tells_of_wrong_codes_on_other_devices(asha: User) -> None:
    secret = staff_with_app(asha)
    own, thief = Client(), Client()
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False) as clock:
        sign_in(asha, secret, own)
        send_password(thief, "asha")
        for _ in range(3):
            send_code(thief, "000000")
            clock.shift(3)

        page = own.get("/account/").content.decode()

    assert "3 wrong codes were typed for your account on devices that it does not know" in page


def test_a_new_start_starts_the_pace_afresh(asha: User, admin: User, second_admin: User) -> None:
    for _ in range(3):
        throttle.reserve("code", str(asha.uid))
    assert throttle.reserve("code", str(asha.uid)) > 0

    reset_factors(asha, by=admin, second=second_admin)

    assert throttle.reserve("code", str(asha.uid)) == 0


def test_codes_are_slowed_down_as_passwords_are(asha: User) -> None:
    secret = staff_with_app(asha)
    client = Client()
    send_password(client, "asha")
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(3):
            send_code(client, "000000")

        response = send_code(client, code_of(secret))

    assert "Wait 1 second" in response.content.decode()


def test_who_signs_in_is_told_of_many_wrong_codes(asha: User) -> None:
    secret = staff_with_app(asha)
    client = Client()
    send_password(client, "asha")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(4):
            send_code(client, "000000")
            clock.shift(5)
        send_code(client, code_of(secret))
        page = client.get("/account/").content.decode()

    assert "4 wrong codes were typed for your account" in page
