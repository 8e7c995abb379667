"""Who may do what to a legal case. Each rule is a pair: `check_…` raises, `can_…` answers.

Which legal cases somebody sees at all is decided by `visible_to()`. Whoever accompanies a survivor writes down what
police and court did; what passes between lawyer and client is for the lawyers of this legal case alone.
"""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.actions import HasUid
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.prosecution.documents.papers import Paper
from rihai.prosecution.models import Claim, LegalCase
from rihai.prosecution.models.question import LegalQuestion
from rihai.prosecution.rights.guests import is_of_house
from rihai.prosecution.rights.working import holds_privilege


def can_open_legal_case(user: User, case: Case) -> bool:
    return user.has(Permission.LEGAL_RECORD) and works_on(user, case)


def check_can_open_legal_case(user: User, case: Case) -> None:
    words = _("A legal case is begun by somebody who works on this survivor's case. Ask the named worker.")
    _check(can_open_legal_case(user, case), "legal.open", case, words)


def can_record(user: User, legal_case: LegalCase) -> bool:
    """Whoever has a part in it: lawyer, or companion of a survivor."""
    return user.has(Permission.LEGAL_RECORD) and way_to_read(user, legal_case, "number") is Way.OWN


def check_can_record(user: User, legal_case: LegalCase) -> None:
    words = _("You do not work on this legal case. Ask its lawyer to add you.")
    _check(can_record(user, legal_case), "legal.record", legal_case, words)


def can_advise(user: User, legal_case: LegalCase) -> bool:
    """Her lawyers: a role that may, and a live grant of the compartment on this very legal case."""
    return holds_privilege(user, legal_case)


def check_can_advise(user: User, legal_case: LegalCase) -> None:
    words = _("Only the lawyers of this legal case do this. Ask one of them.")
    _check(can_advise(user, legal_case), "legal.advise", legal_case, words)


def can_answer(user: User, question: LegalQuestion) -> bool:
    """The lawyers of its legal case; where it has none, the legal desk. Never whoever asked: that is no second look."""
    return question.asked_by_id != user.pk and holds_privilege(user, question.legal_case or question)


def check_can_answer(user: User, question: LegalQuestion) -> None:
    words = _("Questions are answered by another lawyer of the legal case, or by the legal desk.")
    _check(can_answer(user, question), "legal.answer", question, words)


def can_take_back(user: User, question: LegalQuestion) -> bool:
    """Whoever asked, or has taken her place; where nobody has, whoever answers."""
    is_reader = question.reader_id == user.pk if question.reader_id else can_answer(user, question)
    return user.is_active and is_reader


def check_can_take_back(user: User, question: LegalQuestion) -> None:
    _check(can_take_back(user, question), "legal.answer", question, _("Only whoever asked does this."))


def can_make(user: User, legal_case: LegalCase, paper: Paper) -> bool:
    """Whoever works on it; what is made from the lawyers' findings, her lawyers alone."""
    return can_advise(user, legal_case) if paper.is_for_lawyers else can_record(user, legal_case)


def check_can_make(user: User, legal_case: LegalCase, paper: Paper) -> None:
    words = _("This paper is made by the lawyers of this legal case. Ask one of them.")
    _check(can_make(user, legal_case, paper), "legal.paper", legal_case, words)


def can_claim(user: User, case: Case, legal_case: LegalCase | None = None) -> bool:
    """Whoever works on the survivor's case, or on a legal case that is about the survivor as its lawyer."""
    if legal_case is None:
        return can_open_legal_case(user, case)
    is_about = legal_case.survivors.filter(case_id=case.pk).exists()
    return is_about and (can_open_legal_case(user, case) or can_advise(user, legal_case))


def check_can_claim(user: User, case: Case, legal_case: LegalCase | None = None) -> None:
    words = _("A claim is begun by somebody who works with this survivor. Ask the named worker, or the lawyer.")
    _check(can_claim(user, case, legal_case), "claim.open", case, words)


def can_record_claim(user: User, claim: Claim) -> bool:
    """Whoever accompanies the survivor, and the lawyers of the legal case that the claim belongs to."""
    return user.has(Permission.LEGAL_RECORD) and way_to_read(user, claim, "remarks") is Way.OWN


def check_can_record_claim(user: User, claim: Claim) -> None:
    words = _("You do not work with this survivor. Ask the named worker to add you.")
    _check(can_record_claim(user, claim), "claim.record", claim, words)


def can_define(user: User) -> bool:
    """What a word means in this organisation: the lawyers of the house, and whoever guides its caseworkers."""
    return is_of_house(user) or (user.has(Permission.LEGAL_RECORD) and user.has(Permission.CASE_ASSIGN))


def check_can_define(user: User) -> None:
    words = _("What a word means here is written down by a lawyer of the house, or by whoever assigns cases.")
    _check(can_define(user), "legal.state_define", None, words)


def check_own_house(user: User, organisation_uid: UUID) -> None:
    _check(user.organisation_id == organisation_uid, "legal.open", None, _("You record for your own organisation."))


def _check(may: bool, verb: str, about: HasUid | None, words: Promise) -> None:
    if not may:
        raise Refused(verb, about, words=str(words))
