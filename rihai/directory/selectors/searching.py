"""The search of the directory."""

from rihai.directory.models import Agency, AgencyQuerySet


def search(text: str = "", kind: str = "") -> AgencyQuerySet:
    """Agencies by words of name, place or PIN code, of one kind or group of kinds.

    Where no entry has the words, those that sound like them are found: another script, another spelling.
    """
    found = _of_kind(Agency.objects.current(), kind)
    spelt = found.matching(text)
    return spelt if not text.strip() or spelt.exists() else found.sounding_like(text)


def _of_kind(found: AgencyQuerySet, kind: str) -> AgencyQuerySet:
    if kind == "police":
        return found.police()
    return found.filter(kind=kind) if kind else found
