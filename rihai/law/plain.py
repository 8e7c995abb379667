"""One case's answer as plain values, to print or to keep as it was. Its keys are a promise: docs/law.md."""

from datetime import date
from typing import Any

from rihai.law.answers import Answer
from rihai.law.asking import in_order, worth
from rihai.law.conditions import Listing, Range, Test, Value
from rihai.law.entries import Entry
from rihai.law.evaluation import Finding
from rihai.law.words import element_in_words, met_by, question_of


def as_content(answer: Answer) -> dict[str, Any]:
    """The six lists, of plain values; what the FIR names and the data do not hold is in none of them."""
    evaluation, fir = answer.evaluation, answer.fir
    shares = worth(evaluation.possible)
    return {
        "met": [_finding(answer, each, ()) for each in evaluation.met],
        "possible": [_finding(answer, each, in_order(each, shares)) for each in evaluation.possible],
        "omitted": [{"id": each.id, "reason": each.reason} for each in fir.omitted],
        "unsupported": [{"id": each.id, "reason": each.reason} for each in fir.unsupported],
        "flagged": [{"id": each.id, "reason": each.reason} for each in fir.flagged],
        "remedies": [each.id for each in answer.remedies.apply],
    }


def _finding(answer: Answer, finding: Finding, ask: tuple[str, ...]) -> dict[str, Any]:
    vocabulary = answer.evaluation.law.vocabulary
    return {
        "id": finding.provision.id,
        "because": [_because(answer, finding, test) for test in finding.because],
        "ask": [{"fact": key, "question": question_of(vocabulary, finding, key)} for key in ask],
        "source": _source(answer, finding.provision),
    }


def _because(answer: Answer, finding: Finding, test: Test) -> dict[str, Any]:
    wanted = element_in_words(answer.evaluation.law.vocabulary, test)
    return {"fact": test.fact, "value": _plain(met_by(finding.facts, test)), "element": wanted}


def _plain(value: Value | None) -> Any:
    if isinstance(value, Listing):
        return sorted(value.items)
    if isinstance(value, Range):
        return value.least if value.least == value.most else [value.least, value.most]
    return value.isoformat() if isinstance(value, date) else value


def _source(answer: Answer, entry: Entry) -> dict[str, Any]:
    sourcing = answer.sourcing_of(entry)
    confirmed = sourcing.confirmed
    return {
        "kind": str(sourcing.kind),
        "ids": list(sourcing.sources),
        "not_read": list(sourcing.unread),
        "confirmed_by": confirmed.lawyer if confirmed else None,
        "confirmed_on": confirmed.on.isoformat() if confirmed else None,
        "is_demonstration": confirmed.is_demonstration if confirmed else False,
    }
