"""A closure report about one accused ends the warning before default bail for this one, and for nobody else."""

from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.facts.petition_facts import ClosureFacts
from rihai.prosecution.models import AccusedLink, ClosureReport, LegalCase
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_accused import remanded
from tests.prosecution.test_court import a_sheet, an_accused
from tests.prosecution.test_petitions import FILED_ON, a_closure
from tests.prosecution.test_withdrawn_papers import WHY, bail_owed_for

GROUND = ClosureReport.Ground.UNTRACED


def two_held(legal_case: LegalCase, by: User) -> tuple[AccusedLink, AccusedLink]:
    links = an_accused(legal_case, by), an_accused(legal_case, by, "Another Invented Person")
    for link in links:
        remanded(link, by)
    return links


def test_whom_neither_sheet_nor_report_names_is_warned_of(legal_case: LegalCase, lata: User) -> None:
    first, second = two_held(legal_case, lata)

    a_closure(legal_case, lata, against=(first.pk,))

    legal_case.refresh_from_db()
    assert (legal_case.status, bail_owed_for(legal_case)) == (LegalStatus.CLOSURE, {second.pk.hex})


def test_of_several_accused_a_report_that_names_nobody_ends_no_warning(legal_case: LegalCase, lata: User) -> None:
    both = {link.pk.hex for link in two_held(legal_case, lata)}

    a_closure(legal_case, lata)
    said = bail_owed_for(legal_case)
    other = actions.withdraw_closure(ClosureReport.objects.get(), reason=WHY, by=lata).legal_case
    actions.move_legal_case(other, to=LegalStatus.CLOSURE, on=None, text="", by=lata)

    assert (said, bail_owed_for(legal_case)) == (both, both)


def test_a_report_about_the_only_accused_needs_no_name(legal_case: LegalCase, lata: User) -> None:
    link = an_accused(legal_case, lata)
    remanded(link, lata)

    a_closure(legal_case, lata)
    later = an_accused(legal_case, lata, "Another Invented Person")
    remanded(later, lata)

    assert ClosureReport.objects.get().against == [str(link.pk)]
    assert bail_owed_for(legal_case) == {later.pk.hex}


def test_a_report_beside_a_charge_sheet_ends_the_last_warning(legal_case: LegalCase, lata: User) -> None:
    first, second = two_held(legal_case, lata)
    a_sheet(legal_case, lata, against=(first.pk,))

    closure = a_closure(legal_case, lata, against=(second.pk,))
    ended = bail_owed_for(legal_case)
    actions.withdraw_closure(closure, reason=WHY, by=lata)

    assert (ended, bail_owed_for(legal_case)) == (set(), {second.pk.hex})


def test_whom_a_report_named_by_mistake_is_warned_of_again(legal_case: LegalCase, lata: User) -> None:
    first, second = two_held(legal_case, lata)
    closure = a_closure(legal_case, lata, against=(first.pk,))

    actions.correct_closure(closure, facts=ClosureFacts(FILED_ON, GROUND, against=(second.pk,)), by=lata)

    assert bail_owed_for(legal_case) == {first.pk.hex}


def test_the_court_sends_a_report_back_and_police_owe_a_charge_sheet_again(legal_case: LegalCase, lata: User) -> None:
    first, second = two_held(legal_case, lata)
    a_closure(legal_case, lata, against=(first.pk, second.pk))
    ended = bail_owed_for(legal_case)

    actions.move_legal_case(legal_case, to=LegalStatus.INVESTIGATION, on=None, text="", by=lata)

    assert (ended, bail_owed_for(legal_case)) == (set(), {first.pk.hex, second.pk.hex})


def test_the_form_asks_whom_of_several_it_names_and_the_page_says_it(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    first, second = two_held(legal_case, asha)
    client, told = signed_in(asha), {"filed_on": f"{FILED_ON}", "ground": str(GROUND)}

    send(client, "closure_new", legal_case.uid, against=[str(first.pk)], **told)
    page = text_of(client, "petition_list", legal_case.uid)
    closure = ClosureReport.objects.get()
    send(client, "closure_edit", closure.uid, against=[str(second.pk)], **told)

    assert f"There is no warning before default bail any more for {first.accused.code}." in page
    assert first.accused.code in page.split("Against:")[1].split("</p>")[0]
    closure.refresh_from_db()
    assert (closure.against, bail_owed_for(legal_case)) == ([str(second.pk)], {first.pk.hex})
