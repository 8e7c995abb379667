"""The protections whose absence the suite must notice, as data.

To add one: name it, copy its exact text (it must occur once in the file), say what stands there without it,
and name the few tests (node ids as for pytest) that must fail. Keep the selection small: each runs on its own.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Protection:
    """One protection: where it stands, what remains without it, and which tests watch over it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


PROTECTIONS: tuple[Protection, ...] = (
    Protection(
        "a sealed value is bound to its row",
        "rihai/vault/envelope.py",
        old="return parts(label.encode(), column.encode(), row.bytes)",
        new="return parts(label.encode(), column.encode())",
        tests=("tests/vault/test_fields.py::test_a_ciphertext_moved_in_the_database_does_not_open",),
    ),
    Protection(
        "a sealed value is bound to its table",
        "rihai/vault/envelope.py",
        old="return parts(label.encode(), column.encode(), row.bytes)",
        new="return parts(column.encode(), row.bytes)",
        tests=("tests/vault/test_fields.py::test_a_ciphertext_moved_to_another_table_does_not_open",),
    ),
    Protection(
        "a master key file that others can read is refused",
        "rihai/vault/master.py",
        old="    if stat.S_IMODE(status.st_mode) & 0o177:\n",
        new="    if False:\n",
        tests=("tests/vault/test_master.py::test_a_file_others_could_read_is_refused_with_the_remedy",),
    ),
    Protection(
        "withdrawing a key takes its wrap",
        "rihai/vault/keys.py",
        old="    wraps.filter(agency_uid=from_agency).delete()\n",
        new="",
        tests=("tests/vault/test_keys.py::test_sharing_lets_the_other_read_and_withdrawing_ends_it",),
    ),
    Protection(
        "erasing drops every wrap",
        "rihai/vault/keys.py",
        old="    _lock(key).wraps.all().delete()\n",
        new="",
        tests=("tests/vault/test_keys.py::test_a_destroyed_key_means_erased_for_everybody_for_ever",),
    ),
    Protection(
        "a sealed value prints as dots",
        "rihai/vault/sealed.py",
        old='        return gettext("erased") if self._erased else DOTS\n',
        new='        return (self._pending or b"").decode() or "plain"\n',
        tests=("tests/vault/test_sealed.py::test_it_prints_as_dots",),
    ),
    Protection(
        "free text stays out of the trail",
        "rihai/audit/facts.py",
        old='        case str() if CODE.fullmatch(value) and not MANY_DIGITS.search(DASHED_UUID.sub("", value)):\n',
        new="        case str():\n",
        tests=("tests/audit/test_facts.py::test_free_text_is_refused_and_not_repeated",),
    ),
    Protection(
        "the door asks for the second factor",
        "rihai/accounts/middleware.py",
        old="    if factor_age(request) is not None:\n        return None\n    if has_factor(user):",
        new="    return None\n    if has_factor(user):",
        tests=("tests/accounts/test_middleware.py::test_with_a_password_alone_only_enrolment_is_open",),
    ),
    Protection(
        "the door is closed to everybody who has not signed in",
        "rihai/accounts/middleware.py",
        old="        if not isinstance(user, User):\n            return _to_sign_in(request)\n",
        new="        if not isinstance(user, User):\n            return None\n",
        tests=("tests/house/test_urls.py::test_signed_out_every_page_leads_to_the_sign_in_page",),
    ),
    Protection(
        "an ended session does not pass the door",
        "rihai/accounts/middleware.py",
        old="        if stand is not Stand.LIVE:\n",
        new="        if False:\n",
        tests=("tests/accounts/test_middleware.py::test_an_ended_session_is_closed_at_the_next_page",),
    ),
    Protection(
        "guessing passwords is slowed down",
        "rihai/accounts/adapters.py",
        old="        if wait:\n            raise wait_error(wait)\n",
        new="",
        tests=("tests/accounts/test_throttle.py::test_the_right_password_waits_too",),
    ),
)
