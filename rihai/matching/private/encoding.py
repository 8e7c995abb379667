"""One register, encoded for comparing with another: keyed filters, keyed codes, shifted times; no name in it.

What each field becomes, and what it still shows to whoever compares, stands at `Encoded`. Common second names
(khatun, devi, kumari …) are left out: they hardly help to find anybody, and their number would give them, and with
them somebody's faith, away at once.
"""

import hashlib
import hmac
import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rihai.matching.folding import Folder, Token
from rihai.matching.private.filters import WORD, FilterMaker, Words
from rihai.matching.private.hardening import Diffusion, Hardening
from rihai.matching.private.keys import SharedKey
from rihai.matching.records import Record

NAME_BITS: Final = 512
VILLAGE_BITS: Final = 256
MARK_BITS: Final = 128
# A few people bear T: in clear it would single them out, and it excludes nobody anyway.
SEXES: Final = {"": 0, "F": 1, "M": 2, "T": 0}
UNKNOWN: Final = np.int32(-(2**31))
WEEK: Final = 7
QUARTERS: Final = 4
DAYS_OF_A_YEAR: Final = 365.2425
MONDAY_OF_OLD: Final = date(1900, 1, 1)
# Wide enough that the shift says nothing about the century, narrow enough for 32 bits.
SHIFT: Final = 100_000
ARRAYS: Final = ("name", "guardian", "village", "marks", "district", "state", "birth", "week", "sex")
WORTH_A_PROCESS: Final = 1_000  # records


@dataclass(frozen=True)
class Encoded:
    """A register as whoever compares sees it; every array has one row for each record, in the order of `ids`.

    name, guardian, village, marks: filters, uint64, shape (n, words); all bits zero where the field is missing.
        Equal filters show that two names sound alike, and how many of a register do.
    district, state: keyed codes, uint64, 0 if missing. They show how many come from one place, not from which.
    birth: quarter of a year of birth, week: week last seen or found; int32, shifted by a secret number, UNKNOWN if
        missing. They show differences, and so the shape of the register's years.
    sex: 0 not known or T, 1 F, 2 M; in clear.
    """

    ids: Sequence[str]
    fingerprint: str
    hardening: Hardening
    name: Words
    guardian: Words
    village: Words
    marks: Words
    district: NDArray[np.uint64]
    state: NDArray[np.uint64]
    birth: NDArray[np.int32]
    week: NDArray[np.int32]
    sex: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.ids)


def encode(
    records: Iterable[Record], key: SharedKey, *, folder: Folder | None = None, hardening: Hardening | None = None
) -> Encoded:
    """Encode a register; both sides must use the same key and the same hardening."""
    rows, folder, hardening = list(records), folder or Folder(), hardening or Hardening()
    sexes = np.array([SEXES[one.sex] for one in rows], dtype=np.uint8)
    filters = _Filters(key, hardening)
    return Encoded(
        ids=tuple(one.id for one in rows),
        fingerprint=key.fingerprint,
        hardening=hardening,
        name=filters.of_words("name", NAME_BITS, [one.name for one in rows], folder.name),
        guardian=filters.of_words("guardian", NAME_BITS, [one.guardian for one in rows], folder.guardian),
        village=filters.of_words("village", VILLAGE_BITS, [one.village for one in rows], folder.place),
        marks=filters.of_codes("marks", MARK_BITS, [one.marks for one in rows], folder.marks),
        district=_codes(key, "district", [folder.district(one.district) for one in rows]),
        state=_codes(key, "state", [folder.state(one.state) for one in rows]),
        birth=_births(rows, key),
        week=_weeks(rows, key),
        sex=sexes,
    )


def encode_side_by_side(records: Sequence[Record], key: SharedKey, *, hardening: Hardening | None = None) -> Encoded:
    """The same as `encode`, on all processors: for a program of its own, since it forks."""
    processors = os.cpu_count() or 1
    size = -(-len(records) // processors)
    if processors == 1 or size < WORTH_A_PROCESS:
        return encode(records, key, hardening=hardening)
    parts = [records[at : at + size] for at in range(0, len(records), size)]
    with ProcessPoolExecutor(processors, multiprocessing.get_context("fork")) as pool:
        made = list(pool.map(partial(encode, key=key, hardening=hardening), parts))
    joined: dict[str, NDArray[Any]] = {name: np.concatenate([getattr(one, name) for one in made]) for name in ARRAYS}
    ids = tuple(one for part in made for one in part.ids)
    return Encoded(ids=ids, fingerprint=made[0].fingerprint, hardening=made[0].hardening, **joined)


class _Filters:
    """Filters of one register: each different text of a field is folded and hashed once."""

    def __init__(self, key: SharedKey, hardening: Hardening) -> None:
        self._key, self._hardening = key, hardening

    def of_words(self, field: str, bits: int, texts: list[str], fold: Callable[[str], tuple[Token, ...]]) -> Words:
        keeps = self._hardening.keeps
        return self._rows(field, bits, texts, lambda maker, text: maker.of_words(filter(keeps, fold(text))))

    def of_codes(self, field: str, bits: int, texts: list[str], read: Callable[[str], frozenset[str]]) -> Words:
        return self._rows(field, bits, texts, lambda maker, text: maker.of_codes(read(text)))

    def _rows(self, field: str, bits: int, texts: list[str], make: Callable[[FilterMaker, str], Words]) -> Words:
        maker = FilterMaker(self._key.derived(field), bits)
        diffusion = Diffusion(self._key.derived(f"diffusion of {field}"), bits, self._hardening.diffusion)
        numbers = {text: at for at, text in enumerate(dict.fromkeys(texts))}
        rows = [diffusion.mix(make(maker, text)) for text in numbers]
        return (
            np.stack(rows)[[numbers[text] for text in texts]] if rows else np.zeros((0, bits // WORD), dtype=np.uint64)
        )


def _codes(key: SharedKey, field: str, texts: list[str]) -> NDArray[np.uint64]:
    secret = key.derived(field)
    codes = {text: _code(secret, text) for text in set(texts)}
    return np.array([codes[text] for text in texts], dtype=np.uint64)


def _code(secret: bytes, text: str) -> int:
    return int.from_bytes(hmac.digest(secret, text.encode(), hashlib.sha256)[:8], "big") | 1 if text else 0


def _births(records: list[Record], key: SharedKey) -> NDArray[np.int32]:
    shift = key.number("shift of births", SHIFT)
    return np.array([_birth(one, shift) for one in records], dtype=np.int32)


def _birth(record: Record, shift: int) -> int:
    if record.age is None or record.middle is None:
        return int(UNKNOWN)
    years = (record.middle - MONDAY_OF_OLD).days / DAYS_OF_A_YEAR - record.age
    return round(years * QUARTERS) + shift


def _weeks(records: list[Record], key: SharedKey) -> NDArray[np.int32]:
    shift = key.number("shift of weeks", SHIFT)
    return np.array(
        [int(UNKNOWN) if one.day is None else (one.day - MONDAY_OF_OLD).days // WEEK + shift for one in records],
        dtype=np.int32,
    )
