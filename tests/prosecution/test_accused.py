"""Who is accused: names sealed, roles and states apart, and a warning before default bail accrues."""

from datetime import date

import pytest
from django.utils import timezone

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Hidden
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import AccusedFacts, StateFacts
from rihai.prosecution.law.default_bail import IN_CUSTODY, default_bail
from rihai.prosecution.models import Accused, AccusedLink, LegalCase, LegalPart
from rihai.prosecution.owing.reminders import DEFAULT_BAIL
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of

REMAND = date(2026, 10, 1)
NAME = "Bad Invented Man"


def accuse(legal_case: LegalCase, by: User, **facts: object) -> AccusedLink:
    told = AccusedFacts("owner_or_manager", **{"name": NAME, **facts})  # type: ignore[arg-type]
    return actions.add_accused(legal_case, facts=told, by=by)


def remanded(link: AccusedLink, by: User, on: date = REMAND) -> None:
    actions.state_accused(link, facts=StateFacts(IN_CUSTODY, ImpreciseDate(on)), by=by)


def warning(legal_case: LegalCase) -> Duty | None:
    return Duty.objects.open().filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk).first()


def test_whoever_works_on_it_reads_the_name_and_nobody_else(
    legal_case: LegalCase, asha: User, lata: User, bina: User, dolly: User
) -> None:
    accused = accuse(legal_case, asha).accused

    ways = [way_to_read(one, accused, "name") for one in (asha, lata, bina, dolly)]
    assert ways == [Way.OWN, Way.OWN, Way.NONE, Way.NONE]


def test_a_lawyer_who_is_named_later_reads_it_too_and_loses_it_when_she_leaves(
    legal_case: LegalCase, asha: User, lata: User, vijay: User
) -> None:
    accused = accuse(legal_case, asha).accused
    part = actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    assert way_to_read(vijay, accused, "name") is Way.OWN

    actions.end_part(part, by=lata)

    assert way_to_read(vijay, accused, "name") is Way.NONE


def test_one_accused_stands_in_several_legal_cases(legal_case: LegalCase, asha: User, lata: User) -> None:
    accused = accuse(legal_case, asha).accused
    second = builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=lata)

    accuse(second, asha, name="", known=accused)

    assert accused.links.count() == 2
    assert Accused.objects.count() == 1


def test_nobody_links_an_accused_of_whom_she_may_not_know(legal_case: LegalCase, asha: User, vijay: User) -> None:
    accused = accuse(legal_case, asha).accused
    other = builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=vijay)

    with pytest.raises(Hidden):
        accuse(other, vijay, name="", known=accused)


def test_states_are_dated_rows_that_are_only_added(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)

    for state in ("arrested", "on_bail", "restrained"):
        actions.state_accused(link, facts=StateFacts(state, ImpreciseDate(REMAND)), by=asha)

    assert list(link.states.values_list("state", flat=True)) == ["restrained", "on_bail", "arrested"]


def test_custody_warns_before_the_earliest_day_on_which_default_bail_may_accrue(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    remanded(accuse(legal_case, asha), asha)

    duty, found = warning(legal_case), default_bail(REMAND, legal_case.sections)
    assert duty is not None
    assert found is not None
    # Day 1 is the day of the remand: 60 days end on 29 November.
    assert found.safe == date(2026, 11, 29)
    assert duty.owner == lata
    assert timezone.localdate(duty.due_at) == found.warn_days[0] < found.safe


@pytest.mark.parametrize("sections", [(), ("bns-143-4",), ("bns-143-2",)])
def test_no_section_that_nobody_confirmed_takes_the_earlier_day_away(sections: tuple[str, ...]) -> None:
    found = default_bail(REMAND, sections)

    assert found is not None
    assert found.safe == date(2026, 11, 29)


def test_the_clock_of_custody_needs_its_day(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)

    with pytest.raises(NotPossible):
        actions.state_accused(link, facts=StateFacts(IN_CUSTODY), by=asha)


def test_bail_or_a_charge_sheet_ends_the_warning(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)
    remanded(link, asha)
    actions.state_accused(link, facts=StateFacts("on_bail", ImpreciseDate(REMAND)), by=asha)
    assert warning(legal_case) is None

    remanded(link, asha)
    assert warning(legal_case) is not None
    actions.move_legal_case(legal_case, to=LegalStatus.CHARGE_SHEET, on=None, text="", by=asha)

    assert warning(legal_case) is None


def test_of_two_in_custody_one_who_gets_bail_leaves_the_warning_for_the_other(
    legal_case: LegalCase, asha: User
) -> None:
    first, second = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Invented Man")
    remanded(first, asha)
    remanded(second, asha)

    actions.state_accused(first, facts=StateFacts("on_bail", ImpreciseDate(REMAND)), by=asha)

    assert warning(legal_case) is not None


def test_from_the_pages_an_accused_is_added_and_followed(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    send(client, "accused_new", legal_case.uid, name=NAME, role="owner_or_manager")
    link = AccusedLink.objects.get()
    send(client, "accused_state", link.uid, state=IN_CUSTODY, since_day="1", since_month="10", since_year="2026")

    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert NAME in page
    assert "Default bail may accrue after 29 November 2026" in page
    assert "No lawyer has confirmed this." in page


def test_without_a_name_or_a_code_nobody_is_added(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    assert send(signed_in(asha), "accused_new", legal_case.uid, role="other").status_code == 422
    assert send(signed_in(asha), "accused_new", legal_case.uid, known="AC-0000-000", role="other").status_code == 422


@pytest.mark.parametrize("page", ["accused_new", "accused_state", "accused_correct", "accused_end"])
def test_strangers_learn_of_no_accused(
    legal_case: LegalCase, asha: User, chand: User, bina: User, signed_in: SignedIn, page: str
) -> None:
    link = accuse(legal_case, asha)
    uid = legal_case.uid if page == "accused_new" else link.uid

    assert [send(signed_in(one), page, uid).status_code for one in (chand, bina)] == [404, 404]
