"""Data keys: who holds them, sharing, withdrawing, erasing; and what happens when several do it at once."""

import uuid
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rihai.vault.cache import KEYS
from rihai.vault.errors import Erased, LastWrap, NotWrapped, SealBroken, WrongMasterKey
from rihai.vault.keys import (
    agency_keys,
    destroy_data_key,
    new_data_key,
    prepare_agency,
    share_data_key,
    withdraw_data_key,
)
from rihai.vault.master import unlocked
from rihai.vault.models import AgencyKey, DataKey, KeyWrap, SealedFile
from rihai.vault.unseal import open_many, open_sealed
from tests.together import AtOnce
from tests.vault.notes import Note, rolled_back, write_note

SECRET = "Sunita-Kumari-of-Purulia"


def read(note: Note, agency: UUID) -> object:
    """As another process would: from the database, with nothing in memory."""
    KEYS.clear()
    sealed = Note.objects.get(uid=note.uid).text
    assert sealed is not None
    return open_sealed(sealed, agency=agency)


def test_an_organisation_that_holds_the_key_reads_and_another_does_not(key: DataKey, ours: UUID, theirs: UUID) -> None:
    note = write_note(key, SECRET)

    assert read(note, ours) == SECRET
    with pytest.raises(NotWrapped):
        read(note, theirs)


def test_a_key_may_be_made_for_several(vault: None, ours: UUID, theirs: UUID) -> None:
    note = write_note(new_data_key(agencies=[ours, theirs, ours]), SECRET)

    assert read(note, ours) == read(note, theirs) == SECRET
    assert KeyWrap.objects.count() == 2


def test_a_key_without_holder_is_refused(vault: None) -> None:
    with pytest.raises(ValueError, match="at least one organisation"):
        new_data_key(agencies=[])
    assert not DataKey.objects.exists()


def test_sharing_lets_the_other_read_and_withdrawing_ends_it(key: DataKey, ours: UUID, theirs: UUID) -> None:
    note = write_note(key, SECRET)

    share_data_key(key, with_agency=theirs, from_agency=ours)
    share_data_key(key, with_agency=theirs, from_agency=ours)
    assert read(note, theirs) == SECRET
    withdraw_data_key(key, from_agency=theirs)

    with pytest.raises(NotWrapped):
        read(note, theirs)
    assert read(note, ours) == SECRET


def test_withdrawal_is_not_answered_from_memory(key: DataKey, ours: UUID, theirs: UUID) -> None:
    """Neither here, nor in a process that opened the value a moment ago."""
    share_data_key(key, with_agency=theirs, from_agency=ours)
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    assert open_sealed(sealed, agency=theirs) == SECRET

    KeyWrap.objects.filter(agency_uid=theirs).delete()  # by another process

    with pytest.raises(NotWrapped):
        open_sealed(sealed, agency=theirs)


def test_the_first_holder_may_withdraw_once_another_holds_it(key: DataKey, ours: UUID, theirs: UUID) -> None:
    note = write_note(key, SECRET)
    share_data_key(key, with_agency=theirs, from_agency=ours)

    withdraw_data_key(key, from_agency=ours)

    assert read(note, theirs) == SECRET
    with pytest.raises(NotWrapped):
        read(note, ours)


def test_the_last_wrap_is_not_withdrawn(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)

    with pytest.raises(LastWrap, match="destroy its key"):
        withdraw_data_key(key, from_agency=ours)

    assert read(note, ours) == SECRET


def test_only_a_holder_can_share(key: DataKey, theirs: UUID) -> None:
    with pytest.raises(NotWrapped):
        share_data_key(key, with_agency=uuid.uuid4(), from_agency=theirs)
    assert KeyWrap.objects.count() == 1


def test_a_destroyed_key_means_erased_for_everybody_for_ever(key: DataKey, ours: UUID, theirs: UUID) -> None:
    note = write_note(key, SECRET)
    share_data_key(key, with_agency=theirs, from_agency=ours)

    destroy_data_key(key)
    destroy_data_key(key)

    for agency in (ours, theirs):
        with pytest.raises(Erased):
            read(note, agency)
    with pytest.raises(Erased):
        share_data_key(key, with_agency=theirs, from_agency=ours)
    assert not KeyWrap.objects.filter(data_key=key).exists()
    assert DataKey.objects.get().destroyed_at == key.destroyed_at is not None


def test_destroying_twice_keeps_the_first_time(key: DataKey) -> None:
    stale = DataKey.objects.get(uid=key.uid)
    destroy_data_key(key)

    destroy_data_key(stale)

    assert stale.destroyed_at == key.destroyed_at == DataKey.objects.get().destroyed_at


def test_erasure_is_not_undone_by_what_is_in_memory(key: DataKey, ours: UUID) -> None:
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    assert open_sealed(sealed, agency=ours) == SECRET

    destroy_data_key(key)

    with pytest.raises(Erased):
        open_sealed(sealed, agency=ours)
    with pytest.raises(Erased):
        Note(data_key=key, text="after").save()


