"""What a paper says is put right without losing what it said before, and one report of the police is one legal case."""

from datetime import date

import pytest
from django.utils.translation import override

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.event_words import said
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.reminders import COPY, TRANSFER
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_legal_cases import owed
from tests.prosecution.test_saved_twice import seen_on

CNR = "MHTH010001232026"


def told(legal_case: LegalCase, reader: User) -> str:
    """Everything that the timeline says."""
    events = list(legal_case.events.all())
    opened = read((events, ("told", "text")), by=reader, why=OwnWork())
    return "\n".join(said(opened(one).told, opened(one).text) or "" for one in events)


def go(legal_case: LegalCase, by: User, *steps: str) -> None:
    for to in steps:
        actions.move_legal_case(legal_case, to=LegalStatus(to), on=None, text="", by=by)


def test_a_paper_without_number_and_day_says_so(case: Case, asha: User, signed_in: SignedIn) -> None:
    legal_case = builders.a_legal_case(asha, case, number="")

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    for row in ("Police station or court", "Number", "Date"):
        assert f'{row}</dt><dd class="govuk-summary-list__value">Not known' in page


def test_an_old_page_takes_no_section_away_that_was_added_meanwhile(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    old = seen_on(text_of(client, "legal_case_paper", legal_case.uid))
    better = PaperFacts(LegalCase.Kind.FIR, number="0123/2026", cnr=CNR, sections=("bns-143-4", "pocso-6"))
    actions.correct_paper(legal_case, facts=better, by=lata)

    answer = send(client, "legal_case_paper", legal_case.uid, kind="fir", number="77", sections="BNS 143(4)", seen=old)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody has changed this since you opened the page" in page
    assert 'value="77"' in page
    legal_case.refresh_from_db()
    assert legal_case.sections == ["bns-143-4", "pocso-6"]


def test_what_the_paper_named_first_stays_on_the_timeline(legal_case: LegalCase, asha: User) -> None:
    actions.correct_paper(legal_case, facts=PaperFacts(LegalCase.Kind.FIR, number="9/2026"), by=asha)

    before = told(legal_case, asha)
    assert "0123/2026" in before
    assert "143(4)" in before


def test_what_stood_there_before_is_said_in_the_language_of_whoever_reads(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    with override("hi"):
        actions.correct_paper(legal_case, facts=PaperFacts(LegalCase.Kind.COMPLAINT, number="9/2026"), by=asha)

    english = told(legal_case, lata)
    with override("hi"):
        hindi = told(legal_case, lata)

    assert english.splitlines()[:2] == ["What stood here before:", "Kind: First information report (FIR)"]
    assert hindi.startswith("यहाँ पहले जो लिखा था:\nप्रकार: प्राथमिकी (FIR)")
    assert "First" not in hindi
    assert ("0123/2026" in english, "0123/2026" in hindi) == (True, True)


def test_a_line_from_before_the_codes_is_read_as_it_was_written() -> None:
    assert said(None, "What stood here before:\nNumber: 1/2020") == "What stood here before:\nNumber: 1/2020"


def test_what_a_later_version_says_and_this_one_does_not_know_is_left_out() -> None:
    assert said([["of a later version", 1], ["number", "1/2020"]], "a word") == "Number: 1/2020\na word"


def test_the_number_of_a_zero_fir_stays_beside_the_new_one(asha: User, lata: User, signed_in: SignedIn) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, kind=LegalCase.Kind.ZERO_FIR)

    station = builders.a_station("Hill Road police station")
    actions.record_transfer(legal_case, to=station, on=date(2026, 11, 4), number="77/2026", by=asha)

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert "0123/2026" in page
    assert "77/2026" in page
    assert "0123/2026" in told(legal_case, asha)


def test_a_zero_fir_that_was_none_is_waited_for_no_longer(asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, kind=LegalCase.Kind.ZERO_FIR)
    assert TRANSFER in owed(legal_case)

    actions.correct_paper(legal_case, facts=PaperFacts(LegalCase.Kind.FIR), by=asha)

    assert TRANSFER not in owed(legal_case)


def test_before_the_court_the_copy_is_owed_still_and_can_be_written_down(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    go(legal_case, asha, "charge_sheet", "court")
    assert COPY in owed(legal_case)
    assert f"/legal/{legal_case.uid}/copy/" in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    actions.record_copy(legal_case, on=date(2026, 11, 3), by=asha)

    assert COPY not in owed(legal_case)


def test_neither_copy_nor_transfer_lies_before_the_paper(asha: User, lata: User) -> None:
    kind, filed, before = LegalCase.Kind.ZERO_FIR, date(2026, 11, 2), date(2026, 11, 1)
    legal_case = builders.a_legal_case(asha, lawyer=lata, kind=kind, filed_on=filed)

    with pytest.raises(NotPossible):
        actions.record_copy(legal_case, on=before, by=asha)
    with pytest.raises(NotPossible):
        actions.record_transfer(legal_case, to=builders.a_station(), on=before, number="", by=asha)


@pytest.mark.parametrize("number", ["0123/2026", "123/26", " 123 / 2026"])
def test_the_same_report_is_not_begun_a_second_time(asha: User, lata: User, number: str) -> None:
    station = builders.a_station()
    builders.a_legal_case(asha, lawyer=lata, station=station)
    other = builders.a_case(asha, 16)

    with pytest.raises(NotPossible) as refused:
        builders.a_legal_case(asha, other, station=station, number=number)

    assert "Add the survivor there" in str(refused.value)
    assert LegalCase.objects.count() == 1


def test_another_station_another_year_or_a_complaint_is_another_one(asha: User, lata: User) -> None:
    station = builders.a_station()
    builders.a_legal_case(asha, lawyer=lata, station=station)

    for paper in (
        {"station": builders.a_station("Hill Road police station")},
        {"station": station, "number": "0123/2025"},
        {"station": station, "kind": LegalCase.Kind.COMPLAINT},
        {},
    ):
        builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=lata, **paper)

    assert LegalCase.objects.count() == 5


def test_without_a_station_the_same_survivor_has_a_number_once(case: Case, asha: User, lata: User) -> None:
    builders.a_legal_case(asha, case, lawyer=lata)

    with pytest.raises(NotPossible):
        builders.a_legal_case(asha, case, lawyer=lata)


def test_what_was_recorded_by_mistake_holds_no_number(asha: User, lata: User) -> None:
    station = builders.a_station()
    first = builders.a_legal_case(asha, lawyer=lata, station=station)
    go(first, asha, "mistake")
    builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=lata, station=station)

    with pytest.raises(NotPossible):
        go(first, asha, "asked")


def test_a_step_that_somebody_has_taken_meanwhile_is_said_so_and_what_was_typed_stays(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    go(legal_case, lata, "investigation")

    answer = send(signed_in(asha), "legal_case_step", legal_case.uid, to="investigation", text="What the officer said")

    page = answer.content.decode()
    assert "Somebody has changed this meanwhile" in page
    assert "What the officer said" in page


def test_a_date_that_was_put_right_stands_at_the_entry_and_the_day_of_writing_is_known(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, filed_on=date(2024, 6, 12))

    better = PaperFacts(LegalCase.Kind.FIR, number="0123/2026", filed_on=date(2026, 11, 16))
    actions.correct_paper(legal_case, facts=better, by=asha)

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert "12 June 2024 · put right since: 16 November 2026" in page
    assert "Date: 12 June 2024" in told(legal_case, asha)
    assert "Day not known" not in page
