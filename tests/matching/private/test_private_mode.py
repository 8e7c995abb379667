"""Private mode as a whole: two registers, one key, and whoever compares them without it."""

import hashlib
from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from rihai.matching.private.comparing import CannotCompare, compare
from rihai.matching.private.encoding import Encoded, encode, encode_side_by_side
from rihai.matching.private.fileformat import FileBroken, from_bytes, to_bytes
from rihai.matching.private.hardening import Hardening
from rihai.matching.private.keys import PrivateKeyRefused, SharedKey
from rihai.matching.records import Record

KEY = SharedKey(bytes(range(32)))
OTHER = SharedKey(bytes(range(1, 33)))
GIVEN = ("Sunita", "Fatema", "Lakshmi", "Rukhsana", "Anjali", "Deepa", "Mamata", "Parvati", "Champa", "Jyotsna")
FATHERS = ("Ramesh", "Abdul", "Gopal", "Salim", "Bikash", "Mohan", "Haren", "Prakash", "Nitai", "Suresh")
PLACES = ("Malda", "Murshidabad", "Nadia", "Purulia", "Bankura")


def register(prefix: str, day: date = date(2026, 1, 5)) -> list[Record]:
    """A hundred people with a given name and a father each; no two have both."""
    return [
        Record(
            id=f"{prefix}{at}", name=f"{given} Khatun", guardian=father, sex="F", age=10.0 + at % 7, date=day,
            state="West Bengal", district=PLACES[at % 5], village=f"{father}pur",
        )
        for at, (given, father) in enumerate((g, f) for g in GIVEN for f in FATHERS)
    ]  # fmt: skip


def best(missing: list[Record], found: list[Record]) -> dict[str, str]:
    """For each found id, the missing id that is proposed first."""
    ours, theirs = encode(missing, KEY), encode(found, KEY)
    pairs = compare(ours, theirs)
    first = pairs.rank == 1
    return {theirs.ids[it]: ours.ids[at] for at, it in zip(pairs.missing[first], pairs.found[first], strict=True)}


def test_the_same_people_are_found_in_another_script_and_another_spelling() -> None:
    missing = register("m")
    found = [
        replace(missing[3], id="f1", name="सुनीता", guardian="सलीम", date=date(2026, 3, 1)),
        replace(missing[20], id="f2", name="LAXMI", guardian="Rames", date=date(2026, 3, 1), district=""),
    ]

    assert best(missing, found) == {"f1": "m3", "f2": "m20"}


def test_what_is_missing_is_no_reason_against_a_pair() -> None:
    missing = register("m")
    found = [replace(missing[42], id="f", village="", district="", state="", age=None, date=date(2026, 2, 1))]

    assert best(missing, found) == {"f": "m42"}


def test_nobody_is_found_before_she_was_missed() -> None:
    missing = register("m")
    found = [replace(missing[42], id="f", date=date(2025, 6, 1))]

    assert best(missing, found) == {}


def test_an_empty_register_gives_no_pair() -> None:
    missing = encode(register("m"), KEY)

    assert len(compare(missing, encode([], KEY)).rank) == 0
    assert len(compare(encode([], KEY), missing).rank) == 0


def test_no_word_of_a_register_stands_in_the_encoded_file() -> None:
    people = register("m")
    encoded = to_bytes(encode(people, KEY)).lower()

    words = {word for one in people for word in f"{one.name} {one.guardian} {one.village} {one.district}".split()}
    assert not [word for word in words if word.lower().encode() in encoded]
    assert b"2026" not in encoded


def test_another_key_makes_a_file_that_has_nothing_in_common_with_the_first() -> None:
    one, other = encode(register("m"), KEY), encode(register("m"), OTHER)

    in_common = np.bitwise_count(one.name & other.name).sum() / np.bitwise_count(one.name).sum()
    by_chance = np.bitwise_count(other.name).mean() / 64
    assert in_common < 2 * by_chance
    assert not set(one.district) & set(other.district)
    assert set(one.week) != set(other.week)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (encode(register("f"), OTHER), "different keys"),
        (encode(register("f"), KEY, hardening=Hardening(diffusion=2)), "different options"),
    ],
)
def test_files_that_do_not_belong_together_are_not_compared(other: Encoded, words: str) -> None:
    with pytest.raises(CannotCompare, match=words):
        compare(encode(register("m"), KEY), other)


