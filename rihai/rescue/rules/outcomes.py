"""How a search ended for a person, and what that counts as (`data/outcomes.yaml`).

Three counts are kept apart: operations, people located, people freed from exploitation. Where the file
says "only if decided", a person has to decide with a reason; nothing is inferred.
"""

from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.lib.codelists import Entry, by_code, load_list

FILE: Final = "outcomes.yaml"
VOLUNTARY: Final = "voluntary_disappearance"
NONE_FOUND: Final = "none_found"


@cache
def _outcomes() -> dict[str, Entry]:
    return by_code("rihai.rescue", FILE, "resolutions")


@cache
def _findings() -> dict[str, Entry]:
    return by_code("rihai.rescue", FILE, "exploitation_findings")


def outcome_choices() -> list[tuple[str, str | Promise]]:
    return [(entry.code, _(entry.label)) for entry in load_list("rihai.rescue", FILE, "resolutions")]


def exploitation_choices() -> list[tuple[str, str | Promise]]:
    return [(entry.code, _(entry.label)) for entry in load_list("rihai.rescue", FILE, "exploitation_findings")]


def is_known(outcome: str, exploitation: str) -> bool:
    return outcome in _outcomes() and exploitation in _findings()


def outcome_label(code: str) -> str | Promise:
    return _(_outcomes()[code].label)


def exploitation_label(code: str) -> str | Promise:
    return _(_findings()[code].label)


def was_found_in_operation(outcome: str) -> bool:
    return bool(_outcomes()[outcome].fields["found_in_operation"])


def is_located(outcome: str) -> bool:
    return bool(_outcomes()[outcome].fields["located"])


def may_be_decided_freed(outcome: str, exploitation: str) -> bool:
    """Whether a person may decide that she left exploitation, where the outcome alone does not say it."""
    needs_decision = _outcomes()[outcome].fields["freed"] == "only_if_decided"
    return needs_decision and bool(_findings()[exploitation].fields["counts_as_exploitation"])


def is_freed(outcome: str, exploitation: str, *, is_decided: bool) -> bool:
    """Whether she counts as freed: exploitation was found, and she left it by this outcome or by decision."""
    if not _findings()[exploitation].fields["counts_as_exploitation"]:
        return False
    match _outcomes()[outcome].fields["freed"]:
        case "when_exploitation_found":
            return True
        case "only_if_decided":
            return is_decided
    return False
