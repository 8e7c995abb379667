"""Telling the matcher of an identity, in the transaction that saves it.

Here: what of a record is compared, writing it as a sealed `SearchEntry`, and taking it back. A person's entry is
made anew from her whole file whenever something of it changes. Not here: comparing (`rihai.tracing`), and the rights
of whoever saved: the action that calls this has checked them, and its event is the trace.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Final, Protocol, Self
from uuid import UUID

from django.db import models
from django.utils import timezone

from rihai.access.machine import open_for_matching
from rihai.audit.actions import HasUid, label_of
from rihai.directory.models import Place
from rihai.lib.precision import AgeCertainty, BirthYear, Majority
from rihai.people.locks import lock_people
from rihai.people.models import IdentityItem, Person, PersonName, Provenance, Relative, SearchEntry
from rihai.vault.codecs import JSONValue
from rihai.vault.models import DataKey
from rihai.vault.sealed import Sealed

# Chosen by a publisher and printed: nobody is found by it.
PRINTED: Final = "printed_pseudonym"
LETTERS: Final = {"female": "F", "male": "M", "transgender": "T"}
# What one record may hold. Somebody with five thousand aliases must not stop the matcher, nor push out whoever she is.
MOST_NAMES: Final = 24
MOST_ITEMS: Final = 12
LONGEST: Final = 200
LONGEST_MARKS: Final = 2000
# Whose name a record of this region gives beside hers, the most usual first.
GUARDIANS: Final = ("father", "husband", "mother", "legal_guardian", "stepfather", "stepmother", "grandfather")


class Searched(HasUid, Protocol):
    """A record that somebody may be found by: it has a key of its own or of its person."""

    @property
    def organisation_id(self) -> UUID: ...

    @property
    def data_key(self) -> DataKey | None: ...


@dataclass(frozen=True, repr=False)
class EntryFields:
    """What is compared. `names` are all she goes by; `age` is in years at `on`, the day last seen or found."""

    names: tuple[str, ...] = ()
    guardian: str = ""
    sex: str = ""
    age: float | None = None
    birth_year: int | None = None
    on: date | None = None
    country: str = ""
    state: str = ""
    district: str = ""
    village: str = ""
    marks: str = ""

    @property
    def says_something(self) -> bool:
        """Sex alone tells nobody from half of the others."""
        years = self.age is not None or self.birth_year is not None
        return any((*self.names, self.guardian, self.district, self.village, self.marks, years))

    def within_limits(self) -> Self:
        """What is held of it: the first names, and each text up to its last whole word that fits."""
        return replace(
            self,
            names=tuple(_cut(name, LONGEST) for name in self.names[:MOST_NAMES]),
            guardian=_cut(self.guardian, LONGEST),
            village=_cut(self.village, LONGEST),
            marks=_cut(self.marks, LONGEST_MARKS),
        )

    def may_be_child(self, today: date) -> bool:
        """By the age that was told; whoever may be a child is treated as one."""
        aged = None if self.age is None else (self.on or today).year - int(self.age)
        born = BirthYear(self.birth_year or aged, AgeCertainty.STATED)
        return born.majority(today) is not Majority.ADULT

    def as_json(self) -> dict[str, JSONValue]:
        plain = {name: value for name, value in asdict(self).items() if value not in ("", None, ())}
        plain |= {"names": list(self.names)} if self.names else {}
        return plain | ({"on": self.on.isoformat()} if self.on else {})

    @classmethod
    def from_json(cls, plain: Mapping[str, object]) -> Self:
        known = {name: value for name, value in plain.items() if name in cls.__dataclass_fields__}
        names, on = known.get("names", ()), known.get("on")
        known["names"] = tuple(map(str, names)) if isinstance(names, Iterable) else ()
        known["on"] = date.fromisoformat(str(on)) if on else None
        return cls(**known)  # type: ignore[arg-type]  # as `as_json` wrote it; the seal proves that nobody else did


def write_entry(
    subject: Searched,
    *,
    fields: EntryFields,
    kind: SearchEntry.Kind,
    person: Person | None = None,
    not_before: datetime | None = None,
) -> SearchEntry | None:
    """Say what the record is found by now; what was said before is forgotten. An empty one is taken out.

    The matcher takes it within two seconds, or after `not_before`: a question that is slowed down.
    """
    if not fields.says_something:
        remove_entry(subject)
        return None
    entry = _locked(subject) or SearchEntry(subject_label=label_of(subject), subject_uid=subject.uid, version=0)
    entry.organisation_id, entry.data_key = subject.organisation_id, subject.data_key
    entry.kind, entry.person = kind, person
    return _write(entry, fields, not_before)


def remove_entry(subject: HasUid) -> None:
    """Nobody is to be found by this record any more. The row stays without content, so that the matcher learns it."""
    entry = _locked(subject)
    if entry is None or entry.status == SearchEntry.Status.REMOVED:
        return
    entry.take_out()
    entry.save()


def write_person_entry(person: Person, *, not_before: datetime | None = None) -> None:
    """What her whole file says now, in her own entry and in those of her reports. Not for a published story."""
    if person.provenance != Provenance.OWN:
        return
    fields = fields_of(person)
    write_entry(person, fields=fields, kind=SearchEntry.Kind.KNOWN, person=person, not_before=not_before)
    others = SearchEntry.objects.in_force().filter(person=person).exclude(subject_uid=person.uid)
    for entry in others.select_for_update(of=("self",), no_key=True):
        said = entry_fields([entry])[0]
        if said is not None:
            _write(entry, _of_person(said, fields), not_before)


def entry_fields(entries: Sequence[SearchEntry]) -> list[EntryFields | None]:
    """What entries of one organisation say, in the same order; None where it cannot be had any more."""
    sealed = [(number, one.payload) for number, one in enumerate(entries) if isinstance(one.payload, Sealed)]
    found: list[EntryFields | None] = [None] * len(entries)
    if sealed:
        opened = open_for_matching([one for _, one in sealed], organisation=entries[0].organisation_id)
        for (number, _), plain in zip(sealed, opened, strict=True):
            found[number] = EntryFields.from_json(plain) if isinstance(plain, dict) else None
    return found


def _of_person(said: EntryFields, known: EntryFields) -> EntryFields:
    """Names, sex and year of birth are hers; what a report says beside them stays its own."""
    return replace(
        said, names=known.names, sex=known.sex, birth_year=known.birth_year, guardian=said.guardian or known.guardian
    )


def fields_of(person: Person) -> EntryFields:
    """From the rows of her file, once whoever changes it now has finished. The texts come from the seal."""
    lock_people([person.pk])
    names = _chosen_names(person)
    relatives = _first_guardian(Relative.objects.filter(person=person, relation__in=GUARDIANS))
    items = [*_newest(person, IdentityItem.Kind.VILLAGE), *_newest(person, IdentityItem.Kind.MARK)]
    plain = _opened(person, [(names, "text"), (relatives, "name"), (items, "value")])
    texts: dict[object, list[str]] = {IdentityItem.Kind.VILLAGE: [], IdentityItem.Kind.MARK: []}
    for item in items:
        texts[IdentityItem.Kind(item.kind)] += plain.get(item.uid, [])
    fields = EntryFields(
        names=tuple(dict.fromkeys(text for name in names for text in plain.get(name.uid, []))),
        guardian=next((text for one in relatives for text in plain.get(one.uid, [])), ""),
        sex=LETTERS.get(person.sex, ""),
        birth_year=person.birth_year,
        village="; ".join(texts[IdentityItem.Kind.VILLAGE]),
        marks="; ".join(texts[IdentityItem.Kind.MARK]),
    )
    return at_place(fields, person.home_district)


def at_place(fields: EntryFields, place: Place | None) -> EntryFields:
    """With the country, State and district of a place of the directory."""
    if place is None:
        return fields
    is_state, district = place.kind == Place.Kind.STATE, place
    if place.kind == Place.Kind.LOCALITY and place.parent is not None:
        district = place.parent
    return replace(
        fields,
        country=place.country_code,
        state=place.name if is_state else place.state_name,
        district=district.name if district.kind == Place.Kind.DISTRICT else "",
    )


def _write(entry: SearchEntry, fields: EntryFields, not_before: datetime | None = None) -> SearchEntry:
    """It is compared again in any case; only another content is a new version, which says that facts changed.

    What was to wait waits on, whoever saves it again.
    """
    fields, now = fields.within_limits(), timezone.now()
    if entry_fields([entry]) != [fields]:
        entry.payload, entry.version, entry.changed_at = fields.as_json(), entry.version + 1, now
    entry.status, entry.taken_at = SearchEntry.Status.PENDING, None
    entry.made_at = max(entry.made_at, not_before or now)
    entry.save()
    return entry


def _locked(subject: HasUid) -> SearchEntry | None:
    rows = SearchEntry.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(subject_label=label_of(subject), subject_uid=subject.uid).first()


def _chosen_names(person: Person) -> list[PersonName]:
    """All she goes by. Of very many the first and the newest of each kind, then the newest, in the order of writing."""
    rows = PersonName.objects.filter(person=person).exclude(kind=PRINTED).order_by("recorded_at", "uid")
    written = list(rows.values_list("uid", "kind"))
    if len(written) > MOST_NAMES:
        first = {kind: uid for uid, kind in reversed(written)}
        newest = {kind: uid for uid, kind in written}
        chosen = dict.fromkeys([*first.values(), *newest.values(), *(uid for uid, _ in reversed(written))])
        rows = rows.filter(pk__in=list(chosen)[:MOST_NAMES])
    return list(rows)


def _newest(person: Person, kind: IdentityItem.Kind) -> list[IdentityItem]:
    rows = IdentityItem.objects.filter(person=person, kind=kind).order_by("-recorded_at", "-uid")
    return list(rows[:MOST_ITEMS])[::-1]


def _cut(text: str, longest: int) -> str:
    """Without the word that does not fit any more."""
    return text if len(text) <= longest else text[: longest + 1].rpartition(" ")[0] or text[:longest]


def _first_guardian(relatives: models.QuerySet[Relative]) -> list[Relative]:
    """The most usual one that has a name; of two fathers the one recorded last."""
    named = [one for one in relatives.order_by("-recorded_at") if one.name is not None]
    return sorted(named, key=lambda one: GUARDIANS.index(one.relation))[:1]


def _opened(person: Person, wanted: Iterable[tuple[Iterable[models.Model], str]]) -> dict[UUID, list[str]]:
    """By row: its text, if it has one that can be had."""
    cells = [(row.pk, getattr(row, name)) for rows, name in wanted for row in rows]
    sealed = [(uid, value) for uid, value in cells if isinstance(value, Sealed)]
    opened = open_for_matching([value for _, value in sealed], organisation=person.organisation_id)
    return {uid: [text] for (uid, _), text in zip(sealed, opened, strict=True) if isinstance(text, str) and text}
