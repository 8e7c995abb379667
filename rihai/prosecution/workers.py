"""What keeps legal cases and claims true and in somebody's hands without anybody's click; `rihai worker` calls it.

Here: finding what is pending: parts, questions and claims of somebody who may no longer work there, what a version from
before left open, numbers from before they were compared, clocks after the data of the law changed. Not here: the
change itself, which is an action.
"""

from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.cases.models import Case
from rihai.duties.each import each
from rihai.duties.models import Duty
from rihai.law.loading import law_of
from rihai.prosecution.actions.claims import pass_on_claim
from rihai.prosecution.actions.erasing import erase_with_survivor
from rihai.prosecution.actions.numbers import fill_number_token
from rihai.prosecution.actions.reckoning import reckon_anew
from rihai.prosecution.actions.straying import end_stray_link, end_stray_readers, owe_left_threat
from rihai.prosecution.actions.succession import end_left_part, pass_left_question
from rihai.prosecution.models import (
    Claim,
    EvidenceLink,
    LegalCase,
    LegalCaseSurvivor,
    LegalPart,
    LegalQuestion,
    Threat,
)
from rihai.prosecution.owing.owed import THREAT
from rihai.prosecution.rights.question_readers import stray_readers
from rihai.prosecution.rights.working import at_work
from rihai.prosecution.workflow import OVER, LegalStatus
from rihai.vault.key_models import DataKey

LABEL = Claim._meta.label_lower
# Raised when other duties follow from the same record: each legal case is then reckoned once more.
RULES: Final = 2
# Asked of the database at once: SQLite takes so many values in one question and no more.
AT_ONCE: Final = 500


def pass_on_left_claims() -> int:
    """Give it to whoever works with the survivor now; where nobody does, it stays where it is and is escalated."""
    passed = [pass_on_claim(claim, by=None) for claim in Claim.objects.filter(pk__in=_left())]
    return sum(heir is not None for heir in passed)


def end_left_parts() -> int:
    """Of colleagues whose account was closed or whose role ended outside a handing over: nothing is owed by nobody."""
    rows = LegalPart.objects.filter(left_at=None).exclude(legal_case__status=LegalStatus.MISTAKE)
    parts = list(rows.select_related("user").order_by("added_at"))
    gone: list[LegalPart] = []
    for start in range(0, len(parts), AT_ONCE):
        some = parts[start : start + AT_ONCE]
        here = {one.pk for one in at_work(some)}
        gone += [one for one in some if one.pk not in here]
    return each(gone, lambda one: int(end_left_part(one, by=None) is not None), name="The part")


def pass_left_questions() -> int:
    """Asked before there was a legal case, by somebody who works with the survivor no longer."""
    knows = Grant.objects.live().filter(user=OuterRef("reader"), subject_uid=OuterRef("case_id"))
    rows = LegalQuestion.objects.filter(legal_case=None).exclude(reader=None)
    left = rows.filter(Q(reader__is_active=False) | ~Exists(knows.filter(compartment=Compartment.RECORD)))
    return each(list(left), lambda one: int(pass_left_question(one, by=None) is not None), name="The question")


def close_what_strayed() -> int:
    """Left open by a version from before: evidence and threats of survivors who were taken out, old readers."""
    here = LegalCaseSurvivor.objects.filter(legal_case=OuterRef("legal_case"), case=OuterRef("item__case"))
    links = EvidenceLink.objects.filter(ended_at=None).exclude(Exists(here))
    done = each(list(links), lambda one: int(end_stray_link(one, by=None) is not None), name="Evidence")
    read = LegalQuestion.objects.filter(pk__in=stray_readers().values("subject_uid"))
    done += each(list(read), lambda one: int(end_stray_readers(one, by=None) is not None), name="The question")
    owed = Duty.objects.open().filter(rule=THREAT, subject_uid=OuterRef("pk"))
    left = Threat.objects.filter(survivor__ended_at__isnull=False, answered_at=None).exclude(Exists(owed))
    return done + each(list(left), lambda one: int(owe_left_threat(one, by=None) is not None), name="The threat")


def fill_number_tokens() -> int:
    """A second legal case with the same number stays without a token, and is compared again until one is a mistake."""
    rows = LegalCase.objects.filter(number_token=None, number__isnull=False).exclude(status=LegalStatus.MISTAKE)
    return each(list(rows), lambda one: int(fill_number_token(one, by=None) is not None), name="A number")


def reckon_after_change_of_law() -> int:
    """The data of the law have changed, or came with an upgrade: what is owed in open legal cases is read anew."""
    version = f"{law_of().version[:12]}.{RULES}"
    running = LegalCase.objects.exclude(status__in=OVER).exclude(law_version=version)
    return each(list(running), lambda one: int(reckon_anew(one, version=version, by=None) is not None), name="Clocks")


def erase_with_survivors() -> int:
    """Of few: cases whose own key, or that of the person, was destroyed."""
    gone = DataKey.objects.filter(destroyed_at__isnull=False).values("pk")
    # One after the other, each from the few keys that are destroyed: asked at once, every case is read.
    rows = Case.objects.order_by().values("pk")
    hers = rows.filter(data_key__in=gone).union(rows.filter(person__data_key__in=gone))
    return each(list(Case.objects.filter(pk__in=hers)), lambda one: erase_with_survivor(one, by=None), name="Erasing")


def _left() -> set[UUID]:
    """Claims about which somebody owes something who has no grant left on claim or case, or a desk does."""
    owed = Duty.objects.open().filter(subject_label=LABEL)
    case_of = Claim.objects.filter(pk=OuterRef(OuterRef("subject_uid"))).values("case_id")[:1]
    granted = Grant.objects.live().filter(user=OuterRef("owner"), compartment=Compartment.RECORD)
    knows = granted.filter(Q(subject_uid=OuterRef("subject_uid")) | Q(subject_uid__in=case_of))
    left = owed.filter(Q(owner=None) | Q(owner__is_active=False) | ~Exists(knows))
    return set(left.values_list("subject_uid", flat=True))
