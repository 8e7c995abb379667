"""The only call that gives plain text.

    plain = read((case, ["wish"]), (events, ["text"]), by=user, why=OwnWork())
    plain(case).wish

Here: the call, its audit event and the opening. An import contract lets nobody else import
`rihai.vault.unseal`. Not here: who may open which field (`rights.py`), or which rows somebody is
shown (`scope.py`).

Everything is decided for all records before anything is opened, and the audit event is written
and committed before the first plain value exists.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from rihai.access.models import Reason
from rihai.access.reasons import keep_reason
from rihai.access.rights import Rights, Wanted, Way, field_names, rights_on
from rihai.accounts.models import User
from rihai.audit.actions import record as record_event
from rihai.audit.refusals import Refused
from rihai.vault.fields import SealedFileField
from rihai.vault.models import SealedFile
from rihai.vault.sealed import Sealed
from rihai.vault.unseal import Erased, NotWrapped, open_file, open_many

READ: Final = "records.read"


@dataclass(frozen=True)
class OwnWork:
    """She opens what is assigned to her, lists her by name, or lies on her desk."""


@dataclass(frozen=True)
class Because:
    """She opens it outside her own work, and says why in her own words."""

    text: str


class ReasonNeeded(Refused):
    """She may open it if she says why: the page asks for a reason and calls again with `Because`."""

    def __init__(self, rights: Rights) -> None:
        super().__init__(READ, label=rights.label, uid=rights.uid, words=_("Say why you need to open this."))
        self.compartments = sorted({need.compartment for need in rights.needs if need.way is Way.REASON})


class Opened:
    """The plain values of one record: only what was asked for, never printed, never stored."""

    __slots__ = ("_values",)
    _values: Mapping[str, Any]

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"'{name}' was not asked for in this reading") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("What was read is not changed; call an action of the record's package")

    def __repr__(self) -> str:
        return f"<Opened {', '.join(sorted(self._values))}>"

    def __reduce_ex__(self, protocol: object) -> str | tuple[Any, ...]:
        raise TypeError("Plain values are not stored or sent on")


class OpenedFile:
    """A file that may be read: what it is called, and its content in pieces."""

    def __init__(self, file: SealedFile, about: object, by: User) -> None:
        self.about = about
        self._file, self._agency = file, by.organisation_id

    def pieces(self) -> Iterator[bytes]:
        return open_file(self._file, agency=self._agency)

    def __repr__(self) -> str:
        return "<OpenedFile>"

    def __reduce_ex__(self, protocol: object) -> str | tuple[Any, ...]:
        raise TypeError("Plain values are not stored or sent on")


class Plain:
    """What one reading gave: call it with a record."""

    __slots__ = ("_opened",)

    def __init__(self, opened: Mapping[tuple[str, UUID], Opened]) -> None:
        self._opened = opened

    def __call__(self, record: models.Model) -> Opened:
        try:
            return self._opened[record._meta.label_lower, record.pk]
        except KeyError:
            raise LookupError(f"This {record._meta.label} was not part of the reading") from None

    def __repr__(self) -> str:
        return f"<Plain of {len(self._opened)} records>"

    def __reduce_ex__(self, protocol: object) -> str | tuple[Any, ...]:
        raise TypeError("Plain values are not stored or sent on")


def read(
    *wanted: tuple[models.Model | Iterable[models.Model], Sequence[str]],
    by: User,
    why: OwnWork | Because,
    within_action: bool = False,
) -> Plain:
    """Open the named fields of these records, or raise `Refused` (or `ReasonNeeded`) and open none.

    Stands outside any transaction, as a rollback would take the event away when the text is out
    already: RuntimeError otherwise. An action that needs old values to write new ones, and shows
    them to nobody, says `within_action`.
    """
    asked = _flatten(wanted)
    rights = rights_on(asked, by)
    _check(rights, why)
    with transaction.atomic(durable=not within_action):
        reason = _keep_reason(why, asked, by)
        facts: dict[str, Any] = {"reason": reason.uid} if reason else {}
        record_event(READ, by=by, opened=[code for one in asked for code in one.codes], **facts)
    return _open(asked, by)


def _flatten(wanted: Sequence[tuple[models.Model | Iterable[models.Model], Sequence[str]]]) -> list[Wanted]:
    """One entry per record: a record asked for twice gets all its fields once."""
    asked: dict[tuple[str, UUID], Wanted] = {}
    for records, fields in wanted:
        for record in [records] if isinstance(records, models.Model) else records:
            names = field_names(record, fields)
            before = asked.get((record._meta.label_lower, record.pk))
            asked[record._meta.label_lower, record.pk] = Wanted(record, (before.fields if before else ()) + names)
    return list(asked.values())


def _check(all_rights: Sequence[Rights], why: OwnWork | Because) -> None:
    """Refusals first: somebody who may not read at all is not asked for a reason."""
    for rights in all_rights:
        if any(need.way is Way.NONE for need in rights.needs):
            raise Refused(
                READ, label=rights.label, uid=rights.uid, words=_("You have no access to this part of the record.")
            )
    if isinstance(why, Because):
        return  # what she typed is checked where it is kept
    for rights in all_rights:
        if any(need.way is Way.REASON for need in rights.needs):
            raise ReasonNeeded(rights)


def _keep_reason(why: OwnWork | Because, asked: Sequence[Wanted], by: User) -> Reason | None:
    if isinstance(why, OwnWork) or not asked:
        return None
    return keep_reason(why.text, about=asked[0].record, by=by)


def _open(asked: Sequence[Wanted], by: User) -> Plain:
    """Open everything with one query for the keys."""
    _fetch_files(asked)
    cells = [(one, name, getattr(one.record, name)) for one in asked for name in one.fields]
    sealed = [_seal_of(value) for _, _, value in cells]
    opened = iter(open_many([seal for seal in sealed if seal is not None], agency=by.organisation_id))
    values: dict[tuple[str, UUID], dict[str, Any]] = {one.key: {} for one in asked}
    for (one, name, value), seal in zip(cells, sealed, strict=True):
        plain = value if seal is None else _checked(next(opened), one)
        is_file = isinstance(value, SealedFile) and isinstance(plain, dict)
        values[one.key][name] = OpenedFile(value, plain, by) if is_file else plain
    return Plain({key: Opened(found) for key, found in values.items()})


def _fetch_files(asked: Sequence[Wanted]) -> None:
    """The rows of all files at once, not one by one."""
    by_field: dict[tuple[type[models.Model], str], list[models.Model]] = defaultdict(list)
    for one in asked:
        for name in one.fields:
            if isinstance(one.record._meta.get_field(name), SealedFileField):
                by_field[type(one.record), name].append(one.record)
    for (_model, name), records in by_field.items():
        models.prefetch_related_objects(records, name)


def _seal_of(value: object) -> Sealed | None:
    """What has to be opened: the value itself, or the description of a file. None: nothing was written here."""
    return value.about if isinstance(value, SealedFile) else value if isinstance(value, Sealed) else None


def _checked(opened: object, one: Wanted) -> object:
    match opened:
        case Erased():
            return _("erased")
        case NotWrapped():
            label, uid = one.key
            raise Refused(READ, label=label, uid=uid, words=_("Your organisation has no key to this record."))
    return opened
