"""Whether evidence is still as it came, what is owed where it is not, and what the trail says of its chain."""

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence import actions
from rihai.offences.evidence.custody import chain_of, is_gapless
from rihai.offences.evidence.facts import HandOverFacts, Hands, ItemFacts
from rihai.offences.evidence.fingerprints import condition_now
from rihai.offences.evidence.models import BROKEN, CustodyStep, EvidenceItem
from rihai.offences.evidence.selectors import evidence_page, papers_for
from rihai.vault.files import sealed_path
from tests.cases.documents import a_document
from tests.conftest import SignedIn
from tests.offences.evidence import To, a_file, a_thing, send, text_of, to_colleague
from tests.prosecution.builders import a_station

Condition = EvidenceItem.Condition


@pytest.fixture
def client(signed_in: SignedIn, asha: User) -> Client:
    """Asha's, the worker of the case."""
    return signed_in(asha)


def test_what_is_as_it_came_is_said_to_be(client: Client, case: Case) -> None:
    item = a_file(client, case)

    send(client, "evidence_verify", item.uid)

    item.refresh_from_db()
    assert item.condition == Condition.WHOLE
    assert not Duty.objects.filter(rule=BROKEN).exists()


@pytest.mark.parametrize("how", ["changed", "cut short", "gone"])
def test_bytes_that_were_changed_are_found_and_somebody_owes_an_answer(
    client: Client, case: Case, asha: User, how: str
) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        item = a_file(client, case)
    stored = sealed_path(item.own_file.original_id)
    content = bytearray(stored.read_bytes())
    content[len(content) // 2] ^= 1
    stored.chmod(0o600)
    if how == "gone":
        stored.unlink()
    else:
        stored.write_bytes(content if how == "changed" else content[:-20])

    send(client, "evidence_verify", item.uid)

    item.refresh_from_db()
    duty = Duty.objects.get(rule=BROKEN, subject_uid=item.pk)
    assert (item.is_broken, duty.owner) == (True, asha)
    assert "This file is not as it came" in text_of(client, "evidence_detail", item.uid)
    assert "Not as it came" in text_of(client, "evidence_list", case.uid)


def test_a_backup_put_back_closes_the_duty(client: Client, case: Case, asha: User) -> None:
    item = a_file(client, case)
    actions.record_verification(item, found=Condition.BROKEN, by=asha)

    send(client, "evidence_verify", item.uid)

    assert not Duty.objects.open().filter(rule=BROKEN).exists()
    assert item.checks.count() == 2


def test_a_thing_has_nothing_to_verify(client: Client, case: Case, asha: User) -> None:
    item = a_thing(case, asha)

    assert send(client, "evidence_verify", item.uid).status_code == 404
    with pytest.raises(NotPossible):
        condition_now(item, asha)
    with pytest.raises(NotPossible):
        actions.record_verification(item, found=Condition.WHOLE, by=asha)


def test_a_file_that_stays_broken_is_owed_one_answer(client: Client, case: Case, asha: User) -> None:
    item = a_file(client, case)
    for _time in range(2):
        actions.record_verification(item, found=Condition.BROKEN, by=asha)

    assert "Whoever keeps the machine was told" in text_of(client, "evidence_detail", item.uid)
    assert Duty.objects.open().filter(rule=BROKEN).count() == 1

    send(client, "evidence_told", item.uid)

    item.refresh_from_db()
    assert item.is_broken
    assert not Duty.objects.open().filter(rule=BROKEN).exists()


def test_what_was_withdrawn_is_owed_no_answer(client: Client, case: Case, asha: User) -> None:
    item = a_file(client, case)
    actions.record_verification(item, found=Condition.BROKEN, by=asha)

    actions.withdraw_item(item, reason="Of another case", by=asha)
    actions.record_verification(item, found=Condition.BROKEN, by=asha)

    assert not Duty.objects.open().filter(rule=BROKEN).exists()


def test_a_paper_is_evidence_once(client: Client, case: Case, asha: User) -> None:
    facts = ItemFacts(EvidenceItem.Kind.DOCUMENT, "x", document=a_document(client, case))
    item = actions.record_item(case, facts=facts, by=asha)

    assert papers_for(case, asha) == []
    with pytest.raises(NotPossible, match=item.reference):
        actions.record_item(case, facts=facts, by=asha)


@pytest.mark.parametrize("how", ["another holder", "another hour", "gone"])
def test_a_step_changed_behind_the_program_is_seen(
    client: Client, case: Case, asha: User, bina: User, how: str
) -> None:
    item = a_thing(case, asha)
    actions.hand_over(item, facts=to_colleague(item, bina), by=asha)
    assert "does not stand as the trail has it" not in text_of(client, "evidence_detail", item.uid)

    last = CustodyStep.objects.filter(pk=chain_of(item)[-1].pk)
    if how == "gone":
        last.delete()
    elif how == "another holder":
        last.update(to_user=asha)
    else:
        last.update(at=timezone.now())

    assert evidence_page(item, asha).is_gapless
    assert "does not stand as the trail has it" in text_of(client, "evidence_detail", item.uid)


def test_a_file_is_with_us_since_it_came(client: Client, case: Case, asha: User) -> None:
    paper = a_document(client, case)
    item = actions.record_item(case, facts=ItemFacts(EvidenceItem.Kind.DOCUMENT, "x", document=paper), by=asha)

    out = HandOverFacts(chain_of(item)[0].pk, Hands(To.AGENCY, agency=a_station()), timezone.now())
    actions.hand_over(item, facts=out, by=asha)

    chain = chain_of(item)
    assert chain[0].at == paper.added_at
    assert is_gapless(chain)
