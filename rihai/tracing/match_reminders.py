"""Who is told of a proposal, and who of a planted record that somebody asked for: by duties without any name.

The holder of the person found is told, never whoever asked. Not here: deciding.
"""

from collections.abc import Collection
from typing import Final

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rows import grants_of, write_grants
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES, Role
from rihai.audit import actions as audit
from rihai.duties.actions import cancel_duties, cancel_duties_of_event, complete_duties, open_duty
from rihai.duties.models import Duty
from rihai.people.models import SearchEntry
from rihai.tracing.models.asking import PlantedHit, PlantedRecord, SearchRecord
from rihai.tracing.models.matches import MatchDecision, PotentialMatch, SharedAnswer
from rihai.tracing.models.report import MissingReport
from rihai.tracing.selectors.desks import desk_for_found
from rihai.tracing.selectors.planted import planters_of

Holders = tuple[Desk | None, User | None]
OPENED: Final = (Compartment.RECORD, Compartment.IDENTITY)
DECIDE: Final = "match.decide"
SECOND: Final = "match.second"
LOOK: Final = "planted.look"
ALIKE: Final = "planted.alike"
CONFIRM: Final = "planted.confirm"
SEARCH_ANSWERED: Final = "search.answered"
REPORT_ANSWERED: Final = "report.answered"


def tell_holder(match: PotentialMatch, *, by: User | None) -> None:
    """The desk that holds the person, or a colleague who works with her; else whoever registered her, or a desk."""
    desk, owner = _holders(match, besides=()) or _let_in(match, besides=())
    open_duty(
        DECIDE,
        subject=match,
        event_uid=match.uid,
        organisation=match.organisation,
        by=by or match.person.created_by,
        desk=desk,
        owner=None if desk else owner or match.person.created_by,
    )


def ask_second(match: PotentialMatch, *, voice: MatchDecision, by: User) -> None:
    """After every voice another pair of eyes, none whose word stands already; whoever spoke now owes nothing more."""
    complete_duties(SECOND, subject=match, by=by)
    besides = [one.said_by for one in match.standing_voices().select_related("said_by")]
    desk, owner = _holders(match, besides=besides) or _let_in(match, besides=besides)
    open_duty(
        SECOND,
        subject=match,
        event_uid=voice.uid,
        organisation=match.organisation,
        by=by,
        desk=None if owner else desk,
        owner=owner,
    )


def ask_no_second(voice: MatchDecision, *, by: User) -> None:
    """What she said is taken back: nobody has to look because of it."""
    cancel_duties_of_event(SECOND, event_uid=voice.uid, by=by)


def settle_match(match: PotentialMatch, *, by: User) -> None:
    for rule in (DECIDE, SECOND):
        complete_duties(rule, subject=match, by=by)


def forget_match(match: PotentialMatch) -> None:
    """Nothing is left to decide. Nobody took it back, so that the row names whoever registered the person."""
    owed = Duty.objects.open().filter(rule__in=(DECIDE, SECOND), subject_uid=match.uid)
    for rule, event in list(owed.values_list("rule", "event_uid")):
        cancel_duties_of_event(rule, event_uid=event, by=match.person.created_by)


def tell_of_hit(hit: PlantedHit) -> None:
    """Those who protect the data where it was asked or written; without them a record stands on the page alone."""
    if hit.is_question and hit.organisation_id != hit.asking_id:
        tell_planters(hit)
        return
    rule, organisation = LOOK if hit.is_question else ALIKE, hit.organisation
    officer = next(iter(planters_of(organisation, besides=hit.asked_by)), None)
    if officer is not None:
        open_duty(rule, subject=hit, event_uid=hit.uid, organisation=organisation, by=None, owner=officer)


def tell_planters(hit: PlantedHit) -> None:
    """That a house asked."""
    planted = hit.planted
    organisation = planted.organisation
    open_duty(LOOK, subject=hit, event_uid=planted.uid, organisation=organisation, by=planted.planted_by)


def settle_hit(hit: PlantedHit, *, by: User) -> None:
    complete_duties(LOOK, subject=hit, by=by)


def ask_to_confirm(planted: PlantedRecord, *, by: User) -> None:
    """A second colleague who protects the data; while there is none, whoever planted is reminded to find one."""
    other = next((one for one in planters_of(planted.organisation) if one != by), by)
    organisation = planted.organisation
    open_duty(CONFIRM, subject=planted, event_uid=planted.uid, organisation=organisation, by=by, owner=other)


def settle_planted(planted: PlantedRecord, *, by: User) -> None:
    complete_duties(CONFIRM, subject=planted, by=by)


