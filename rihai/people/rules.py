"""Whether somebody may be called or written to now, and small facts read off a name or a birth year.

`may_contact` guards every call and every message. It looks only at what she said herself: a wish for
contact, a channel, hours, a number she confirmed. Whatever is unknown, expired or unclear means no. It
opens no seal, knows no database and changes nothing.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final, Literal, Protocol

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Channel = Literal["call", "sms", "chat"]
CHANNELS: Final[tuple[Channel, ...]] = ("call", "sms", "chat")

# Phones change hands: a number nobody confirmed for this long may ring in the wrong pocket.
CONFIRMED_FOR: Final = timedelta(days=90)
YES: Final = "yes"
NO: Final = "no"
BAND_YEARS: Final = 5


class Reason(StrEnum):
    """Why somebody may not be contacted now; the worst first."""

    NOTHING_RECORDED = "nothing_recorded"
    WANTS_NO_CONTACT = "wants_no_contact"
    WISH_UNKNOWN = "wish_unknown"
    CHANNEL_NOT_CHOSEN = "channel_not_chosen"
    NO_NUMBER = "no_number"
    NOT_CONFIRMED = "not_confirmed"
    CONFIRMATION_EXPIRED = "confirmation_expired"
    NO_HOURS = "no_hours"
    OUTSIDE_HOURS = "outside_hours"


WORDS: Final[dict[Reason, Promise]] = {
    Reason.NOTHING_RECORDED: _("Nobody has asked this person yet about being reached."),
    Reason.WANTS_NO_CONTACT: _("This person does not want to be contacted."),
    Reason.WISH_UNKNOWN: _("It is not known whether this person wants to be contacted."),
    Reason.CHANNEL_NOT_CHOSEN: _("This person did not choose this way."),
    Reason.NO_NUMBER: _("There is no number."),
    Reason.NOT_CONFIRMED: _("This person has not confirmed that the number is their own and safe."),
    Reason.CONFIRMATION_EXPIRED: _("The number was confirmed more than 90 days ago; it may have changed hands."),
    Reason.NO_HOURS: _("The safe hours are not known."),
    Reason.OUTSIDE_HOURS: _("It is outside the safe hours."),
}
ALLOWED_WORDS: Final = _("This is allowed now.")


class Safety(Protocol):
    """What the rule looks at; `ContactSafety` has it. The number itself stays sealed: only its presence counts."""

    @property
    def wants_contact(self) -> str: ...
    @property
    def by_call(self) -> bool: ...
    @property
    def by_sms(self) -> bool: ...
    @property
    def by_chat(self) -> bool: ...
    @property
    def hours_from(self) -> time | None: ...
    @property
    def hours_until(self) -> time | None: ...
    @property
    def number(self) -> object: ...
    @property
    def confirmed_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class ContactAnswer:
    """Yes only if there is no reason against it."""

    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        return not self.reasons

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(str(WORDS[reason]) for reason in self.reasons) or (str(ALLOWED_WORDS),)

    @property
    def words(self) -> str:
        return " ".join(self.sentences)


def may_contact(safety: Safety | None, *, channel: Channel, at: datetime) -> ContactAnswer:
    """Say whether she may be reached this way at this moment, with every reason against it."""
    if timezone.is_naive(at):
        raise ValueError("The moment of a contact needs a time zone")
    if safety is None:
        return ContactAnswer((Reason.NOTHING_RECORDED,))
    return ContactAnswer(tuple(_reasons(safety, channel, at)))


def _reasons(safety: Safety, channel: Channel, at: datetime) -> Iterator[Reason]:
    if safety.wants_contact != YES:
        yield Reason.WANTS_NO_CONTACT if safety.wants_contact == NO else Reason.WISH_UNKNOWN
    chosen = {"call": safety.by_call, "sms": safety.by_sms, "chat": safety.by_chat}
    if chosen.get(channel) is not True:
        yield Reason.CHANNEL_NOT_CHOSEN
    if not safety.number or getattr(safety.number, "is_erased", False):
        yield Reason.NO_NUMBER
    if safety.confirmed_at is None or safety.confirmed_at > at:
        yield Reason.NOT_CONFIRMED
    elif safety.confirmed_at + CONFIRMED_FOR <= at:
        yield Reason.CONFIRMATION_EXPIRED
    # Hours that begin when they end could mean always or never: that is not known.
    if safety.hours_from is None or safety.hours_until is None or safety.hours_from == safety.hours_until:
        yield Reason.NO_HOURS
    elif not is_within(office_time(at), safety.hours_from, safety.hours_until):
        yield Reason.OUTSIDE_HOURS


def office_time(at: datetime) -> time:
    """The clock on the wall of the office: hours are written down as she told them there."""
    return timezone.localtime(at, timezone.get_default_timezone()).time()


def is_within(moment: time, begin: time, end: time) -> bool:
    """From the beginning until just before the end; 22:00 to 06:00 runs over midnight."""
    if begin < end:
        return begin <= moment < end
    return moment >= begin or moment < end


# The beginning of each letter's Unicode name tells its script.
SCRIPT_OF_LETTERS: Final = {
    "LATIN": "latin", "DEVANAGARI": "devanagari", "BENGALI": "bengali", "GURMUKHI": "gurmukhi",
    "GUJARATI": "gujarati", "ORIYA": "odia", "TAMIL": "tamil", "TELUGU": "telugu", "KANNADA": "kannada",
    "MALAYALAM": "malayalam", "ARABIC": "arabic", "OL": "ol_chiki", "MEETEI": "meetei_mayek", "TIBETAN": "tibetan",
}  # fmt: skip


def script_of(text: str) -> str:
    """The script of the first letter, as a code of names.yaml."""
    first = next((character for character in text if character.isalpha()), "")
    return SCRIPT_OF_LETTERS.get(unicodedata.name(first, "").split(" ")[0], "other") if first else "other"


def birth_band(year: int | None) -> str:
    """Five years together: enough to tell mother and daughter apart, too little to tell who it is."""
    return "unknown" if year is None else str(year // BAND_YEARS * BAND_YEARS)
