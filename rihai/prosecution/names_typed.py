"""No paper and no question goes out with a name that somebody typed into it unseen.

What is typed is compared with code, pseudonym and names of the survivors of the legal case, as far as whoever typed it
may know them. Whoever typed takes a word out or says of that word that it is no name; each stop leaves a trace, and so
many of them in a day are no slip. To a lawyer of the house who works on the legal case it is said that a name kept from
her stands there, not which word it is. For all others such names are not compared: the page asks for a second look,
whatever was typed. Not here: how words are compared (`people.named_in`).
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.people.models import Person
from rihai.people.named_in import names_unseen, opens_all_names, words_that_name
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.rights.guests import is_of_house
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.rights.working import holds_privilege

STOPPED: Final = "legal.name_stopped"
A_DAY: Final = timedelta(hours=24)
# Whoever tries one name after the other needs many.
MOST_STOPS: Final = 20
# Looked at is the text as it stands: once it is changed, it was not.
WHOLE_TEXT: Final = "text:"


class SeemsToName(NotPossible):
    """`found`: the words, as they were typed."""

    def __init__(self, found: tuple[str, ...], about: LegalCase | Case, by: User) -> None:
        said = _("This seems to name a survivor: %(words)s. Take it out, or say below that you have looked.")
        super().__init__(said % {"words": ", ".join(f"“{one}”" for one in found)})
        self.found, self.about, self.by = found, about, by

    def after_rollback(self) -> None:
        audit.record(STOPPED, by=self.by, subject=self.about)


class NamesUnseen(SeemsToName):
    """A name that she may not open: which word it is would tell her. `found`: the mark of this very text."""

    def __init__(self, text: str, about: LegalCase | Case, by: User) -> None:
        super().__init__((_mark(text),), about, by)
        self.words = _(
            "This seems to name a survivor. Read all of it once more: take the name out, or say that you have looked."
        )


class TooManyNames(NotPossible):
    """Said before anything is compared: who tries names is told the same of each."""

    def __init__(self, about: LegalCase | Case, by: User) -> None:
        super().__init__(_("Too many names were typed today. Ask the legal desk."))
        self.about, self.by = about, by

    def after_rollback(self) -> None:
        audit.record("legal.names_refused", by=self.by, subject=self.about)


def check_names_nobody(about: LegalCase | Case, *texts: str, looked_at: Iterable[str], by: User) -> None:
    """`looked_at`: words of which somebody has said that they are no name."""
    _check_pace(about, by)
    people, text, seen = _people(about, by), "\n".join(texts), set(looked_at)
    _check_unseen(about, people, text, seen, by)
    found = words_that_name(text, people, by=by)
    left = tuple(one for one in found if one not in seen)
    if not left:
        return
    raise SeemsToName(left, about, by)


def compares_all_names(about: LegalCase | Case, by: User) -> bool:
    """Where it does not, only a second look keeps a name out."""
    people = _people(about, by)
    return bool(people) and (_is_its_own_lawyer(about, by) or opens_all_names(by, people))


def _check_unseen(about: LegalCase | Case, people: list[Person], text: str, seen: set[str], by: User) -> None:
    if _mark(text) not in seen and _is_its_own_lawyer(about, by) and names_unseen(text, people, by=by):
        raise NamesUnseen(text, about, by)


def _is_its_own_lawyer(about: LegalCase | Case, by: User) -> bool:
    """Of the house and at work on this very legal case: she learns of nobody else, and no guest learns anything."""
    if not (isinstance(about, LegalCase) and is_of_house(by) and by.organisation_id == about.organisation_id):
        return False
    has_part = about.parts.filter(user=by, left_at=None, part=LegalPart.Part.IN_HOUSE).exists()
    return has_part and holds_privilege(by, about)


def _mark(text: str) -> str:
    return WHOLE_TEXT + sha256(text.encode()).hexdigest()[:16]


def _check_pace(about: LegalCase | Case, by: User) -> None:
    stops = AuditEvent.objects.filter(actor_uid=by.uid, verb=STOPPED, at__gt=timezone.now() - A_DAY)
    if stops.count() >= MOST_STOPS:
        raise TooManyNames(about, by)


def _people(about: LegalCase | Case, by: User) -> list[Person]:
    """Those whom she may know of: whoever accompanies one survivor learns of no other."""
    if isinstance(about, LegalCase):
        return [one.case.person for one in known_survivors(about, by)]
    return [one.person for one in Case.objects.visible_to(by).filter(pk=about.pk).select_related("person")]
