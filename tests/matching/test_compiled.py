"""What is kept of compiled loops is never older than any source they hold parts of."""

import shutil
from pathlib import Path

import pytest

from rihai.matching import compiled


@pytest.mark.parametrize("changed", ["layout.py", "kernels_score.py", "private/kernels.py"])
def test_a_change_of_any_source_makes_another_folder(tmp_path: Path, changed: str) -> None:
    copy = tmp_path / "matching"
    shutil.copytree(compiled.HERE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = compiled.sources_digest(copy)
    assert before == compiled.sources_digest()

    (copy / changed).write_text((copy / changed).read_text() + "\nMORE = 1\n")

    assert compiled.sources_digest(copy) != before


def test_loops_are_kept_in_the_folder_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))

    assert compiled.cache_folder() == tmp_path / compiled.sources_digest()


def test_where_nothing_may_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))

    assert compiled.cache_folder() is None
