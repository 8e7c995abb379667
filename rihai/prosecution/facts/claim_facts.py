"""What an action about a claim is told: frozen, named. None of these prints what it holds."""

from dataclasses import dataclass
from datetime import date

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.prosecution.models import ClaimMoney, ClaimStep, ClaimWish
from rihai.prosecution.workflow import ClaimStatus


@dataclass(frozen=True, repr=False)
class WishFacts:
    """`teller`: who told the survivor. `words`: what the survivor said about it, sealed."""

    on: date
    teller: User
    has_understood: str
    wish: ClaimWish.Wish
    guardian: ClaimWish.Guardian
    words: str = ""


@dataclass(frozen=True, repr=False)
class ClaimFacts:
    """`scheme`: a code of `schemes`; `name`: what another scheme is called. `heads`: ids of the law's data."""

    scheme: str
    name: str = ""
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class ClaimStepFacts:
    """`amount`: what was asked for or ordered, in rupees. `ground`: of a refusal, "" otherwise."""

    to: ClaimStatus
    on: date
    amount: int | None = None
    authority: Agency | None = None
    ground: ClaimStep.Ground | str = ""
    text: str = ""


@dataclass(frozen=True, repr=False)
class MoneyFacts:
    """`is_last`: nothing more is to come. `account`: of what was credited. `is_more`: asked, more than ordered came."""

    kind: ClaimMoney.Kind
    amount: int
    on: date
    is_interim: bool = False
    account: ClaimMoney.Account | str = ""
    free_on: date | None = None
    is_last: bool = False
    is_more: bool = False
