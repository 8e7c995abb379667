"""Tables of examples: facts with what they must come to, read from the YAML files beside this module."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rihai.law.evaluation import Evaluation, evaluate
from rihai.law.facts import Facts, read_facts
from rihai.law.loading import law_of

HERE = Path(__file__).parent
INDIA = law_of("india")


def facts(given: Mapping[str, Any] | None = None, **more: Any) -> Facts:
    return read_facts(INDIA.vocabulary, {**(given or {}), **more})


def judged(given: Mapping[str, Any], on: date | None = None) -> Evaluation:
    """What facts come to; `on`: an offence of that one day."""
    days = {} if on is None else {"offence.date_from": on, "offence.date_to": on}
    return evaluate(INDIA, read_facts(INDIA.vocabulary, {**given, **days}))


def ids(findings: Any) -> list[str]:
    return [each.provision.id for each in findings]


def specs() -> list[dict[str, Any]]:
    """What meets each provision, and what just misses it."""
    return [
        each
        for path in sorted((HERE / "spec").glob("*.yaml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))["specs"]
    ]


def cases() -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))["cases"])
