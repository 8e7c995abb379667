"""The words of an alert's codes, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from rihai.intake.models import Alert
from rihai.intake.rules import FILE
from rihai.lib.codelists import by_code, load_list

REASONS: Final = ("dismissal_reasons", "referral_reasons", "triage_outcomes")
NOT_STATED: Final = "not_stated"


@dataclass(frozen=True)
class Labels:
    """The words of one alert's codes."""

    kind: str
    channel: str
    priority: str
    signs: tuple[str, ...]


def labels_of(alert: Alert) -> Labels:
    return Labels(
        kind=label("kinds", alert.kind),
        channel=label("channels", alert.channel),
        priority=label("priorities", alert.priority) if alert.priority else "",
        signs=tuple(label("signs", code) for code in alert.signs),
    )


def label(key: str, code: str) -> str:
    """The label of a code; one that has left the list is shown as it is."""
    entry = by_code(*FILE, key).get(code)
    return _(entry.label) if entry else code


def reason_label(code: str) -> str:
    """Why an alert was passed on or dismissed; an acceptance says it by itself."""
    known = [key for key in REASONS if code in by_code(*FILE, key)]
    return label(known[0], code) if known else code


def offered(key: str) -> list[tuple[str, str]]:
    """Choices of a list, with "not stated" left for the loader of published accounts."""
    return [(entry.code, _(entry.label)) for entry in load_list(*FILE, key) if entry.code != NOT_STATED]


def explained(key: str) -> list[tuple[str, str]]:
    """Choices with what each of them means."""
    return [(entry.code, f"{_(entry.label)}: {_(entry.hint)}") for entry in load_list(*FILE, key)]


def signs_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """Signs under the headings of their groups: nobody reads forty lines in a row."""
    signs = load_list(*FILE, "signs")
    return [
        (_(group.label), [(one.code, _(one.label)) for one in signs if one.fields["group"] == group.code])
        for group in load_list(*FILE, "sign_groups")
    ]


def of_people(file: str, key: str, *, but: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Choices of a list about people and sources."""
    return [(entry.code, _(entry.label)) for entry in load_list("rihai.people", file, key) if entry.code not in but]
