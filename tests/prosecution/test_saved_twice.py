"""Two people save at once, or from an old page: nothing is lost without a word, and everything can be put right."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from rihai.access.answers import Asking, as_seen, check_version
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import OutcomeFacts
from rihai.prosecution.models import Hearing, LegalAid, LegalCase
from rihai.prosecution.owing.reminders import HEARING
from tests.conftest import SignedIn
from tests.prosecution.builders import a_legal_case, send, text_of
from tests.prosecution.test_hearings import a_hearing, in_days, owed

NOTE = "The note that the lawyer wrote"


def seen_on(page: str) -> str:
    """The version that a form carries."""
    found = re.search(r'name="seen"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""


def held(note: str = "", next_at: datetime | None = None) -> OutcomeFacts:
    return OutcomeFacts(Hearing.Outcome.HELD, note=note, next_at=next_at)


def note_of(hearing: Hearing, reader: User) -> object:
    hearing = Hearing.objects.get(pk=hearing.pk)
    return read((hearing, ("note",)), by=reader, why=OwnWork())(hearing).note


def test_a_hearing_is_not_told_a_second_time_by_somebody_who_has_not_seen_the_first(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    hearing = a_hearing(legal_case, asha, days=0)
    actions.record_hearing(hearing, facts=held(NOTE, in_days(30)), by=lata)

    with pytest.raises(NotPossible):
        actions.record_hearing(hearing, facts=held("", in_days(31)), by=asha)

    assert note_of(hearing, lata) == NOTE
    assert legal_case.hearings.count() == 2


def test_putting_it_right_moves_the_next_date_and_plans_no_second_one(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha, Hearing.Purpose.ARGUMENTS, days=0)
    hearing = actions.record_hearing(hearing, facts=held(NOTE, in_days(30)), by=asha)

    actions.record_hearing(hearing, facts=held(NOTE, in_days(31)), by=asha, seen=hearing.told_version)

    following = legal_case.hearings.get(outcome="")
    assert following.at == in_days(31)
    assert owed(following)[HEARING].due_at == in_days(31)


def test_a_told_hearing_is_put_right_from_its_page(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    hearing, client = a_hearing(legal_case, asha, days=0), signed_in(asha)
    actions.record_hearing(hearing, facts=held(NOTE, in_days(30)), by=asha)
    assert reverse("prosecution:hearing_outcome", args=[hearing.uid]) in text_of(
        client, "legal_case_detail", legal_case.uid
    )

    page = text_of(client, "hearing_outcome", hearing.uid)
    assert NOTE in page
    send(client, "hearing_outcome", hearing.uid, outcome="adjourned", reason="strike", note=NOTE, seen=seen_on(page))

    hearing.refresh_from_db()
    assert hearing.outcome == Hearing.Outcome.ADJOURNED


def test_an_old_page_keeps_what_was_typed_says_what_stands_there_and_saves_when_sent_again(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    hearing, client = a_hearing(legal_case, asha, days=0), signed_in(asha)
    text_of(client, "hearing_outcome", hearing.uid)
    actions.record_hearing(hearing, facts=held(NOTE), by=lata)

    answer = send(client, "hearing_outcome", hearing.uid, outcome="cancelled", note="From the old page")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It says now: Took place" in page
    assert "From the old page" in page
    assert note_of(hearing, lata) == NOTE
    send(client, "hearing_outcome", hearing.uid, outcome="cancelled", note="After comparing", seen=seen_on(page))
    assert note_of(hearing, asha) == "After comparing"


def test_ticks_and_a_wish_of_somebody_else_are_not_taken_away_by_an_old_page(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    hearing, client = a_hearing(legal_case, asha), signed_in(asha)
    old = seen_on(text_of(client, "hearing_prepare", hearing.uid))
    actions.prepare_hearing(hearing, prepared=["route"], video_wish="yes", by=lata)

    answer = send(client, "hearing_prepare", hearing.uid, prepared=["room"], video_wish="unknown", seen=old)

    hearing.refresh_from_db()
    assert answer.status_code == 422
    assert (hearing.prepared, hearing.video_wish) == (["route"], "yes")


def test_a_page_of_any_other_record_does_not_undo_what_was_saved_meanwhile(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    asked = actions.ask_legal_aid(legal_case, authority=LegalAid.Authority.DLSA, on=date(2026, 11, 2), by=asha)
    page = text_of(client, "legal_aid_answer", asked.uid)
    actions.record_aid_answer(asked, answer=LegalAid.Answer.GRANTED, on=date(2026, 11, 4), lawyer="Her name", by=lata)

    typed = {"answer": "refused", "on": "2026-11-05", "note": "From the old page"}
    old = send(client, "legal_aid_answer", asked.uid, **typed, seen=seen_on(page))

    again = old.content.decode()
    assert old.status_code == 422
    assert "From the old page" in again
    asked.refresh_from_db()
    assert asked.answer == LegalAid.Answer.GRANTED
    send(client, "legal_aid_answer", asked.uid, **typed, seen=seen_on(again))
    asked.refresh_from_db()
    assert asked.answer == LegalAid.Answer.REFUSED


def test_the_version_that_a_form_carries_is_no_question(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    hearing = a_hearing(legal_case, asha)

    page = text_of(signed_in(asha), "hearing_prepare", hearing.uid)

    assert page.count('name="seen"') == 1
    assert 'for="id_seen"' not in page


def test_what_another_page_saved_after_this_one_was_read_is_seen_before_it_acts(
    legal_case: LegalCase, asha: User
) -> None:
    hearing = Hearing.objects.get(pk=a_hearing(legal_case, asha).pk)
    asking = as_seen(Asking("Title", "Save", "/", ""), legal_case, hearing)
    assert asking.seen_now is not None
    assert asking.seen_now() == asking.seen

    Hearing.objects.filter(pk=hearing.pk).update(prepared=["summons"])

    assert asking.seen_now() != asking.seen


def test_an_answer_to_the_page_asks_again_what_stands_there(
    legal_case: LegalCase, asha: User, rf: RequestFactory
) -> None:
    hearing = Hearing.objects.get(pk=a_hearing(legal_case, asha).pk)
    asking = as_seen(Asking("Title", "Save", "/", ""), legal_case, hearing)
    Hearing.objects.filter(pk=hearing.pk).update(prepared=["summons"])

    with pytest.raises(NotPossible):
        check_version(rf.post("/", {"seen": asking.seen}), asking)


def test_putting_right_the_date_reads_no_section_anew(asha: User, signed_in: SignedIn) -> None:
    """One that the data know no longer, and one that today's reading would take for another."""
    paper: dict[str, Any] = {"sections": ("ipc-363", "ipc-gone"), "other_sections": "BNS 143(4) as then read"}
    legal_case = a_legal_case(asha, **paper)
    client = signed_in(asha)
    page = text_of(client, "legal_case_paper", legal_case.uid)
    shown = "IPC 363, BNS 143(4) as then read"

    send(
        client, "legal_case_paper", legal_case.uid, kind="fir", filed_on="2026-11-03", sections=shown,
        seen=legal_case.paper_version,
    )  # fmt: skip

    assert shown in page
    legal_case.refresh_from_db()
    assert legal_case.filed_on == date(2026, 11, 3)
    assert legal_case.sections == ["ipc-363", "ipc-gone"]
    plain = read((legal_case, ("other_sections",)), by=asha, why=OwnWork())(legal_case)
    assert plain.other_sections == paper["other_sections"]
