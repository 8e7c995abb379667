"""What the engine says, as a code with values: another program says it in its reader's language, here it is English.

Words of the vocabulary are marked apart from what the law says itself, which nobody translates but a lawyer. Not here:
when something is said (`words`, `fir`, `consequences`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

ENGLISH: Final[Mapping[str, str]] = {
    "always": "always",
    "bail_60": "60 days",
    "bail_90": "90 days",
    "bail_contested": "60 or 90 days (courts differ)",
    "bail_with": "Default bail accrues after {days} with it.",
    "bail_with_and_without": "Default bail accrues after {days} with it, and after {other} without.",
    "carried": "the facts carry it",
    "eq": "{value}",
    "ne": "not {value}",
    "lt": "under {value}",
    "lte": "at most {value}",
    "gt": "more than {value}",
    "gte": "{value} or more",
    "fact": "{name}: {said}",
    "fact_with_limits": "{name}: {said} ({limits})",
    "fact_lacks": "{name}: {said}, and it takes {wanted}",
    "from_to": "{least} to {most}",
    "goes_without": "Without it the person goes without: {lost}.",
    "group": "({said})",
    "harms": "it punishes the person who was trafficked and must not be used against them.",
    "least_rises": "The least sentence rises to {least}.",
    "life": "life",
    "longest_rises": "The longest sentence rises from {theirs} to {longest}.",
    "longest_rises_to_death": "The longest sentence rises from {theirs} to {longest}, or death.",
    "may_turn": "it may be turned against the person or those close to them. Somebody must look.",
    "months": "{months} months",
    "names_old": "The FIR names {sections} in its place, of the other code.",
    "no": "no",
    "no_other_term": "Nothing that the FIR names and the facts carry has a sentence of its own.",
    "not_in_force": "{section} was in force {span}; {when}",
    "nothing": "nothing of it",
    "offence_began": "the offence began on {first}",
    "offence_day": "the offence: {first}",
    "offence_days": "the offence: {first} to {last}",
    "offence_ended": "the offence ended on {last}",
    "on_that_date": "On that date it is {sections}.",
    "only_possible": "It is not named, and only possible as long as this is open: {asked}",
    "punishment": "Punishment: {punishment}.",
    "question_with": "{question} Was it this: {parts}?",
    "since": "from {first}",
    "since_to": "from {first} to {last}",
    "since_unknown": "from a day that nobody has found out",
    "stop": "{said}.",
    "treated_as_accused": "The person is treated as an accused: whether it was their own deed is not judged here.",
    "until_now": "until now",
    "until_now_to": "until now to {last}",
    "what_helps": "What helps: {name} ({forum}; {provision}).",
    "which_clause": "The paper names {written} without its clause. Which one is meant?",
    "wrong_adult_counted": "counts the person, who was {age}",
    "wrong_age_at_end": "does not go with {age} when it began and the days of the offence",
    "wrong_at_most": "at most {other}",
    "wrong_before": "lies before {other}",
    "wrong_child_left_out": "leaves out the person, who was {age}",
    "wrong_day_after": "{day} lies after {other}",
    "wrong_day_before": "{day} lies before {other}",
    "wrong_fact": "{key}: {what}.",
    "wrong_fact_allowed": "{key}: {what}. Allowed: {allowed}.",
    "wrong_less_than": "less than {other}",
    "wrong_more_than": "is more than {other}",
    "wrong_name": "{written} is no name known here",
    "wrong_not_pending": "an offence that began on {first} was not pending on {day}",
    "wrong_older": "{age} or more, by the birthdays on the way, or unknown",
    "wrong_one_or_more": "1 or more, or unknown",
    "wrong_person_left_out": "leaves out the person whom the facts are about",
    "wrong_same_or_later": "the same day or a later one",
    "wrong_since": "days from {day}",
    "wrong_until": "days until {day}",
    "wrong_value": "{written} cannot be understood",
    "wrong_year": "{day} cannot be right",
    "wrong_years": "a date from {first} to {last}",
    "year": "{years} year",
    "years": "{years} years",
    "yes": "yes",
}
JOINED: Final[Mapping[str, str]] = {
    "and_also": "; AND ",
    "comma": ", ",
    "or": ", or ",
    "or_else": "; OR ",
    "semicolon": "; ",
    "space": " ",
}


@dataclass(frozen=True)
class Word:
    """A name, a question or an answer of the vocabulary."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Quote:
    """What an entry of the law says or is called."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Key:
    """A fact by its key; to a reader of pages it is called by its name."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Sentence:
    """`values`: for each place of the pattern what stands in it."""

    code: str
    values: Mapping[str, "Said"] = field(default_factory=dict)

    def __str__(self) -> str:
        return ENGLISH[self.code].format(**{key: str(value) for key, value in self.values.items()})


@dataclass(frozen=True)
class Joined:
    parts: tuple["Said", ...]
    by: str

    def __str__(self) -> str:
        return JOINED[self.by].join(str(part) for part in self.parts)


Said = Sentence | Joined | Word | Quote | Key | date | str


def sentence(code: str, **values: Said) -> Sentence:
    return Sentence(code, values)


def joined(parts: Iterable[Said], by: str) -> Said:
    """What stands alone needs no joining."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else Joined(found, by)


def as_plain(said: Said) -> Any:
    """To keep it: plain values that another version of the words can still say."""
    if isinstance(said, Sentence):
        return {"code": said.code, "values": {key: as_plain(value) for key, value in said.values.items()}}
    if isinstance(said, Joined):
        return {"parts": [as_plain(part) for part in said.parts], "by": said.by}
    if isinstance(said, Word):
        return {"word": said.text}
    if isinstance(said, Quote):
        return {"quote": said.text}
    if isinstance(said, Key):
        return {"key": said.text}
    return {"day": said.isoformat()} if isinstance(said, date) else said
