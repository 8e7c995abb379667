"""A sealed file: comes back whole, and no chunk can be changed, dropped, repeated, moved or added."""

import io
import itertools
import traceback
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rihai.vault.errors import SealBroken
from rihai.vault.stream import CHUNK_BYTES, HEADER_BYTES, StreamSealer, open_stream, padded_size, sealed_size

KEY, KEY_UID, FILE_UID = b"k" * 32, UUID(int=1), UUID(int=2)
SEALED_CHUNK = CHUNK_BYTES + 16
# Around every boundary: nothing, the smallest padding, one chunk, two, several.
SIZES = [0, 1, 4095, 4096, 4097, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 5 * CHUNK_BYTES + 17]


def seal_file(content: bytes, pieces: int = 10_000, key: bytes = KEY) -> bytes:
    sealer = StreamSealer(key, key_uid=KEY_UID, file_uid=FILE_UID)
    parts = [content[start : start + pieces] for start in range(0, len(content), pieces)]
    return sealer.header + b"".join(sealer.update(part) for part in parts) + sealer.finish()


def open_file(sealed: bytes, size: int, key: bytes = KEY, key_uid: UUID = KEY_UID, file_uid: UUID = FILE_UID) -> bytes:
    return b"".join(open_stream(key, io.BytesIO(sealed), key_uid=key_uid, file_uid=file_uid, size=size))


def split(sealed: bytes) -> tuple[bytes, list[bytes]]:
    body = sealed[HEADER_BYTES:]
    return sealed[:HEADER_BYTES], [body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)]


