"""Whatever page asks: the words about one survivor open to nobody who works in the same legal case for another."""

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import assign_case_owner
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import HearingFacts
from rihai.prosecution.facts.protection_facts import CourtDayFacts, ThreatFacts
from rihai.prosecution.facts.survivor_facts import DetentionFacts
from rihai.prosecution.models import Detention, Hearing, LegalCase, LegalCaseSurvivor, LegalPart, SurvivorStep, Threat
from rihai.prosecution.owing.owed import PROTECTION_REVIEW, THREAT
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_detentions import kept
from tests.prosecution.test_hearings import in_days
from tests.prosecution.test_parts import fresh
from tests.prosecution.test_protection import an_application
from tests.prosecution.test_survivor_steps import a_step, told

ACCOMPANIES, VOLUNTEER = LegalPart.Part.ACCOMPANIES, LegalPart.Part.VOLUNTEER
STRANGE = "They know where she sleeps"
OWN, NONE = Way.OWN, Way.NONE


@pytest.fixture
def legal_case(asha: User, lata: User) -> LegalCase:
    """Of a woman whom Asha accompanies."""
    return builders.a_legal_case(asha, builders.a_case(asha, 30), lawyer=lata)


@pytest.fixture
def vera(organisation: Agency) -> User:
    return factories.a_user("vera", Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def other(legal_case: LegalCase, lata: User, vera: User) -> LegalCaseSurvivor:
    """Whom Vera accompanies; she comes when all of it is written down."""
    actions.add_part(legal_case, user=vera, part=ACCOMPANIES, by=lata)
    return actions.add_survivor(legal_case, case=builders.a_case(vera), by=fresh(vera))


def ways(record: models.Model, field: str, *users: User) -> list[Way]:
    return [way_to_read(fresh(one), record, field) for one in users]


def test_custody_and_steps_of_one_survivor_open_to_no_companion_of_another(
    legal_case: LegalCase, asha: User, lata: User, vera: User, request: pytest.FixtureRequest
) -> None:
    custody = kept(legal_case, asha, note="Locked in")
    step = a_step(legal_case, asha, SurvivorStep.Kind.MEDICAL, told(SurvivorStep.State.ASKED, note="A woman, please"))

    request.getfixturevalue("other")

    assert ways(custody, "note", asha, lata, vera) == [OWN, OWN, NONE]
    assert ways(step, "note", asha, lata, vera) == [OWN, OWN, NONE]


def test_the_way_to_court_opens_to_no_companion_of_another_and_no_lawyer_from_outside(
    legal_case: LegalCase, other: LegalCaseSurvivor, asha: User, lata: User, vera: User, vijay: User
) -> None:
    survivor = legal_case.survivors.exclude(pk=other.pk).get()
    facts = HearingFacts(in_days(20), Hearing.Purpose.SURVIVOR, survivor=survivor)
    hearing = actions.plan_hearing(legal_case, facts=facts, by=lata)
    plan = actions.plan_court_day(hearing, survivor=survivor, facts=CourtDayFacts(vehicle="White car"), by=asha)
    actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=lata)

    assert ways(plan, "vehicle", asha, lata, vera, vijay) == [OWN, OWN, NONE, NONE]


