"""Files are written whole or not at all, and sealed ones open with their key only."""

import base64
import errno
import os
import stat
from pathlib import Path

import pytest

from rihai.matching import keyfiles
from rihai.matching.csvfiles import FileProblem
from rihai.matching.keyfiles import is_sealed, read_key, seal_into, unseal
from rihai.matching.written import part_beside, write_rows, written_whole

KEY = bytes(range(32))


def key_file(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / "key"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def sealed(folder: Path, data: bytes) -> Path:
    path = folder / "sealed"
    with written_whole(path) as file:
        seal_into(file, data, KEY)
    return path


def write_half(path: Path, ending: BaseException) -> None:
    with written_whole(path) as file:
        file.write(b"half")
        raise ending


def test_a_file_takes_its_place_at_the_end_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"

    with written_whole(path) as file:
        write_rows(file, ("a", "b"), [(1, "x,y")])
        assert not path.exists()

    assert path.read_text() == 'a,b\n1,"x,y"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", [KeyboardInterrupt, MemoryError])
def test_whatever_ends_the_writing_leaves_the_old_file_and_no_other(
    tmp_path: Path, ending: type[BaseException]
) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("old")

    with pytest.raises(ending):
        write_half(path, ending())

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"

    with pytest.raises(FileProblem, match="No space left on device"):
        write_half(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    assert not list(tmp_path.iterdir())


def test_a_folder_or_a_device_is_not_written_over(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(FileProblem, match="is not a file"), written_whole(path):
            pass


@pytest.mark.parametrize("text", [KEY.hex().encode() + b"\n", base64.b64encode(KEY)])
def test_a_key_may_be_written_in_hexadecimal_digits_or_base64(tmp_path: Path, text: bytes) -> None:
    assert read_key(key_file(tmp_path, text)) == KEY


def test_a_key_file_that_others_may_read_or_that_holds_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="chmod 600"):
        read_key(key_file(tmp_path, KEY.hex().encode(), 0o640))
    with pytest.raises(FileProblem, match="32 bytes"):
        read_key(key_file(tmp_path, b"too short"))
    with pytest.raises(FileProblem, match="cannot be read"):
        read_key(tmp_path / "none")


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 640])
def test_what_was_sealed_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(keyfiles, "CHUNK", 64)
    data = os.urandom(size)

    path = sealed(tmp_path, data)

    assert is_sealed(path)
    assert unseal(path, KEY) == data


def test_a_sealed_file_holds_nothing_in_clear_and_opens_with_its_key_only(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"Canaryname" * 100)

    assert b"Canaryname" not in path.read_bytes()
    with pytest.raises(FileProblem, match="another key file"):
        unseal(path, bytes(32))


def test_a_sealed_file_that_was_cut_short_reordered_or_changed_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyfiles, "CHUNK", 64)
    path = sealed(tmp_path, os.urandom(200))
    whole = path.read_bytes()
    head, chunk = len(keyfiles.MAGIC) + keyfiles.SALT, 64 + keyfiles.TAG
    first, second = whole[head : head + chunk], whole[head + chunk : head + 2 * chunk]

    for broken in (
        whole[:-1],
        whole[: head + 2 * chunk],
        whole[:head],
        whole[: head + 5],
        whole[:head] + second + first + whole[head + 2 * chunk :],
        whole[:-1] + bytes([whole[-1] ^ 1]),
        whole + b"x",
    ):
        path.write_bytes(broken)
        with pytest.raises(FileProblem, match="does not open"):
            unseal(path, KEY)


def test_a_file_that_was_never_sealed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    path.write_bytes(b"id,name\n")

    assert not is_sealed(path)
    with pytest.raises(FileProblem, match="was not sealed by Rihai"):
        unseal(path, KEY)


def test_what_a_killed_program_left_is_taken_away_and_what_is_being_written_stays(tmp_path: Path) -> None:
    left = tmp_path / ".rihai-killed.part"
    left.write_bytes(b"half")
    strange = tmp_path / ".rihai-link.part"
    strange.symlink_to(tmp_path / "elsewhere")

    with part_beside(tmp_path / "one") as (part, _):
        assert not left.exists()
        with written_whole(tmp_path / "two"):
            assert part.exists()

    assert {path.name for path in tmp_path.iterdir()} == {"two", ".rihai-link.part"}