def test_a_value_sealed_by_a_process_that_does_not_know_yet_is_born_erased(key: DataKey, ours: UUID) -> None:
    write_note(key, SECRET)
    KeyWrap.objects.filter(data_key=key).delete()  # by another process; ours still has the key in memory
    DataKey.objects.update(destroyed_at="2026-01-01T00:00Z")

    late = write_note(key, "late")

    with pytest.raises(Erased):
        read(late, ours)


def test_destroying_one_key_leaves_others_alone(key: DataKey, ours: UUID) -> None:
    other = write_note(new_data_key(agencies=[ours]), SECRET)

    destroy_data_key(key)

    assert read(other, ours) == SECRET


def test_a_destroyed_key_is_evicted_again_after_the_commit(open_vault: None, ours: UUID) -> None:
    key = new_data_key(agencies=[ours])

    with transaction.atomic():
        destroy_data_key(key)
        KEYS.put(key.uid, bytes(32))  # as a thread does that read the wrap before our commit

    assert KEYS.get(key.uid) is None


def test_an_erasure_that_is_rolled_back_erases_nothing(open_vault: None, ours: UUID) -> None:
    key = new_data_key(agencies=[ours])
    note = write_note(key, SECRET)

    with rolled_back():
        destroy_data_key(key)

    assert read(note, ours) == SECRET


def test_keys_made_in_a_rolled_back_transaction_leave_nothing_behind(open_vault: None, ours: UUID) -> None:
    with rolled_back():
        new_data_key(agencies=[ours])

    assert not AgencyKey.objects.exists()
    note = write_note(new_data_key(agencies=[ours]), SECRET)
    assert read(note, ours) == SECRET


def test_a_record_of_a_rolled_back_key_cannot_be_saved(open_vault: None, ours: UUID) -> None:
    """Its key is in memory and nowhere else: what it sealed would be lost."""
    with rolled_back():
        key = new_data_key(agencies=[ours])

    with pytest.raises(IntegrityError), transaction.atomic():
        SealedFile.objects.create(data_key_id=key.uid, size=1, chunks=1, about={"name": "x"})


def test_many_values_are_opened_with_one_query(key: DataKey, ours: UUID, theirs: UUID) -> None:
    keys = [new_data_key(agencies=[ours]) for _ in range(20)]
    foreign, gone = new_data_key(agencies=[theirs]), new_data_key(agencies=[ours])
    notes = [write_note(one, f"note {number}") for number, one in enumerate([*keys, foreign, gone])]
    sealeds = [note.text for note in notes if note.text]
    destroy_data_key(gone)
    KEYS.clear()

    with CaptureQueriesContext(connection) as all_there:
        values = open_many(sealeds[:20], agency=ours)
    with CaptureQueriesContext(connection) as some_missing:
        mixed = open_many(sealeds, agency=ours)

    assert values == mixed[:20] == [f"note {number}" for number in range(20)]
    assert isinstance(mixed[20], NotWrapped)
    assert isinstance(mixed[21], Erased)
    assert (len(all_there), len(some_missing)) == (1, 2)


def test_opening_nothing_asks_nothing(vault: None, ours: UUID) -> None:
    assert open_many([], agency=ours) == []


@pytest.mark.parametrize("column", ["wrapped", "agency_key_id", "uid"])
def test_a_wrap_that_was_tampered_with_opens_nothing(key: DataKey, ours: UUID, theirs: UUID, column: str) -> None:
    """Past the program, and while everything is in memory."""
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    foreign = KeyWrap.objects.get(data_key=new_data_key(agencies=[theirs]))
    open_sealed(sealed, agency=ours)

    value = uuid.uuid4() if column == "uid" else getattr(foreign, column)
    KeyWrap.objects.filter(data_key=key).update(**{column: value})

    with pytest.raises(SealBroken):
        open_sealed(sealed, agency=ours)


def test_a_wrap_given_to_another_organisation_opens_nothing(key: DataKey, theirs: UUID) -> None:
    sealed = write_note(key, SECRET).text
    assert sealed is not None

    KeyWrap.objects.filter(data_key=key).update(agency_uid=theirs)

    with pytest.raises(SealBroken):
        open_sealed(sealed, agency=theirs)


def test_a_wrap_given_to_another_record_opens_nothing(key: DataKey, ours: UUID, theirs: UUID) -> None:
    """She may read her own record's key, and puts it under another record's name."""
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    hers = KeyWrap.objects.get(data_key=new_data_key(agencies=[theirs]))

    KeyWrap.objects.create(data_key=key, agency_key=hers.agency_key, agency_uid=theirs, wrapped=bytes(hers.wrapped))

    with pytest.raises(SealBroken):
        open_sealed(sealed, agency=theirs)


def test_a_forged_wrap_is_not_answered_from_memory(key: DataKey, ours: UUID, theirs: UUID) -> None:
    """Somebody who can write to the database adds a wrap for her organisation, while we have the key in memory."""
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    open_sealed(sealed, agency=ours)
    genuine = KeyWrap.objects.get(data_key=key)

    KeyWrap.objects.create(
        data_key=key, agency_key=genuine.agency_key, agency_uid=theirs, wrapped=bytes(genuine.wrapped)
    )

    with pytest.raises(SealBroken):
        open_sealed(sealed, agency=theirs)


