"""A new master key: everything still opens, the old key opens nothing, and the audit trail still verifies."""

from pathlib import Path
from uuid import UUID

import pytest

from rihai.vault.blind import tokens
from rihai.vault.cache import KEYS
from rihai.vault.errors import WrongMasterKey
from rihai.vault.keys import new_data_key, prepare_agency, rewrap_all
from rihai.vault.master import MasterKey, derive, generate_master_key_file, master_key, unlocked
from rihai.vault.models import AgencyKey, DataKey, IntakeKey
from rihai.vault.public import create_intake_key, open_with, private_half, seal_to
from rihai.vault.unseal import open_sealed
from tests.vault.notes import Note, rolled_back, write_note

SECRET = "Sunita-Kumari-of-Purulia"


@pytest.fixture
def new_master(tmp_path: Path) -> MasterKey:
    return generate_master_key_file(tmp_path / "new.key", carry=master_key())


def read(note: Note, agency: UUID) -> object:
    KEYS.clear()
    sealed = Note.objects.get(uid=note.uid).text
    assert sealed is not None
    return open_sealed(sealed, agency=agency)


def material(key: MasterKey) -> bytes:
    return bytes(key.secret) + bytes(key.root)


def test_after_a_rotation_the_new_key_opens_and_the_old_does_not(
    key: DataKey, ours: UUID, theirs: UUID, new_master: MasterKey
) -> None:
    prepare_agency(theirs)
    note, token = write_note(key, SECRET), tokens(ours, "x", ["y"])
    intake = create_intake_key(ours)
    message = seal_to(bytes(intake.public), b"help", b"tip")

    count = rewrap_all(new_master)

    assert count == AgencyKey.objects.count() == 4
    with pytest.raises(WrongMasterKey):
        read(note, ours)
    with unlocked(material(new_master)):
        assert read(note, ours) == SECRET
        assert tokens(ours, "x", ["y"]) == token
        assert open_with(private_half(IntakeKey.objects.get(uid=intake.uid)), message, b"tip") == b"help"
        assert new_data_key(agencies=[ours, theirs])


def test_a_rotation_changes_no_data_key_and_no_value(key: DataKey, new_master: MasterKey) -> None:
    from tests.vault.notes import raw_column

    note = write_note(key, SECRET)
    wrap, value = bytes(key.wraps.get().wrapped), raw_column(note, "text")

    rewrap_all(new_master)

    assert (bytes(key.wraps.get().wrapped), raw_column(note, "text")) == (wrap, value)


def test_derived_keys_stay_so_that_the_audit_trail_still_verifies(key: DataKey, new_master: MasterKey) -> None:
    before = derive("audit-mac"), derive("audit-chain")

    rewrap_all(new_master)

    with unlocked(material(new_master)):
        assert (derive("audit-mac"), derive("audit-chain")) == before


def test_a_key_that_does_not_carry_the_root_is_refused(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)

    with pytest.raises(WrongMasterKey, match="does not carry the root"):
        rewrap_all(MasterKey.of(b"n" * 32))

    assert read(note, ours) == SECRET


def test_a_rotation_that_breaks_off_changes_nothing(open_vault: None, ours: UUID, new_master: MasterKey) -> None:
    note = write_note(new_data_key(agencies=[ours]), SECRET)

    with rolled_back():
        rewrap_all(new_master)

    assert read(note, ours) == SECRET


def test_a_damaged_key_stops_the_whole_rotation(
    open_vault: None, ours: UUID, theirs: UUID, new_master: MasterKey
) -> None:
    from rihai.vault.errors import SealBroken

    note = write_note(new_data_key(agencies=[ours]), SECRET)
    prepare_agency(theirs)
    AgencyKey.objects.filter(agency_uid=theirs, purpose="index").update(wrapped=bytes(100))
    KEYS.clear()

    with pytest.raises(SealBroken):
        rewrap_all(new_master)

    assert read(note, ours) == SECRET


def test_a_key_left_behind_under_the_old_master_is_taken_along_by_a_second_run(
    key: DataKey, ours: UUID, theirs: UUID, new_master: MasterKey
) -> None:
    """As when another process made an organisation's key in the very moment of the rotation."""
    note = write_note(key, SECRET)
    prepare_agency(theirs)
    straggler = AgencyKey.objects.filter(agency_uid=theirs, purpose="wrap").values().get()
    rewrap_all(new_master)
    AgencyKey.objects.filter(uid=straggler["uid"]).update(
        wrapped=straggler["wrapped"], master_key_id=straggler["master_key_id"]
    )

    assert rewrap_all(new_master) == 1
    assert rewrap_all(new_master) == 0

    with unlocked(material(new_master)):
        assert read(note, ours) == SECRET
        assert read(write_note(new_data_key(agencies=[theirs]), "theirs"), theirs) == "theirs"
