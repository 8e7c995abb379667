"""A closed case whose person is to be erased, as the actions leave it."""

from rihai.accounts.models import User
from rihai.cases.actions import agree_closing, propose_closing
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case
from rihai.web.erasing.actions import ask_to_erase


def close(case: Case, asha: User, bina: User) -> Case:
    propose_closing(case, reason="Nothing is needed any more", ask=bina, by=asha)
    return agree_closing(Case.objects.get(pk=case.pk), by=bina)


def asked(case: Case, asha: User, bina: User) -> Erasure:
    return ask_to_erase(close(case, asha, bina), why=Erasure.Why.WISH, by=asha)
