"""A file is what its content says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.vault.kinds import HEAD_BYTES, Kind, kind_of
from tests.vault import samples


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.photo(), Kind.JPEG),
        (samples.picture("PNG"), Kind.PNG),
        (samples.picture("GIF"), Kind.GIF),
        (samples.picture("WEBP"), Kind.WEBP),
        (samples.pdf(), Kind.PDF),
        ("पता नहीं\n".encode(), Kind.TEXT),
        (b"<svg onload='x()'/>", Kind.TEXT),
        (b"MZ\x90\x00 a program", Kind.OTHER),
        (b"\n%PDF-1.7 is not where it belongs \x00", Kind.OTHER),
        (b"RIFF\x00\x00\x00\x00WAVE", Kind.OTHER),
        (b"", Kind.OTHER),
        (b"\xff\xfe\x00", Kind.OTHER),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_kind_follows_from_the_first_bytes(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


@given(st.binary(max_size=600))
def test_any_bytes_have_a_kind(content: bytes) -> None:
    assert kind_of(content) in Kind


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=3000))
def test_text_of_any_script_is_text_wherever_it_is_cut(words: str) -> None:
    whole = words.encode()
    begins_otherwise = kind_of(b"%PDF-") if whole.startswith((b"%PDF-", b"GIF8")) else Kind.TEXT

    assert kind_of(whole[:HEAD_BYTES]) is begins_otherwise or len(whole) > HEAD_BYTES
    assert kind_of(whole * (HEAD_BYTES // len(whole) + 2)) is begins_otherwise


@given(st.binary(min_size=1, max_size=200))
def test_a_null_byte_is_never_text(content: bytes) -> None:
    assert kind_of(content + b"\x00") is not Kind.TEXT
