"""Who is told of a proposal, and who of a planted record that somebody asked for: by duties without any name.

The holder of the person found is told, never whoever asked. Not here: deciding.
"""

from typing import Final

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.duties.actions import cancel_duties_of_event, complete_duties, open_duty
from rihai.tracing.models.asking import PlantedHit, SearchRecord
from rihai.tracing.models.matches import PotentialMatch, SharedAnswer
from rihai.tracing.models.report import MissingReport

DECIDE: Final = "match.decide"
SECOND: Final = "match.second"
LOOK: Final = "planted.look"
SEARCH_ANSWERED: Final = "search.answered"
REPORT_ANSWERED: Final = "report.answered"


def tell_holder(match: PotentialMatch, *, by: User | None) -> None:
    """The desk that holds the person, or a colleague who works with her; else whoever registered her, or a desk."""
    desk, owner = _holders(match, besides=None)
    open_duty(
        DECIDE,
        subject=match,
        event_uid=match.uid,
        organisation=match.organisation,
        by=by or match.person.created_by,
        desk=desk,
        owner=None if desk else owner or match.person.created_by,
    )


def ask_second(match: PotentialMatch, *, by: User) -> None:
    """Another pair of eyes: somebody who holds the person too, or a desk where she is known."""
    desk, owner = _holders(match, besides=by)
    open_duty(
        SECOND,
        subject=match,
        event_uid=match.uid,
        organisation=match.organisation,
        by=by,
        desk=None if owner else desk,
        owner=owner,
    )


def settle_match(match: PotentialMatch, *, by: User) -> None:
    for rule in (DECIDE, SECOND):
        complete_duties(rule, subject=match, by=by)


def forget_match(match: PotentialMatch) -> None:
    """Nothing is left to decide. Nobody took it back, so that the row names whoever registered the person."""
    for rule in (DECIDE, SECOND):
        cancel_duties_of_event(rule, event_uid=match.uid, by=match.person.created_by)


def tell_of_hit(hit: PlantedHit) -> None:
    open_duty(
        LOOK,
        subject=hit,
        event_uid=hit.uid,
        organisation=hit.organisation,
        by=hit.planted.planted_by,
    )


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
    uid = match.missing_entry.subject_uid
    search = SearchRecord.objects.filter(pk=uid).select_related("asked_by", "organisation").first()
    if search is not None:
        return search, search.asked_by
    report = MissingReport.objects.select_related("officer", "reported_by", "organisation").get(pk=uid)
    return report, report.officer or report.reported_by


def _holders(match: PotentialMatch, *, besides: User | None) -> tuple[Desk | None, User | None]:
    """From the live grants on the person's file: a desk and a colleague, the latest of each."""
    live = Grant.objects.live().filter(
        subject_label="people.person", subject_uid=match.person_id, compartment=Compartment.IDENTITY
    )
    rows = list(live.exclude(basis=Grant.Basis.BREAK_GLASS).select_related("desk", "user").order_by("-granted_at"))
    desks = [one.desk for one in rows if one.desk and one.desk.is_active]
    people = [one.user for one in rows if one.user and one.user.is_active and one.user != besides]
    return (desks[0] if desks else None), (people[0] if people else None)
