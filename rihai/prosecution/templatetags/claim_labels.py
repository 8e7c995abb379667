"""The words of claims: amounts as they are written in India, how far a claim is, how long it waits."""

from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rihai.law.compensation import Amount
from rihai.prosecution.law.schemes import scheme_of
from rihai.prosecution.models import Claim, ClaimMoney
from rihai.prosecution.selectors.claims import Aged
from rihai.prosecution.workflow import ClaimStatus as S

register = template.Library()

KINDS: Final = {
    S.CREDITED: "good", S.REFUSED: "danger", S.ORDERED: "info", S.PARTLY: "warn", S.WITHDRAWN: "neutral",
    S.MISTAKE: "neutral",
}  # fmt: skip
HUNDREDS: Final = 3


@register.filter
def rupees(amount: int | None) -> str:
    """₹ 4,00,000: the last three digits, then pairs.

    >>> rupees(1234567)
    '₹\\xa012,34,567'
    """
    if amount is None:
        return "–"
    digits = str(amount)
    head, tail = digits[:-HUNDREDS], digits[-HUNDREDS:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return f"₹\N{NO-BREAK SPACE}{','.join([*reversed(pairs), tail])}"


@register.filter
def amount_words(amount: Amount) -> str:
    """What the table of a scheme says; whoever decides may award less or more."""
    if amount.least is None and amount.most is None:
        return _("no amount can be said")
    if amount.most is None:
        return _("%(least)s or more") % {"least": rupees(amount.least)}
    if not amount.least:
        return _("up to %(most)s") % {"most": rupees(amount.most)}
    if amount.least == amount.most:
        return rupees(amount.most)
    return _("%(least)s to %(most)s") % {"least": rupees(amount.least), "most": rupees(amount.most)}


@register.filter
def claim_kind(claim: Claim) -> str:
    return KINDS.get(S(claim.status), "info")


@register.filter
def scheme_label(code: str) -> str:
    return str(scheme_of(code).label)


@register.filter
def scheme_lang(code: str) -> str:
    """The language of its name, where that is the law's own; "" for ours."""
    return "en" if scheme_of(code).is_law else ""


@register.filter
def waiting_words(aged: Aged) -> str:
    return ngettext("%(days)s day", "%(days)s days", aged.days) % {"days": aged.days}


@register.filter
def waiting_kind(aged: Aged) -> str:
    if aged.is_past_law:
        return "danger"
    return "warn" if aged.is_late else "neutral"


@register.filter
def money_words(money: ClaimMoney) -> str:
    kind = money.get_kind_display()
    return _("%(kind)s in the meantime") % {"kind": kind} if money.is_interim else str(kind)
