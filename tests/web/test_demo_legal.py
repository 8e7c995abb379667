"""What police, courts and lawyers did in the demonstration: on its days, at invented bodies, for its lawyer to see."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.offences.evidence.models import EvidenceItem
from rihai.offences.obstacles.models import Obstacle
from rihai.prosecution.documents.law_cards import load_cards, shown
from rihai.prosecution.documents.papers import load_papers
from rihai.prosecution.law.law_read import law_read
from rihai.prosecution.models import Accused, ChargeSheet, Claim, Hearing, LegalCase, LegalQuestion, Threat
from rihai.prosecution.permissions import can_make
from rihai.prosecution.selectors.papers import papers_offered
from rihai.prosecution.workflow import ClaimStatus, LegalStatus
from rihai.web.demo.cast import colleague
from rihai.web.demo.disk import names_in_data, names_on_screens
from rihai.web.demo.legal import tell_legal
from rihai.web.demo.legal_facts import law
from rihai.web.demo.matters import tell_matters
from tests.conftest import SignedIn
from tests.web.walking import EVENING, cast_then, in_demonstration
from tests.worlds import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def desk_evening(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with standing(django_db_blocker, _tell):
        yield


def _tell() -> None:
    with time_machine.travel(EVENING, tick=False):
        cast_then(tell_matters, tell_legal)


@pytest.fixture(autouse=True)
def told(desk_evening: None, settings: Settings) -> Iterator[None]:
    in_demonstration(settings)
    with time_machine.travel(EVENING, tick=False):
        yield


def test_the_legal_cases_stand_where_the_telling_left_them() -> None:
    found = {one.status for one in LegalCase.objects.all()}

    assert found == {
        LegalStatus.REGISTERED, LegalStatus.COURT, LegalStatus.INVESTIGATION, LegalStatus.REFUSED,
    }  # fmt: skip
    assert Threat.objects.count() == EvidenceItem.objects.count() == Obstacle.objects.count() == 1
    assert ChargeSheet.objects.get().legal_case.status == LegalStatus.COURT
    assert Claim.objects.get().status == ClaimStatus.ORDERED
    assert [(one.at - EVENING).days for one in Hearing.objects.all()] == [8]


def test_telling_it_again_adds_nothing() -> None:
    before = LegalCase.objects.count()

    tell_legal()

    assert LegalCase.objects.count() == before


def test_it_happens_at_invented_bodies_alone() -> None:
    stations = Agency.objects.filter(pk__in=LegalCase.objects.values("station"))
    bodies = [*stations, *Agency.objects.filter(pk__in=Obstacle.objects.values("agency"))]

    assert len(bodies) >= 3
    assert all(one.is_demonstration for one in bodies)


def test_nothing_that_was_told_is_late_tonight() -> None:
    late = Duty.objects.open().filter(due_at__lt=timezone.now(), subject_label__startswith="prosecution.")

    assert set(late.values_list("rule", flat=True)) == set()


def test_the_names_of_the_accused_are_among_those_that_are_looked_for() -> None:
    names = {one.name for one in law().accused}

    assert Accused.objects.count() == len(names)
    assert names <= names_in_data()
    assert names <= names_on_screens()


def test_the_invented_lawyer_sees_her_desk_and_may_make_every_paper_of_it(signed_in: SignedIn) -> None:
    lawyer = colleague(law().lawyer)
    client = signed_in(lawyer)
    legal_case = LegalCase.objects.get(status=LegalStatus.REGISTERED)

    page = client.get(reverse("prosecution:legal_case_list")).content.decode()
    hers = [one for one in load_papers().values() if can_make(lawyer, legal_case, one)]
    offered = papers_offered(hers, law_read(), list(legal_case.survivors.all()))

    assert all(one.reference in page for one in LegalCase.objects.all())
    assert len(offered) == len(load_papers())
    assert not [one.paper.code for one in offered if one.waiting]
    assert client.get(legal_case.get_absolute_url()).status_code == 200
    assert sum(bool(one.said) for one in shown(load_cards().values(), "en", law_read())) >= 6


def test_a_question_waits_for_her_and_one_was_answered() -> None:
    assert LegalQuestion.objects.filter(answered_at=None).count() == 1
    assert LegalQuestion.objects.exclude(read_at=None).count() == 1
