"""What keeps legal cases and claims true and in somebody's hands without anybody's click; `rihai worker` calls it.

Here: finding what is pending: what is owed about a claim by somebody who may no longer know of it, numbers from before
they were compared. Not here: the change itself, which is an action.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.duties.each import each
from rihai.duties.models import Duty
from rihai.prosecution.actions.claims import pass_on_claim
from rihai.prosecution.actions.numbers import fill_number_token
from rihai.prosecution.models import Claim, LegalCase
from rihai.prosecution.workflow import LegalStatus

LABEL = Claim._meta.label_lower


def pass_on_left_claims() -> int:
    """Give it to whoever works with the survivor now; where nobody does, it stays where it is and is escalated."""
    passed = [pass_on_claim(claim, by=None) for claim in Claim.objects.filter(pk__in=_left())]
    return sum(heir is not None for heir in passed)


def fill_number_tokens() -> int:
    """A second legal case with the same number stays without a token, and is compared again until one is a mistake."""
    rows = LegalCase.objects.filter(number_token=None, number__isnull=False).exclude(status=LegalStatus.MISTAKE)
    return each(list(rows), lambda one: int(fill_number_token(one, by=None) is not None), name="A number")


def _left() -> set[UUID]:
    """Claims about which somebody owes something who has no grant left on claim or case, or a desk does."""
    owed = Duty.objects.open().filter(subject_label=LABEL)
    case_of = Claim.objects.filter(pk=OuterRef(OuterRef("subject_uid"))).values("case_id")[:1]
    granted = Grant.objects.live().filter(user=OuterRef("owner"), compartment=Compartment.RECORD)
    knows = granted.filter(Q(subject_uid=OuterRef("subject_uid")) | Q(subject_uid__in=case_of))
    left = owed.filter(Q(owner=None) | Q(owner__is_active=False) | ~Exists(knows))
    return set(left.values_list("subject_uid", flat=True))
