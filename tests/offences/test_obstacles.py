"""Obstacles: who sees one, what is taken further, and figures that are fair to everybody."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings as project
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Installation, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.actions import assign_case_owner, end_participation
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.offences.obstacles import actions, figures
from rihai.offences.obstacles.facts import ObstacleFacts, TurnFacts
from rihai.offences.obstacles.figures import ENOUGH_DEALINGS, figures_of
from rihai.offences.obstacles.models import Obstacle, ObstacleStep
from tests import factories
from tests.cases.builders import an_event
from tests.conftest import SignedIn
from tests.offences.evidence import questions, send, text_of
from tests.prosecution.builders import a_station

# Also on New Year's Day: its first days must lie behind us.
THIS_YEAR = (timezone.localdate() - timedelta(days=10)).year
OFFICER = "PLANTED Constable Invented"
WORDS = "PLANTED He asked for two thousand"
Bearer, Reason = Obstacle.Bearer, Obstacle.Reason


def an_obstacle(by: User, case: Case | None = None, **more: object) -> Obstacle:
    day = ImpreciseDate(date(THIS_YEAR, 1, 2))
    told = {"kind": Obstacle.Kind.BRIBE, "bearer": Bearer.POLICE, "text": WORDS, "officer": OFFICER, "on": day, **more}
    return actions.record_obstacle(facts=ObstacleFacts(**told, case=case), by=by)  # type: ignore[arg-type]


# Who sees one


def test_its_author_the_people_of_the_case_and_the_director_see_it_and_nobody_else(
    case: Case, asha: User, ravi: User, bina: User, kiran: User, dolly: User, chand: User
) -> None:
    grant(case, to=ravi, compartments=[Compartment.RECORD], basis=Grant.Basis.LISTED, by=asha)
    obstacle = an_obstacle(asha, case)

    seen = [Obstacle.objects.visible_to(one).filter(pk=obstacle.pk).exists() for one in (asha, ravi, dolly)]
    unseen = [Obstacle.objects.visible_to(one).exists() for one in (bina, kiran, chand)]
    assert (seen, unseen) == ([True, True, True], [False, False, False])


def test_a_counsellor_on_the_case_learns_of_no_obstacle(case: Case, asha: User, organisation: Agency) -> None:
    counsellor = factories.a_user("sumi", Role.COUNSELLOR, organisation=organisation)
    grant(case, to=counsellor, compartments=[Compartment.RECORD], basis=Grant.Basis.LISTED, by=asha)
    obstacle = an_obstacle(asha, case)

    assert not Obstacle.objects.visible_to(counsellor).exists()
    with pytest.raises(Hidden):
        actions.withdraw_obstacle(obstacle, reason="x", by=counsellor)


def test_its_author_reads_nothing_more_once_she_is_taken_off_the_case(
    case: Case, asha: User, bina: User, organisation: Agency
) -> None:
    """Perhaps because of what the obstacle is about; rows from before opened to her by a grant of their own."""
    obstacle = an_obstacle(asha, case)
    grant(obstacle, to=asha, compartments=[Compartment.RECORD], basis=Grant.Basis.ASSIGNED, by=asha)
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)

    assign_case_owner(case, to=esha, by=bina)
    for one in case.participants.filter(user=asha, left_at=None):
        end_participation(one, by=bina)
    facts = TurnFacts(ObstacleStep.To.SUPERIOR, date(THIS_YEAR, 1, 3), text="Who works there is suspected")
    step = actions.turn_to(obstacle, facts=facts, by=esha)

    asha = User.objects.get(pk=asha.pk)
    assert [way_to_read(asha, one, "text") for one in (obstacle, step)] == [Way.NONE, Way.NONE]
    assert way_to_read(esha, step, "text") is Way.OWN


def test_without_a_case_only_its_author_and_the_director_open_it_with_its_steps(
    asha: User, ravi: User, dolly: User, signed_in: SignedIn
) -> None:
    obstacle = an_obstacle(ravi)
    actions.turn_to(
        obstacle, facts=TurnFacts(ObstacleStep.To.SUPERIOR, date(THIS_YEAR, 1, 3), text="By post"), by=dolly
    )

    for reader in (ravi, dolly):
        page = text_of(signed_in(reader), "obstacle_detail", obstacle.uid)
        assert all(word in page for word in (OFFICER, WORDS, "By post"))
    assert signed_in(asha).get(obstacle.get_absolute_url()).status_code == 404


def test_names_of_officers_lie_sealed_and_stand_in_no_list(
    case: Case, asha: User, dolly: User, signed_in: SignedIn
) -> None:
    an_obstacle(asha, case)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM offences_obstacle")
        assert "PLANTED" not in repr(cursor.fetchall())
    for reader in (asha, dolly):
        assert "PLANTED" not in text_of(signed_in(reader), "obstacle_list")


@pytest.mark.parametrize("page", ["obstacle_detail", "obstacle_step_new", "obstacle_reason", "obstacle_withdraw"])
def test_her_worker_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    case: Case, asha: User, bina: User, chand: User, signed_in: SignedIn, client: Client, page: str
) -> None:
    address = reverse(f"offences:{page}", args=[an_obstacle(asha, case).uid])

    assert [signed_in(one).get(address).status_code for one in (asha, bina, chand)] == [200, 404, 404]
    assert client.get(address).status_code == 302


def test_whoever_does_not_work_on_the_case_records_none_about_it(case: Case, ravi: User, bina: User) -> None:
    with pytest.raises(Hidden):
        an_obstacle(ravi, case)
    with pytest.raises(Refused):
        an_obstacle(bina, case)


def test_the_list_asks_a_constant_number_of_questions(case: Case, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    an_obstacle(asha, case, agency=a_station())
    few = questions(client, "obstacle_list")
    for name in ("First station", "Second station", "Third station"):
        an_obstacle(asha, case, agency=a_station(name))

    assert questions(client, "obstacle_list") == few


# What is done about it


def test_from_the_case_it_is_recorded_taken_further_and_answered(case: Case, asha: User, signed_in: SignedIn) -> None:
    client, station = signed_in(asha), a_station()

    answer = send(
        client, "obstacle_of_case", case.uid, kind="bribe", bearer="police", agency=str(station.pk), amount="2000",
        text=WORDS, officer=OFFICER, on_year=str(THIS_YEAR),
    )  # fmt: skip
    obstacle = Obstacle.objects.get()
    send(client, "obstacle_step_new", obstacle.uid, to="superior", on=f"{THIS_YEAR}-01-05", text="Registered letter")
    send(
        client,
        "obstacle_step_answer",
        obstacle.steps.get().uid,
        answer="promised",
        on=f"{THIS_YEAR}-01-09",
        text="Soon",
    )
    send(client, "obstacle_reason", obstacle.uid, reason="staff", on=f"{THIS_YEAR}-01-10", text="No lady officer")

    page = client.get(answer["Location"]).content.decode()
    assert all(word in page for word in (WORDS, "Registered letter", "Soon", "No lady officer", "Not enough people"))
    assert (obstacle.case, obstacle.amount) == (case, 2000)


def test_an_answer_is_not_older_than_its_step(asha: User) -> None:
    step = actions.turn_to(an_obstacle(asha), facts=TurnFacts(ObstacleStep.To.COURT, date(THIS_YEAR, 1, 3)), by=asha)

    with pytest.raises(NotPossible):
        actions.record_turn_answer(step, answer=ObstacleStep.Answer.ACTED, on=date(THIS_YEAR, 1, 2), text="", by=asha)


def test_what_was_withdrawn_stays_and_goes_no_further(asha: User, signed_in: SignedIn) -> None:
    obstacle = an_obstacle(asha)
    client = signed_in(asha)

    send(client, "obstacle_withdraw", obstacle.uid, reason="It was another body")

    assert "It was another body" in text_of(client, "obstacle_detail", obstacle.uid)
    with pytest.raises(NotPossible):
        actions.turn_to(obstacle, facts=TurnFacts(ObstacleStep.To.COURT, date(THIS_YEAR, 1, 3)), by=asha)


def test_what_was_typed_stays_when_something_is_missing(asha: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(asha), "obstacle_new", kind="bribe", text=WORDS)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


# Invented and real are kept apart


def test_an_invented_event_is_never_told_of_a_body_that_exists(asha: User) -> None:
    real = factories.an_agency("Real station", kind="police_station", is_member=False, is_demonstration=False)

    with pytest.raises(NotPossible, match="choose an invented body"):
        an_obstacle(asha, agency=real)
    obstacle = an_obstacle(asha)
    with pytest.raises(NotPossible):
        actions.turn_to(obstacle, facts=TurnFacts(ObstacleStep.To.SUPERIOR, date(THIS_YEAR, 1, 3), real), by=asha)


def test_a_demonstration_refuses_real_bodies_whoever_records(asha: User, settings: object) -> None:
    real = factories.an_agency("Real station", kind="police_station", is_member=False, is_demonstration=False)
    Agency.objects.filter(pk=asha.organisation_id).update(is_demonstration=False)
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
    settings.DEMO = True  # type: ignore[attr-defined]  # the fixture of pytest-django
    assert project.DEMO

    with pytest.raises(NotPossible):
        an_obstacle(User.objects.get(pk=asha.pk), agency=real)


def test_outside_a_demonstration_an_invented_body_is_refused(asha: User) -> None:
    Agency.objects.filter(pk=asha.organisation_id).update(is_demonstration=False)

    with pytest.raises(NotPossible, match="invented"):
        an_obstacle(User.objects.get(pk=asha.pk), agency=a_station())


# Figures


def line(user: User, bearer: Obstacle.Bearer) -> figures.Line:
    return next(one for one in figures_of(THIS_YEAR, user) if one.bearer == str(bearer.label))


def several(by: User, number: int, **more: object) -> list[Obstacle]:
    return [an_obstacle(by, None, **more) for _number in range(number)]


def test_a_figure_stands_beside_what_the_bodies_say(asha: User, dolly: User) -> None:
    for obstacle in several(asha, 12):
        actions.record_their_reason(obstacle, reason=Reason.STAFF, on=date(THIS_YEAR, 1, 3), text="", by=asha)

    police = line(dolly, Bearer.POLICE)
    assert police.count == 12
    assert {one.reason: one.count for one in police.said}[str(Reason.STAFF.label)] == 12
    rows = list(csv.DictReader(StringIO(figures.as_csv(THIS_YEAR, (police,)))))
    assert {row["obstacles"] for row in rows} == {"12"}
    assert [row["times_said"] for row in rows if row["what_they_say"] == str(Reason.STAFF.label)] == ["12"]


def test_no_list_of_answers_tells_that_a_single_body_admitted_it(asha: User, dolly: User) -> None:
    told = several(asha, 13)
    before = line(dolly, Bearer.POLICE)

    actions.record_their_reason(told[0], reason=Reason.ADMITS, on=date(THIS_YEAR, 1, 3), text="", by=asha)

    after = line(dolly, Bearer.POLICE)
    assert (
        [one.reason for one in before.said] == [one.reason for one in after.said] == [str(one.label) for one in Reason]
    )
    assert {one.count for one in after.said} == {None}


def test_small_numbers_are_hidden_from_everybody(asha: User, dolly: User) -> None:
    several(asha, 9)

    police = line(dolly, Bearer.POLICE)
    assert (police.count, {one.count for one in police.said}) == (None, {None})
    assert "9" not in figures.as_csv(THIS_YEAR, (police,)).split("\r\n")[1]


def test_a_small_reason_cannot_be_worked_out_from_the_others(asha: User, dolly: User) -> None:
    for obstacle in several(asha, 21)[:9]:
        actions.record_their_reason(obstacle, reason=Reason.DENIES, on=date(THIS_YEAR, 1, 3), text="", by=asha)

    police = line(dolly, Bearer.POLICE)
    assert (police.count, {one.count for one in police.said}) == (21, {None})


def test_a_share_needs_enough_dealings(case: Case, asha: User, dolly: User) -> None:
    several(asha, 10)
    told = {"on": ImpreciseDate(date(THIS_YEAR, 1, 2))}
    for _number in range(ENOUGH_DEALINGS - 1):
        an_event(case, asha, EventKind.POLICE, **told)
    before = line(dolly, Bearer.POLICE)

    an_event(case, asha, EventKind.POLICE, **told)

    after = line(dolly, Bearer.POLICE)
    assert (before.dealings, before.share) == (ENOUGH_DEALINGS - 1, None)
    assert (after.dealings, after.share) == (ENOUGH_DEALINGS, 20)


def test_what_nobody_counts_is_said_to_be_so_and_few_dealings_are_hidden(case: Case, asha: User, dolly: User) -> None:
    an_event(case, asha, EventKind.COURT, on=ImpreciseDate(date(THIS_YEAR, 1, 2)))

    assert not line(dolly, Bearer.SCHOOL).is_counted
    assert (line(dolly, Bearer.MAGISTRATE).is_counted, line(dolly, Bearer.MAGISTRATE).dealings) == (True, None)


def test_withdrawn_other_years_and_other_houses_are_not_counted(asha: User, dolly: User, chand: User) -> None:
    withdrawn, *_others = several(asha, 10)
    actions.withdraw_obstacle(withdrawn, reason="x", by=asha)
    an_obstacle(asha, on=ImpreciseDate(date(THIS_YEAR - 1, 1, 2)))
    an_obstacle(chand)

    assert line(dolly, Bearer.POLICE).count is None


def test_the_order_says_nothing_and_no_body_is_named(asha: User, dolly: User, signed_in: SignedIn) -> None:
    several(asha, 12, bearer=Bearer.BANK, agency=a_station("Invented Bank of Lake Road"))

    page = text_of(signed_in(dolly), "obstacle_figures")
    assert [one.bearer for one in figures_of(THIS_YEAR, dolly)] == [str(one.label) for one in Bearer]
    assert "Invented Bank" not in page


def test_taking_the_figures_leaves_a_trace_and_needs_the_right(
    asha: User, dolly: User, ravi: User, signed_in: SignedIn
) -> None:
    several(asha, 12)

    taken = send(signed_in(dolly), "obstacle_figures_csv", year=str(THIS_YEAR))

    assert taken["Content-Type"].startswith("text/csv")
    assert "obstacle.figures_taken" in verbs_of(dolly)
    assert [send(signed_in(ravi), "obstacle_figures_csv").status_code] == [403]
    assert signed_in(ravi).get(reverse("offences:obstacle_figures")).status_code == 403


def verbs_of(user: User) -> set[str]:
    return set(AuditEvent.objects.filter(actor_uid=user.uid).values_list("verb", flat=True))