@pytest.mark.parametrize(
    "hardening",
    [Hardening(drop_common=False), Hardening(diffusion=2), Hardening(diffusion=3)],
)
def test_people_are_found_with_every_hardening(hardening: Hardening) -> None:
    missing = register("m")
    found = [replace(one, id=f"f{at}", date=date(2026, 2, 1)) for at, one in enumerate(missing)]

    pairs = compare(encode(missing, KEY, hardening=hardening), encode(found, KEY, hardening=hardening))

    first = pairs.rank == 1
    assert (pairs.missing[first] == pairs.found[first]).mean() > 0.97


def test_a_common_second_name_is_left_out_unless_it_is_kept() -> None:
    with_it = [Record(id="a", name="Sunita Khatun")]
    without = [Record(id="a", name="Sunita")]

    assert (encode(with_it, KEY).name == encode(without, KEY).name).all()
    kept = Hardening(drop_common=False)
    assert (encode(with_it, KEY, hardening=kept).name != encode(without, KEY, hardening=kept).name).any()


def test_an_encoded_register_is_read_back_as_it_was_written() -> None:
    encoded = encode(register("m"), KEY, hardening=Hardening(diffusion=2))

    again = from_bytes(to_bytes(encoded))

    for field in fields(Encoded):
        assert np.array_equal(getattr(again, field.name), getattr(encoded, field.name)), field.name


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b[:50], lambda b: b"", lambda b: b"x" + b])
def test_a_file_that_was_cut_or_is_another_kind_is_refused(change: object) -> None:
    whole = to_bytes(encode(register("m"), KEY))

    with pytest.raises(FileBroken):
        from_bytes(change(whole))  # type: ignore[operator]


def test_a_file_with_one_changed_byte_is_refused() -> None:
    whole = bytearray(to_bytes(encode(register("m"), KEY)))
    whole[len(whole) // 2] ^= 1

    with pytest.raises(FileBroken, match="changed"):
        from_bytes(bytes(whole))


def sealed_again(data: bytes) -> bytes:
    """With a checksum that fits: whoever hands a file over can write one."""
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sex", np.full(100, 200, np.uint8)),
        ("week", np.arange(100, dtype=np.int32) * 1_000_000),
        ("birth", np.array([-(2**31) + 1] + [2**31 - 1] * 99, dtype=np.int32)),
        ("name", np.zeros((100, 7), np.uint64)),
        ("sex", np.zeros(30, np.uint8)),
        ("ids", ("only", "two")),
        ("hardening", Hardening(diffusion="2")),  # type: ignore[arg-type]
    ],
)
def test_a_file_that_holds_what_no_such_file_holds_is_refused(name: str, value: Any) -> None:
    forged = to_bytes(replace(encode(register("m"), KEY), **{name: value}))

    with pytest.raises(FileBroken):
        from_bytes(forged)


@pytest.mark.parametrize("head", [b"{}", b"[]", b"[" * 5000, b"{", b'{"ids": 5}', b""])
def test_a_file_with_another_first_line_is_refused(head: bytes) -> None:
    whole = to_bytes(encode(register("m"), KEY))
    magic, rest = whole.split(b"\n", 1)

    with pytest.raises(FileBroken):
        from_bytes(sealed_again(magic + b"\n" + head + b"\n" + rest.split(b"\n", 1)[1]))


def test_nobody_is_singled_out_as_transgender() -> None:
    sexes = [encode([Record(id="a", sex=sex)], KEY).sex[0] for sex in ("", "T")]

    assert sexes[0] == sexes[1]


def test_a_chance_does_not_depend_on_how_many_are_asked_for() -> None:
    missing = register("m")
    missing.append(replace(missing[3], id="twin"))
    ours = encode(missing, KEY)
    theirs = encode([replace(missing[3], id="f", date=date(2026, 3, 1))], KEY)

    one, ten = compare(ours, theirs, top=1), compare(ours, theirs, top=10)

    assert one.probability[0] == ten.probability[0] < 0.6


def test_all_processors_together_encode_what_one_does() -> None:
    people = [replace(one, id=f"{turn}-{one.id}") for turn in range(25) for one in register("m")]

    together, alone = encode_side_by_side(people, KEY), encode(people, KEY)

    assert to_bytes(together) == to_bytes(alone)


def test_a_key_of_another_length_is_refused_and_never_printed() -> None:
    with pytest.raises(PrivateKeyRefused, match="32 bytes"):
        SharedKey(b"short")

    assert str(KEY.secret) not in repr(KEY)
