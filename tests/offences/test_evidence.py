"""Evidence: a chain without a gap, a file that is still as it came, and nothing that was said in counselling."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.actions import assign_case_owner
from rihai.cases.models import Case, Document
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence import actions
from rihai.offences.evidence.custody import chain_of, is_gapless, present
from rihai.offences.evidence.facts import HandOverFacts, Hands, ItemFacts, ReceiptFacts
from rihai.offences.evidence.fingerprints import condition_now
from rihai.offences.evidence.models import CustodyStep, EvidenceItem
from rihai.offences.evidence.selectors import papers_for
from tests import factories
from tests.cases.builders import verbs
from tests.cases.documents import a_document
from tests.conftest import SignedIn
from tests.offences.evidence import WHAT, To, a_file, a_thing, send, text_of, to_colleague
from tests.prosecution.builders import a_case, a_station
from tests.vault import samples

Condition = EvidenceItem.Condition


@pytest.fixture
def client(signed_in: SignedIn, asha: User) -> Client:
    """Asha's, the worker of the case."""
    return signed_in(asha)


@pytest.fixture
def counsellor(organisation: Agency) -> User:
    return factories.a_user("sumi", Role.COUNSELLOR, organisation=organisation)


# What is kept


def test_a_file_is_kept_with_the_check_sum_of_what_came(client: Client, case: Case) -> None:
    item = a_file(client, case)

    page = text_of(client, "evidence_detail", item.uid).replace(" ", "")
    assert hashlib.sha256(samples.photo()).hexdigest() in page
    assert item.own_file.safe_copy is not None
    assert present(chain_of(item)).to == To.VAULT
    assert verbs(item.uid) == ["evidence.recorded"]


