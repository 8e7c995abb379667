"""What the invented lawyer of the demonstration network has confirmed; it counts nowhere else and says so everywhere.

Not here: what lawyers of an installation confirm (`confirmations`). Nothing but a demonstration may ask for this.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rihai.law.loading import Law
from rihai.law.review_words import entries_of
from rihai.law.sourcing import Confirmation
from rihai.lib.yamlfile import load_yaml


def demonstration_of(law: Law) -> Mapping[str, Confirmation]:
    """Her confirmations by the digest of today's wording, each marked. Raises KeyError for an entry that is gone."""
    content = _content(law)
    on, entries = date.fromisoformat(content["date"]), {(kind, one.id): one for kind, one in entries_of(law)}
    confirmed = [entries[kind, id_] for kind, ids in content["entries"].items() for id_ in ids]
    return {
        one.digest: Confirmation(one.id, content["lawyer"], on, one.digest, is_demonstration=True) for one in confirmed
    }


def _content(law: Law) -> Mapping[str, Any]:
    return load_yaml("rihai.law", f"{law.country}/demonstration.yaml")
