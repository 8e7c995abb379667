"""What a version from before left open is closed by the worker, once, with its line in the trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, LegalQuestion
from rihai.prosecution.owing.owed import THREAT
from rihai.prosecution.workers import close_what_strayed
from tests.offences.evidence import a_thing
from tests.prosecution import builders
from tests.prosecution.test_parts import fresh
from tests.prosecution.test_questions import a_question
from tests.prosecution.test_reading_of_others import against


@pytest.fixture
def survivor(legal_case: LegalCase, case: Case, asha: User) -> LegalCaseSurvivor:
    """One of two, so that she can be taken out."""
    actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)
    return legal_case.survivors.get(case=case)


def taken_out_before(survivor: LegalCaseSurvivor, by: User) -> None:
    """As an older version left her: the row ended, and nothing else did."""
    now = timezone.now() - timedelta(days=30)
    LegalCaseSurvivor.objects.filter(pk=survivor.pk).update(ended_at=now, ended_by=by)


def test_evidence_of_a_survivor_who_was_taken_out_closes_to_the_lawyers(
    legal_case: LegalCase, survivor: LegalCaseSurvivor, case: Case, asha: User, lata: User
) -> None:
    item, other = a_thing(case, asha), legal_case.survivors.exclude(pk=survivor.pk).get().case
    kept = actions.use_evidence(legal_case, item=a_thing(other, asha), by=asha)
    actions.use_evidence(legal_case, item=item, by=asha)
    taken_out_before(survivor, lata)
    assert way_to_read(fresh(lata), item, "what") is Way.OWN

    done = [close_what_strayed(), close_what_strayed()]

    assert done == [1, 0]
    assert way_to_read(fresh(lata), item, "what") is Way.NONE
    assert way_to_read(fresh(lata), kept.item, "what") is Way.OWN
    assert AuditEvent.objects.filter(verb="legal.evidence_ended").count() == 1


def test_a_threat_whose_answer_was_dropped_is_owed_again_by_her_named_worker(
    survivor: LegalCaseSurvivor, asha: User, lata: User
) -> None:
    threat = against(survivor, lata)
    Duty.objects.filter(subject_uid=threat.pk).delete()
    taken_out_before(survivor, lata)

    done = [close_what_strayed(), close_what_strayed()]

    assert done == [1, 0]
    assert Duty.objects.open().get(rule=THREAT, subject_uid=threat.pk).owner == asha
    assert [way_to_read(fresh(one), threat, "text") for one in (asha, lata)] == [Way.OWN, Way.NONE]


def test_whoever_asked_once_and_reads_no_more_knows_of_the_question_no_more(
    legal_case: LegalCase, asha: User, lata: User, ravi: User
) -> None:
    question = a_question(legal_case, asha)
    grant(question, to=ravi, compartments=(Compartment.RECORD,), basis=Grant.Basis.ASSIGNED, by=asha, origin=legal_case)
    assert LegalQuestion.objects.visible_to(fresh(ravi)).exists()

    done = [close_what_strayed(), close_what_strayed()]

    assert done == [1, 0]
    seen = [LegalQuestion.objects.visible_to(fresh(one)).exists() for one in (ravi, asha, lata)]
    assert seen == [False, True, True]
