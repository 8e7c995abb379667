"""What an action about a person is told: frozen, named, with codes checked against the code lists.

None of these prints what it holds: a name in a traceback or a log is a name given away.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Final, Self

from rihai.directory.models import Place
from rihai.lib.codelists import by_code
from rihai.lib.precision import AgeCertainty
from rihai.people.models import IdentityItem, YesNoUnknown

PACKAGE: Final = "rihai.people"
GRADES: Final = "ABCDEF"


def check_code(value: str, file: str, key: str) -> None:
    """A code outside its list is a mistake of the program, never of the person at the screen."""
    if value not in by_code(PACKAGE, file, key):
        raise ValueError(f"'{value}' is not a code of {key} in people/data/{file}")


@dataclass(frozen=True, repr=False)
class BirthFacts:
    """When somebody was born, as exactly as it is known: made by `on_day`, `in_year` or `aged`."""

    year: int
    certainty: AgeCertainty
    born_on: date | None = None

    def __post_init__(self) -> None:
        if self.certainty is AgeCertainty.UNKNOWN:
            raise ValueError("A birth year needs to say how it is known; leave it away if nothing is known")

    @classmethod
    def on_day(cls, born_on: date, certainty: AgeCertainty) -> Self:
        return cls(born_on.year, certainty, born_on)

    @classmethod
    def in_year(cls, year: int, certainty: AgeCertainty) -> Self:
        return cls(year, certainty)

    @classmethod
    def aged(cls, age: int, on: date, certainty: AgeCertainty) -> Self:
        """Of the two years that an age allows, the later one: who may be a child is treated as one."""
        return cls(on.year - age, certainty)


@dataclass(frozen=True, repr=False)
class NameFacts:
    """One name as somebody calls or writes her. Without a script, its letters say which it is."""

    text: str
    kind: str = "given"
    script: str = ""

    def __post_init__(self) -> None:
        check_code(self.kind, "names.yaml", "kinds")
        if self.script:
            check_code(self.script, "names.yaml", "scripts")


@dataclass(frozen=True, repr=False)
class CodedFacts:
    """What stands outside the seal. No birth facts means: nothing is said about it."""

    sex: str = "not_stated"
    birth: BirthFacts | None = None
    home_district: Place | None = None
    nationality_claimed: str = ""
    nationality_verified: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        check_code(self.sex, "sex.yaml", "sexes")
        if self.language:
            check_code(self.language, "languages.yaml", "languages")


@dataclass(frozen=True, repr=False)
class PersonFacts(CodedFacts):
    """Somebody new, with the names that are known."""

    names: tuple[NameFacts, ...] = ()


@dataclass(frozen=True, repr=False)
class RelativeFacts:
    """A relative; whether this one is safe to trust stays unknown until somebody has judged it."""

    relation: str
    name: str = ""
    phone: str = ""
    note: str = ""
    is_safe: YesNoUnknown = YesNoUnknown.UNKNOWN

    def __post_init__(self) -> None:
        check_code(self.relation, "relations.yaml", "relations")


@dataclass(frozen=True, repr=False)
class ItemFacts:
    """A phone, address, village, document or distinguishing mark."""

    kind: IdentityItem.Kind
    value: str


@dataclass(frozen=True, repr=False)
class ContactFacts:
    """How she wants to be reached. Of the sealed four, None leaves what is there and "" removes it."""

    wants_contact: YesNoUnknown
    by_call: bool = False
    by_sms: bool = False
    by_chat: bool = False
    hours_from: time | None = None
    hours_until: time | None = None
    number: str | None = None
    who_may_answer: str | None = None
    code_word: str | None = None
    if_another_answers: str | None = None


@dataclass(frozen=True, repr=False)
class SourceFacts:
    """Somebody or something we know from, with a grade from A (always right so far) to F (cannot be judged)."""

    kind: str = "not_stated"
    reliability: str = "F"
    name: str = ""
    contact: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_code(self.kind, "reliability.yaml", "source_kinds")
        if self.reliability not in GRADES or len(self.reliability) != 1:
            raise ValueError("The reliability of a source is one letter from A to F")
