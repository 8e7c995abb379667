"""What the house says about searching, without asking the database.

Here: how long somebody is missing, the legal basis of a presumption, what a request sheet may say, which sentences
are offered for telling. Not here: whom somebody may tell (`permissions.check_may_tell`).
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from rihai.lib.codelists import Entry, by_code, load_list

FILE: Final = ("rihai.tracing", "missing.yaml")
NAME: Final = "name"
# Offered, never preset: whoever was sought chooses one, changes it or writes another.
SENTENCES: Final = (
    _("Alive and safe, and does not wish to be contacted."),
    _("Alive and safe, and will make contact when ready."),
    _("Alive and safe, and wishes to be contacted through us."),
)


def days_missing(since: date, today: date) -> int:
    return max(0, (today - since).days)


def presumption() -> tuple[Entry, ...]:
    """Why a missing child is searched for as one who may have been taken."""
    return load_list(*FILE, "presumption")


def sheet_fields() -> tuple[Entry, ...]:
    return load_list(*FILE, "sheet_fields")


def least_fields() -> tuple[str, ...]:
    """What serves, and names nobody."""
    return tuple(one.code for one in sheet_fields() if one.fields["least"])


def check_sheet_codes(codes: Iterable[str]) -> None:
    """A code outside its list is a mistake of the program, never of the person at the screen."""
    unknown = set(codes) - set(by_code(*FILE, "sheet_fields"))
    if unknown:
        raise ValueError(f"{sorted(unknown)} are not codes of sheet_fields in tracing/data/{FILE[1]}")
