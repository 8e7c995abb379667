"""The first decision: accept, refer, dismiss, take back; each is kept with its reason, and one stands at a time."""

from collections.abc import Callable
from functools import partial

import pytest
from django.http import Http404

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Hidden, Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.intake import actions
from rihai.intake.models import Alert, AlertDecision
from rihai.intake.rules import is_reason_to_refer
from rihai.intake.workflow import Status
from rihai.lib.precision import Majority
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.people.models import YesNoUnknown
from rihai.rescue.models import Inquiry
from tests.cases.builders import facts_of, opens, verbs
from tests.intake import builders
from tests.together import run_together

WHY = "Two signs agree"


def dismiss(alert: Alert, by: User, code: str = "unfounded") -> Alert:
    return actions.dismiss_alert(alert, code=code, reason=WHY, by=by)


def accept(alert: Alert, by: User, officer: User | None = None) -> Inquiry:
    return actions.accept_alert(alert, priority="high", reason=WHY, officer=officer, summary="In short", by=by)


def refer(alert: Alert, by: User, to: Agency, code: str = "competent_elsewhere") -> Alert:
    return actions.refer_alert(alert, to=to, priority="normal", code=code, reason=WHY, by=by)


def open_rules(alert: Alert) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=alert.uid).values_list("rule", flat=True))


def test_an_accepted_alert_opens_an_inquiry_with_the_same_people(alert: Alert, kiran: User, ravi: User) -> None:
    inquiry = accept(alert, kiran, ravi)

    alert.refresh_from_db()
    assert (alert.status, alert.priority, alert.inquiry) == (Status.ACCEPTED, "high", inquiry)
    assert (inquiry.officer, inquiry.origin_uid) == (ravi, alert.uid)
    assert {one.person for one in inquiry.people.all()} == {one.person for one in alert.people.all()}
    assert read((inquiry, ["summary"]), by=ravi, why=OwnWork())(inquiry).summary == "In short"
    assert open_rules(alert) == set()
    assert "alert.accepted" in verbs(alert.uid)


def test_whoever_follows_it_up_may_read_the_alert_and_call_its_source(alert: Alert, kiran: User, meera: User) -> None:
    assert not opens(meera, alert)

    accept(alert, kiran, meera)

    assert opens(meera, alert) == {Compartment.RECORD, Compartment.IDENTITY, Compartment.SOURCE}
    assert alert.source is not None
    assert way_to_read(meera, alert.source, "contact") is Way.OWN


def test_somebody_who_leads_without_following_up_leaves_it_to_the_desk(alert: Alert, dolly: User) -> None:
    inquiry = accept(alert, dolly)

    assert (inquiry.officer, inquiry.desk) == (None, alert.desk)


def test_an_officer_who_does_not_work_on_inquiries_is_refused_and_nothing_is_decided(
    alert: Alert, kiran: User, asha: User
) -> None:
    with pytest.raises(NotPossible):
        accept(alert, kiran, asha)

    alert.refresh_from_db()
    assert alert.status == Status.NEW
    assert not AlertDecision.objects.exists()
    assert open_rules(alert) == {"alert.triage"}


def test_a_referral_names_the_body_and_reminds_to_tell_it(alert: Alert, kiran: User, other_body: Agency) -> None:
    refer(alert, kiran, other_body)

    decision = alert.decisions.get()
    assert (decision.outcome, decision.code, decision.referred_to) == (
        Status.REFERRED,
        "competent_elsewhere",
        other_body,
    )
    duty = Duty.objects.open().get(subject_uid=alert.uid)
    assert (duty.rule, duty.owner) == ("alert.tell", kiran)
    assert facts_of("alert.referred") == {"code": "competent_elsewhere", "to": str(other_body.uid)}


def test_nobody_refers_to_the_own_organisation(alert: Alert, kiran: User) -> None:
    with pytest.raises(NotPossible):
        refer(alert, kiran, kiran.organisation)


@pytest.mark.parametrize(
    ("is_danger", "ages", "expected"),
    [
        (True, [Majority.CHILD], False),
        (True, [Majority.POSSIBLY_CHILD, Majority.ADULT], False),
        (True, [], False),
        (True, [Majority.ADULT], True),
        (False, [Majority.CHILD], True),
    ],
)
def test_a_child_in_danger_is_never_passed_on_for_lack_of_capacity(
    is_danger: bool, ages: list[Majority], expected: bool
) -> None:
    assert is_reason_to_refer("no_capacity", is_danger=is_danger, ages=ages) is expected
    assert is_reason_to_refer("competent_elsewhere", is_danger=is_danger, ages=ages)


