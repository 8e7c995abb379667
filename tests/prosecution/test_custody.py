"""Since when an accused is held, and what stands last: an arrest without its remand misses no date of default bail."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import ChargeFacts
from rihai.prosecution.law.default_bail import IN_CUSTODY, default_bail
from rihai.prosecution.models import AccusedLink, ChargeSheet, LegalCase
from rihai.prosecution.owing.reminders import FIRST_REMAND
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_accused import accuse
from tests.prosecution.test_court import a_sheet
from tests.prosecution.test_missed_dates import go, state, warnings

ASKS = "On which day was the first remand?"
FROM_ARREST = "The dates count from the arrest"


def ago(days: int) -> ImpreciseDate:
    return ImpreciseDate(timezone.localdate() - timedelta(days=days))


def asked(legal_case: LegalCase) -> list[Duty]:
    return list(Duty.objects.open().filter(rule=FIRST_REMAND, subject_uid=legal_case.pk))


def last_warning(legal_case: LegalCase) -> date:
    return timezone.localdate(warnings(legal_case)[-1].due_at)


def test_an_arrest_asks_for_the_remand_and_warns_from_its_own_day(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link = accuse(legal_case, asha)

    state(link, asha, "arrested", ago(6))

    (duty,) = asked(legal_case)
    found = default_bail(ago(6).value, legal_case.sections)
    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert (duty.owner, timezone.localdate(duty.due_at)) == (lata, ago(-1).value)
    assert found is not None
    assert last_warning(legal_case) == found.warn_days[-1]
    assert ASKS in page
    assert FROM_ARREST in page


def test_the_day_of_the_remand_answers_and_takes_the_place_of_the_arrest(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    link = accuse(legal_case, asha)
    state(link, asha, "arrested", ago(6))
    first = last_warning(legal_case)

    state(link, asha, IN_CUSTODY, ago(4))

    assert asked(legal_case) == []
    assert last_warning(legal_case) == first + timedelta(days=2)
    assert FROM_ARREST not in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)


def test_an_arrest_without_a_day_has_no_date_and_somebody_finds_it_out(legal_case: LegalCase, asha: User) -> None:
    state(accuse(legal_case, asha), asha, "arrested")

    assert (len(asked(legal_case)), warnings(legal_case)) == (1, [])


def test_of_a_month_of_custody_the_first_day_counts_and_the_day_is_asked_for(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)

    state(link, asha, IN_CUSTODY, ImpreciseDate.of(timezone.localdate(), Precision.MONTH))

    found = default_bail(timezone.localdate().replace(day=1), legal_case.sections)
    assert found is not None
    assert last_warning(legal_case) == found.warn_days[-1]
    assert len(asked(legal_case)) == 1


def test_a_year_of_custody_is_too_little(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)

    with pytest.raises(NotPossible):
        state(link, asha, IN_CUSTODY, ImpreciseDate.of(timezone.localdate(), Precision.YEAR))


@pytest.mark.parametrize("ended", ["released", "on_bail", "discharged"])
def test_who_was_let_go_after_an_arrest_is_asked_about_no_more(legal_case: LegalCase, asha: User, ended: str) -> None:
    link = accuse(legal_case, asha)
    state(link, asha, "arrested", ago(6))

    state(link, asha, ended, ago(5))

    assert (asked(legal_case), warnings(legal_case)) == ([], [])


def test_a_charge_sheet_ends_the_question_for_whom_it_names(legal_case: LegalCase, asha: User) -> None:
    one, other = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Invented Man")
    for link in (one, other):
        state(link, asha, "arrested", ago(6))

    a_sheet(legal_case, asha, against=(one.pk,))

    assert [duty.detail for duty in asked(legal_case)] == [other.pk.hex]


@pytest.mark.parametrize("said", ["convicted", "acquitted"])
def test_an_arrest_without_a_day_that_is_filled_in_later_does_not_stand_above_what_the_court_said(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, said: str
) -> None:
    link = accuse(legal_case, asha)
    state(link, asha, said, ago(3))

    state(link, asha, "arrested")
    state(link, asha, "charged", ago(3))

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    row = page[page.index(link.accused.code) :]
    badge = row[row.index("rihai-row__side") :]
    assert said.capitalize() in badge[: badge.index("</li>")]


def test_from_the_page_the_custody_is_written_down_with_one_click(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    link, client = accuse(legal_case, asha), signed_in(asha)
    send(client, "accused_state", link.uid, state="arrested")

    page = text_of(client, "legal_case_detail", legal_case.uid)

    assert f"state/?state={IN_CUSTODY}" in page
    assert AccusedLink.objects.get().states.get().since is None


def test_of_several_accused_a_charge_sheet_says_against_whom_and_whose_warning_ends(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    one, other = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Invented Man")
    for link in (one, other):
        state(link, asha, IN_CUSTODY, ago(50))
    client, told = signed_in(asha), {"filed_on": "2026-11-20", "sections": "BNS 143(4)"}

    nobody = send(client, "charge_sheet_new", legal_case.uid, **told)
    stays = len(warnings(legal_case))
    send(client, "charge_sheet_new", legal_case.uid, against=[str(one.pk)], **told)

    assert (nobody.status_code, stays) == (422, 2 * len(warnings(legal_case)))
    assert "If it names everybody, choose all of them." in nobody.content.decode()
    page = text_of(client, "court", legal_case.uid)
    assert f"no warning before default bail any more for {one.accused.code}." in page
    assert f"The warning before default bail goes on for {other.accused.code}." in page


@pytest.mark.parametrize("to", ["charge_sheet", "closure"])
def test_a_step_that_ends_a_warning_says_whose(legal_case: LegalCase, asha: User, signed_in: SignedIn, to: str) -> None:
    link, client = accuse(legal_case, asha), signed_in(asha)
    state(link, asha, IN_CUSTODY, ago(50))

    send(client, "legal_case_step", legal_case.uid, to=to)

    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert f"no warning before default bail any more for {link.accused.code}." in page


def test_all_of_them_is_a_choice_and_names_each(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    links = [accuse(legal_case, asha), accuse(legal_case, asha, name="Another Invented Man")]

    send(signed_in(asha), "charge_sheet_new", legal_case.uid, filed_on="2026-11-20", against=["all"])

    assert set(ChargeSheet.objects.get().against) == {str(one.pk) for one in links}


def test_no_action_takes_everybody_as_named_without_a_word(legal_case: LegalCase, asha: User) -> None:
    accuse(legal_case, asha)
    accuse(legal_case, asha, name="Another Invented Man")

    with pytest.raises(NotPossible):
        actions.record_charge_sheet(legal_case, facts=ChargeFacts(timezone.localdate()), by=asha)


def test_more_investigation_brings_no_warning_back_for_whom_a_charge_sheet_names(
    legal_case: LegalCase, asha: User
) -> None:
    one, other = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Invented Man")
    for link in (one, other):
        state(link, asha, IN_CUSTODY, ago(40))
    a_sheet(legal_case, asha, against=(one.pk,))

    go(legal_case, asha, "investigation")

    assert {duty.detail.partition(" ")[0] for duty in warnings(legal_case)} == {other.pk.hex}


def test_a_clock_cites_the_code_under_which_the_legal_case_goes_on() -> None:
    found = default_bail(date(2026, 10, 1), ("ipc-370-4",), "CrPC")

    assert found is not None
    assert {one.provision.split()[0] for one in found.clocks} == {"CrPC"}