@pytest.mark.parametrize("column", ["wrapped", "agency_uid", "purpose", "number", "uid"])
def test_an_organisations_key_that_was_tampered_with_opens_nothing(
    key: DataKey, ours: UUID, theirs: UUID, column: str
) -> None:
    (foreign,) = agency_keys([theirs], "wrap")
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    open_sealed(sealed, agency=ours)

    values = {"agency_uid": uuid.uuid4(), "purpose": "index", "number": 2, "wrapped": bytes(foreign.wrapped)}
    if column == "uid":
        KeyWrap.objects.update(agency_key=foreign)
    else:
        AgencyKey.objects.filter(agency_uid=ours).update(**{column: values[column]})

    with pytest.raises(SealBroken):
        open_sealed(sealed, agency=ours)


def test_the_database_holds_no_usable_key(key: DataKey, ours: UUID) -> None:
    write_note(key, SECRET)
    held = {bytes(secret) for _, secret in KEYS._keys.values()}
    stored = b"|".join(
        [bytes(row.wrapped) for row in AgencyKey.objects.all()] + [bytes(row.wrapped) for row in KeyWrap.objects.all()]
    )

    assert len(held) == 2  # the organisation's and the record's
    assert all(secret not in stored for secret in held)


def test_under_another_master_key_nothing_opens_and_nothing_is_made(key: DataKey, ours: UUID, theirs: UUID) -> None:
    note = write_note(key, SECRET)

    with unlocked(b"x" * 32):
        with pytest.raises(WrongMasterKey, match="wrapped under master key"):
            read(note, ours)
        with pytest.raises(WrongMasterKey):
            new_data_key(agencies=[theirs])
        with pytest.raises(WrongMasterKey):
            new_data_key(agencies=[ours])

    assert read(note, ours) == SECRET
    assert AgencyKey.objects.count() == 1


def test_a_key_in_memory_is_not_used_under_another_master_key(key: DataKey, ours: UUID) -> None:
    sealed = write_note(key, SECRET).text
    assert sealed is not None
    assert open_sealed(sealed, agency=ours) == SECRET

    with unlocked(b"x" * 32), pytest.raises(WrongMasterKey):
        open_sealed(sealed, agency=ours)


def test_preparing_an_organisation_makes_both_keys_once(vault: None, ours: UUID) -> None:
    prepare_agency(ours)
    prepare_agency(ours)

    assert sorted(AgencyKey.objects.values_list("purpose", flat=True)) == ["index", "wrap"]
    with CaptureQueriesContext(connection) as queries:
        new_data_key(agencies=[ours])
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 3


def test_a_retired_key_still_opens_what_it_wrapped(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)
    AgencyKey.objects.update(retired_at="2026-01-01T00:00Z")

    second = write_note(new_data_key(agencies=[ours]), "second")

    assert read(note, ours) == SECRET
    assert read(second, ours) == "second"
    assert sorted(AgencyKey.objects.values_list("number", flat=True)) == [1, 2]


def test_the_first_use_of_an_organisations_key_by_many_at_once_makes_one(
    open_vault: None, at_once: AtOnce, ours: UUID, theirs: UUID
) -> None:
    def work(agencies: list[UUID]) -> Note:
        return write_note(new_data_key(agencies=agencies), SECRET)

    notes = at_once([partial(work, [ours, theirs]), partial(work, [theirs, ours])] * 4)

    assert AgencyKey.objects.count() == 2
    for note in notes:
        assert isinstance(note, Note), note
        assert read(note, ours) == read(note, theirs) == SECRET


@pytest.mark.parametrize("attempt", range(5))
def test_sharing_and_destroying_at_once_never_leaves_a_key_behind(
    open_vault: None, at_once: AtOnce, ours: UUID, attempt: int
) -> None:
    others = [uuid.uuid4() for _ in range(3)]
    for agency in (ours, *others):
        prepare_agency(agency)
    key = new_data_key(agencies=[ours])
    sharing = [partial(share_data_key, key, with_agency=other, from_agency=ours) for other in others]

    results = at_once([*sharing, partial(destroy_data_key, key)])

    assert all(result is None or isinstance(result, Erased) for result in results), results
    assert not KeyWrap.objects.filter(data_key=key).exists()


@pytest.mark.parametrize("attempt", range(5))
def test_two_who_withdraw_at_once_leave_one_wrap(
    open_vault: None, at_once: AtOnce, ours: UUID, theirs: UUID, attempt: int
) -> None:
    key = new_data_key(agencies=[ours, theirs])

    results = at_once([partial(withdraw_data_key, key, from_agency=agency) for agency in (ours, theirs)])

    assert sorted(type(result).__name__ for result in results) == ["LastWrap", "NoneType"]
    assert KeyWrap.objects.filter(data_key=key).count() == 1
