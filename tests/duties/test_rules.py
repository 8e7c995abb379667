"""The shipped rules are whole, and a mistake in them stops the program."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from django.urls import get_resolver

from rihai.duties import rules
from rihai.duties.rules import Kind, load_rules, rule_of, source_of
from rihai.lib import codelists, yamlfile
from rihai.lib.yamlfile import DataFileError, data_text

CHAIN = {"code": "usual", "label": "Usual", "source": "us", "steps": [{"after": 10, "to": "leads"}]}
RULE = {
    "code": "a.b", "label": "Do it", "hint": "Now.", "source": "us", "kind": "promise", "minutes": 5,
    "page": "web:my_day", "desk": "intake", "escalation": "usual",
}  # fmt: skip


@pytest.fixture
def forget() -> Iterator[None]:
    yield
    for cached in (rules.load_rules, codelists.load_list, yamlfile.load_yaml):
        cached.cache_clear()


def read(monkeypatch: pytest.MonkeyPatch, *, rule: Mapping[str, Any] = RULE, chain: Mapping[str, Any] = CHAIN) -> Any:
    """The rules as if the shipped file held only these."""
    told = {"version": 1, "date": "2026-01-01", "sources": {"us": "Us"}, "escalations": [chain], "rules": [rule]}
    monkeypatch.setattr(yamlfile, "data_text", lambda package, file: json.dumps(told))
    for cached in (rules.load_rules, codelists.load_list, yamlfile.load_yaml):
        cached.cache_clear()
    return rules.load_rules()


def test_every_rule_has_a_source_and_somebody_it_goes_on_to() -> None:
    for rule in load_rules().values():
        assert source_of(rule)
        assert rule.steps, rule.code


def test_the_page_of_every_rule_exists() -> None:
    for rule in load_rules().values():
        room, name = rule.url_name.split(":")
        assert name in get_resolver().namespace_dict[room][1].reverse_dict


def test_a_crisis_is_brought_before_others_within_minutes() -> None:
    steps = rule_of("alert.triage").steps_of("crisis")

    assert [step.after for step in steps] == [0, 5, 10]
    assert steps != rule_of("alert.triage").steps_of("normal")


def test_no_clock_of_the_law_is_put_off() -> None:
    lawful = [rule for rule in load_rules().values() if rule.kind is Kind.LAW]

    assert lawful
    assert all(rule.put_off_minutes == 0 for rule in lawful)


def test_whatever_is_about_an_operation_is_need_to_know() -> None:
    assert all(rule.need_to_know == rule.code.startswith("operation.") for rule in load_rules().values())


@pytest.mark.usefixtures("forget")
def test_a_whole_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch)["a.b"].minutes == 5


@pytest.mark.usefixtures("forget")
@pytest.mark.parametrize(
    ("flaw", "words"),
    [
        ({"kind": "wish"}, "law, promise or schedule"),
        ({"minutes": -1}, "whole minutes"),
        ({"minutes": "soon"}, "whole minutes"),
        ({"desk": "kitchen"}, "no purpose of a desk"),
        ({"escalation": "nobody"}, "not in the file"),
        ({"kind": "law", "put_off_minutes": 5}, "not put off"),
        ({"repeats": {"every": 1, "unit": "days"}}, "and nothing else, repeats"),
        ({"kind": "schedule"}, "repeats"),
        ({"hint": ""}, "hint"),
        ({"minuets": 5}, "knows no"),
        ({"page": None}, "address"),
        ({"source": "rumour"}, "not listed in the header"),
    ],
)
def test_a_mistake_in_a_rule_is_named(monkeypatch: pytest.MonkeyPatch, flaw: dict[str, Any], words: str) -> None:
    with pytest.raises(DataFileError, match=words):
        read(monkeypatch, rule={**RULE, **flaw})


@pytest.mark.usefixtures("forget")
@pytest.mark.parametrize(
    "steps",
    [
        [{"after": 10, "to": "everybody"}],
        [{"after": 10, "to": "role:king"}],
        [{"after": 10, "to": "desk:kitchen"}],
        [{"after": 10, "to": "leads"}, {"after": 5, "to": "role:director"}],
        [{"to": "leads"}],
    ],
)
def test_a_mistake_in_an_escalation_is_named(monkeypatch: pytest.MonkeyPatch, steps: list[dict[str, Any]]) -> None:
    with pytest.raises(DataFileError, match="usual"):
        read(monkeypatch, chain={**CHAIN, "steps": steps})


def test_the_file_says_where_each_period_comes_from() -> None:
    told = yaml.safe_load(data_text("rihai.duties", "rules.yaml"))

    assert {rule["source"] for rule in told["rules"]} <= set(told["sources"])


def test_the_promise_about_alerts_is_the_one_of_the_priorities() -> None:
    promised = {entry.code: entry.fields["target_minutes"] for entry in priorities()}

    assert dict(rule_of("alert.triage").minutes_for) == promised


def priorities() -> tuple[codelists.Entry, ...]:
    return codelists.load_list("rihai.intake", "alert_kinds.yaml", "priorities")
