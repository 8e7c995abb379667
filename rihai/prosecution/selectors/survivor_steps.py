"""Steps around each survivor of a legal case, and custody, as one reader sees them, with what the law's data have."""

from dataclasses import dataclass
from typing import Any

from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.law.clocks import Due
from rihai.law.conditions import tests_in
from rihai.law.entries import Provision
from rihai.law.sourcing import Sourcing
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.sections import provisions_of
from rihai.prosecution.models import Detention, LegalCase, LegalCaseSurvivor, SurvivorStep
from rihai.prosecution.owing.survivor_owed import clock_of, limit_of
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.selectors.protection import Remedied, remedied

AGE = "victim.age_years"


@dataclass(frozen=True, repr=False)
class StepOnPage:
    """`clock`: the law's clock that runs for it now; `note` is plain or sealed."""

    row: SurvivorStep
    note: Any
    clock: Due | None


@dataclass(frozen=True, repr=False)
class DetentionOnPage:
    row: Detention
    note: Any
    limit: Due | None


@dataclass(frozen=True, repr=False)
class Around:
    """One survivor with the steps around her and the custody she is in."""

    survivor: LegalCaseSurvivor
    steps: tuple[StepOnPage, ...]
    detentions: tuple[DetentionOnPage, ...]

    @property
    def is_held(self) -> bool:
        return any(one.row.is_against_will for one in self.detentions)

    @property
    def age_is_found(self) -> bool:
        return any(one.row.result for one in self.steps)


@dataclass(frozen=True, repr=False)
class AroundPage:
    survivors: tuple[Around, ...]
    release: Remedied | None
    # What the law's data have for a child before a magistrate.
    child: Remedied | None
    age: tuple[Provision, Sourcing] | None
    by_age: tuple[str, ...]
    elsewhere: str

    @property
    def has_adult(self) -> bool:
        return any(not one.row.is_of_child for one in self._kept())

    @property
    def has_child(self) -> bool:
        return any(one.row.is_of_child for one in self._kept())

    def _kept(self) -> list[DetentionOnPage]:
        return [kept for one in self.survivors for kept in one.detentions]


def around_page(legal_case: LegalCase, user: User) -> AroundPage:
    survivors = known_survivors(legal_case, user)
    rows = SurvivorStep.objects.filter(survivor__in=survivors)
    steps = list(rows.select_related("survivor__legal_case", "place"))
    kept = Detention.objects.filter(survivor__in=survivors)
    detentions = list(kept.select_related("survivor__legal_case", "survivor__case__person", "court"))
    opened = open_own((steps, ("note",)), (detentions, ("note",)), by=user)
    law = law_for(legal_case)
    age = law.law.provisions.get("jj-94")
    return AroundPage(
        tuple(_around(one, steps, detentions, opened, law) for one in survivors),
        remedied("release-adult", law),
        remedied("child-to-cwc", law),
        (age, law.sourcing_of(age)) if age else None,
        tuple(one.name for one in provisions_of(legal_case.sections, law.law) if _asks_for_age(one)),
        elsewhere(legal_case),
    )


def held_of(case: Case) -> list[Detention]:
    """Where this survivor is held against her will, whichever legal case it was recorded in."""
    rows = Detention.objects.filter(survivor__case=case, wish=Detention.Wish.LEAVE, end="")
    return list(rows.select_related("survivor__legal_case"))


def held_among(survivors: list[LegalCaseSurvivor]) -> int:
    return Detention.objects.filter(survivor__in=survivors, wish=Detention.Wish.LEAVE, end="").count()


def _around(
    survivor: LegalCaseSurvivor,
    steps: list[SurvivorStep],
    detentions: list[Detention],
    opened: OwnPage,
    law: LawRead,
) -> Around:
    return Around(
        survivor,
        tuple(
            StepOnPage(one, opened.value(one, "note"), clock_of(one, law))
            for one in steps
            if one.survivor_id == survivor.pk
        ),
        tuple(
            DetentionOnPage(one, opened.value(one, "note"), limit_of(one, law))
            for one in detentions
            if one.survivor_id == survivor.pk
        ),
    )


def _asks_for_age(provision: Provision) -> bool:
    return any(test.fact == AGE for test in tests_in(provision.elements))
