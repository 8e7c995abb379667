"""What still waits for a lawyer, as people call it: never by the names that the data use for it.

Its name, and nothing of what it says: that is what nobody has confirmed.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from rihai.law.loading import Law
from rihai.law.review_words import name_of
from rihai.law.statements import Rendering, Statement


def in_words(told: Iterable[str], law: Law) -> tuple[str, ...]:
    """Of entries named as "remedy protest"; what has no name of its own is said once."""
    return tuple(dict.fromkeys(_named(one, law) for one in told))


def _named(told: str, law: Law) -> str:
    entry = law.entry(told)
    if entry is None:
        return told
    if isinstance(entry, Rendering):
        entry = law.statements[entry.statement]
    if not isinstance(entry, Statement):
        return name_of(entry)
    under = [name_of(one) for name in entry.rests_on if (one := law.entry(name)) is not None]
    return _("a sentence of the card on %(law)s") % {"law": "; ".join(under)} if under else _("a sentence of the card")
