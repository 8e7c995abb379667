"""The search of the directory."""

from rihai.directory.models import Agency, AgencyQuerySet


def search(text: str = "", kind: str = "") -> AgencyQuerySet:
    """Agencies by words of name, place or PIN code, of one kind or group of kinds.

    Where no entry has the words, those that sound like them are found: another script, another spelling.
    """
    return search_counted(text, kind)[0]


def search_counted(text: str = "", kind: str = "") -> tuple[AgencyQuerySet, int]:
    """The same with how many there are, which tells at once whether any entry has the words."""
    found = _of_kind(Agency.objects.current(), kind)
    if not text.strip():
        return found, found.count()
    spelt, alike = found.counted(text)
    return (found.matching(text), spelt) if spelt else (found.sounding_like(text), alike)


def _of_kind(found: AgencyQuerySet, kind: str) -> AgencyQuerySet:
    if kind == "police":
        return found.police()
    return found.filter(kind=kind) if kind else found
