"""Sealing to a public key: only the private half opens, for the same purpose, what was not changed."""

from functools import partial
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.vault.errors import SealBroken
from rihai.vault.models import IntakeKey
from rihai.vault.public import create_intake_key, new_intake_keypair, open_with, private_half, seal_to
from tests.together import AtOnce

PUBLIC, PRIVATE = new_intake_keypair()


@settings(deadline=None)
@given(message=st.binary(max_size=5000), info=st.binary(max_size=50))
def test_a_message_comes_back(message: bytes, info: bytes) -> None:
    assert open_with(PRIVATE, seal_to(PUBLIC, message, info), info) == message


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_flipped_bit_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(seal_to(PUBLIC, b"they hold two girls", b"tip"))
    position = data.draw(st.integers(0, len(sealed) * 8 - 1))

    sealed[position // 8] ^= 1 << (position % 8)

    with pytest.raises(SealBroken):
        open_with(PRIVATE, bytes(sealed), b"tip")


def test_another_key_or_purpose_does_not_open() -> None:
    sealed = seal_to(PUBLIC, b"they hold two girls", b"tip")

    with pytest.raises(SealBroken):
        open_with(new_intake_keypair()[1], sealed, b"tip")
    with pytest.raises(SealBroken):
        open_with(PRIVATE, sealed, b"receipt")


@pytest.mark.parametrize("junk", [b"", b"\x01", b"\x01short", b"\x02" + bytes(100), b"\x01" + bytes(100)])
def test_junk_is_refused(junk: bytes) -> None:
    with pytest.raises(SealBroken):
        open_with(PRIVATE, junk, b"tip")


def test_short_messages_have_one_length() -> None:
    lengths = {len(seal_to(PUBLIC, message, b"")) for message in (b"", b"help", "बचाओ".encode(), b"x" * 60)}

    assert len(lengths) == 1


def test_the_private_half_is_stored_wrapped_and_comes_back(vault: None, ours: UUID) -> None:
    key = IntakeKey.objects.get(uid=create_intake_key(ours).uid)
    sealed = seal_to(bytes(key.public), b"help", b"tip")

    private = private_half(key)

    assert open_with(private, sealed, b"tip") == b"help"
    assert bytes(private) not in bytes(key.wrapped)
    assert repr(private) == "<Secret>"


def test_a_new_pair_retires_the_one_before_which_still_opens(vault: None, ours: UUID) -> None:
    first = create_intake_key(ours)
    sealed = seal_to(bytes(first.public), b"help", b"tip")

    second = create_intake_key(ours)

    assert IntakeKey.objects.get(retired_at__isnull=True) == second
    assert open_with(private_half(IntakeKey.objects.get(uid=first.uid)), sealed, b"tip") == b"help"


@pytest.mark.parametrize("column", ["public", "agency_uid", "wrapped"])
def test_a_pair_that_was_tampered_with_does_not_open(vault: None, ours: UUID, theirs: UUID, column: str) -> None:
    """A forged public key would send every tip to somebody else; the worker notices at its first opening."""
    key, other = create_intake_key(ours), create_intake_key(theirs)
    IntakeKey.objects.filter(uid=other.uid).update(retired_at=other.created_at)

    IntakeKey.objects.filter(uid=key.uid).update(**{column: getattr(other, column)})

    with pytest.raises(SealBroken):
        private_half(IntakeKey.objects.get(uid=key.uid))


def test_two_new_pairs_at_once_leave_one_in_use(open_vault: None, at_once: AtOnce, ours: UUID) -> None:
    results = at_once([partial(create_intake_key, ours)] * 4)

    assert all(isinstance(result, IntakeKey) for result in results), results
    assert IntakeKey.objects.filter(retired_at__isnull=True).count() == 1
    assert IntakeKey.objects.count() == 4
