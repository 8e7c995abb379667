"""Threats are answered within hours; witness protection is asked for, followed up, and looked at again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.protection_facts import ProtectionFacts, ThreatFacts
from rihai.prosecution.models import LegalCase, ProtectionApplication, Threat
from rihai.prosecution.owing.owed import PROTECTION_REFUSED, PROTECTION_REVIEW, PROTECTION_WAIT, THREAT
from rihai.prosecution.rights.threat_words import only_survivor
from rihai.prosecution.workflow import LegalStatus
from rihai.vault.sealed import Sealed
from tests.conftest import SignedIn
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, questions, send, text_of

DAY = date(2026, 11, 2)
WORDS = "They said that her brother will not come home"
Order = ProtectionApplication.Order


def a_threat(legal_case: LegalCase, by: User, severity: Threat.Severity = Threat.Severity.HIGH) -> Threat:
    facts = ThreatFacts(
        DAY,
        Threat.Kind.PRESSURE,
        Threat.Origin.THEIRS,
        Threat.Towards.FAMILY,
        Threat.Channel.PHONE,
        severity,
        WORDS,
    )
    return actions.record_threat(legal_case, facts=facts, by=by)


def an_application(legal_case: LegalCase, by: User, *threats: Threat, **told: object) -> ProtectionApplication:
    """For the only survivor where nobody else is told."""
    said = {"applied_on": DAY, "survivor": only_survivor(legal_case), **told}
    facts = ProtectionFacts(**said)  # type: ignore[arg-type]
    return actions.apply_for_protection(legal_case, facts=facts, threats=threats, by=by)


def owed(record: Threat | ProtectionApplication) -> dict[str, Duty]:
    return {duty.rule: duty for duty in Duty.objects.open().filter(subject_uid=record.pk)}


@pytest.mark.parametrize(("severity", "hours"), [("crisis", 1), ("high", 4), ("normal", 24)])
def test_whoever_learns_of_a_threat_owes_an_answer_within_hours(
    legal_case: LegalCase, asha: User, severity: str, hours: int
) -> None:
    threat = a_threat(legal_case, asha, Threat.Severity(severity))

    duty = owed(threat)[THREAT]
    assert duty.owner == asha
    assert timedelta(0) < duty.due_at - threat.recorded_at <= timedelta(hours=hours, seconds=5)


def test_a_threat_is_answered_by_saying_what_was_done(legal_case: LegalCase, asha: User) -> None:
    threat = a_threat(legal_case, asha)
    with pytest.raises(NotPossible):
        actions.answer_threat(threat, done=[], text="", by=asha)
    assert THREAT in owed(threat)

    actions.answer_threat(threat, done=["police_told", "evidence_kept"], text="By e-mail", by=asha)

    threat.refresh_from_db()
    assert owed(threat) == {}
    assert (threat.done, threat.answered_by) == (["police_told", "evidence_kept"], asha)


def test_words_of_a_threat_are_sealed(legal_case: LegalCase, asha: User) -> None:
    threat = Threat.objects.get(pk=a_threat(legal_case, asha).pk)

    assert isinstance(threat.text, Sealed)


def test_an_application_belongs_to_its_threats_and_is_asked_after(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    threat = a_threat(legal_case, asha)

    application = an_application(legal_case, lata, threat, applied_on=timezone.localdate())

    threat.refresh_from_db()
    duty = owed(application)[PROTECTION_WAIT]
    assert threat.application == application
    assert (duty.owner, timezone.localdate(duty.due_at)) == (lata, timezone.localdate() + timedelta(days=7))


def test_once_the_report_is_called_for_the_laws_working_days_count(legal_case: LegalCase, lata: User) -> None:
    # From Monday, 2 November 2026; where the calendar of the court is not known only Sundays and holidays are closed.
    application = an_application(legal_case, lata)

    facts = ProtectionFacts(DAY, report_called_on=DAY)
    actions.update_protection(application, facts=facts, by=lata)

    assert timezone.localdate(owed(application)[PROTECTION_WAIT].due_at) == date(2026, 11, 7)
    assert len(owed(application)) == 1


def test_a_refusal_is_taken_up_and_measures_are_looked_at_again(legal_case: LegalCase, lata: User) -> None:
    application = an_application(legal_case, lata)

    actions.update_protection(application, facts=ProtectionFacts(DAY, order=Order.REFUSED), by=lata)
    assert set(owed(application)) == {PROTECTION_REFUSED}
    with pytest.raises(NotPossible):
        actions.update_protection(application, facts=ProtectionFacts(DAY, order=Order.GRANTED), by=lata)
    granted = ProtectionFacts(DAY, order=Order.PART, measures=("escort", "apart"), review_on=date(2027, 1, 15))
    actions.update_protection(application, facts=granted, by=lata)

    duties = owed(application)
    assert set(duties) == {PROTECTION_REVIEW}
    assert timezone.localdate(duties[PROTECTION_REVIEW].due_at) == date(2027, 1, 15)


def test_nothing_is_answered_before_it_was_asked_for(legal_case: LegalCase, lata: User) -> None:
    with pytest.raises(NotPossible):
        an_application(legal_case, lata, report_called_on=DAY - timedelta(days=1))


def test_what_is_owed_passes_on_with_the_part_and_ends_with_the_legal_case(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    application = an_application(legal_case, lata)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)
    assert owed(application)[PROTECTION_WAIT].owner == asha
    actions.move_legal_case(legal_case, to=LegalStatus.MISTAKE, on=None, text="", by=asha)

    assert owed(application) == {}


def test_from_the_threat_to_the_order_on_its_pages(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)

    send(
        client, "threat_new", legal_case.uid, severity="high", on="2026-11-02", kind="visit", towards="survivor",
        origin="accused", channel="person", text=WORDS,
    )  # fmt: skip
    threat = legal_case.threats.get()
    send(client, "threat_answer", threat.uid, done=["safe_now"], text="")
    send(
        client, "protection_new", legal_case.uid, threats=[str(threat.pk)], applied_on="2026-11-03",
        interim="asked", order="waiting",
    )  # fmt: skip
    row = legal_case.protection.get()
    send(
        client, "protection_edit", row.uid, applied_on="2026-11-03", interim="ordered", order="granted",
        ordered_on="2026-11-10", category="a", measures=["escort"], review_on="2027-01-15",
    )  # fmt: skip

    assert "Witness protection: Granted" in text_of(client, "legal_case_detail", legal_case.uid)
    page = text_of(client, "protection", legal_case.uid)
    assert WORDS in page
    assert "Escort to the court and back" in page
    assert "Form to authority" in page
    assert "No lawyer has confirmed this." in page
    assert "A: life is in danger" in page


def test_the_page_asks_as_often_for_many_as_for_one(legal_case: LegalCase, lata: User, signed_in: SignedIn) -> None:
    client = signed_in(lata)
    an_application(legal_case, lata, a_threat(legal_case, lata))
    few = questions(client, "protection", legal_case.uid)

    for _number in range(3):
        an_application(legal_case, lata, a_threat(legal_case, lata))

    assert questions(client, "protection", legal_case.uid) == few


def test_what_was_typed_stays_when_the_day_is_missing(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(asha), "threat_new", legal_case.uid, severity="high", text=WORDS)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("page", ["protection", "threat_new", "threat_answer", "protection_new", "protection_edit"])
def test_lawyer_and_companion_may_strangers_and_other_colleagues_get_404(
    legal_case: LegalCase,
    asha: User,
    lata: User,
    doors: Doors,
    page: str,
) -> None:
    threat, row = a_threat(legal_case, asha), an_application(legal_case, lata)
    uid = {"threat_answer": threat.uid, "protection_edit": row.uid}.get(page, legal_case.uid)
    address = reverse(f"prosecution:{page}", args=[uid])

    assert doors(address) == OPEN_TO_ITS_PEOPLE


def test_an_application_asks_for_threats_only_where_one_is_not_in_an_application_yet(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    assert "Because of which threats?" not in text_of(client, "protection_new", legal_case.uid)
    a_threat(legal_case, asha)

    assert "Because of which threats?" in text_of(client, "protection_new", legal_case.uid)
