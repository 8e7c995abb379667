"""An adult in a home: the order and its limit, her wish, and that nothing but release or her wish ends it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.actions import complete_duty
from rihai.duties.models import Duty
from rihai.duties.rules import rule_of
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.survivor_facts import DetentionFacts
from rihai.prosecution.models import Detention, LegalCase, LegalPart
from rihai.prosecution.owing.survivor_owed import ASK_WISH, CHILD_HELD, CUSTODY_ENDS, HELD, NO_ORDER
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import questions, send, text_of

Basis, Wish, End = Detention.Basis, Detention.Wish, Detention.End
PAGES = ["detention_new", "detention_edit", "detention_end"]
FLAG = "Held against the survivor's will"


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def adult(asha: User) -> Case:
    """Of a woman of twenty-four, accompanied by Asha."""
    return builders.a_case(asha, 24, name="Sunita Testwali")


@pytest.fixture
def of_adult(asha: User, lata: User, adult: Case) -> LegalCase:
    return builders.a_legal_case(asha, adult, lawyer=lata)


def kept(legal_case: LegalCase, by: User, wish: Detention.Wish = Wish.NOT_ASKED, **told: object) -> Detention:
    facts = DetentionFacts(**{"basis": Basis.INQUIRY, "began_on": today(), "wish": wish, **told})  # type: ignore[arg-type]
    return actions.record_detention(legal_case.survivors.get(), facts=facts, by=by)


def owed(detention: Detention) -> dict[str, date]:
    rows = Duty.objects.open().filter(subject_uid=detention.pk)
    return {duty.rule: timezone.localdate(duty.due_at) for duty in rows}


def test_whoever_was_not_asked_is_asked_within_a_day(of_adult: LegalCase, asha: User) -> None:
    assert owed(kept(of_adult, asha))[ASK_WISH] == today() + timedelta(days=1)


@pytest.mark.parametrize(("basis", "days"), [(Basis.SAFE_CUSTODY, 10), (Basis.INQUIRY, 21)])
def test_the_laws_limit_stands_even_if_the_order_says_longer(
    of_adult: LegalCase, asha: User, basis: Detention.Basis, days: int
) -> None:
    longer = kept(of_adult, asha, basis=basis, until=today() + timedelta(days=60))
    shorter = kept(of_adult, asha, basis=basis, until=today() + timedelta(days=3))

    limit = owed(longer)[CUSTODY_ENDS] - today()
    assert timedelta(days=days - 2) <= limit <= timedelta(days=days)
    assert owed(shorter)[CUSTODY_ENDS] == today() + timedelta(days=3)


def test_held_against_her_will_is_a_duty_that_goes_up_and_is_flagged_for_those_who_may_see_it(
    of_adult: LegalCase, adult: Case, asha: User, lata: User, chand: User, signed_in: SignedIn
) -> None:
    row = kept(of_adult, asha, Wish.LEAVE)

    assert owed(row)[HELD] == today() + timedelta(days=1)
    assert [step.to for step in rule_of(HELD).steps] == ["leads", "role:supervisor", "role:director"]
    client = signed_in(asha)
    assert "1 survivor is held and wishes to leave" in text_of(client, "legal_case_detail", of_adult.uid)
    assert FLAG in client.get(adult.get_absolute_url()).content.decode()
    page = text_of(client, "around", of_adult.uid)
    assert "Appeal or writ" in page
    assert "No lawyer has confirmed this." in page
    assert signed_in(chand).get(adult.get_absolute_url()).status_code == 404


def test_a_case_seen_by_code_only_does_not_tell_that_she_is_held(
    of_adult: LegalCase, adult: Case, asha: User, bina: User, signed_in: SignedIn
) -> None:
    kept(of_adult, asha, Wish.LEAVE)

    answer = signed_in(bina).get(adult.get_absolute_url())

    assert (answer.status_code, FLAG in answer.content.decode()) == (200, False)


def test_waiting_ends_nothing_only_release_or_her_wish_does(
    of_adult: LegalCase, adult: Case, asha: User, signed_in: SignedIn
) -> None:
    row = kept(of_adult, asha, Wish.LEAVE, began_on=today() - timedelta(days=90))
    assert HELD in owed(row)
    with pytest.raises(NotPossible):
        actions.end_detention(row, end=End.CONSENT, on=today(), by=asha)

    actions.end_detention(row, end=End.RELEASED, on=today(), by=asha)

    assert owed(row) == {}
    assert FLAG not in signed_in(asha).get(adult.get_absolute_url()).content.decode()
    with pytest.raises(NotPossible):
        actions.update_detention(row, facts=DetentionFacts(Basis.INQUIRY, today()), by=asha)


def test_who_wishes_to_stay_stays_by_her_own_wish(of_adult: LegalCase, asha: User) -> None:
    row = kept(of_adult, asha, Wish.LEAVE)

    wished = DetentionFacts(Basis.INQUIRY, today(), wish=Wish.STAY, wish_on=today())
    actions.update_detention(row, facts=wished, by=asha)
    assert HELD not in owed(row)
    row = actions.end_detention(row, end=End.CONSENT, on=today(), by=asha)

    assert (row.end, owed(row)) == (End.CONSENT, {})


def test_a_wish_to_stay_is_asked_for_again_while_it_lasts(of_adult: LegalCase, asha: User) -> None:
    assert owed(kept(of_adult, asha, Wish.STAY))[ASK_WISH] == today() + timedelta(days=14)


def test_without_an_order_a_lawyer_looks_at_it_whatever_is_wished(of_adult: LegalCase, asha: User, lata: User) -> None:
    row = kept(of_adult, asha, Wish.STAY, basis=Basis.NO_ORDER)
    duty = Duty.objects.open().get(rule=NO_ORDER)
    assert (duty.owner, owed(row)[NO_ORDER]) == (lata, today() + timedelta(days=1))

    complete_duty(duty, by=lata)
    again = DetentionFacts(Basis.NO_ORDER, today(), wish=Wish.STAY, wish_on=today())
    actions.update_detention(row, facts=again, by=asha)

    assert set(owed(row)) == {ASK_WISH}


def test_writing_it_down_again_gives_no_more_time(of_adult: LegalCase, asha: User) -> None:
    since = today() - timedelta(days=3)
    row = kept(of_adult, asha, Wish.LEAVE, wish_on=since)

    actions.update_detention(row, facts=DetentionFacts(Basis.INQUIRY, today(), wish=Wish.LEAVE, wish_on=since), by=asha)

    assert owed(row)[HELD] == since + timedelta(days=1)


def test_a_child_who_is_kept_is_written_down_and_a_lawyer_called_within_the_hour(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    row = kept(legal_case, asha, Wish.STAY, basis=Basis.NO_ORDER)

    duty = Duty.objects.open().get(rule=CHILD_HELD)
    page = text_of(signed_in(asha), "around", legal_case.uid)
    assert (set(owed(row)), duty.owner) == ({CHILD_HELD}, lata)
    assert duty.due_at < timezone.now() + timedelta(hours=2)
    assert "By the record this is a child" in page
    assert "move to CWC" in page
    assert "Release of an adult" not in page
    on_top = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert "a child is kept in a home: call a lawyer now" in on_top


def test_no_wish_keeps_a_child_and_only_the_end_of_the_order_ends_the_duty(legal_case: LegalCase, asha: User) -> None:
    row = kept(legal_case, asha, Wish.STAY)
    with pytest.raises(NotPossible):
        actions.end_detention(row, end=End.CONSENT, on=today(), by=asha)

    actions.end_detention(row, end=End.RELEASED, on=today(), by=asha)

    assert owed(row) == {}


def test_recorded_changed_and_ended_on_its_pages(of_adult: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client, survivor = signed_in(asha), of_adult.survivors.get()

    send(
        client, "detention_new", survivor.uid, basis="protective_home", began_on="2026-11-02", report="asked",
        wish="not_asked", note="The order was read out in a language that nobody understood",
    )  # fmt: skip
    row = survivor.detentions.get()
    send(
        client, "detention_edit", row.uid, basis="protective_home", began_on="2026-11-02", report="received",
        wish="leave", wish_on="2026-11-10",
    )  # fmt: skip
    page = text_of(client, "around", of_adult.uid)
    send(client, "detention_end", row.uid, end="released", on="2026-11-20")

    assert FLAG in page
    assert "Protective-home order ends (ITPA 17(4)): 3 years" in page
    assert "Released" in text_of(client, "around", of_adult.uid)


@pytest.mark.parametrize("page", PAGES)
def test_lawyer_and_companion_may_others_get_404(
    of_adult: LegalCase,
    asha: User,
    lata: User,
    chand: User,
    bina: User,
    ravi: User,
    signed_in: SignedIn,
    client: Client,
    page: str,
) -> None:
    """Ravi accompanies another survivor of the same legal case."""
    actions.add_part(of_adult, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    row = kept(of_adult, asha)
    where = reverse(f"prosecution:{page}", args=[row.survivor_id if page == "detention_new" else row.uid])

    found = [signed_in(one).get(where).status_code for one in (asha, lata, chand, bina, ravi)]

    assert found == [200, 200, 404, 404, 404]
    assert client.get(where).status_code == 302


def test_the_page_asks_as_often_for_many_as_for_one(
    of_adult: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    client = signed_in(lata)
    kept(of_adult, asha)
    few = questions(client, "around", of_adult.uid)

    kept(of_adult, asha, Wish.LEAVE)
    actions.add_survivor(of_adult, case=builders.a_case(asha, 30), by=asha)

    assert questions(client, "around", of_adult.uid) == few
