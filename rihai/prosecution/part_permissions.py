"""Who decides who works on a legal case. Each rule is a pair: `check_…` raises, `can_…` answers.

What passes between lawyer and client goes with a lawyer's part. So the house keeps that in its own hands: its lawyers
name and end lawyers, legal-aid and volunteer lawyers neither. Where none of the house works, whoever works on it names
one; and nobody herself. The legal desk, which is told of every such change, ends the part of a lawyer or gives it back
without opening the legal case: where no lawyer would be left it names one of the house in the same act, so that nobody
opens a legal case by what she does herself. Not here: what a part opens (`grants`).
"""

from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.permissions import can_advise, can_record
from rihai.prosecution.rights.guests import is_guest, is_of_house, knows_way
from rihai.prosecution.rights.working import lawyers_of


def can_decide_lawyers(user: User, legal_case: LegalCase) -> bool:
    """Lawyers of the house on it, the legal desk while it can open it; without any lawyer whoever works on it."""
    return _advises_for_house(user, legal_case) or (can_name_somebody(user, legal_case) and not lawyers_of(legal_case))


def can_name_lawyers(user: User, legal_case: LegalCase) -> bool:
    """Those, and where only guests represent her whoever works on it: the house can always send one of its own."""
    is_at_home = can_name_somebody(user, legal_case)
    return _advises_for_house(user, legal_case) or (is_at_home and not _house_lawyers(legal_case))


def can_name_herself(user: User, legal_case: LegalCase) -> bool:
    return _advises_for_house(user, legal_case)


def can_name_somebody(user: User, legal_case: LegalCase) -> bool:
    """Anybody at all. Lawyers from outside name nobody, so that the list of colleagues is none of theirs."""
    return can_record(user, legal_case) and not is_guest(user, legal_case)


def check_can_name_somebody(user: User, legal_case: LegalCase) -> None:
    if not can_name_somebody(user, legal_case):
        words = _("The lawyers of this house decide who works on it. Ask one of them.")
        raise Refused("legal.part", legal_case, words=str(words))


def check_knows_way(user: User, legal_case: LegalCase) -> None:
    if not knows_way(user, legal_case):
        words = _("The day is planned by who accompanies the survivor and by the lawyers of this house.")
        raise Refused("legal.record", legal_case, words=str(words))


def can_name(by: User, legal_case: LegalCase, user: User, part: LegalPart.Part) -> bool:
    """A lawyer's part, hers or to be: see above. A companion works on the case of a survivor, or a lawyer names her."""
    if _advises_for_house(by, legal_case):
        return True
    known = legal_case.parts.filter(user=user, left_at=None).first()
    if part != LegalPart.Part.ACCOMPANIES or (known is not None and known.is_lawyer):
        is_kept = known is not None and known.is_lawyer and not can_decide_lawyers(by, legal_case)
        return user.pk != by.pk and not is_kept and can_name_lawyers(by, legal_case)
    return can_name_somebody(by, legal_case) and accompanies(user, legal_case)


def check_can_name(by: User, legal_case: LegalCase, user: User, part: LegalPart.Part) -> None:
    if not can_name(by, legal_case, user, part):
        words = _("The lawyers of this house decide that. Companions name who works on a survivor's case.")
        raise Refused("legal.part", legal_case, words=str(words))


def can_end(by: User, part: LegalPart) -> bool:
    """Her own part, always; that of others as lawyers are named; that of a lawyer also the legal desk."""
    is_own = part.user_id == by.pk and can_record(by, part.legal_case)
    return is_own or can_decide_lawyers(by, part.legal_case) or sits_over(by, part)


def check_can_end(by: User, part: LegalPart) -> None:
    if not can_end(by, part):
        words = _("The lawyers of this house decide who works on it. Ask one of them, or the legal desk.")
        raise Refused("legal.part", part.legal_case, words=str(words))


def must_name_instead(by: User, part: LegalPart) -> bool:
    """From the desk, where no lawyer would be left: else the desk could open what it had not known of."""
    if part.user_id == by.pk or not part.is_lawyer or can_decide_lawyers(by, part.legal_case):
        return False
    return all(one.pk == part.pk for one in lawyers_of(part.legal_case))


def check_can_name_instead(by: User, part: LegalPart, instead: User) -> None:
    if instead.pk in (by.pk, part.user_id) or not is_of_house(instead):
        words = _("Name another lawyer of this house, not yourself.")
        raise Refused("legal.part", part.legal_case, words=str(words))


def can_restore(by: User, part: LegalPart) -> bool:
    """The legal desk gives back what somebody else ended; nobody does it for herself."""
    was_ended = part.left_at is not None and part.left_by_id != part.user_id
    return was_ended and part.user_id != by.pk and sits_over(by, part)


def check_can_restore(by: User, part: LegalPart) -> None:
    if not can_restore(by, part):
        words = _("The legal desk gives back a lawyer's part that somebody else ended. Ask a colleague there.")
        raise Refused("legal.part", part.legal_case, words=str(words))


def sits_over(user: User, part: LegalPart) -> bool:
    """At the legal desk of the house, as its lawyer: over the parts of lawyers only."""
    if not (part.is_lawyer and user.is_active and user.has(Permission.LEGAL_WORK) and is_of_house(user)):
        return False
    desks = Desk.objects.filter(pk__in=user.desk_uids, purpose=Desk.Purpose.LEGAL, is_active=True)
    return desks.filter(organisation_id=part.legal_case.organisation_id).exists()


def accompanies(user: User, legal_case: LegalCase) -> bool:
    """Whether she works on the case of a survivor whom it is about."""
    cases = [one.case for one in legal_case.survivors.select_related("case")]
    return Way.OWN in ways_to_read(user, cases, "wish").values()


def _advises_for_house(user: User, legal_case: LegalCase) -> bool:
    return can_advise(user, legal_case) and not is_guest(user, legal_case)


def _house_lawyers(legal_case: LegalCase) -> list[LegalPart]:
    rows = (one for one in lawyers_of(legal_case) if one.part == LegalPart.Part.IN_HOUSE)
    return [one for one in rows if is_of_house(one.user)]
