"""What she wants now, in her words, and whether she may be called. Each earlier answer stays on the timeline."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid
from rihai.cases.facts import CaseFacts, EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.locks import lock_case
from rihai.cases.models import Case, CaseEvent
from rihai.cases.permissions import check_can_open_case, check_can_work
from rihai.cases.reminders import note_first_talk
from rihai.cases.timeline import today, write_event
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.people.models import YesNoUnknown


@transaction.atomic
def record_wish(case: Case, *, words: str, may_call: YesNoUnknown, by: User, seen: str | None = None) -> Case:
    """What she wants now, in her words; the earlier wish stays on the timeline.

    `seen` is the `wish_version` of the page it was written on: an old page must not turn her "no" into "yes".
    """
    case = lock_case(case, by, "case.work")
    check_can_work(by, case)
    if seen is not None and seen != case.wish_version:
        raise NotPossible(_changed_meanwhile(case))
    case.wish, case.may_call = words, may_call
    case.save(update_fields=["wish", "may_call"])
    event = write_event(case, EventFacts(EventKind.WISH, on=today(), text=words, detail=may_call), by)
    note_first_talk(case, by=by)
    audit.record("case.wish_recorded", by=by, subject=case, event=event.uid)
    return case


@transaction.atomic
def hear_again(case: Case, *, facts: CaseFacts, on: ImpreciseDate | None, by: User, origin: HasUid) -> CaseEvent | None:
    """What she said when she was found again: the newest answer counts, and each stays readable.

    Whoever finds her need not work on her case, so that this asks for no more than opening one does.
    """
    check_can_open_case(by, case.organisation_id)
    if not facts.wish and facts.may_call == YesNoUnknown.UNKNOWN:
        return None
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    latest = case.events.filter(kind=EventKind.WISH).order_by("-recorded_at", "uid").first()
    if _is_newest(facts, on, latest):
        _replace_words(case, facts)
    event = write_event(case, EventFacts(EventKind.WISH, on=on, text=facts.wish, detail=facts.may_call), by, origin)
    audit.record("case.heard_again", by=by, subject=case, event=event.uid)
    return event


def _is_newest(facts: CaseFacts, on: ImpreciseDate | None, latest: CaseEvent | None) -> bool:
    """What is written down late may have been said early. Of a day that nobody knows only a "no" counts."""
    if latest is None or latest.occurred_on is None:
        return True
    return facts.may_call == YesNoUnknown.NO if on is None else on.end >= latest.occurred_on


def _replace_words(case: Case, facts: CaseFacts) -> None:
    """Only by what she did say: not asked is no answer."""
    if facts.wish:
        case.wish = facts.wish
    if facts.may_call != YesNoUnknown.UNKNOWN:
        case.may_call = facts.may_call
    case.save(update_fields=["wish", "may_call"])


def _changed_meanwhile(case: Case) -> str:
    words = _(
        "Somebody has written down a wish since you opened this page. May we call? It says now: %(answer)s."
        " Read the case. If you save again, your words and your answer take its place."
    )
    return words % {"answer": case.get_may_call_display()}
