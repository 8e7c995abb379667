"""Keeping, throwing away and using up drafts.

Here: every change of a draft. Saving leaves an event when the draft begins and none every twenty seconds after, so that
the trail keeps telling what matters. Not here: reading a draft, which only its writer does, through the reading call.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rihai.access.drafts.erasing import erase_draft
from rihai.access.drafts.models import Draft
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid
from rihai.vault.keys import new_data_key

MOST_BYTES: Final = 256 * 1024
MOST_DRAFTS: Final = 30
SHORTEST_PAUSE: Final = timedelta(seconds=3)
# Whoever leaves cannot wait: a few savings take their turn in advance.
IN_ADVANCE: Final = 3 * SHORTEST_PAUSE
Contents = dict[str, list[str]]


@dataclass(frozen=True)
class Place:
    """Which form about which record."""

    form: str
    subject_uid: UUID


class NotKept(Exception):
    """The draft is not kept; one class for each reason, the words stand on the page."""


class TooLarge(NotKept):
    """More than a form holds."""


class TooMany(NotKept):
    """She has many drafts already."""


class TooSoon(NotKept):
    """It was saved a moment ago."""


class AnotherWaits(NotKept):
    """There is a draft of this form that this page does not continue; it must not be lost."""


class Gone(NotKept):
    """The page continues a draft that was sent or thrown away meanwhile; saving late must not raise it anew."""


@transaction.atomic
def keep_draft(
    place: Place, *, contents: Contents, continues: UUID | None, is_leaving: bool = False, by: User
) -> Draft:
    """Write the draft of this form anew, or begin one. `continues` is the draft that the page shows."""
    if len(json.dumps(contents)) > MOST_BYTES:
        raise TooLarge
    User.objects.select_for_update().get(pk=by.pk)  # two pages of hers wait for each other here
    held = Draft.objects.visible_to(by).select_for_update(of=("self",))
    draft = held.filter(form=place.form, subject_uid=place.subject_uid).first()
    if draft is not None and draft.is_expired:
        erase_draft(draft)  # nobody is shown it any more, and the worker comes only now and then
        return _begin(place, contents, by)
    if draft is None:
        if continues is not None:
            raise Gone
        return _begin(place, contents, by)
    if draft.pk != continues:
        raise AnotherWaits
    draft.contents, draft.saved_at = contents, _turn(draft, is_leaving=is_leaving)
    draft.save(update_fields=["contents", "saved_at"])
    return draft


@transaction.atomic
def throw_away_draft(draft: Draft, *, by: User) -> None:
    if erase_draft(Draft.objects.visible_to(by).filter(pk=draft.pk).first()):
        audit.record("draft.thrown_away", by=by, subject=draft)


@transaction.atomic
def finish_draft(draft: Draft, *, by: User) -> None:
    """The form was sent: what was kept of it goes."""
    if erase_draft(Draft.objects.visible_to(by).filter(pk=draft.pk).first()):
        audit.record("draft.sent", by=by, subject=draft)


@transaction.atomic
def forget_drafts(user: User, *, by: User) -> int:
    """Erase all drafts of somebody who leaves."""
    erased = sum(erase_draft(draft) for draft in Draft.objects.filter(user=user).select_related("data_key"))
    if erased:
        audit.record("draft.forgotten", by=by, subject=user, drafts=erased)
    return erased


@transaction.atomic
def drop_drafts(user: User, *, about: Iterable[HasUid], by: User) -> int:
    """Erase what she began and never sent about these records: she may not open them any more."""
    held = Draft.objects.filter(user=user, subject_uid__in=[one.uid for one in about]).select_related("data_key")
    erased = sum(erase_draft(draft) for draft in held)
    if erased:
        audit.record("draft.forgotten", by=by, subject=user, drafts=erased)
    return erased


def _turn(draft: Draft, *, is_leaving: bool) -> datetime:
    """When this saving counts as made: who leaves takes the next turn now and does not get two for one."""
    now, turn = timezone.now(), draft.saved_at + SHORTEST_PAUSE
    if now >= turn:
        return now
    if is_leaving and turn - now <= IN_ADVANCE:
        return turn
    raise TooSoon


def _begin(place: Place, contents: Contents, by: User) -> Draft:
    if Draft.objects.visible_to(by).count() >= MOST_DRAFTS:
        raise TooMany
    draft = Draft(user=by, form=place.form, subject_uid=place.subject_uid, contents=contents)
    draft.data_key = new_data_key(agencies=[by.organisation_id])
    draft.save(force_insert=True)
    audit.record("draft.kept", by=by, subject=draft, form=place.form.partition("?")[0])
    return draft
