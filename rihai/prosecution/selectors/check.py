"""One section check as its lawyer sees it: what was found as it was found then, with the decisions on it."""

from dataclasses import dataclass
from typing import Any

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.law.codes import is_citable, provision_under
from rihai.prosecution.law.fact_words import freeze, in_words
from rihai.prosecution.law.findings import data_version, stands_on_paper
from rihai.prosecution.law.procedure import code_of
from rihai.prosecution.models import SectionCheck, SectionDecision, SectionFiling


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


@dataclass(frozen=True)
class Remedy:
    """`provision`: by the code of the case where the data have it; not `is_citable`: they have the other one only."""

    told: dict[str, Any]
    provision: str
    is_citable: bool


@dataclass(frozen=True, repr=False)
class CheckPage:
    check: SectionCheck
    has_paper: bool
    not_compared: list[str]
    lacks_clause: dict[str, list[str]]
    parts: dict[str, tuple[Finding, ...]]
    questions: list[dict[str, Any]]
    # Of the procedure; None where nobody knows which.
    code: str | None
    remedies: tuple[Remedy, ...]
    cautions: list[dict[str, Any]]
    facts: tuple[tuple[str, str], ...]
    # The same as they were coded.
    given: dict[str, Any]
    filings: tuple[Filed, ...]
    # How many decisions there were when it was made.
    decided_version: str
    on_paper: frozenset[str]

    @property
    def is_of_today(self) -> bool:
        """Whether the law's data are still those that were asked."""
        return self.check.data_version == data_version()

    @property
    def awaits_decision(self) -> bool:
        """Whether something is missing on which no lawyer has decided; then the application has time."""
        return any(one.decided is None for one in self.parts["omitted"])


def finding_on(page: CheckPage, section: str) -> Finding | None:
    """By its id, as it was found then; whether the law's data still have it does not matter."""
    return next((one for part in page.parts.values() for one in part if one.told["id"] == section), None)


PARTS = ("flagged", "omitted", "unsupported", "open", "fitting", "met", "possible")
# The Act that is most often turned against those who were sold.
OWN_ACT = "itpa-"


def check_page(check: SectionCheck, user: User) -> CheckPage:
    decisions = list(check.decisions.select_related("decided_by", "section_check"))
    filings = list(check.filings.select_related("recorded_by", "section_check"))
    plain = read(
        (check, ("facts", "findings")), (decisions, ("content",)), (filings, ("content",)), by=user, why=OwnWork()
    )
    findings, code = plain(check).findings, code_of(check.legal_case, plain(check).facts)
    latest = {plain(one).content["section"]: _decided(one, plain(one).content) for one in decisions}
    return CheckPage(
        check=check,
        has_paper=findings["has_paper"],
        not_compared=findings["not_compared"],
        lacks_clause=findings.get("lacks_clause", {}),
        parts={
            part: tuple(Finding(told, latest.get(told["id"])) for told in found)
            for part, found in _parts(findings).items()
        },
        questions=findings["questions"],
        code=code,
        remedies=tuple(_remedy(one, code) for one in findings["remedies"]),
        cautions=findings["cautions"],
        # A check of before has no words of its own.
        facts=in_words(findings.get("facts") or freeze(plain(check).facts)),
        given=plain(check).facts,
        filings=tuple(Filed(one, plain(one).content["what"], plain(one).content["before"]) for one in filings),
        decided_version=str(len(decisions)),
        on_paper=frozenset(
            one["id"]
            for part in PARTS
            for one in findings[part]
            if stands_on_paper(one["id"], findings, check.legal_case.sections)
        ),
    )


def _parts(findings: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What harms stands first where a paper names it or the facts meet it. What only might is apart.

    A check of before did not tell them apart: there all of it stands first.
    """
    flagged = sorted(findings["flagged"], key=lambda one: not one["id"].startswith(OWN_ACT))
    return {
        **{part: findings[part] for part in PARTS},
        "flagged": [one for one in flagged if not one.get("only_might")],
        "might_harm": [one for one in flagged if one.get("only_might")],
    }


def _remedy(told: dict[str, Any], code: str | None) -> Remedy:
    return Remedy(told, provision_under(told["provision"], code), is_citable(told["provision"], code))


def _decided(row: SectionDecision, content: dict[str, Any]) -> Decided:
    return Decided(content["choice"], content["reason"], row)
