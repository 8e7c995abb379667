"""One sealed value: comes back, and only as it was, where it was, under its key."""

import uuid
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rihai.vault.envelope import SealBroken, key_uid_of, pad, parts, place, seal, unpad, unseal

KEYS = st.binary(min_size=32, max_size=32)
KEY = b"k" * 32
KEY_UID = UUID(int=7)


@given(key=KEYS, value=st.binary(max_size=10_000), aad=st.binary(max_size=100), key_uid=st.uuids())
def test_what_is_sealed_comes_back(key: bytes, value: bytes, aad: bytes, key_uid: UUID) -> None:
    sealed = seal(key, value, aad=aad, key_uid=key_uid)

    assert unseal(key, sealed, aad=aad, key_uid=key_uid) == value
    assert key_uid_of(sealed) == key_uid


@given(value=st.binary(max_size=200), data=st.data())
def test_any_flipped_bit_breaks_the_seal(value: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, value, aad=b"place", key_uid=KEY_UID))
    position = data.draw(st.integers(0, len(sealed) * 8 - 1))

    sealed[position // 8] ^= 1 << (position % 8)

    with pytest.raises(SealBroken):
        unseal(KEY, bytes(sealed), aad=b"place", key_uid=KEY_UID)


@given(cut=st.integers(0, 200), extra=st.binary(min_size=1, max_size=40))
def test_a_value_cut_short_or_lengthened_does_not_open(cut: int, extra: bytes) -> None:
    sealed = seal(KEY, b"Asha", aad=b"", key_uid=KEY_UID)

    for damaged in (sealed[: min(cut, len(sealed) - 1)], sealed + extra):
        with pytest.raises(SealBroken):
            unseal(KEY, damaged, aad=b"", key_uid=KEY_UID)


CELLS = st.tuples(st.text(max_size=20), st.text(max_size=20), st.uuids())


@given(here=CELLS, there=CELLS)
def test_a_value_moved_to_another_cell_does_not_open(here: tuple[str, str, UUID], there: tuple[str, str, UUID]) -> None:
    sealed = seal(KEY, b"Asha", aad=place(*here), key_uid=KEY_UID)

    if here == there:
        assert unseal(KEY, sealed, aad=place(*there), key_uid=KEY_UID) == b"Asha"
    else:
        with pytest.raises(SealBroken):
            unseal(KEY, sealed, aad=place(*there), key_uid=KEY_UID)


def test_table_and_column_cannot_be_confused_by_shifting_letters() -> None:
    row = uuid.uuid4()

    assert place("people.person", "name", row) != place("people.personn", "ame", row)
    assert parts(b"a", b"") != parts(b"", b"a") != parts(b"a")


@given(key=KEYS.filter(lambda key: key != KEY))
def test_another_key_does_not_open(key: bytes) -> None:
    sealed = seal(KEY, b"Asha", aad=b"", key_uid=KEY_UID)

    with pytest.raises(SealBroken):
        unseal(key, sealed, aad=b"", key_uid=KEY_UID)


def test_the_same_key_under_another_uid_does_not_open() -> None:
    sealed = seal(KEY, b"Asha", aad=b"", key_uid=KEY_UID)
    relabelled = sealed[:1] + UUID(int=8).bytes + sealed[17:]

    for candidate in (sealed, relabelled):
        with pytest.raises(SealBroken):
            unseal(KEY, candidate, aad=b"", key_uid=UUID(int=8))


def test_equal_values_are_sealed_differently() -> None:
    sealed = {seal(KEY, b"Asha", aad=b"", key_uid=KEY_UID) for _ in range(100)}

    assert len(sealed) == 100


@given(value=st.binary(max_size=100) | st.integers(0, 20_000).map(bytes))
@example(value=bytes(4092))
@example(value=bytes(4093))
def test_padding_comes_off_again_and_ends_on_a_step(value: bytes) -> None:
    padded = pad(value)

    assert unpad(padded) == value
    assert len(padded) in {64, 128, 256, 512, 1024, 2048} or len(padded) % 4096 == 0


def test_short_values_have_one_length_in_every_script() -> None:
    names = ["A", "Asha Devi", "सुनीता कुमारी", "ফাতেমা খাতুন", "2009-11-30"]

    lengths = {len(seal(KEY, name.encode(), aad=b"")) for name in names}

    assert len(lengths) == 1


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b"\0\0",
        (61).to_bytes(4, "big") + b"x" * 60,  # says more than there is
        (4).to_bytes(4, "big") + b"Asha" + b"\0" * 55 + b"x",  # something hides in the padding
        (4).to_bytes(4, "big") + b"Asha" + b"\0" * 120,  # a step too many
    ],
)
def test_bad_padding_is_refused(padded: bytes) -> None:
    with pytest.raises(SealBroken):
        unpad(padded)


@pytest.mark.parametrize("sealed", [b"", b"\x02" + bytes(60), b"\x01" + bytes(15)])
def test_something_else_has_no_key_uid(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        key_uid_of(sealed)


def test_a_broken_seal_does_not_show_the_key_or_the_value_in_its_traceback() -> None:
    import traceback

    from rihai.vault.secret import Secret

    sealed = seal(KEY, b"Asha", aad=b"here")

    try:
        unseal(Secret(KEY), sealed, aad=b"there")
    except SealBroken as error:
        frames = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())

    assert "kkkk" not in frames
    assert "Asha" not in frames