def test_nothing_told_of_evidence_lies_in_the_clear(client: Client, case: Case, asha: User) -> None:
    a_file(client, case, found_by="PLANTED finder", where="PLANTED lane", how="PLANTED way", device="PLANTED phone")
    item = a_thing(case, asha, seal_number="PLANTED-1")
    actions.hand_over(item, facts=to_colleague(item, asha, why="PLANTED", seal="PLANTED"), by=asha)

    rows = ""
    for table in ("evidenceitem", "evidencefile", "custodystep", "evidencereceipt"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM offences_{table}")  # noqa: S608 - names of our own tables
            rows += repr(cursor.fetchall())
    assert "PLANTED" not in rows


def test_evidence_follows_the_case_into_other_hands(case: Case, asha: User, ravi: User, bina: User) -> None:
    item = a_thing(case, asha)
    assert not EvidenceItem.objects.visible_to(ravi).exists()

    worker = factories.a_user("tara", Role.CASEWORKER, organisation=asha.organisation)
    assign_case_owner(case, to=worker, by=bina)

    assert EvidenceItem.objects.visible_to(worker).get() == item
    assert not EvidenceItem.objects.visible_to(asha).exists()


# Nothing of counselling


@pytest.mark.parametrize("compartment", [Compartment.COUNSELLING, Compartment.LEGAL_PRIVILEGE])
def test_what_is_kept_for_counsellors_or_lawyers_is_never_evidence(
    client: Client, case: Case, asha: User, compartment: Compartment
) -> None:
    paper = a_document(client, case)
    Document.objects.filter(pk=paper.pk).update(compartment=compartment)
    paper.refresh_from_db()
    # An attacker with every key to the case: role and grant would open it.
    factories.hold(asha, Role.COUNSELLOR if compartment == Compartment.COUNSELLING else Role.LAWYER)
    asha = User.objects.get(pk=asha.pk)
    grant(case, to=asha, compartments=[compartment], basis=Grant.Basis.ASSIGNED, by=asha)

    offered = papers_for(case, asha)
    typed = send(client, "evidence_paper", case.uid, kind="document", what="x", document=str(paper.pk))
    with pytest.raises(Refused):
        actions.record_item(case, facts=ItemFacts(EvidenceItem.Kind.DOCUMENT, "x", document=paper), by=asha)

    assert (offered, typed.status_code) == ([], 422)
    assert not EvidenceItem.objects.exists()


def test_a_paper_of_another_case_is_not_evidence_of_this_one(client: Client, case: Case, asha: User) -> None:
    paper = a_document(client, a_case(asha, 16))

    with pytest.raises(Refused):
        actions.record_item(case, facts=ItemFacts(EvidenceItem.Kind.DOCUMENT, "x", document=paper), by=asha)


def test_counsellors_record_no_evidence(case: Case, counsellor: User, asha: User) -> None:
    opened = [Compartment.RECORD, Compartment.COUNSELLING]
    grant(case, to=counsellor, compartments=opened, basis=Grant.Basis.ASSIGNED, by=asha)

    with pytest.raises(Refused):
        a_thing(case, counsellor)


def test_a_paper_of_the_case_becomes_evidence_as_it_lies_there(client: Client, case: Case, asha: User) -> None:
    paper = a_document(client, case)

    answer = send(client, "evidence_paper", case.uid, kind="document", what=WHAT, document=str(paper.pk))

    item = EvidenceItem.objects.get()
    assert (answer.status_code, item.file) == (302, paper)
    assert condition_now(item, asha) == Condition.WHOLE


# Custody


def test_a_thing_passes_from_hand_to_hand_without_a_gap(case: Case, asha: User, ravi: User) -> None:
    item = a_thing(case, asha)
    assert present(chain_of(item)).to_user == asha

    actions.hand_over(item, facts=to_colleague(item, ravi), by=asha)
    police = HandOverFacts(present(chain_of(item)).pk, Hands(To.AGENCY, agency=a_station()), timezone.now())
    actions.hand_over(item, facts=police, by=asha)

    chain = chain_of(item)
    assert [one.holder for one in chain] == ["Asha", "Ravi", "Lake Road police station"]
    assert is_gapless(chain)


def test_only_whoever_has_it_now_passes_it_on(case: Case, asha: User, ravi: User) -> None:
    item = a_thing(case, asha)
    from_asha = to_colleague(item, asha)
    actions.hand_over(item, facts=to_colleague(item, ravi), by=asha)

    with pytest.raises(NotPossible, match="It is with Ravi since"):
        actions.hand_over(item, facts=from_asha, by=asha)

    assert item.custody.count() == 2


def test_no_step_lies_before_the_one_before_it_or_is_still_to_come(case: Case, asha: User, ravi: User) -> None:
    item = a_thing(case, asha)

    for wrong in (timedelta(days=-2), timedelta(hours=1)):
        with pytest.raises(NotPossible):
            actions.hand_over(item, facts=to_colleague(item, ravi, at=timezone.now() + wrong), by=asha)


def test_a_second_chain_or_a_fork_cannot_be_written(case: Case, asha: User, ravi: User) -> None:
    item = a_thing(case, asha)
    actions.hand_over(item, facts=to_colleague(item, ravi), by=asha)
    root = chain_of(item)[0]

    for follows in (None, root):
        forged = CustodyStep(
            item=item, data_key=item.data_key, follows=follows, to=To.PLACE, at=timezone.now(), recorded_by=asha
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            forged.save()


def test_a_removed_step_is_seen(case: Case, asha: User, ravi: User) -> None:
    item = a_thing(case, asha)
    for user in (ravi, asha):
        actions.hand_over(item, facts=to_colleague(item, user), by=asha)
    first, middle, last = chain_of(item)

    assert is_gapless([first, middle, last])
    assert not is_gapless([first, last])
    assert not is_gapless([middle, last])


def test_of_a_file_a_copy_goes_out_and_the_original_stays(client: Client, case: Case, asha: User, ravi: User) -> None:
    item = a_file(client, case)
    with pytest.raises(NotPossible):
        actions.hand_over(item, facts=to_colleague(item, ravi, at=timezone.now()), by=asha)

    out = HandOverFacts(present(chain_of(item)).pk, Hands(To.AGENCY, agency=a_station()), timezone.now())
    actions.hand_over(item, facts=out, by=asha)

    chain = chain_of(item)
    assert (present(chain).to, chain[-1].is_copy) == (To.VAULT, True)


def test_a_stranger_touches_nothing(case: Case, asha: User, chand: User, ravi: User) -> None:
    item = a_thing(case, asha)

    for stranger in (chand, ravi):
        with pytest.raises(Hidden):
            actions.hand_over(item, facts=to_colleague(item, ravi), by=stranger)
        with pytest.raises(Hidden):
            actions.withdraw_item(item, reason="x", by=stranger)


def test_what_was_withdrawn_stays_with_its_reason_and_passes_on_no_more(case: Case, asha: User, ravi: User) -> None:
    item = actions.withdraw_item(a_thing(case, asha), reason="Of another case", by=asha)

    with pytest.raises(NotPossible):
        actions.hand_over(item, facts=to_colleague(item, ravi), by=asha)
    with pytest.raises(NotPossible):
        actions.withdraw_item(item, reason="again", by=asha)


# The receipt


def test_a_receipt_hands_over_all_or_nothing(client: Client, case: Case, asha: User, ravi: User) -> None:
    thing, file = a_thing(case, asha), a_file(client, case)
    stale = present(chain_of(thing)).pk
    actions.hand_over(thing, facts=to_colleague(thing, ravi), by=asha)
    steps = (present(chain_of(file)).pk, stale)

    with pytest.raises(NotPossible):
        actions.hand_over_together(case, facts=ReceiptFacts(steps, a_station(), timezone.now()), by=asha)

    assert (thing.custody.count(), file.custody.count()) == (2, 1)


@pytest.mark.parametrize("is_file", [True, False], ids=["file", "thing"])
def test_one_item_goes_to_a_body_with_a_receipt_too(client: Client, case: Case, asha: User, is_file: bool) -> None:
    item, station = a_file(client, case) if is_file else a_thing(case, asha), a_station()
    hands = Hands(To.AGENCY, agency=station, words="Inspector Invented")

    step = actions.hand_over(
        item, facts=HandOverFacts(present(chain_of(item)).pk, hands, timezone.now(), receipt_number="GD 9"), by=asha
    )

    assert step.receipt is not None
    assert (step.receipt.case, step.receipt.to_agency, step.receipt.at) == (case, station, step.at)
    page = text_of(client, "evidence_receipt", step.receipt.pk)
    assert (item.reference in page, "Inspector Invented" in page, "GD 9" in page) == (True, True, True)


def test_between_colleagues_and_between_bodies_there_is_no_receipt_of_ours(case: Case, asha: User, ravi: User) -> None:
    item = a_thing(case, asha)
    actions.hand_over(item, facts=to_colleague(item, ravi), by=asha)
    for body in (a_station(), a_station("Invented Court", "court")):
        after = present(chain_of(item)).pk
        facts = HandOverFacts(after, Hands(To.AGENCY, agency=body), timezone.now())
        actions.hand_over(item, facts=facts, by=asha)

    assert [one.receipt is not None for one in chain_of(item)] == [False, False, True, False]


def test_a_receipt_takes_nothing_of_another_case(case: Case, asha: User) -> None:
    other = a_thing(a_case(asha, 17), asha)
    facts = ReceiptFacts((present(chain_of(other)).pk,), a_station(), timezone.now())

    with pytest.raises(NotPossible):
        actions.hand_over_together(case, facts=facts, by=asha)

    assert other.custody.count() == 1


def test_the_receipt_has_numbers_and_hashes_and_no_word_about_the_survivor(
    client: Client, case: Case, asha: User
) -> None:
    station, thing, file = a_station(), a_thing(case, asha, seal_number="B-12"), a_file(client, case)
    steps = [str(present(chain_of(one)).pk) for one in (thing, file)]
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")

    answer = send(
        client, "evidence_police", case.uid, steps=steps, agency=str(station.pk), taken_by="Inspector Invented", at=now,
        their_number="GD 12/2026",
    )  # fmt: skip

    page = client.get(answer["Location"]).content.decode()
    assert {"B-12", "GD 12/2026", thing.reference} <= set(tokens(page))
    assert hashlib.sha256(samples.photo()).hexdigest() in page.replace(" ", "")
    assert not [word for word in ("Meera", "PLANTED", case.person.code, case.person.pseudonym) if word in page]
    assert page.count("______________________") == 2
    assert present(chain_of(thing)).to_agency == station


def tokens(page: str) -> list[str]:
    parts = page.replace("<", "\n<").replace(">", ">\n").split("\n")
    return [part.strip() for part in parts]
