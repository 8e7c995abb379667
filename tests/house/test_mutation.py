"""The mutation check itself: it sees a test that watches, one that sleeps, and a protection that has moved."""

from pathlib import Path

import pytest

from tests import mutation
from tests.house import source
from tests.mutation.protections import PROTECTIONS, Protection

DOOR = "def may_enter(name):\n    if name == 'stranger':\n        return False\n    return True\n"
WATCHES = "from door import may_enter\ndef test_stranger():\n    assert not may_enter('stranger')\n"
SLEEPS = "from door import may_enter\ndef test_friend():\n    assert may_enter('friend')\n"
GUARD = "    if name == 'stranger':\n        return False\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").touch()
    (tmp_path / "door.py").write_text(DOOR)
    (tmp_path / "test_watching.py").write_text(WATCHES)
    (tmp_path / "test_sleeping.py").write_text(SLEEPS)
    return tmp_path


def without(old: str, new: str = "", test: str = "test_watching.py") -> Protection:
    return Protection("planted", "door.py", old, new, (test,))


def test_a_removed_protection_is_caught_by_the_test_that_watches_it(tree: Path) -> None:
    assert mutation.is_caught_in(tree, without(GUARD))


def test_a_test_that_sleeps_is_told_on(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not mutation.is_caught_in(tree, without(GUARD, test="test_sleeping.py"))
    assert "NOT CAUGHT planted" in capsys.readouterr().err


def test_a_mutation_that_cannot_be_imported_proves_nothing(tree: Path) -> None:
    assert not mutation.is_caught_in(tree, without(GUARD, new="    if\n"))


@pytest.mark.parametrize("gone", ["    if name == 'foreigner':\n", "name"])
def test_a_text_that_is_gone_or_not_the_only_one_fails_loudly(
    tree: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    assert not mutation.is_caught_in(tree, without(gone))
    assert "BROKEN planted" in capsys.readouterr().err


def test_the_code_is_as_before_afterwards(tree: Path) -> None:
    mutation.is_caught_in(tree, without(GUARD))

    assert (tree / "door.py").read_text() == DOOR


def test_each_listed_protection_stands_once_in_its_file_and_has_tests() -> None:
    wrong = [each.name for each in PROTECTIONS if not stands_once(each) or not each.tests or each.new == each.old]

    assert not wrong, source.report(wrong, "Bring the lists in tests/mutation/ up to the code as it is now.")


def stands_once(protection: Protection) -> bool:
    file = mutation.ROOT / protection.file
    return file.exists() and file.read_text().count(protection.old) == 1


def test_every_listed_protection_has_a_name_of_its_own() -> None:
    names = [protection.name for protection in PROTECTIONS]

    assert names
    assert sorted(set(names)) == sorted(names)


def test_each_test_that_is_named_is_there() -> None:
    named = {test for each in PROTECTIONS for test in each.tests}
    wrong = sorted(test for test in named if not is_there(*test.partition("::")[::2]))

    assert not wrong, source.report(wrong, "It was moved or has another name now: name it in tests/mutation/.")


def is_there(file: str, test: str) -> bool:
    """A test may stand in a class and name one of its parameters: "TestDoor::test_stranger[one]"."""
    path, name = source.ROOT / file, test.rpartition("::")[2].partition("[")[0]
    return path.exists() and f"def {name}(" in path.read_text(encoding="utf-8") if name else path.exists()
