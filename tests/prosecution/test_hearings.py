"""Days in court: none is missed, an adjournment has its reason, and the survivor knows the court before the day."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Hidden
from rihai.cases.actions import add_participant
from rihai.cases.models import Case, Participant
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.codelists import by_code
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import AccusedFacts, HearingFacts, OutcomeFacts
from rihai.prosecution.models import ClaimWish, Detention, Hearing, LegalCase, LegalCaseSurvivor, LegalPart
from rihai.prosecution.owing.owed import remind_about
from rihai.prosecution.owing.reminders import HEARING, PREPARE
from rihai.prosecution.owing.survivor_owed import ASK_WISH
from rihai.prosecution.workflow import ClaimStatus, LegalStatus
from tests import factories
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.claiming import a_claim, a_wish, move


def a_hearing(
    legal_case: LegalCase, by: User, purpose: Hearing.Purpose = Hearing.Purpose.SURVIVOR, days: int = 20
) -> Hearing:
    return actions.plan_hearing(legal_case, facts=HearingFacts(in_days(days), purpose), by=by)


def in_days(days: int) -> datetime:
    return (timezone.localtime() + timedelta(days=days)).replace(hour=11, minute=0, second=0, microsecond=0)


def owed(hearing: Hearing) -> dict[str, Duty]:
    return {duty.rule: duty for duty in Duty.objects.open().filter(subject_uid=hearing.pk)}


def test_a_hearing_is_a_duty_of_the_lawyer_with_its_hour(legal_case: LegalCase, asha: User, lata: User) -> None:
    hearing = a_hearing(legal_case, asha)

    duty = owed(hearing)[HEARING]
    assert (duty.owner, duty.due_at) == (lata, hearing.at)


def test_before_the_survivor_speaks_somebody_owes_that_she_knows_the_court(legal_case: LegalCase, asha: User) -> None:
    speaks, argues = a_hearing(legal_case, asha), a_hearing(legal_case, asha, Hearing.Purpose.ARGUMENTS)

    assert owed(speaks)[PREPARE].due_at == speaks.at - timedelta(days=7)
    assert PREPARE not in owed(argues)


def test_preparing_is_done_once_every_item_is(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)
    items = list(by_code("rihai.prosecution", "court_preparation.yaml", "items"))

    actions.prepare_hearing(hearing, prepared=items[:-1], video_wish="yes", by=asha)
    assert PREPARE in owed(hearing)
    actions.prepare_hearing(hearing, prepared=items, video_wish="yes", by=asha)

    assert PREPARE not in owed(hearing)


def test_an_adjournment_has_its_reason_and_the_next_date_is_planned_at_once(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)
    adjourned = Hearing.Outcome.ADJOURNED
    with pytest.raises(NotPossible):
        actions.record_hearing(hearing, facts=OutcomeFacts(adjourned), by=asha)

    told = OutcomeFacts(adjourned, Hearing.Reason.ACCUSED, next_at=in_days(40))
    actions.record_hearing(hearing, facts=told, by=asha)

    following = legal_case.hearings.get(outcome="")
    assert owed(hearing) == {}
    assert (following.at, following.purpose) == (in_days(40), hearing.purpose)
    assert HEARING in owed(following)


def test_hearings_pass_on_with_the_lawyers_part_and_end_with_the_legal_case(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    hearing = a_hearing(legal_case, asha)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)
    assert owed(hearing)[HEARING].owner == asha
    actions.move_legal_case(legal_case, to=LegalStatus.MISTAKE, on=None, text="", by=asha)

    assert owed(hearing) == {}


def test_the_week_and_the_calendar_file_have_the_hearing_by_its_code(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    a_hearing(legal_case, asha, days=0)
    client = signed_in(lata)

    assert legal_case.reference in client.get(reverse("duties:calendar")).content.decode()
    assert legal_case.reference in client.get(reverse("duties:calendar_file")).content.decode()


def test_planning_preparing_and_telling_work_from_their_pages(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    send(client, "hearing_new", legal_case.uid, at="2026-12-01T11:00", purpose="survivor")
    hearing = legal_case.hearings.get()
    assert "Never practise what to say" in text_of(client, "hearing_prepare", hearing.uid)
    seen = hearing.prepared_version
    send(client, "hearing_prepare", hearing.uid, prepared=["route", "rights"], video_wish="yes", seen=seen)
    assert "Wishes to speak by video link" in text_of(client, "legal_case_detail", legal_case.uid)
    send(client, "hearing_outcome", hearing.uid, outcome="adjourned", reason="strike", next_at="2026-12-20T11:00")

    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert "Strike" in page
    assert legal_case.hearings.count() == 2


def test_the_missing_reason_of_an_adjournment_is_said_at_its_question(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    hearing = a_hearing(legal_case, asha)

    answer = send(signed_in(asha), "hearing_outcome", hearing.uid, outcome="adjourned")

    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("hearing_new", {"at": "0001-01-01T00:00", "purpose": "bail"}),
        ("petition_new", {"kind": "other", "status": "filed", "filed_on": "0026-11-02"}),
        ("petition_new", {"kind": "other", "status": "drafted", "next_on": "9026-11-02"}),
        ("protection_new", {"applied_on": "0001-01-01", "interim": "not_asked", "order": "waiting", "survivor": ""}),
        ("judgment_new", {"given_on": "1026-11-02"}),
    ],
)
def test_a_year_that_cannot_be_is_said_at_its_question(
    legal_case: LegalCase, lata: User, signed_in: SignedIn, page: str, typed: dict[str, object]
) -> None:
    answer = send(signed_in(lata), page, legal_case.uid, **typed)

    assert answer.status_code == 422
    assert "Write the year with four digits" in answer.content.decode()


@pytest.mark.parametrize("page", ["hearing_new", "hearing_prepare", "hearing_outcome"])
def test_strangers_learn_of_no_hearing(
    legal_case: LegalCase, asha: User, chand: User, bina: User, signed_in: SignedIn, page: str
) -> None:
    uid = legal_case.uid if page == "hearing_new" else a_hearing(legal_case, asha).uid

    assert [send(signed_in(one), page, uid).status_code for one in (chand, bina)] == [404, 404]


def test_nothing_on_the_list_tells_anybody_what_to_say() -> None:
    told = " ".join(one.label for one in by_code("rihai.prosecution", "court_preparation.yaml", "items").values())

    assert "say" not in told.lower()
    assert "statement" not in told.lower()


@pytest.fixture
def vera(organisation: Agency) -> User:
    return factories.a_user("vera", Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def hers(legal_case: LegalCase, lata: User, vera: User) -> LegalCaseSurvivor:
    """Vera accompanies another survivor of the same legal case."""
    other = builders.a_case(vera, 16, "Other Girl")
    actions.add_part(legal_case, user=vera, part=LegalPart.Part.ACCOMPANIES, by=lata)
    return actions.add_survivor(legal_case, case=other, by=vera)


def test_whoever_accompanies_another_survivor_learns_neither_day_nor_court(
    legal_case: LegalCase, case: Case, hers: LegalCaseSurvivor, asha: User, lata: User, vera: User, signed_in: SignedIn
) -> None:
    own, court = legal_case.survivors.get(case=case), builders.a_station("Sessions court Hill", kind="court")
    facts = HearingFacts(in_days(20), Hearing.Purpose.SURVIVOR, court, own)
    hearing = actions.plan_hearing(legal_case, facts=facts, by=asha)
    actions.prepare_hearing(hearing, prepared=["transport"], video_wish="yes", by=asha)

    page = text_of(signed_in(vera), "legal_case_detail", legal_case.uid)

    assert "A hearing of this legal case more, of another survivor." in page
    for hidden in ("Sessions court Hill", "The survivor speaks", "Safe transport", date_format(hearing.at)):
        assert hidden not in page
    statuses = {send(signed_in(vera), name, hearing.uid).status_code for name in ("hearing_prepare", "hearing_outcome")}
    assert statuses == {404}
    assert "Sessions court Hill" in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert "Sessions court Hill" in text_of(signed_in(lata), "legal_case_detail", legal_case.uid)


def test_where_several_share_a_legal_case_somebody_says_who_speaks(
    legal_case: LegalCase, hers: LegalCaseSurvivor, asha: User, signed_in: SignedIn
) -> None:
    with pytest.raises(NotPossible):
        a_hearing(legal_case, asha)

    answer = send(signed_in(asha), "hearing_new", legal_case.uid, at="2026-12-01T11:00", purpose="survivor")

    assert answer.status_code == 422
    assert "Say which survivor speaks." in answer.content.decode()


def test_nobody_plans_the_day_of_a_survivor_whom_she_does_not_accompany(
    legal_case: LegalCase, hers: LegalCaseSurvivor, asha: User
) -> None:
    with pytest.raises(Hidden):
        actions.plan_hearing(legal_case, facts=HearingFacts(in_days(9), Hearing.Purpose.SURVIVOR, None, hers), by=asha)


def test_without_a_lawyer_the_day_is_owed_by_whoever_accompanies_that_survivor(
    legal_case: LegalCase, hers: LegalCaseSurvivor, asha: User, lata: User, vera: User
) -> None:
    facts = HearingFacts(in_days(9), Hearing.Purpose.SURVIVOR, None, hers)
    earlier = actions.plan_hearing(legal_case, facts=facts, by=vera)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)
    later = actions.plan_hearing(legal_case, facts=facts, by=vera)

    assert [owed(one)[HEARING].owner for one in (earlier, later)] == [vera, vera]


def test_an_old_day_that_does_not_say_whose_it_is_is_known_to_lawyers_and_who_works_with_all(
    legal_case: LegalCase, case: Case, hers: LegalCaseSurvivor, asha: User, lata: User, vera: User, bina: User
) -> None:
    own = legal_case.survivors.get(case=case)
    facts = HearingFacts(in_days(9), Hearing.Purpose.SURVIVOR, None, own)
    hearing = actions.plan_hearing(legal_case, facts=facts, by=asha)
    Hearing.objects.update(survivor=None)

    assert [Hearing.objects.visible_to(one).exists() for one in (lata, asha, vera)] == [True, False, False]

    add_participant(hers.case, part=Participant.Part.CASEWORKER, user=asha, by=vera)
    assert set(Hearing.objects.visible_to(User.objects.get(pk=asha.pk))) == {hearing}


def test_a_survivor_added_by_mistake_is_taken_out_with_whoever_accompanies_her(
    legal_case: LegalCase, hers: LegalCaseSurvivor, asha: User, lata: User, vera: User, signed_in: SignedIn
) -> None:
    facts = AccusedFacts("owner_or_manager", name="A Named Man")
    accused = actions.add_accused(legal_case, facts=facts, by=lata).accused
    assert way_to_read(vera, accused, "name") is Way.OWN

    send(signed_in(lata), "legal_survivor_end", hers.uid)

    assert not LegalCase.objects.visible_to(vera).exists()
    assert way_to_read(User.objects.get(pk=vera.pk), accused, "name") is Way.NONE
    assert legal_case.survivors.count() == 1
    again = actions.add_survivor(legal_case, case=legal_case.survivors.get().case, by=asha)
    assert again == legal_case.survivors.get()


def test_with_a_survivor_go_her_evidence_and_what_is_owed_about_her(
    legal_case: LegalCase, case: Case, hers: LegalCaseSurvivor, asha: User, lata: User, vera: User
) -> None:
    kept = Detention.objects.create(
        survivor=hers, basis=Detention.Basis.INQUIRY, began_on=timezone.localdate(), recorded_by=vera
    )
    remind_about(kept, ASK_WISH, legal_case=legal_case, by=vera)
    item, other = a_thing(hers.case, vera), a_thing(case, asha)
    for one, worker in ((item, vera), (other, asha)):
        actions.use_evidence(legal_case, item=one, by=worker)

    actions.end_survivor(hers, by=lata)

    assert [way_to_read(lata, one, "what") for one in (item, other)] == [Way.NONE, Way.OWN]
    assert not Duty.objects.open().filter(subject_uid=kept.pk).exists()
    assert [one.item for one in legal_case.evidence_links.filter(ended_at=None)] == [other]


def test_the_only_survivor_and_one_with_a_hearing_to_come_are_not_taken_out(
    legal_case: LegalCase, case: Case, hers: LegalCaseSurvivor, asha: User, lata: User
) -> None:
    own = legal_case.survivors.get(case=case)
    actions.plan_hearing(legal_case, facts=HearingFacts(in_days(9), Hearing.Purpose.SURVIVOR, None, own), by=asha)

    with pytest.raises(NotPossible):
        actions.end_survivor(own, by=lata)
    actions.end_survivor(hers, by=lata)
    with pytest.raises(NotPossible):
        actions.end_survivor(own, by=lata)


def test_a_claim_that_was_a_mistake_keeps_nobody_in_and_another_does(
    legal_case: LegalCase, hers: LegalCaseSurvivor, lata: User, vera: User
) -> None:
    wish = a_wish(vera, guardian=ClaimWish.Guardian.NOT_NEEDED)
    claim = a_claim(vera, hers.case, legal_case=legal_case, wish=wish)
    with pytest.raises(NotPossible, match="A claim of this survivor"):
        actions.end_survivor(hers, by=lata)

    move(claim, ClaimStatus.MISTAKE, vera)
    actions.end_survivor(hers, by=lata)

    assert not legal_case.survivors.filter(pk=hers.pk).exists()


def test_an_old_day_of_nobody_is_said_to_be_hers_and_her_companion_prepares(
    legal_case: LegalCase, hers: LegalCaseSurvivor, asha: User, lata: User, vera: User, signed_in: SignedIn
) -> None:
    facts = HearingFacts(in_days(9), Hearing.Purpose.SURVIVOR, None, hers)
    hearing = actions.plan_hearing(legal_case, facts=facts, by=lata)
    Hearing.objects.filter(pk=hearing.pk).update(survivor=None)
    client = signed_in(lata)
    assert "Say whose day this is" in text_of(client, "legal_case_detail", legal_case.uid)
    assert send(signed_in(asha), "hearing_survivor", hearing.uid, survivor=str(hers.pk)).status_code == 404

    assert send(client, "hearing_survivor", hearing.uid, survivor=str(hers.pk)).status_code == 302

    assert "Say whose day this is" not in text_of(client, "legal_case_detail", legal_case.uid)
    assert owed(hearing)[PREPARE].owner == vera
    assert [hearing in Hearing.objects.visible_to(one) for one in (vera, asha)] == [True, False]
