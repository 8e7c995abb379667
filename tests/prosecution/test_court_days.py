"""The day in court: planned with the survivor, without her name on paper, with a call the same evening."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.lib.codelists import load_list
from rihai.lib.workflow import NotPossible
from rihai.offences.identity_law import identity_provisions
from rihai.people.models import Person
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import OutcomeFacts
from rihai.prosecution.facts.protection_facts import CourtDayFacts
from rihai.prosecution.law.court_day import FILE, Settled, items
from rihai.prosecution.models import CourtDay, Hearing, LegalCase, LegalPart
from rihai.prosecution.owing.owed import AFTER_COURT
from rihai.prosecution.selectors.court_days import plan_page
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, send, text_of
from tests.prosecution.test_hearings import a_hearing

NAME = "Meera Testwali"
MEETING = "Behind the invented tea stall"
PLATE = "MH-00-INVENTED"


def a_plan(hearing: Hearing, by: User, **told: object) -> CourtDay:
    facts = CourtDayFacts(**{"settled": {"entrance": Settled.ASKED}, **told})  # type: ignore[arg-type]
    return actions.plan_court_day(hearing, survivor=hearing.legal_case.survivors.get(), facts=facts, by=by)


def call_owed(plan: CourtDay) -> Duty | None:
    return Duty.objects.open().filter(rule=AFTER_COURT, subject_uid=plan.pk).first()


def is_over(hearing: Hearing) -> None:
    Hearing.objects.filter(pk=hearing.pk).update(at=timezone.now() - timedelta(hours=3))


def test_whoever_goes_along_calls_the_same_evening(legal_case: LegalCase, asha: User, lata: User) -> None:
    hearing = a_hearing(legal_case, lata)

    plan = a_plan(hearing, lata, goes_along=asha, call_at=time(18, 30))

    duty = call_owed(plan)
    assert duty is not None
    local = timezone.localtime(duty.due_at)
    assert (duty.owner, local.date(), local.time()) == (asha, timezone.localdate(hearing.at), time(18, 30))


def test_planning_again_changes_the_plan_and_the_call(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)
    a_plan(hearing, asha)

    plan = a_plan(hearing, asha, settled={"entrance": "ready"}, call_at=time(20))

    assert hearing.court_days.count() == 1
    assert plan.settled == {"entrance": "ready"}
    assert [timezone.localtime(one.due_at).hour for one in Duty.objects.open().filter(rule=AFTER_COURT)] == [20]


@pytest.mark.parametrize("outcome", [Hearing.Outcome.ADJOURNED, Hearing.Outcome.CANCELLED])
def test_nobody_calls_about_a_day_that_was_called_off_before_it(
    legal_case: LegalCase, asha: User, outcome: Hearing.Outcome
) -> None:
    plan = a_plan(hearing := a_hearing(legal_case, asha), asha)

    actions.record_hearing(hearing, facts=OutcomeFacts(outcome, Hearing.Reason.COURT), by=asha)

    assert call_owed(plan) is None


def test_whoever_went_there_for_nothing_is_called(legal_case: LegalCase, asha: User) -> None:
    plan = a_plan(hearing := a_hearing(legal_case, asha), asha)
    is_over(hearing)

    facts = OutcomeFacts(Hearing.Outcome.ADJOURNED, Hearing.Reason.COURT)
    actions.record_hearing(hearing, facts=facts, by=asha)

    assert call_owed(plan) is not None


def test_only_somebody_who_works_on_it_goes_along(legal_case: LegalCase, asha: User, ravi: User) -> None:
    with pytest.raises(NotPossible):
        a_plan(a_hearing(legal_case, asha), asha, goes_along=ravi)


def test_whoever_was_not_reached_is_still_to_be_called(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)
    plan = a_plan(hearing, asha)
    with pytest.raises(NotPossible):
        actions.record_call(plan, after=CourtDay.After.WELL, by=asha)
    is_over(hearing)

    actions.record_call(plan, after=CourtDay.After.NOT_REACHED, by=asha)
    assert call_owed(plan) is not None
    actions.record_call(plan, after=CourtDay.After.SHAKEN, by=asha)

    assert call_owed(plan) is None


def test_the_paper_has_neither_name_nor_meeting_place_and_says_that_nothing_is_published(
    legal_case: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    plan = a_plan(a_hearing(legal_case, asha), asha, vehicle=PLATE, meeting_point=MEETING, phone="0000 000 000")
    client = signed_in(asha)

    paper, page = text_of(client, "court_day_sheet", plan.uid), text_of(client, "court_day", plan.uid)

    assert MEETING in page
    assert PLATE in page
    for private in (NAME, case.person.pseudonym, MEETING, PLATE):
        assert private not in paper
    assert case.person.code in paper
    assert "0000 000 000" in paper
    assert paper.count("Nobody may publish or pass on who this is about.") == 2
    assert not [one.name for one, _sourcing in identity_provisions() if one.name in paper]


def test_the_paper_stands_in_the_survivors_language_or_in_the_one_that_is_pressed(
    legal_case: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    plan, client = a_plan(a_hearing(legal_case, asha), asha), signed_in(asha)
    Person.objects.filter(pk=case.person_id).update(language="hi")

    hers, pressed = (
        client.get(reverse("prosecution:court_day_sheet", args=[plan.uid]), sent).content.decode()
        for sent in ({}, {"lang": "en"})
    )

    assert "We call this evening" in pressed
    assert "We call this evening" not in hers
    assert 'href="?lang=en"' in hers
    assert "हिंदी</a>" in pressed


def test_what_the_law_has_is_shown_once_with_what_it_rests_on_and_for_children_only_to_children(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    of_adult = builders.a_legal_case(asha, builders.a_case(asha, 30))
    client = signed_in(asha)

    page = text_of(client, "court_day", a_plan(a_hearing(legal_case, asha), asha).uid)
    adults = text_of(client, "court_day", a_plan(a_hearing(of_adult, asha), asha).uid)

    assert page.count("POCSO 2012 s. 36-39") == 1
    assert "No lawyer has confirmed this." in page
    assert "POCSO 2012 s. 36-39" not in adults
    assert "In-camera trial and anonymity" in adults


def test_the_wish_for_a_video_link_stands_beside_what_is_settled(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    hearing = a_hearing(legal_case, asha)
    actions.prepare_hearing(hearing, prepared=[], video_wish="yes", by=asha)

    page = text_of(signed_in(asha), "court_day", a_plan(hearing, asha, settled={"video": "asked"}).uid)

    wish = page.partition("Wishes to speak by video link")[2].partition("</div>")[0]
    assert "Yes" in wish
    assert "Asked for" in page


def test_nothing_in_the_plan_tells_anybody_what_to_say() -> None:
    told = " ".join(f"{one.label} {one.hint}".lower() for one in load_list(*FILE))

    assert all(word not in told for word in ("statement", "testif", "answer"))
    assert len(items()) == len(load_list(*FILE))


def test_planned_on_its_page_and_offered_again_for_the_next_day(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client, first, second = signed_in(asha), a_hearing(legal_case, asha), a_hearing(legal_case, asha, days=40)
    survivor = legal_case.survivors.get()
    typed = dict.fromkeys((one.code for one in items()), "open") | {"transport": "ready", "call_at": "19:00"}

    send(client, "court_day_plan", first.uid, survivor.uid, **typed, meeting_point=MEETING)
    plan = first.court_days.get()
    is_over(first)
    send(client, "court_day_call", plan.uid, after="well")

    assert "9 things are not settled yet" in text_of(client, "court_day_list", first.uid)
    offered = text_of(client, "court_day_plan", second.uid, survivor.uid)
    assert MEETING in offered
    assert "Proposed from the plan of" in offered
    assert "Proposed from" not in text_of(client, "court_day_plan", first.uid, survivor.uid)
    plan.refresh_from_db()
    assert (plan.after, plan.called_by) == ("well", asha)


def test_what_depends_on_the_day_is_to_be_settled_again_after_an_adjournment(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    hearing, client = a_hearing(legal_case, asha), signed_in(asha)
    settled = {"transport": Settled.READY, "screen": Settled.REFUSED, "video": Settled.NOT_NEEDED}
    a_plan(hearing, asha, settled=settled)

    typed = {
        "outcome": "adjourned",
        "reason": "strike",
        "next_at": f"{timezone.localtime() + timedelta(40):%Y-%m-%dT%H:%M}",
    }
    answer = send(client, "hearing_outcome", hearing.uid, **typed)

    following = legal_case.hearings.get(follows=hearing)
    assert answer["Location"] == reverse("prosecution:court_day_list", args=[following.uid])
    page = client.get(reverse("prosecution:court_day_plan", args=[following.uid, legal_case.survivors.get().uid]))
    shown = {
        code: page.context["form"].get_initial_for_field(page.context["form"].fields[code], code) for code in settled
    }
    assert shown == {"transport": Settled.OPEN, "screen": Settled.OPEN, "video": Settled.NOT_NEEDED}


@pytest.mark.parametrize("page", ["court_day_list", "court_day_plan", "court_day", "court_day_sheet", "court_day_call"])
def test_lawyer_and_companion_may_strangers_and_other_colleagues_get_404(
    legal_case: LegalCase,
    asha: User,
    doors: Doors,
    page: str,
) -> None:
    hearing = a_hearing(legal_case, asha)
    plan, survivor = a_plan(hearing, asha), legal_case.survivors.get()
    parts = {"court_day_list": [hearing.uid], "court_day_plan": [hearing.uid, survivor.uid]}.get(page, [plan.uid])
    address = reverse(f"prosecution:{page}", args=parts)

    assert doors(address) == OPEN_TO_ITS_PEOPLE


def test_a_companion_of_one_survivor_learns_nothing_of_anothers_day(
    legal_case: LegalCase, asha: User, ravi: User, lata: User, signed_in: SignedIn
) -> None:
    """Ravi accompanies another survivor of the same legal case."""
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    hearing = a_hearing(legal_case, lata)
    plan, survivor = a_plan(hearing, lata), legal_case.survivors.get()
    client = signed_in(ravi)

    for page, parts in (
        ("court_day_list", [hearing.uid]),
        ("court_day", [plan.uid]),
        ("court_day_sheet", [plan.uid]),
        ("court_day_plan", [hearing.uid, survivor.uid]),
    ):
        assert client.get(reverse(f"prosecution:{page}", args=parts)).status_code == 404


def test_a_plan_of_another_legal_case_is_not_found(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    other = builders.a_legal_case(asha, builders.a_case(asha, 17), lawyer=lata)

    answer = signed_in(asha).get(
        reverse("prosecution:court_day_plan", args=[a_hearing(legal_case, asha).uid, other.survivors.get().uid])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("part", [LegalPart.Part.VOLUNTEER, LegalPart.Part.LEGAL_AID])
def test_a_lawyer_from_outside_learns_neither_hour_nor_way_and_no_list_of_colleagues(
    legal_case: LegalCase, asha: User, lata: User, vijay: User, signed_in: SignedIn, part: LegalPart.Part
) -> None:
    hearing = a_hearing(legal_case, asha)
    told = {"vehicle": PLATE, "meeting_point": MEETING, "phone": "000 111", "leaves_at": time(5, 55)}
    plan = a_plan(hearing, asha, **told)
    actions.add_part(legal_case, user=vijay, part=part, by=lata)
    client = signed_in(vijay)
    secret = [PLATE, MEETING, "000 111", "5:55"]

    for page in ("court_day", "court_day_sheet"):
        text = text_of(client, page, plan.uid)
        assert [one for one in secret if one in text] == []
        assert [one in text_of(signed_in(lata), page, plan.uid) for one in secret[2:]] == [True, True]
    change = reverse("prosecution:court_day_plan", args=[hearing.uid, plan.survivor_id])
    name = reverse("prosecution:legal_case_part", args=[legal_case.uid])
    assert [client.get(address).status_code for address in (change, name)] == [403, 403]
    with pytest.raises(Refused):
        a_plan(hearing, User.objects.get(pk=vijay.pk))


def test_a_volunteer_who_accompanies_her_knows_the_way(
    legal_case: LegalCase, asha: User, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.ACCOMPANIES, by=lata)
    plan = a_plan(a_hearing(legal_case, asha), asha, vehicle=PLATE)

    assert plan_page(plan, User.objects.get(pk=vijay.pk)).knows_way