CONTENT = bytes(range(256)) * (5 * CHUNK_BYTES // 256) + b"the end of the file"
SEALED = seal_file(CONTENT)
HEADER, CHUNKS = split(SEALED)


def assert_broken(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        open_file(sealed, len(CONTENT))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pieces", [1_000, CHUNK_BYTES, 200_000])
def test_a_file_of_any_size_comes_back(size: int, pieces: int) -> None:
    content = (CONTENT * 2)[:size]

    sealed = seal_file(content, pieces)

    assert open_file(sealed, size) == content
    assert len(sealed) == sealed_size(size)


@settings(max_examples=50, deadline=None)
@given(content=st.binary(max_size=3 * CHUNK_BYTES), pieces=st.integers(500, 100_000))
@example(content=b"", pieces=1000)
def test_any_content_comes_back_however_it_arrives(content: bytes, pieces: int) -> None:
    assert open_file(seal_file(content, pieces), len(content)) == content


@settings(max_examples=300, deadline=None)
@given(position=st.integers(0, len(SEALED) * 8 - 1))
def test_any_flipped_bit_is_noticed(position: int) -> None:
    damaged = bytearray(SEALED)

    damaged[position // 8] ^= 1 << (position % 8)

    assert_broken(bytes(damaged))


@settings(max_examples=300, deadline=None)
@given(end=st.integers(0, len(SEALED) - 1))
@example(end=HEADER_BYTES)
@example(end=HEADER_BYTES + SEALED_CHUNK)
@example(end=len(SEALED) - 1)
def test_a_file_cut_short_anywhere_is_noticed(end: int) -> None:
    assert_broken(SEALED[:end])


@pytest.mark.parametrize("kept", range(len(CHUNKS)))
def test_leaving_out_chunks_at_the_end_is_noticed(kept: int) -> None:
    assert_broken(HEADER + b"".join(CHUNKS[:kept]))


@pytest.mark.parametrize("order", [order for order in itertools.permutations(range(len(CHUNKS))) if order[0] < 2][1:50])
def test_chunks_in_another_order_are_noticed(order: tuple[int, ...]) -> None:
    assert_broken(HEADER + b"".join(CHUNKS[number] for number in order))


@pytest.mark.parametrize("number", range(len(CHUNKS)))
def test_a_repeated_or_missing_chunk_is_noticed(number: int) -> None:
    assert_broken(HEADER + b"".join([*CHUNKS[: number + 1], CHUNKS[number], *CHUNKS[number + 1 :]]))
    assert_broken(HEADER + b"".join(CHUNKS[:number] + CHUNKS[number + 1 :]))


@pytest.mark.parametrize("extra", [b"x", CHUNKS[-1], bytes(SEALED_CHUNK), SEALED])
def test_nothing_can_follow_the_last_chunk(extra: bytes) -> None:
    assert_broken(SEALED + extra)


def test_a_chunk_of_another_file_under_the_same_key_is_noticed() -> None:
    _, others = split(seal_file(CONTENT[::-1]))

    for number in range(len(CHUNKS)):
        assert_broken(HEADER + b"".join([*CHUNKS[:number], others[number], *CHUNKS[number + 1 :]]))


def test_another_key_or_uid_does_not_open() -> None:
    for wrong in ({"key": b"x" * 32}, {"key_uid": UUID(int=9)}, {"file_uid": UUID(int=9)}):
        with pytest.raises(SealBroken):
            open_file(SEALED, len(CONTENT), **wrong)


def test_the_header_cannot_be_given_to_another_file() -> None:
    relabelled = SEALED[:17] + UUID(int=9).bytes + SEALED[33:]

    with pytest.raises(SealBroken):
        open_file(relabelled, len(CONTENT), file_uid=UUID(int=9))


@pytest.mark.parametrize("size", [0, 10, len(CONTENT) // 2, len(CONTENT) * 2])
def test_a_wrong_size_is_noticed(size: int) -> None:
    with pytest.raises(SealBroken):
        open_file(SEALED, size)


def test_right_pieces_come_before_the_damage_is_met() -> None:
    """Documented: whoever passes pieces on must treat the error as a failed download."""
    damaged = HEADER + b"".join(CHUNKS[:2]) + bytes(SEALED_CHUNK)
    pieces = open_stream(KEY, io.BytesIO(damaged), key_uid=KEY_UID, file_uid=FILE_UID, size=len(CONTENT))

    assert next(pieces) == CONTENT[:CHUNK_BYTES]
    assert next(pieces) == CONTENT[CHUNK_BYTES : 2 * CHUNK_BYTES]
    with pytest.raises(SealBroken):
        next(pieces)


def test_a_damaged_file_shows_no_piece_of_it_in_the_traceback() -> None:
    content = b"Sunita Kumari of Purulia. " * 20_000
    damaged = seal_file(content)[:-1]

    with pytest.raises(SealBroken) as broken:
        open_file(damaged, len(content))

    trace = broken.tb
    while trace.tb_next and "tests" in trace.tb_frame.f_code.co_filename:
        trace = trace.tb_next
    summary = traceback.TracebackException(broken.type, broken.value, trace, capture_locals=True)
    assert "chunk" in "".join(summary.format())
    assert "Sunita" not in "".join(summary.format())


@given(size=st.integers(0, 2**40))
def test_padding_costs_at_most_an_eighth_beyond_the_smallest_size(size: int) -> None:
    padded = padded_size(size)

    assert padded >= size
    assert padded == 4096 or padded <= size * 1.12


def test_padded_sizes_are_few() -> None:
    sizes = {padded_size(size) for size in range(0, 1_000_000, 7)}

    assert len(sizes) < 200


@given(first=st.integers(0, 2**30), second=st.integers(0, 2**30))
def test_a_larger_file_never_looks_smaller(first: int, second: int) -> None:
    assert (padded_size(first) <= padded_size(second)) or first > second


def test_a_file_too_long_for_its_numbers_is_refused_rather_than_repeating_them() -> None:
    sealer = StreamSealer(KEY, key_uid=KEY_UID, file_uid=FILE_UID)
    sealer.chunks = 2**32

    with pytest.raises(ValueError, match="at most"):
        sealer.finish()


def test_nonces_never_repeat_within_a_file() -> None:
    """Equal chunks must not look alike: each is sealed under its own number."""
    _, chunks = split(seal_file(bytes(4 * CHUNK_BYTES)))

    assert len(set(chunks)) == len(chunks)
