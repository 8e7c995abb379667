"""One report of the police is one legal case here: the same number at the same station is recognised, never shown.

Recognised by a token that only this organisation can make. Not here: what the paper says (`actions.paper`).
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import LegalCase
from rihai.prosecution.workflow import LegalStatus
from rihai.vault.blind import tokens


def set_number_token(legal_case: LegalCase, number: str, *, place: object, by: User) -> None:
    """`place`: the station, or the survivor's case as long as no station is known. Raises if another one has it."""
    # Two workers often copy the same paper at once: the second waits here until the first is written.
    Agency.objects.select_for_update(no_key=True).get(pk=legal_case.organisation_id)
    legal_case.number_token = None
    if parts := _parts(number, legal_case.filed_on):
        group = "complaint" if legal_case.kind == LegalCase.Kind.COMPLAINT else "fir"
        legal_case.number_token = tokens(legal_case.organisation_id, "legal_number", [group, str(place), *parts])
    check_is_only_one(legal_case, by=by)


def check_is_only_one(legal_case: LegalCase, *, by: User) -> None:
    if legal_case.number_token is None:
        return
    others = LegalCase.objects.filter(organisation=legal_case.organisation_id, number_token=legal_case.number_token)
    other = others.exclude(pk=legal_case.pk).exclude(status=LegalStatus.MISTAKE).first()
    if other is not None:
        raise NotPossible(_words(other, by))


def _parts(number: str, filed_on: date | None) -> list[str]:
    """As a clerk would compare them: 0123/2026, 123/26 and, of the year 2026, 123 are the same."""
    parts = [run.lstrip("0").casefold() for run in re.findall(r"[^\W_]+", number)]
    if len(parts) == 1 and filed_on is not None:
        parts.append(str(filed_on.year))
    if len(parts) > 1 and re.fullmatch(r"\d\d", parts[-1]):
        parts[-1] = f"20{parts[-1]}"
    return parts


def _words(other: LegalCase, by: User) -> str:
    names = [one.user.display_name for one in other.parts.filter(left_at=None).select_related("user")]
    if LegalCase.objects.visible_to(by).filter(pk=other.pk).exists():
        words = _("This number stands on %(reference)s already. Add the survivor there.")
        return words % {"reference": other.reference}
    words = _("Another legal case of this house has this number. Ask %(names)s to add you and the survivor.")
    return words % {"names": ", ".join(names) or _("the legal desk")}
