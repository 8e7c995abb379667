"""The words of the codes of `data/exploitation.yaml`, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from rihai.cases.rules import FILE
from rihai.lib.codelists import by_code, load_list


def screening_choices(key: str) -> list[tuple[str, str]]:
    """Codes and labels of acts, means or types, for a form."""
    return [(entry.code, _(entry.label)) for entry in load_list(*FILE, key)]


def screening_labels(key: str, codes: Iterable[str]) -> list[str]:
    """The labels of the codes; one that has left the list is shown as it is."""
    known = by_code(*FILE, key)
    return [_(known[code].label) if code in known else code for code in codes]