def test_witness_protection_of_one_survivor_is_neither_seen_nor_changed_by_the_companion_of_another(
    legal_case: LegalCase, asha: User, lata: User, vera: User, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    application = an_application(legal_case, asha, note="With her aunt", category="a")
    request.getfixturevalue("other")

    assert ways(application, "note", asha, lata, vera) == [OWN, OWN, NONE]
    edit = reverse("prosecution:protection_edit", args=[application.pk])
    assert [signed_in(fresh(one)).get(edit).status_code for one in (asha, vera)] == [200, 404]
    page = text_of(signed_in(fresh(vera)), "protection", legal_case.uid)
    assert "Applied on" not in page
    assert "Nobody has applied yet" not in page
    assert "You see only applications for survivors whose case you work on." in page
    assert "Witness protection" not in text_of(signed_in(fresh(vera)), "legal_case_detail", legal_case.uid)


def test_among_several_the_form_asks_whom_it_protects_and_offers_only_those_whom_one_knows(
    legal_case: LegalCase, other: LegalCaseSurvivor, asha: User, vera: User, signed_in: SignedIn
) -> None:
    hers = legal_case.survivors.exclude(pk=other.pk).get()
    page = text_of(signed_in(asha), "protection_new", legal_case.uid)
    assert [f'value="{one.pk}" selected' in page for one in (hers, other)] == [True, False]
    assert str(other.pk) not in page

    send(
        signed_in(asha), "protection_new", legal_case.uid, survivor=str(hers.pk), applied_on="2026-11-03",
        interim="asked", order="waiting",
    )  # fmt: skip

    application = legal_case.protection.get()
    assert application.survivor == hers
    assert ways(application, "note", asha, vera) == [OWN, NONE]


def test_where_nobody_said_whom_it_protects_lawyers_see_it(
    legal_case: LegalCase, other: LegalCaseSurvivor, asha: User, lata: User, vera: User
) -> None:
    application = an_application(legal_case, asha, note="For the neighbour")

    assert application.survivor is None
    assert ways(application, "note", asha, lata, vera) == [OWN, OWN, NONE]


def test_lawyers_read_nothing_of_a_survivor_who_was_taken_out(
    legal_case: LegalCase, other: LegalCaseSurvivor, asha: User, lata: User
) -> None:
    hers = legal_case.survivors.exclude(pk=other.pk).get()
    facts = DetentionFacts(Detention.Basis.INQUIRY, timezone.localdate(), note="Locked in")
    custody = actions.record_detention(hers, facts=facts, by=asha)
    asked = told(SurvivorStep.State.ASKED, note="A woman, please")
    step = actions.begin_step(hers, kind=SurvivorStep.Kind.MEDICAL, facts=asked, by=asha)
    threat = against(hers, asha)
    assert [*ways(custody, "note", lata), *ways(step, "note", lata), *ways(threat, "text", lata)] == [OWN, OWN, OWN]

    actions.end_survivor(hers, by=lata)

    assert [*ways(custody, "note", lata), *ways(step, "note", lata), *ways(threat, "text", lata)] == [NONE, NONE, NONE]
    for row in (custody, step, threat):
        assert not type(row).objects.visible_to(fresh(lata)).filter(pk=row.pk).exists()


def test_a_threat_goes_with_her_to_her_named_worker_who_reads_and_answers_it(
    legal_case: LegalCase, other: LegalCaseSurvivor, asha: User, lata: User, bina: User, signed_in: SignedIn
) -> None:
    hers = legal_case.survivors.exclude(pk=other.pk).get()
    threat = against(hers, lata)
    actions.end_survivor(hers, by=lata)
    client = signed_in(fresh(asha))
    assert client.get(legal_case.get_absolute_url()).status_code == 404

    assert Duty.objects.open().get(rule=THREAT, subject_uid=threat.pk).owner == asha
    assert STRANGE in text_of(client, "threat_answer", threat.uid)
    assert "A threat has no answer yet" not in text_of(signed_in(lata), "legal_case_detail", legal_case.uid)
    answer = send(client, "threat_answer", threat.uid, done=["safe_now"], text="")

    assert (answer.status_code, answer["Location"]) == (302, hers.case.get_absolute_url())
    assert not Duty.objects.open().filter(subject_uid=threat.pk).exists()


def test_what_was_asked_for_to_protect_her_goes_with_her_and_is_kept_up_by_her_named_worker(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    application = an_application(legal_case, lata, note="With her aunt")
    other = request.getfixturevalue("other")
    hers = legal_case.survivors.exclude(pk=other.pk).get()
    actions.end_survivor(hers, by=lata)
    client = signed_in(fresh(asha))

    assert Duty.objects.open().get(subject_uid=application.pk).owner == asha
    assert ways(application, "note", asha, lata) == [OWN, NONE]
    page = text_of(client, "protection_edit", application.pk)
    assert "With her aunt" in page
    assert "Which survivor" not in page
    typed = {"applied_on": "2026-11-02", "interim": "asked", "order": "granted", "review_on": "2027-01-15"}
    answer = send(client, "protection_edit", application.pk, **typed)

    assert (answer.status_code, answer["Location"]) == (302, hers.case.get_absolute_url())
    application.refresh_from_db()
    assert application.survivor_id == hers.pk
    duty = Duty.objects.open().get(subject_uid=application.pk)
    assert (duty.rule, duty.owner) == (PROTECTION_REVIEW, asha)


def test_a_threat_follows_the_named_worker_of_her_own_case(
    legal_case: LegalCase, other: LegalCaseSurvivor, asha: User, lata: User, bina: User, vera: User
) -> None:
    hers = legal_case.survivors.exclude(pk=other.pk).get()
    threat = against(hers, asha)
    actions.end_survivor(hers, by=lata)

    assign_case_owner(hers.case, to=vera, by=bina)

    assert Duty.objects.open().get(rule=THREAT, subject_uid=threat.pk).owner == vera
    assert ways(threat, "text", vera, asha, lata) == [OWN, NONE, NONE]


def against(survivor: LegalCaseSurvivor, by: User) -> Threat:
    towards, channel, severity = Threat.Towards.SURVIVOR, Threat.Channel.PHONE, Threat.Severity.CRISIS
    facts = ThreatFacts(
        timezone.localdate(), Threat.Kind.WORDS, Threat.Origin.THEIRS, towards, channel, severity, STRANGE, survivor
    )
    return actions.record_threat(survivor.legal_case, facts=facts, by=by)