def test_lack_of_capacity_is_refused_by_the_action_too(kiran: User, other_body: Agency) -> None:
    alert = builders.an_alert(kiran, "Rani Test", danger_now=YesNoUnknown.YES)

    with pytest.raises(NotPossible, match="child in danger"):
        refer(alert, kiran, other_body, "no_capacity")

    alert.refresh_from_db()
    assert alert.status == Status.NEW


def test_a_dismissal_keeps_its_reason_sealed(alert: Alert, kiran: User) -> None:
    dismiss(alert, kiran)

    decision = alert.decisions.get()
    assert read((decision, ["reason"]), by=kiran, why=OwnWork())(decision).reason == WHY
    assert (decision.code, decision.decided_by) == ("unfounded", kiran)
    assert open_rules(alert) == set()
    assert facts_of("alert.dismissed") == {"code": "unfounded"}


def test_a_reason_outside_the_list_is_refused(alert: Alert, kiran: User, other_body: Agency) -> None:
    with pytest.raises(ValueError, match="is not a code"):
        dismiss(alert, kiran, "tired")
    with pytest.raises(ValueError, match="is not a code"):
        refer(alert, kiran, other_body, "tired")


def test_a_decision_taken_back_stays_readable_and_the_alert_waits_again(alert: Alert, kiran: User) -> None:
    dismiss(alert, kiran)

    actions.reopen_alert(alert, by=kiran)

    alert.refresh_from_db()
    first = alert.decisions.get()
    assert alert.status == Status.NEW
    assert (first.taken_back_by, first.reason is not None) == (kiran, True)
    assert open_rules(alert) == {"alert.triage"}
    assert "alert.reopened" in verbs(alert.uid)

    accept(alert, kiran, kiran)
    assert [one.outcome for one in alert.decisions.all()] == [Status.ACCEPTED, Status.DISMISSED]


def test_taking_a_referral_back_ends_the_reminder_to_tell(alert: Alert, kiran: User, other_body: Agency) -> None:
    refer(alert, kiran, other_body)

    actions.reopen_alert(alert, by=kiran)

    assert open_rules(alert) == {"alert.triage"}


def test_an_accepted_alert_is_not_taken_back(alert: Alert, kiran: User) -> None:
    accept(alert, kiran, kiran)

    with pytest.raises(StepNotAllowed):
        actions.reopen_alert(alert, by=kiran)


def test_an_alert_is_decided_once(alert: Alert, kiran: User) -> None:
    dismiss(alert, kiran)

    with pytest.raises(StepNotAllowed):
        accept(alert, kiran, kiran)

    assert alert.decisions.count() == 1
    assert not Inquiry.objects.exists()


DECISIONS: dict[str, Callable[[Alert, User, Agency], object]] = {
    "accept": lambda alert, by, _to: accept(alert, by, by),
    "refer": refer,
    "dismiss": lambda alert, by, _to: dismiss(alert, by),
    "reopen": lambda alert, by, _to: actions.reopen_alert(alert, by=by),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_only_those_who_decide_decide(
    alert: Alert, asha: User, chand: User, meera: User, other_body: Agency, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        DECISIONS[name](alert, asha, other_body)
    for stranger in (chand, meera):
        with pytest.raises((Hidden, Http404)):
            DECISIONS[name](alert, stranger, other_body)

    assert refused.value.verb == "alert.triage"
    alert.refresh_from_db()
    assert alert.status == Status.NEW
    assert not AlertDecision.objects.exists()


def test_a_colleague_who_leads_may_decide_without_sitting_at_the_desk(alert: Alert, tara: User) -> None:
    assert dismiss(alert, tara).status == Status.DISMISSED


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins(alert: Alert, kiran: User, tara: User, intake_desk: Desk) -> None:
    outcomes = run_together([partial(dismiss, alert, by) for by in (kiran, tara)])

    assert [type(one) for one in outcomes if one != alert] == [StepNotAllowed]
    assert alert.decisions.count() == 1
