"""What is owed about a legal case passes on, and with it no date of a survivor to whoever may not know of it.

Here alone: every way by which a part changes hands goes through `pass_records`. Not here: who gets which part.
"""

from itertools import chain

from rihai.accounts.models import Desk, User
from rihai.audit.actions import HasUid, label_of
from rihai.duties.actions import pass_on_duties
from rihai.duties.models import Duty, Repetition
from rihai.duties.subjects import may_know
from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.asking_lawyers import keep_questions
from rihai.prosecution.owing.belonging import records_of
from rihai.prosecution.owing.closure_duties import share_hearings
from rihai.prosecution.rights.working import desk_of, working_on


def pass_records(legal_case: LegalCase, *, to: User | Desk, by: User, before: User | Desk | None = None) -> None:
    """What `before` owes, or anybody, is owed by `to`; what may not be known there by the first who may.

    Where nobody may it stays where it is: it grows late, is shown to whoever leads, and the next lawyer takes it.
    """
    owed = _owed(legal_case)
    known = [one for one in owed if _knows(to, one)]
    pass_on_duties(legal_case, before=before, to=to, by=by, also=known)
    for record in owed:
        heir = None if record in known else _heir(legal_case, record, before)
        if heir is not None:
            pass_on_duties(record, before=before, to=heir, by=by)
    share_hearings(legal_case, by=by)
    keep_questions(legal_case, by=by)


def pass_left_over(legal_case: LegalCase, *, to: User, by: User) -> None:
    """To her new lawyer, who may know of everything: what those still owe who work on it no longer."""
    here = [one.user_id for one in working_on(legal_case)]
    subjects = [legal_case.uid, *(one.uid for one in records_of(legal_case))]
    due = Duty.objects.open().filter(subject_uid__in=subjects, owner__isnull=False).exclude(owner__in=here)
    for before in User.objects.filter(pk__in=due.values("owner")):
        pass_records(legal_case, before=before, to=to, by=by)


def blind_desks(legal_case: LegalCase) -> list[Desk]:
    """At which something is owed about it that nobody there can open: the rule put it there when an account closed."""
    subjects = [legal_case.uid, *(one.uid for one in records_of(legal_case))]
    due = Duty.objects.open().filter(subject_uid__in=subjects, owner=None)
    here = desk_of(legal_case)
    return [one for one in Desk.objects.filter(pk__in=due.values("desk")) if one != here]


def _owed(legal_case: LegalCase) -> list[HasUid]:
    """Its records about which something is owed, or will be again."""
    records = list(records_of(legal_case))
    uids = {one.uid for one in records}
    due = Duty.objects.open().filter(subject_uid__in=uids).values_list("subject_uid", flat=True)
    again = Repetition.objects.in_force().filter(subject_uid__in=uids).values_list("subject_uid", flat=True)
    owed = set(chain(due, again))
    return [one for one in records if one.uid in owed]


def _heir(legal_case: LegalCase, record: HasUid, before: User | Desk | None) -> User | Desk | None:
    """Lawyers first, then the desk that can open it, then whoever accompanies that very survivor."""
    parts = working_on(legal_case)
    here = [one.user for one in parts]
    if before in here and _knows(before, record):
        return None
    lawyers = (one.user for one in parts if one.is_lawyer)
    companions = (one for one in here if _knows(one, record))
    return next(lawyers, None) or desk_of(legal_case) or next(companions, None)


def _knows(holder: User | Desk | None, record: HasUid) -> bool:
    """A desk gets what lies with the legal case only while it can open all of it."""
    if not isinstance(holder, User):
        return True
    return may_know(holder, label=label_of(record), uid=record.uid)
