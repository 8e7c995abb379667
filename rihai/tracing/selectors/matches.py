"""What the pages about potential matches show: the list by code, and one pair side by side, opened as own work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import models

from rihai.access.own import open_own
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import User
from rihai.people.models import SamePerson, SearchEntry
from rihai.tracing.models.matches import UNDECIDED, MatchDecision, PotentialMatch, SharedAnswer
from rihai.tracing.workflow import MatchStatus
from rihai.vault.models import DataKey

# Whose keys seal what a proposal says, beside its own.
SIDES: Final = (
    "missing_entry__data_key",
    "missing_entry__person__data_key",
    "held_entry__data_key",
    "person__data_key",
)


@dataclass(frozen=True, repr=False)
class Field:
    """One line of the comparison: both texts, how alike, how rare, points."""

    code: str
    missing: str
    held: str
    is_told: bool
    level: str
    share: float | None
    points: float


@dataclass(frozen=True, repr=False)
class Voice:
    """`has_fallen`: it spoke of other facts than those of today, and counts only if it is said again."""

    row: MatchDecision
    reason: str
    has_fallen: bool = False


@dataclass(frozen=True, repr=False)
class NotKnown:
    """What the record held does not say, and the points it would bring if it agreed or not, where that is told."""

    code: str
    same: float | None = None
    different: float | None = None


@dataclass(frozen=True, repr=False)
class MatchPage:
    is_open: bool
    needs_reason: bool
    fields: tuple[Field, ...]
    points: float
    others: tuple[float, ...]
    # Asking for it would change the picture.
    unknown: tuple[NotKnown, ...]
    voices: tuple[Voice, ...]
    answers: tuple[SharedAnswer, ...]
    has_said: bool
    # Where the same two are decided on now, if it is not here.
    newer: PotentialMatch | None = None
    # Her own voice has fallen: she is asked again.
    is_asked_again: bool = False


def matches_listed(user: User, *, decided: bool) -> models.QuerySet[PotentialMatch]:
    rows = PotentialMatch.objects.visible_to(user).select_related("person", "missing_entry")
    chosen = rows.exclude(status__in=UNDECIDED) if decided else rows.filter(status__in=UNDECIDED)
    # The strong ones first, so that a girl who waits in a home is not behind a guess.
    return chosen.order_by("-band", "-weight", "-proposed_at")


def open_matches_of(user: User, person_uid: UUID) -> list[PotentialMatch]:
    rows = PotentialMatch.objects.visible_to(user).filter(person=person_uid, status__in=UNDECIDED)
    return list(rows.select_related("person").order_by("-weight"))


def newest_refusal(missing: SearchEntry, held: SearchEntry) -> PotentialMatch | None:
    """What two colleagues refused last of these two humans: by any report, record or file of either of them."""
    if held.person_id is None:
        return None
    sought = models.Q(missing_entry=missing)
    if missing.person_id is not None:
        sought |= models.Q(missing_entry__person__in=SamePerson.objects.all_records_of(missing.person_id))
    records = SamePerson.objects.all_records_of(held.person_id)
    refused = PotentialMatch.objects.filter(sought, person__in=records, status=MatchStatus.REFUSED)
    return refused.annotate(said_last=models.Max("decisions__said_at")).order_by("said_last").last()


def newer_proposal(match: PotentialMatch) -> PotentialMatch | None:
    """Of the same two, made when facts came that speak for a pair that was refused; not withdrawn since."""
    pair = PotentialMatch.objects.filter(missing_entry=match.missing_entry_id, person=match.person_id)
    return pair.filter(status__in=[*UNDECIDED, MatchStatus.CONFIRMED]).exclude(pk=match.pk).first()


def said_of_erased() -> ScopedQuerySet[PotentialMatch]:
    """One side after the other, each from the few keys that are destroyed: asked at once, every match is read."""
    gone = DataKey.objects.filter(destroyed_at__isnull=False).values("pk")
    rows = PotentialMatch.objects.filter(data_key__destroyed_at=None).order_by().values("pk")
    first, *others = (rows.filter(**{f"{side}__in": gone}) for side in SIDES)
    return PotentialMatch.objects.filter(pk__in=first.union(*others))


def match_page(match: PotentialMatch, user: User) -> MatchPage:
    decisions = list(match.decisions.select_related("said_by"))
    opened = open_own((match, ["findings"]), (decisions, ["reason"]), by=user)
    own = [one for one in decisions if one.said_by_id == user.uid and one.taken_back_at is None]
    plain = opened(match)
    findings: Mapping[str, Any] = plain.findings if plain is not None and isinstance(plain.findings, dict) else {}
    return MatchPage(
        is_open=plain is not None,
        needs_reason=opened.needs_reason,
        fields=tuple(_fields(findings.get("fields", ()))),
        points=float(findings.get("weight", 0.0)),
        others=tuple(float(one) for one in findings.get("others", ())),
        unknown=tuple(_not_known(findings)),
        voices=tuple(Voice(one, _text(opened(one)), _has_fallen(one, match)) for one in decisions),
        answers=tuple(match.answers.select_related("organisation", "given_by")),
        has_said=any(not _has_fallen(one, match) for one in own),
        newer=newer_proposal(match) if match.status == MatchStatus.REFUSED else None,
        is_asked_again=any(_has_fallen(one, match) for one in own),
    )


def _not_known(findings: Mapping[str, Any]) -> Iterator[NotKnown]:
    swings = findings.get("swings", {})
    for code in findings.get("unknown", ()):
        yield NotKnown(str(code), *swings.get(code, ()))


def _has_fallen(voice: MatchDecision, match: PotentialMatch) -> bool:
    return match.is_undecided and voice.taken_back_at is None and voice.of_state != match.state


def answers_for(user: User, asked_uid: UUID) -> list[tuple[SharedAnswer, Any]]:
    """What holders chose to tell about one question, opened; nothing of it is there before they choose."""
    rows = list(
        SharedAnswer.objects.visible_to(user).filter(asked_uid=asked_uid, ended_at=None, data_key__destroyed_at=None)
    )
    opened = open_own((rows, ["paper", "contact"]), by=user)
    return [(row, opened(row)) for row in rows]


def _fields(rows: Iterable[Mapping[str, Any]]) -> Iterable[Field]:
    for row in rows:
        yield Field(
            code=str(row["field"]),
            missing=str(row["missing"]),
            held=str(row["held"]),
            is_told=bool(row["is_told"]),
            level=str(row["level"]),
            share=row["share"],
            points=float(row["points"]),
        )


def _text(plain: Any) -> str:
    return str(plain.reason or "") if plain is not None else ""
