"""A court has spoken, or police want to end it: it is said what becomes of each hearing that is still to come."""

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.prosecution.models import Hearing, LegalCase
from tests.conftest import SignedIn
from tests.prosecution.builders import send
from tests.prosecution.test_court import an_accused, to_court
from tests.prosecution.test_hearings import a_hearing


def test_with_a_judgment_it_is_said_what_becomes_of_each_hearing_to_come(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    link = an_accused(legal_case, asha)
    to_court(legal_case, asha)
    falls, stays = a_hearing(legal_case, asha), a_hearing(legal_case, asha, Hearing.Purpose.ARGUMENTS, days=30)
    client, typed = signed_in(asha), {"given_on": "2026-11-02", f"outcome_{link.pk}": "convicted", "compensation": "no"}

    unsaid = send(client, "judgment_new", legal_case.uid, **typed)

    assert (unsaid.status_code, legal_case.judgments.count()) == (422, 0)
    assert unsaid.content.decode().count("What becomes of the hearing of") >= 2
    answers = {f"becomes_of_{falls.pk}": "cancelled", f"becomes_of_{stays.pk}": "stays"}
    send(client, "judgment_new", legal_case.uid, **typed, **answers)
    assert [Hearing.objects.get(pk=one.pk).outcome for one in (falls, stays)] == ["cancelled", ""]
    assert not Duty.objects.open().filter(subject_uid=falls.pk).exists()
    assert Duty.objects.open().filter(subject_uid=stays.pk, rule="legal.hearing").exists()


def test_with_a_closure_report_too(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    hearing, client = a_hearing(legal_case, asha), signed_in(asha)
    typed = {"filed_on": "2026-06-02", "ground": "evidence"}

    assert send(client, "closure_new", legal_case.uid, **typed).status_code == 422
    send(client, "closure_new", legal_case.uid, **typed, **{f"becomes_of_{hearing.pk}": "cancelled"})

    hearing.refresh_from_db()
    assert (hearing.outcome, legal_case.closure_reports.count()) == ("cancelled", 1)
