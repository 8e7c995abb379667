"""One section check as its lawyer sees it: what was found as it was found then, with the decisions on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.law.conditions import Listing
from rihai.law.errors import InputProblem
from rihai.law.facts import Fact, read_facts
from rihai.law.loading import law_of
from rihai.law.words import value_in_words
from rihai.prosecution.coding import said
from rihai.prosecution.findings import data_version
from rihai.prosecution.models import SectionCheck, SectionDecision, SectionFiling
from rihai.prosecution.phases import KEY


@dataclass(frozen=True, repr=False)
class Decided:
    choice: str
    reason: str
    row: SectionDecision

    @property
    def words(self) -> str:
        return str(SectionDecision.Choice(self.choice).label)


@dataclass(frozen=True, repr=False)
class Finding:
    """One section with what was said of it, and the latest decision."""

    told: dict[str, Any]
    decided: Decided | None


@dataclass(frozen=True, repr=False)
class Filed:
    row: SectionFiling
    what: str
    before: str


@dataclass(frozen=True, repr=False)
class CheckPage:
    check: SectionCheck
    has_paper: bool
    not_compared: list[str]
    parts: dict[str, tuple[Finding, ...]]
    questions: list[dict[str, Any]]
    remedies: list[dict[str, Any]]
    cautions: list[dict[str, Any]]
    facts: tuple[tuple[str, str], ...]
    filings: tuple[Filed, ...]

    @property
    def is_of_today(self) -> bool:
        """Whether the law's data are still those that were asked."""
        return self.check.data_version == data_version()


PARTS = ("flagged", "omitted", "unsupported", "open", "fitting", "met", "possible")


def check_page(check: SectionCheck, user: User) -> CheckPage:
    decisions = list(check.decisions.select_related("decided_by", "section_check"))
    filings = list(check.filings.select_related("recorded_by", "section_check"))
    plain = read(
        (check, ("facts", "findings")), (decisions, ("content",)), (filings, ("content",)), by=user, why=OwnWork()
    )
    findings = plain(check).findings
    latest = {plain(one).content["section"]: _decided(one, plain(one).content) for one in decisions}
    return CheckPage(
        check=check,
        has_paper=findings["has_paper"],
        not_compared=findings["not_compared"],
        parts={part: tuple(Finding(told, latest.get(told["id"])) for told in findings[part]) for part in PARTS},
        questions=findings["questions"],
        remedies=findings["remedies"],
        cautions=findings["cautions"],
        facts=facts_in_words(plain(check).facts),
        filings=tuple(Filed(one, plain(one).content["what"], plain(one).content["before"]) for one in filings),
    )


def facts_in_words(given: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Coded answers as a reader knows them; as they are, where the vocabulary has changed since."""
    vocabulary = law_of().vocabulary
    try:
        facts = read_facts(vocabulary, given)
    except InputProblem:
        return tuple((key, str(value)) for key, value in given.items())
    told = [(said(vocabulary[key].name), _value(vocabulary[key], facts.get(key))) for key in facts.known]
    acts, when = vocabulary["acts"], said(vocabulary[KEY].name)
    return (*told, *((when, f"{date_format(one.on)}: {_value(acts, one.acts)}") for one in facts.phases))


def _value(fact: Fact, value: Any) -> str:
    """What was chosen in the reader's language; numbers, days and names of places as they are."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Listing):
        return ", ".join(said(fact.values[one]) for one in fact.values if one in value.items) or _("Nothing of it")
    if fact.type == "one":
        return str(said(fact.values.get(str(value), str(value))))
    return date_format(value) if isinstance(value, date) else value_in_words(fact, value)


def _decided(row: SectionDecision, content: dict[str, Any]) -> Decided:
    return Decided(content["choice"], content["reason"], row)
