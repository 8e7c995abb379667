"""No paper and no question goes out with a name that somebody typed into it unseen.

What is typed is compared with code, pseudonym and names of the survivors of the legal case. Whoever typed it takes a
word out or says of that word that it is no name; each stop leaves a trace, and so many of them in a day are no slip.
Not here: how words are compared (`people.named_in`).
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.people.models import Person
from rihai.people.named_in import words_that_name
from rihai.prosecution.models import LegalCase

STOPPED: Final = "legal.name_stopped"
A_DAY: Final = timedelta(hours=24)
# Whoever tries one name after the other to learn whom a legal case is about needs many.
MOST_STOPS: Final = 20


class SeemsToName(NotPossible):
    """`found`: the words, as they were typed."""

    def __init__(self, found: tuple[str, ...], about: LegalCase | Case, by: User) -> None:
        said = _("This seems to name a survivor: %(words)s. Take it out, or say below that you have looked.")
        super().__init__(said % {"words": ", ".join(f"“{one}”" for one in found)})
        self.found, self.about, self.by = found, about, by

    def after_rollback(self) -> None:
        audit.record(STOPPED, by=self.by, subject=self.about)


def check_names_nobody(about: LegalCase | Case, *texts: str, looked_at: Iterable[str], by: User) -> None:
    """`looked_at`: words of which somebody has said that they are no name."""
    found = words_that_name("\n".join(texts), _people(about))
    left = tuple(one for one in found if one not in set(looked_at))
    if not left:
        return
    stops = AuditEvent.objects.filter(actor_uid=by.uid, verb=STOPPED, at__gt=timezone.now() - A_DAY)
    if stops.count() >= MOST_STOPS:
        raise NotPossible(_("Too many names were typed today. Ask the legal desk."))
    raise SeemsToName(left, about, by)


def _people(about: LegalCase | Case) -> list[Person]:
    if isinstance(about, Case):
        return [about.person]
    return [one.case.person for one in about.survivors.select_related("case__person")]
