"""What an entry of the law rests on, in words: the kind of source, and who confirmed it. For pages and files.

Not here: what may be quoted (`law_read`).
"""

from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.law.sourcing import SourceKind, Sourcing

SOURCES: Final[dict[SourceKind, Promise]] = {
    SourceKind.OFFICIAL: gettext_lazy("Source: official text"),
    SourceKind.COPY: gettext_lazy("Source: a copy or a Bill, not the official text"),
    SourceKind.JUDGMENT: gettext_lazy("Source: report of a judgment"),
    SourceKind.PRESS: gettext_lazy("Source: what others wrote about it"),
    SourceKind.NOT_READ: gettext_lazy("Source: not read"),
}


def standing(sourcing: Sourcing) -> str:
    """The kind of source and who confirmed it: never one without the other."""
    one = sourcing.confirmed
    if one is None:
        return _standing(sourcing.kind, "", None, is_demonstration=False)
    return _standing(sourcing.kind, one.lawyer, one.on, is_demonstration=one.is_demonstration)


def wording_standing(sourcing: Sourcing) -> str:
    """Who confirmed the plain words of a sentence; what the law under it rests on is said beside it."""
    one = sourcing.confirmed
    return _confirmed_by(one.lawyer, one.on, is_demonstration=one.is_demonstration) if one else _confirmed_by("", None)


def kept_standing(kept: dict[str, Any]) -> str:
    """The same, as it was kept with a finding."""
    on = date.fromisoformat(kept["on"]) if kept["on"] else None
    return _standing(SourceKind(kept["kind"]), kept["lawyer"], on, is_demonstration=kept["is_demonstration"])


def _standing(kind: SourceKind, lawyer: str, on: date | None, *, is_demonstration: bool) -> str:
    confirmed = _confirmed_by(lawyer, on, is_demonstration=is_demonstration)
    return _("%(source)s. %(confirmed)s") % {"source": SOURCES[kind], "confirmed": confirmed}


def _confirmed_by(lawyer: str, on: date | None, *, is_demonstration: bool = False) -> str:
    if not lawyer or on is None:
        return _("No lawyer has confirmed this.")
    said = {"lawyer": lawyer, "day": date_format(on)}
    if is_demonstration:
        return _("Demonstration only: confirmed by %(lawyer)s on %(day)s.") % said
    return _("Confirmed by %(lawyer)s on %(day)s.") % said
