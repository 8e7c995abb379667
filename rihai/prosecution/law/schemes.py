"""The schemes that can be claimed: those of the law's data, orders of courts, and others from `data/schemes.yaml`.

Amounts stand in the law's data alone, each with what it rests on. Not here: what the facts point to (`claim_options`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.loading import law_of
from rihai.lib.codelists import load_list
from rihai.prosecution.models import Claim

FILE: Final = ("rihai.prosecution", "schemes.yaml")
OTHER: Final = "other"
# What is asked for in every country: nothing of it is the scheme of one.
ANYWHERE: Final = frozenset({"court_order", "wages", OTHER})
# Of what follows a refusal the same.
FOLLOWS_ANYWHERE: Final = frozenset({"reason", "senior"})
# A home is no money that is claimed, and least amounts are nobody's to apply to.
NOT_CLAIMED: Final = frozenset({"shakti", "cvcf"})


@dataclass(frozen=True)
class Scheme:
    """`is_law`: its words are those of the law's data, in English."""

    code: str
    kind: Claim.Kind
    label: str | Promise
    apply_to: str | Promise
    is_law: bool = False


@cache
def schemes() -> dict[str, Scheme]:
    """Every scheme by its code, those of the law first."""
    found = {
        one.id: Scheme(one.id, Claim.Kind.COMPENSATION, one.name, one.apply_to, is_law=True)
        for one in law_of().schemes.values()
        if one.id not in NOT_CLAIMED
    }
    for key, kind in (("orders", Claim.Kind.COURT), ("entitlements", Claim.Kind.ENTITLEMENT)):
        for row in load_list(*FILE, key):
            if row.code in found:
                raise ValueError(f"{FILE[1]}: {row.code!r} is a scheme of the law's data already")
            found[row.code] = Scheme(row.code, kind, _(row.label), _(str(row.fields["apply_to"])))
    return found


def scheme_of(code: str) -> Scheme:
    return schemes()[code]


def schemes_where(*, is_written: bool) -> dict[str, Scheme]:
    """Those of the country; only what is asked for everywhere where its law is not written out."""
    return {code: one for code, one in schemes().items() if is_written or code in ANYWHERE}


def papers_of(scheme: Scheme) -> list[str | Promise]:
    key = "scheme_papers" if scheme.kind == Claim.Kind.ENTITLEMENT else "papers"
    return [_(row.label) for row in load_list(*FILE, key)]


def appeals(*, is_written: bool) -> list[str | Promise]:
    """What to do about a refusal where the law's data name no step."""
    rows = load_list(*FILE, "appeals")
    return [_(row.label) for row in rows if is_written or row.code in FOLLOWS_ANYWHERE]
