"""The memory of keys: bounded, short, never shown."""

import copy
import pickle
import uuid
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.vault.cache import KEYS, MAX_ENTRIES, MAX_SECONDS, KeyCache
from tests.together import AtOnce

KEY = b"\x41" * 32


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_key_is_forgotten_when_its_time_is_over() -> None:
    clock, uid = Clock(), uuid.uuid4()
    cache = KeyCache(seconds=60, clock=clock)
    cache.put(uid, KEY)

    clock.now += 59.9
    assert cache.get(uid) == KEY
    clock.now += 0.2

    assert cache.get(uid) is None
    assert len(cache) == 0


def test_use_does_not_prolong_the_time() -> None:
    clock, uid = Clock(), uuid.uuid4()
    cache = KeyCache(seconds=60, clock=clock)
    cache.put(uid, KEY)

    for _ in range(12):
        clock.now += 5.1
        cache.get(uid)

    assert cache.get(uid) is None


def test_keys_nobody_asks_for_are_dropped_too() -> None:
    clock = Clock()
    cache = KeyCache(seconds=60, clock=clock)
    for _ in range(50):
        cache.put(uuid.uuid4(), KEY)

    clock.now += 61
    cache.get(uuid.uuid4())

    assert len(cache) == 0


@given(st.lists(st.uuids(), max_size=60))
def test_it_never_holds_more_than_its_bound_and_keeps_the_newest(uids: list[UUID]) -> None:
    cache = KeyCache(entries=10)

    for uid in uids:
        cache.put(uid, uid.bytes * 2)

    newest = list(dict.fromkeys(reversed(uids)))[:10]
    assert len(cache) <= 10
    assert all(cache.get(uid) == uid.bytes * 2 for uid in newest)


def test_evicting_and_clearing_forget() -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    cache = KeyCache()
    cache.put(first, KEY)
    cache.put(second, KEY)

    cache.evict(first)
    cache.evict(first)

    assert (cache.get(first), cache.get(second)) == (None, KEY)
    cache.clear()
    assert cache.get(second) is None


def test_neither_the_cache_nor_a_key_shows_or_leaves_the_process() -> None:
    cache = KeyCache()
    key = cache.put(uuid.uuid4(), KEY)

    assert repr(cache) == "<KeyCache with 1 keys>"
    for shown in (repr(key), str(key), f"{key}", f"{key!r}", f"{key:>20}", repr({"key": key})):
        assert "A" not in shown
        assert "41" not in shown
    for thing in (cache, key, {"key": key}):
        with pytest.raises(TypeError):
            pickle.dumps(thing)
    with pytest.raises(TypeError):
        copy.deepcopy(cache)


def test_many_threads_can_use_it_at_once(at_once: AtOnce) -> None:
    cache = KeyCache(entries=50)
    uids = [uuid.uuid4() for _ in range(100)]

    def use() -> None:
        for uid in uids * 20:
            cache.put(uid, uid.bytes * 2)
            assert cache.get(uid) in (None, uid.bytes * 2)
            cache.evict(uid)

    assert at_once([use] * 8) == [None] * 8
    assert len(cache) <= 50


def test_the_bounds_in_use_are_modest() -> None:
    assert MAX_SECONDS <= 60
    assert MAX_ENTRIES <= 10_000
    assert KEYS._seconds == MAX_SECONDS
    assert KEYS._entries == MAX_ENTRIES
