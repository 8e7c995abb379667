"""Changed code gets into what is loaded already, or it is said that it cannot."""

import gc
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.swapping import living, swap

HOUSE = """
from functools import wraps
LIMIT = 3

def guarded(view):
    @wraps(view)
    def inner(name):
        return view(name) if name != 'stranger' else 'closed'
    return inner

class Door:
    def opens(self, name):
        return name != 'stranger'

    def is_wide(self):
        return LIMIT > 2

@guarded
def shown(name):
    return f'hello {name}'
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "planted_house.py").write_text(HOUSE)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("planted_house")
    del sys.modules["planted_house"]


def swapped(house: ModuleType, old: str, new: str) -> bool:
    assert HOUSE.count(old) == 1
    return swap(str(house.__file__), HOUSE, HOUSE.replace(old, new), living())


def test_a_method_of_what_is_there_already_does_the_new_thing(house: ModuleType) -> None:
    door = house.Door()
    assert not door.opens("stranger")

    assert swapped(house, "return name != 'stranger'\n", "return True\n")

    assert door.opens("stranger")
    assert door.is_wide()


def test_a_function_that_was_put_aside_from_collections_is_reached(house: ModuleType) -> None:
    gc.freeze()

    assert swapped(house, "f'hello {name}'", "'gone'")

    assert house.shown("friend") == "gone"


def test_lines_taken_out_do_not_disturb_what_follows(house: ModuleType) -> None:
    assert swapped(house, "        return name != 'stranger'\n", "        pass\n")

    assert house.Door().opens("friend") is None
    assert house.shown("friend") == "hello friend"


def test_a_function_behind_a_decorator_is_reached(house: ModuleType) -> None:
    assert swapped(house, "f'hello {name}'", "'gone'")

    assert house.shown("friend") == "gone"


def test_a_function_that_a_decorator_has_made_is_reached(house: ModuleType) -> None:
    assert house.shown("stranger") == "closed"

    assert swapped(house, " if name != 'stranger' else 'closed'", "")

    assert house.shown("stranger") == "hello stranger"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LIMIT = 3", "LIMIT = 1"),
        ("@guarded\n", ""),
        ("class Door:", "class Door(dict):"),
        ("    return inner\n", "    if\n"),
    ],
    ids=["constant", "decorator", "class", "no Python"],
)
def test_what_is_not_inside_a_function_is_left_to_a_fresh_process(house: ModuleType, old: str, new: str) -> None:
    assert not swapped(house, old, new)
    assert house.shown("stranger") == "closed"


def test_a_change_of_nothing_is_not_put_in(house: ModuleType) -> None:
    assert not swapped(house, "LIMIT = 3", "LIMIT = 3  # three")
