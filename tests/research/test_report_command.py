"""`rihai report impact` for people and for programs, and the documentation of its document."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.rescue.rules.outcomes import outcome_choices
from rihai.research.cli import report
from rihai.research.stories.facts import StoryFile
from tests.house import source
from tests.research import own

pytestmark = pytest.mark.django_db
DOCUMENTED = (source.ROOT / "docs" / "api.md").read_text()
# Keys that are years or publishers' own words.
VALUES = {"2020", "2021", "2022"}


def document(*more: str) -> dict[str, Any]:
    result = CliRunner().invoke(report, ["impact", "--json", *more])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def keys(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from keys(value)
    elif isinstance(part, list):
        for one in part:
            yield from keys(one)


def test_the_document_holds_the_figures_of_the_stories(loaded: StoryFile) -> None:
    found = document()

    assert (found["stories"], found["people"]) == (11, 16)
    (one,) = found["published"]
    assert (one["stories"], one["people"], one["operations"]) == (11, 16, 6)
    assert one["freed"] == {"exploitation_stated": 5, "exploitation_not_stated": 6}
    assert one["located"] == {"total": 13, "in_operations": 11, "otherwise": 2}
    assert one["by_outcome"] == dict(zip([code for code, _ in outcome_choices()], [11, 1, 1, 1, 1, 1], strict=True))
    assert one["people_by_year"] == {"2020": 1, "2021": 4, "2022": 11}
    assert one["stories_by_year"] == {"2020": 1, "2021": 4, "2022": 6}
    assert [(figure["value"], figure["as_of"]) for figure in one["declared"]] == [(24, "2023-09"), (33, "2023-09")]
    assert (found["own"]["people"], found["own"]["operations"]) == (None, None)


def test_every_figure_at_the_top_is_defined(loaded: StoryFile) -> None:
    found = document()

    assert {"stories", "people", "operations", "located", "freed", "declared"} == set(found["definitions"])
    assert all(all(definition.values()) for definition in found["definitions"].values())


def test_the_documentation_names_every_key(loaded: StoryFile) -> None:
    unnamed = {key for key in keys(document()) if key not in VALUES and f"{key}`" not in DOCUMENTED}

    assert not unnamed


def test_without_anything_recorded_the_document_has_the_same_shape() -> None:
    found = document()

    assert (found["stories"], found["people"], found["published"]) == (0, 0, [])
    assert set(found) == {
        "as_of",
        "base_year",
        "is_exact",
        "stories",
        "people",
        "definitions",
        "own",
        "own_known_today",
        "published",
    }


def test_the_day_can_be_chosen_and_is_printed() -> None:
    assert document("--as-of", "2024-01-31")["as_of"] == "2024-01-31"
    assert document()["as_of"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("day", ["2999-01-01", "2022-02-30", "yesterday"])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    result = CliRunner().invoke(report, ["impact", "--json", "--as-of", day])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "--as-of" in result.stderr


def test_for_people_the_same_figures_are_lines(loaded: StoryFile) -> None:
    lines = CliRunner().invoke(report, ["impact"]).output.splitlines()

    assert "Published by Mumbai Smiles (Sonrisas de Bombay), not our cases, not endorsed" in lines
    assert any(line.split() == ["people", "located", "13"] for line in lines)
    assert any("declared by them: 24 operations as of 2023-09" in line for line in lines)


def test_our_own_small_counts_are_hidden(kiran: User) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    found = document()

    assert found["is_exact"] is False
    assert found["own"]["people"] is None
    assert set(found["own"]["people_by_year"].values()) == {None}
    assert "hidden" in CliRunner().invoke(report, ["impact"]).output


def test_the_entitled_may_ask_for_exact_counts_and_that_is_recorded(kiran: User, dolly: User) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    found = document("--exact-for", "dolly")

    assert found["is_exact"] is True
    assert (found["own"]["people"], found["own"]["operations"]) == (1, 1)
    event = AuditEvent.objects.get(verb="figures.exported")
    assert event.actor_uid == dolly.uid
    assert '"is_exact":true' in event.facts


@pytest.mark.parametrize("name", ["data_officer", "nobody"])
def test_whoever_is_not_entitled_gets_no_exact_counts(data_officer: User, name: str) -> None:
    result = CliRunner().invoke(report, ["impact", "--json", "--exact-for", name])

    assert result.exit_code != 0
    assert result.stdout == ""
    assert AuditEvent.objects.filter(verb="figure.exact.refused").count() == (name == "data_officer")


def test_what_was_known_then_stands_apart_from_what_is_known_today(kiran: User, dolly: User) -> None:
    with own.travel(own.MONDAY):
        own.past_operation(kiran)
    with own.travel(own.TUESDAY):
        own.past_operation(kiran)
        day = own.MONDAY.date().isoformat()

        found = document("--as-of", day, "--exact-for", "dolly")
        lines = CliRunner().invoke(report, ["impact", "--as-of", day]).output.splitlines()

    assert (found["own"]["operations"], found["own_known_today"]["operations"]) == (1, 2)
    assert any(f"Known today about the time until {day}" in line for line in lines)