def forget_planted(planted: PlantedRecord, *, by: User) -> None:
    cancel_duties(CONFIRM, subject=planted, by=by)


def tell_asker(answer: SharedAnswer, *, by: User) -> None:
    """Only now, because the holder chose to: that there is an answer, never what it says.

    Where the committee is to be asked, the trail of those who asked does not say either who answered.
    """
    is_named = answer.says != SharedAnswer.Says.COMMITTEE
    asked, owner = asked_and_asker(answer.match)
    open_duty(
        SEARCH_ANSWERED if isinstance(asked, SearchRecord) else REPORT_ANSWERED,
        subject=asked,
        event_uid=answer.uid,
        organisation=answer.organisation,
        by=by if is_named else None,
        owner=owner,
    )


def asked_and_asker(match: PotentialMatch) -> tuple[SearchRecord | MissingReport, User]:
    """What the other side asked with, and the colleague there whose work it is."""
    asked, asker = asked_with(match.missing_entry)
    if asked is None or asker is None:
        raise MissingReport.DoesNotExist
    return asked, asker


def asked_with(entry: SearchEntry) -> tuple[SearchRecord | MissingReport | None, User | None]:
    """A question or a report, and whose work it is."""
    uid = entry.subject_uid
    search = SearchRecord.objects.filter(pk=uid).select_related("asked_by", "organisation").first()
    if search is not None:
        return search, search.asked_by
    report = MissingReport.objects.select_related("officer", "reported_by", "organisation").filter(pk=uid).first()
    return (report, report.officer or report.reported_by) if report is not None else (None, None)


def _holders(match: PotentialMatch, *, besides: Collection[User]) -> Holders | None:
    """From the live grants on the person's file: a desk and a colleague, the latest of each; None if nobody is left."""
    live = Grant.objects.live().filter(
        subject_label="people.person", subject_uid=match.person_id, compartment=Compartment.IDENTITY
    )
    rows = list(live.exclude(basis=Grant.Basis.BREAK_GLASS).select_related("desk", "user").order_by("-granted_at"))
    desk = next((one.desk for one in rows if one.desk and _is_staffed(one.desk, besides)), None)
    owner = next((one.user for one in rows if one.user and _may_decide(one.user, besides)), None)
    return None if desk is None and owner is None else (desk, owner)


def _let_in(match: PotentialMatch, *, besides: Collection[User]) -> Holders:
    """Nobody else works with the person: the match alone opens to the desk for people found, or to a colleague."""
    desk, owner = desk_for_found(match.organisation), None
    if desk is None or not _is_staffed(desk, besides):
        desk, owner = None, _colleague(match, besides)
    to = desk or owner
    if to is not None:
        basis = Grant.Basis.DESK if desk else Grant.Basis.ASSIGNED
        write_grants(match, to=to, compartments=OPENED, basis=basis, by=match.person.created_by, until=None)
        audit.record("match.opened_to", by=None, subject=match, to=to.uid)
        open_voices(match)
    return desk, owner


def open_voices(match: PotentialMatch) -> None:
    """Whoever was let in by the match alone reads what colleagues say of it, as those do who work with the person."""
    live = Grant.objects.live().filter(subject_label=match._meta.label_lower, subject_uid=match.pk)
    let_in = {one.user or one.desk: one for one in live.select_related("user", "desk", "granted_by")}
    for voice in match.decisions.all():
        for to, given in let_in.items():
            if to is not None and not grants_of(voice, to).exists():
                basis = Grant.Basis(given.basis)
                write_grants(voice, to=to, compartments=OPENED, basis=basis, by=given.granted_by, until=given.ends_at)


def _is_staffed(desk: Desk, besides: Collection[User]) -> bool:
    seats = desk.memberships.in_force().select_related("user")
    return desk.is_active and any(_may_decide(seat.user, besides) for seat in seats)


def _may_decide(user: User, besides: Collection[User]) -> bool:
    return user.is_active and user not in besides and user.has(Permission.MATCH_DECIDE)


def _colleague(match: PotentialMatch, besides: Collection[User]) -> User | None:
    """A coordinator, else anybody whose role decides."""
    roles = [role for role, one in ROLES.items() if Permission.MATCH_DECIDE in one.permissions]
    staff = User.objects.active().filter(organisation=match.organisation_id)
    others = staff.exclude(pk__in=[one.pk for one in besides])
    first = others.holding([Role.RESCUE_COORDINATOR]).order_by("username").first()
    return first or others.holding(roles).order_by("username").first()
