"""One person as her pages show her: coded facts at once, sealed lines with a value only once they are opened.

Here: rows turned into lines. Not here: what may be opened (`opening`), and whether she may be contacted (`rules`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Wanted
from rihai.accounts.models import User
from rihai.people.labels import age_words, country_label, label_of, language_label, majority_words, sex_label
from rihai.people.models import (
    ContactSafety,
    IdentityItem,
    Person,
    PersonName,
    Provenance,
    Relative,
    YesNoUnknown,
)
from rihai.people.rules import CHANNELS, Channel, ContactAnswer, may_contact
from rihai.people.selectors.opening import Opener, nothing_opened
from rihai.vault.models import SealedRecord

CHANNEL_LABELS: Final[dict[Channel, Promise]] = {
    "call": _("Call"),
    "sms": _("Text message"),
    "chat": _("Chat message"),
}
CONTACT_LABELS: Final[dict[str, Promise]] = {
    "number": _("Number"),
    "who_may_answer": _("Who may answer"),
    "code_word": _("Code word"),
    "if_another_answers": _("If another answers, say"),
}
RELATIVE_LABELS: Final[dict[str, Promise]] = {"name": _("Name"), "phone": _("Phone"), "note": _("Note")}
TRUST: Final[dict[str, tuple[Promise, str]]] = {
    YesNoUnknown.YES: (_("Safe to involve"), "good"),
    YesNoUnknown.NO: (_("Not safe: never contact"), "danger"),
    YesNoUnknown.UNKNOWN: (_("Not known whether safe"), "warn"),
}


@dataclass(frozen=True, repr=False)
class Line:
    """One sealed value under its label; None as long as it is sealed."""

    label: str | Promise
    value: str | None
    note: str = ""


@dataclass(frozen=True, repr=False)
class RelativeLines:
    """One relative: the relation, whether that one may be trusted, and what is sealed."""

    relation: str
    trust: Promise
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, repr=False)
class IdentityFile:
    """The rows of the sealed part, as this user sees them."""

    person: Person
    names: list[PersonName]
    items: list[IdentityItem]
    relatives: list[Relative]

    @property
    def wanted(self) -> list[Wanted]:
        """Every sealed value of the file, for one reading."""
        rows: list[tuple[SealedRecord, tuple[str, ...]]] = [(one, ("text",)) for one in self.names]
        rows += [(one, ("value",)) for one in self.items]
        rows += [(one, tuple(_present(one, RELATIVE_LABELS))) for one in self.relatives]
        rows += [(self.person, ("born_on",))] if self.person.born_on is not None else []
        return [Wanted(record, fields) for record, fields in rows if fields]

    @property
    def asked(self) -> list[Wanted]:
        """The same, and her identity itself: an empty file is still hers to fill."""
        return [Wanted(self.person, ("born_on",)), *self.wanted]


@dataclass(frozen=True, repr=False)
class IdentityLines:
    """The sealed part as lines."""

    names: tuple[Line, ...]
    items: tuple[Line, ...]
    relatives: tuple[RelativeLines, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.names or self.items or self.relatives)


@dataclass(frozen=True)
class Badge:
    text: str
    kind: str = "neutral"


def identity_badges(person: Person) -> list[Badge]:
    """What everybody must know at a glance: whether she may be a child, and whether this is a retold story."""
    words = majority_words(person, timezone.localdate())
    badges = [Badge(words, "warn")] if words else []
    if person.provenance != Provenance.OWN:
        badges.append(Badge(person.get_provenance_display(), "info"))
    return badges


def coded_rows(person: Person) -> list[tuple[str | Promise, str]]:
    """What stands outside the seal."""
    return [
        (_("Sex"), sex_label(person.sex)),
        (_("Age"), age_words(person, timezone.localdate())),
        (_("Home district"), person.home_district.label if person.home_district else ""),
        (_("Nationality, as stated"), country_label(person.nationality_claimed)),
        (_("Nationality, verified"), country_label(person.nationality_verified)),
        (_("Language"), language_label(person.language)),
    ]


def contact_rows(safety: ContactSafety | None) -> list[tuple[str | Promise, str]]:
    """What she said about being reached, as far as it is not sealed."""
    if safety is None:
        return []
    chosen = {"call": safety.by_call, "sms": safety.by_sms, "chat": safety.by_chat}
    ways = [str(CHANNEL_LABELS[channel]) for channel in CHANNELS if chosen[channel]]
    return [
        (_("Wants to be contacted"), safety.get_wants_contact_display()),
        (_("How"), ", ".join(ways)),
        (_("Hours, by the clock of our office"), _hours(safety)),
        (_("Number confirmed"), _confirmed(safety)),
        (_("Written down"), _by(safety.updated_at, safety.updated_by)),
    ]


def _hours(safety: ContactSafety) -> str:
    if safety.hours_from is None or safety.hours_until is None:
        return ""
    return f"{safety.hours_from:%H:%M}–{safety.hours_until:%H:%M}"


def _confirmed(safety: ContactSafety) -> str:
    if safety.confirmed_at is None or safety.confirmed_by is None:
        return gettext("Never")
    return _by(safety.confirmed_at, safety.confirmed_by)


def _by(at: datetime, user: User) -> str:
    return f"{formats.date_format(timezone.localtime(at), 'DATE_FORMAT')}, {user.display_name}"


def identity_file(person: Person, user: User) -> IdentityFile:
    return IdentityFile(
        person,
        list(PersonName.objects.visible_to(user).filter(person=person)),
        list(IdentityItem.objects.visible_to(user).filter(person=person).order_by("kind", "recorded_at")),
        list(Relative.objects.visible_to(user).filter(person=person).order_by("recorded_at")),
    )


def identity_lines(file: IdentityFile, opened: Opener = nothing_opened) -> IdentityLines:
    names = [Line(_name_kind(one), _value(one, "text", opened), _script(one)) for one in file.names]
    items = [Line(one.get_kind_display(), _value(one, "value", opened)) for one in file.items]
    if file.person.born_on is not None:
        items.insert(0, Line(_("Day of birth"), _value(file.person, "born_on", opened)))
    return IdentityLines(tuple(names), tuple(items), tuple(_relative(one, opened) for one in file.relatives))


def contact_wanted(safety: ContactSafety | None) -> list[Wanted]:
    fields = tuple(_present(safety, CONTACT_LABELS)) if safety else ()
    return [Wanted(safety, fields)] if safety and fields else []


def contact_lines(safety: ContactSafety | None, opened: Opener = nothing_opened) -> tuple[Line, ...]:
    if safety is None:
        return ()
    return tuple(Line(CONTACT_LABELS[name], _value(safety, name, opened)) for name in _present(safety, CONTACT_LABELS))


def contact_answers(safety: ContactSafety | None, at: datetime) -> tuple[tuple[Promise, ContactAnswer], ...]:
    """For each channel, whether she may be reached by it at this moment."""
    return tuple((CHANNEL_LABELS[channel], may_contact(safety, channel=channel, at=at)) for channel in CHANNELS)


def _relative(relative: Relative, opened: Opener) -> RelativeLines:
    trust, kind = TRUST[relative.is_safe]
    lines = [
        Line(RELATIVE_LABELS[name], _value(relative, name, opened)) for name in _present(relative, RELATIVE_LABELS)
    ]
    return RelativeLines(label_of("relations.yaml", "relations", relative.relation), trust, kind, tuple(lines))


def _present(record: SealedRecord, labels: dict[str, Promise]) -> list[str]:
    return [name for name in labels if getattr(record, name) is not None]


def _value(record: SealedRecord, field: str, opened: Opener) -> str | None:
    values = opened(record)
    value: Any = None if values is None else getattr(values, field)
    return formats.date_format(value) if isinstance(value, date) else value


def _name_kind(name: PersonName) -> str:
    return label_of("names.yaml", "kinds", name.kind)


def _script(name: PersonName) -> str:
    return label_of("names.yaml", "scripts", name.script)
