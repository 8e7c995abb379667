"""Kept files: in their place whatever happens, opened by whoever holds the key, gone when erased."""

import gc
import os
from pathlib import Path
from uuid import UUID

import pytest

from rihai.vault import uploads
from rihai.vault.errors import Erased, FileMissing, NotStored, NotWrapped, SealBroken, UploadRefused
from rihai.vault.files import erase_file, incoming_path, open_ciphertext, put_in_place, sealed_path
from rihai.vault.keys import share_data_key
from rihai.vault.models import SealedFile
from rihai.vault.unseal import open_file
from rihai.vault.uploads import keep_upload
from rihai.vault.workers import sweep_incoming
from tests.vault.notes import rolled_back
from tests.vault.sending import CANARY, body, file_of, incoming, post, upload

pytestmark = pytest.mark.usefixtures("empty_folder")


def test_a_file_is_opened_only_by_who_holds_its_key(vault: None, ours: UUID, theirs: UUID) -> None:
    file = keep_upload(upload(CANARY), agencies=[ours])
    assert file.data_key is not None

    with pytest.raises(NotWrapped):
        open_file(file, agency=theirs)
    share_data_key(file.data_key, with_agency=theirs, from_agency=ours)

    assert b"".join(open_file(file, agency=theirs)) == CANARY


def test_an_erased_file_is_gone_from_the_disk_and_for_everybody(open_vault: None, ours: UUID) -> None:
    file = keep_upload(upload(CANARY), agencies=[ours])

    erase_file(file)

    with pytest.raises(Erased):
        open_file(SealedFile.objects.get(), agency=ours)
    assert not sealed_path(file.uid).exists()


def test_what_is_left_of_a_file_without_key_can_be_erased_too(open_vault: None, ours: UUID) -> None:
    file = keep_upload(upload(CANARY), agencies=[ours])
    SealedFile.objects.update(data_key=None, about=None)

    erase_file(SealedFile.objects.get())

    assert not sealed_path(file.uid).exists()


def test_a_file_that_vanishes_while_the_sweeper_looks_is_no_error(vault: None, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = upload(CANARY)
    monkeypatch.setattr(Path, "glob", lambda path, pattern: iter([gone.incoming.path]))
    gone.close()

    assert sweep_incoming() == (0, 0)


def test_an_erasure_that_is_rolled_back_keeps_the_file(open_vault: None, ours: UUID) -> None:
    file = keep_upload(upload(CANARY), agencies=[ours])

    with rolled_back():
        erase_file(file)

    assert b"".join(open_file(SealedFile.objects.get(), agency=ours)) == CANARY


def test_an_upload_kept_in_a_transaction_that_fails_is_swept(open_vault: None, ours: UUID) -> None:
    request = post(body(CANARY))
    with rolled_back():
        file = keep_upload(file_of(request), agencies=[ours])
    request.close()
    path = incoming_path(file.uid)
    assert path.exists()
    assert not sealed_path(file.uid).exists()

    assert sweep_incoming() == (0, 0)  # it may still be in work
    os.utime(path, (0, 0))

    assert sweep_incoming() == (0, 1)
    assert not path.exists()


def test_after_a_failed_transaction_the_same_upload_can_be_kept(open_vault: None, ours: UUID) -> None:
    arrived = upload(CANARY)
    with rolled_back():
        keep_upload(arrived, agencies=[ours])

    file = keep_upload(arrived, agencies=[ours])

    assert b"".join(open_file(file, agency=ours)) == CANARY


def test_a_crash_between_commit_and_move_loses_nothing(
    open_vault: None, ours: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(uid: UUID) -> None:
        raise SystemExit

    monkeypatch.setattr(uploads, "put_in_place", crash)
    with pytest.raises(SystemExit):
        keep_upload(upload(CANARY), agencies=[ours])
    gc.collect()
    file = SealedFile.objects.get()

    assert b"".join(open_file(file, agency=ours)) == CANARY
    os.utime(incoming_path(file.uid), (0, 0))
    assert sweep_incoming() == (1, 0)

    assert sealed_path(file.uid).exists()
    assert b"".join(open_file(file, agency=ours)) == CANARY


def test_moving_twice_is_harmless_and_moving_nothing_is_an_error(open_vault: None, ours: UUID) -> None:
    file = keep_upload(upload(CANARY), agencies=[ours])

    put_in_place(file.uid)

    assert b"".join(open_file(file, agency=ours)) == CANARY
    sealed_path(file.uid).unlink()
    with pytest.raises(FileNotFoundError):
        put_in_place(file.uid)
    with pytest.raises(FileMissing, match="Restore it from a backup"):
        open_ciphertext(file)


def test_the_sweeper_leaves_what_is_not_its_own(vault: None) -> None:
    incoming_path(UUID(int=1)).with_name("README").write_text("not ours")

    assert sweep_incoming() == (0, 0)
    assert incoming() != []


def test_an_upload_is_kept_once(vault: None, ours: UUID) -> None:
    arrived = upload(CANARY)
    keep_upload(arrived, agencies=[ours])

    with pytest.raises(UploadRefused):
        keep_upload(arrived, agencies=[ours])


def test_an_upload_that_was_closed_cannot_be_kept(vault: None, ours: UUID) -> None:
    arrived = upload(CANARY)
    arrived.close()

    with pytest.raises(UploadRefused):
        keep_upload(arrived, agencies=[ours])


def test_a_changed_or_swapped_file_on_the_disk_is_noticed(open_vault: None, ours: UUID) -> None:
    first = keep_upload(upload(CANARY), agencies=[ours])
    second = keep_upload(upload(CANARY), agencies=[ours])

    sealed_path(first.uid).write_bytes(sealed_path(second.uid).read_bytes())

    with pytest.raises(SealBroken):
        list(open_file(first, agency=ours))
    sealed_path(second.uid).write_bytes(sealed_path(second.uid).read_bytes()[:-1])
    with pytest.raises(SealBroken):
        list(open_file(second, agency=ours))


def test_a_file_without_a_usable_description_is_not_opened(vault: None, ours: UUID) -> None:
    file = keep_upload(upload(CANARY), agencies=[ours])

    file.about = {"size": "many"}
    file.save()
    with pytest.raises(SealBroken):
        open_file(file, agency=ours)
    file.about = None
    with pytest.raises(NotStored):
        open_file(file, agency=ours)
