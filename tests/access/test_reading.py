"""The one reading call: who may open what, the trail of it, and what it never lets slip."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.template import Context, Template
from django.test import RequestFactory

from rihai.access import actions, rights
from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.access.reading import Because, OwnWork, ReasonNeeded, read
from rihai.access.rights import Way, can_read, way_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.middleware import RefusedAttempts
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.audit.selectors import readings_of
from rihai.directory.models import Agency
from rihai.vault.keys import destroy_data_key, share_data_key, withdraw_data_key
from rihai.vault.unseal import open_many
from tests import factories
from tests.access.records import Folder, Mark, Sheet, a_folder, a_mark, a_sheet, assign

C = Compartment
WHY = Because("the doctor on duty telephoned")


def readings() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="records.read"))


def test_her_own_work_opens_with_one_tap(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    plain = read((folder, ["wish"]), by=asha, why=OwnWork())

    assert plain(folder).wish == "to go home"


def test_one_call_leaves_one_event_naming_every_field(asha: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD, C.MEDICAL)
    sheets = [a_sheet(folder), a_sheet(folder)]

    read((folder, ["wish", "illness"]), (sheets, ["text"]), by=asha, why=OwnWork())

    (event,) = readings()
    opened = json.loads(event.facts)["opened"]
    assert sorted(opened) == sorted(
        [
            f"accesstests.folder/{folder.uid}/wish",
            f"accesstests.folder/{folder.uid}/illness",
            f"accesstests.sheet/{sheets[0].uid}/text",
            f"accesstests.sheet/{sheets[1].uid}/text",
        ]
    )
    assert event.actor_uid == asha.uid
    assert list(readings_of(sheets[1])) == [event]


def test_a_record_asked_for_twice_is_opened_with_all_its_fields(asha: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD, C.MEDICAL)

    plain = read((folder, ["wish"]), ([folder], ["illness", "wish"]), by=asha, why=OwnWork())

    assert (plain(folder).wish, plain(folder).illness) == ("to go home", "asthma")


def test_the_event_is_written_before_anything_is_opened(
    asha: User, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assign(folder, asha)
    seen: list[int] = []

    def watched(*args: Any, **kwargs: Any) -> Any:
        seen.append(len(readings()))
        return open_many(*args, **kwargs)

    monkeypatch.setattr("rihai.access.reading.open_many", watched)
    read((folder, ["wish"]), by=asha, why=OwnWork())

    assert seen == [1]


Holding = Callable[[User, Folder, User], None]


@pytest.mark.parametrize("name", ["ravi", "bina", "dolly", "admin", "auditor", "chand"])
def test_without_a_grant_nobody_reads_whatever_her_role(
    request: pytest.FixtureRequest, folder: Folder, name: str
) -> None:
    for why in (OwnWork(), WHY):
        with pytest.raises(Refused) as refused:
            read((folder, ["wish"]), by=request.getfixturevalue(name), why=why)
        assert (refused.value.verb, refused.value.uid) == ("records.read", folder.uid)
    assert not readings()
    assert not Reason.objects.exists()


def test_a_grant_without_the_role_opens_nothing(asha: User, ravi: User, folder: Folder) -> None:
    actions.grant(folder, to=asha, compartments=[C.RECORD, C.COUNSELLING], basis="assigned", by=ravi)

    with pytest.raises(Refused):
        read((folder, ["facts"]), by=asha, why=OwnWork())


def test_a_role_without_the_grant_of_that_compartment_opens_nothing(asha: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD)

    with pytest.raises(Refused):
        read((folder, ["illness"]), by=asha, why=OwnWork())


def test_a_grant_of_another_kind_of_record_opens_nothing(asha: User, folder: Folder) -> None:
    assign(folder, asha)
    sheet = a_sheet(folder)
    Grant.objects.update(subject_label="accesstests.sheet")

    with pytest.raises(Refused):
        read((folder, ["wish"]), (sheet, ["text"]), by=asha, why=OwnWork())


def test_one_refused_field_closes_the_whole_reading(asha: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD)

    with pytest.raises(Refused):
        read((folder, ["wish", "illness"]), by=asha, why=OwnWork())

    assert not readings()


def test_the_compartment_may_depend_on_the_row(asha: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD)
    note, medical = a_sheet(folder), a_sheet(folder, kind="medical")

    assert can_read(asha, note, "text")
    assert not can_read(asha, medical, "text")
    with pytest.raises(Refused):
        read(([note, medical], ["text"]), by=asha, why=OwnWork())


def test_a_grant_on_the_owner_opens_what_lies_deep_within(asha: User, folder: Folder) -> None:
    mark = a_mark(a_sheet(folder))
    assign(folder, asha)

    plain = read((Mark.objects.get(pk=mark.pk), ["text"]), by=asha, why=OwnWork())

    assert plain(mark).text == "seen"


@pytest.mark.parametrize("basis", ["assigned", "listed"])
def test_what_is_hers_by_name_needs_no_reason(asha: User, ravi: User, folder: Folder, basis: str) -> None:
    actions.grant(folder, to=asha, compartments=[C.RECORD], basis=basis, by=ravi)

    assert way_to_read(asha, folder, "wish") is Way.OWN
    assert read((folder, ["wish"]), by=asha, why=OwnWork())(folder).wish


def test_what_lies_on_her_desk_needs_no_reason(asha: User, ravi: User, casework_desk: Desk, folder: Folder) -> None:
    actions.grant(folder, to=casework_desk, compartments=[C.RECORD], basis="desk", by=ravi)

    assert way_to_read(asha, folder, "wish") is Way.OWN


@pytest.mark.parametrize("basis", ["supervises", "shared"])
def test_outside_her_own_work_a_reason_is_asked_for(bina: User, asha: User, folder: Folder, basis: str) -> None:
    actions.grant(folder, to=bina, compartments=[C.RECORD, C.MEDICAL], basis=basis, by=asha)

    with pytest.raises(ReasonNeeded) as needed:
        read((folder, ["wish", "illness"]), by=bina, why=OwnWork())
    assert (needed.value.label, needed.value.uid) == ("accesstests.folder", folder.uid)
    assert needed.value.compartments == [C.MEDICAL, C.RECORD]

    plain = read((folder, ["wish"]), by=bina, why=WHY)

    assert plain(folder).wish == "to go home"
    (event,) = readings()
    assert json.loads(event.facts)["reason"] == str(Reason.objects.get().uid)


def test_the_reason_lies_sealed_under_the_key_of_the_record(bina: User, asha: User, folder: Folder) -> None:
    actions.grant(folder, to=bina, compartments=[C.RECORD], basis="supervises", by=asha)

    read((folder, ["wish"]), by=bina, why=WHY)

    reason = Reason.objects.get()
    assert reason.data_key_id == folder.data_key_id
    assert str(reason.text) == "•••"
    assert (reason.subject_uid, reason.written_by) == (folder.uid, bina)


@pytest.mark.parametrize("text", ["", "because", "   short    ", "x" * 2001])
def test_a_reason_has_to_say_something(bina: User, asha: User, folder: Folder, text: str) -> None:
    actions.grant(folder, to=bina, compartments=[C.RECORD], basis="supervises", by=asha)

    with pytest.raises(ValidationError):
        read((folder, ["wish"]), by=bina, why=Because(text))

    assert not readings()


def test_a_stranger_with_a_shared_grant_but_no_key_is_refused(chand: User, asha: User, folder: Folder) -> None:
    actions.grant(folder, to=chand, compartments=[C.RECORD], basis="shared", by=asha)

    with pytest.raises(Refused, match="no key"):
        read((folder, ["wish"]), by=chand, why=WHY)


def test_a_withdrawn_key_closes_what_a_grant_would_open(asha: User, folder: Folder, other_organisation: Agency) -> None:
    assign(folder, asha)
    assert folder.data_key is not None
    share_data_key(folder.data_key, with_agency=other_organisation.uid, from_agency=asha.organisation_id)
    withdraw_data_key(folder.data_key, from_agency=asha.organisation_id)

    with pytest.raises(Refused):
        read((folder, ["wish"]), by=asha, why=OwnWork())


def test_an_erased_record_reads_erased(asha: User, folder: Folder, organisation: Agency) -> None:
    assign(folder, asha)
    other = a_folder(organisation)
    assign(other, asha)
    assert folder.data_key is not None
    destroy_data_key(folder.data_key)

    plain = read(([Folder.objects.get(pk=folder.pk), other], ["wish"]), by=asha, why=OwnWork())

    assert plain(folder).wish == "erased"
    assert plain(other).wish == "to go home"


def test_a_reason_for_an_erased_record_is_kept_nevertheless(bina: User, asha: User, folder: Folder) -> None:
    actions.grant(folder, to=bina, compartments=[C.RECORD], basis="supervises", by=asha)
    assert folder.data_key is not None
    destroy_data_key(folder.data_key)

    read((Folder.objects.get(pk=folder.pk), ["wish"]), by=bina, why=WHY)

    assert Reason.objects.get().data_key_id != folder.data_key_id


def test_what_was_never_written_is_none_and_structured_values_come_back(organisation: Agency, folder: Folder) -> None:
    mira = factories.a_user("mira", Role.COUNSELLOR, organisation=organisation)
    assign(folder, mira, C.RECORD, C.COUNSELLING)
    assert read((folder, ["facts"]), by=mira, why=OwnWork())(folder).facts is None

    folder.facts = {"mood": ["calm"]}
    folder.save()

    assert read((folder, ["facts"]), by=mira, why=OwnWork())(folder).facts == {"mood": ["calm"]}


def test_only_what_was_asked_for_is_there(asha: User, folder: Folder, organisation: Agency) -> None:
    assign(folder, asha, C.RECORD, C.MEDICAL)

    plain = read((folder, ["wish"]), by=asha, why=OwnWork())

    with pytest.raises(AttributeError, match="illness"):
        _ = plain(folder).illness
    with pytest.raises(LookupError):
        plain(a_folder(organisation))


def test_what_was_read_does_not_slip_out(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    plain = read((folder, ["wish"]), by=asha, why=OwnWork())

    for holder in (plain, plain(folder)):
        assert "home" not in f"{holder} {holder!r} {[holder]}"
        for escape in (pickle.dumps, copy.deepcopy, copy.copy, json.dumps):
            with pytest.raises(TypeError):
                escape(holder)
    with pytest.raises(AttributeError):
        plain(folder).wish = "other"
    assert not hasattr(plain(folder), "__dict__")


def test_a_template_that_prints_a_sealed_attribute_shows_dots(asha: User, folder: Folder) -> None:
    assign(folder, asha)
    page = Template("{{ folder.wish }} {{ folder.wish|default:'-' }} {{ folder.wish|upper }} {{ folder.wish|safe }}")

    text = page.render(Context({"folder": folder, "user": asha}))

    assert "home" not in text.lower()
    assert text.split() == ["•••"] * 4


def test_a_field_without_compartment_is_a_mistake_in_the_program(asha: User, folder: Folder) -> None:
    with pytest.raises(TypeError, match="no compartment"):
        read((folder, ["title"]), by=asha, why=OwnWork())


def test_an_ended_grant_closes_at_once(asha: User, bina: User, folder: Folder) -> None:
    assign(folder, asha)
    read((folder, ["wish"]), by=asha, why=OwnWork())

    actions.revoke(folder, of=asha, by=bina)

    assert not can_read(asha, folder, "wish")
    with pytest.raises(PermissionDenied):
        read((folder, ["wish"]), by=asha, why=OwnWork())


def test_who_left_reads_nothing(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    asha.is_active = False

    assert not can_read(asha, folder, "wish")
    with pytest.raises(Refused):
        read((folder, ["wish"]), by=asha, why=OwnWork())


def test_nothing_is_read_in_a_transaction_that_could_take_the_trace_away(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        read((folder, ["wish"]), by=asha, why=OwnWork())

    with transaction.atomic():
        assert read((folder, ["wish"]), by=asha, why=OwnWork(), within_action=True)(folder).wish == "to go home"
    assert len(readings()) == 1


def test_an_error_after_a_reading_leaves_its_trace(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    with pytest.raises(ZeroDivisionError):
        _ = read((folder, ["wish"]), by=asha, why=OwnWork())(folder).wish, 1 / 0

    assert len(readings()) == 1


def test_a_refused_reading_is_in_the_trail(rf: RequestFactory, ravi: User, folder: Folder) -> None:
    request = rf.get("/")
    request.user = ravi
    request.resolver_match = None
    with pytest.raises(Refused) as refused:
        read((folder, ["wish"]), by=ravi, why=OwnWork())

    RefusedAttempts(lambda request: None).process_exception(request, refused.value)  # type: ignore[arg-type, return-value]

    assert AuditEvent.objects.filter(verb="records.read.refused", subject_uid=folder.uid, actor_uid=ravi.uid).exists()


def test_reading_nothing_is_harmless(asha: User) -> None:
    read((Sheet.objects.none(), ["text"]), by=asha, why=OwnWork())

    assert Grant.objects.count() == 0


@pytest.mark.parametrize(
    ("bases", "is_shared_whole", "way"),
    [
        ({"shared"}, False, Way.REASON),
        ({"shared"}, True, Way.OWN),
        ({"assigned"}, False, Way.OWN),
        (set(), True, Way.NONE),
    ],
)
def test_what_another_house_shares_of_somebody_needs_a_reason_unless_the_row_itself_is_told(
    bases: set[str], is_shared_whole: bool, way: Way
) -> None:
    assert rights._way(bases, is_shared_whole) is way
