"""What the engine of the law says, in the reader's language, by a pattern for each code.

An entry's own words are shown in English, marked so, until a lawyer has confirmed them in another language. Not here:
what is said when (`rihai.law`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import get_language, pgettext_lazy

from rihai.law.errors import InputProblem
from rihai.law.loading import law_of
from rihai.law.sentences import Joined, Key, Said, Sentence, Word, as_plain
from rihai.prosecution.law.coding import said as said_word

OTHERWISE: Final = pgettext_lazy("section check", "These answers do not go together. Look at them again.")
# By the codes of `rihai.law.sentences`, with the same places.
PATTERNS: Final[Mapping[str, str | Promise]] = {
    "always": pgettext_lazy("section check", "always"),
    "bail_60": pgettext_lazy("section check", "60 days"),
    "bail_90": pgettext_lazy("section check", "90 days"),
    "bail_contested": pgettext_lazy("section check", "60 or 90 days (courts differ)"),
    "bail_with": pgettext_lazy("section check", "Default bail accrues after {days} with it."),
    "bail_with_and_without": pgettext_lazy(
        "section check", "Default bail accrues after {days} with it, and after {other} without."
    ),
    "carried": pgettext_lazy("section check", "the facts carry it"),
    "eq": "{value}",
    "ne": pgettext_lazy("section check", "not {value}"),
    "lt": pgettext_lazy("section check", "under {value}"),
    "lte": pgettext_lazy("section check", "at most {value}"),
    "gt": pgettext_lazy("section check", "more than {value}"),
    "gte": pgettext_lazy("section check", "{value} or more"),
    "fact": "{name}: {said}",
    "fact_with_limits": "{name}: {said} ({limits})",
    "fact_lacks": pgettext_lazy("section check", "{name}: {said}, and it takes {wanted}"),
    "from_to": pgettext_lazy("section check", "{least} to {most}"),
    "goes_without": pgettext_lazy("section check", "Without it the person goes without: {lost}."),
    "group": "({said})",
    "harms": pgettext_lazy(
        "section check", "it punishes the person who was trafficked and must not be used against them."
    ),
    "least_rises": pgettext_lazy("section check", "The least sentence rises to {least}."),
    "life": pgettext_lazy("section check", "life"),
    "longest_rises": pgettext_lazy("section check", "The longest sentence rises from {theirs} to {longest}."),
    "longest_rises_to_death": pgettext_lazy(
        "section check", "The longest sentence rises from {theirs} to {longest}, or death."
    ),
    "may_turn": pgettext_lazy(
        "section check", "it may be turned against the person or those close to them. Somebody must look."
    ),
    "months": pgettext_lazy("section check", "{months} months"),
    "names_old": pgettext_lazy("section check", "The FIR names {sections} in its place, of the other code."),
    "no": pgettext_lazy("section check", "no"),
    "no_other_term": pgettext_lazy(
        "section check", "Nothing that the FIR names and the facts carry has a sentence of its own."
    ),
    "not_in_force": pgettext_lazy("section check", "{section} was in force {span}; {when}"),
    "nothing": pgettext_lazy("section check", "nothing of it"),
    "offence_began": pgettext_lazy("section check", "the offence began on {first}"),
    "offence_day": pgettext_lazy("section check", "the offence: {first}"),
    "offence_days": pgettext_lazy("section check", "the offence: {first} to {last}"),
    "offence_ended": pgettext_lazy("section check", "the offence ended on {last}"),
    "on_that_date": pgettext_lazy("section check", "On that date it is {sections}."),
    "only_possible": pgettext_lazy(
        "section check", "It is not named, and only possible as long as this is open: {asked}"
    ),
    "punishment": pgettext_lazy("section check", "Punishment: {punishment}."),
    "question_with": pgettext_lazy("section check", "{question} Was it this: {parts}?"),
    "since": pgettext_lazy("section check", "from {first}"),
    "since_to": pgettext_lazy("section check", "from {first} to {last}"),
    "since_unknown": pgettext_lazy("section check", "from a day that nobody has found out"),
    "stop": pgettext_lazy("section check", "{said}."),
    "treated_as_accused": pgettext_lazy(
        "section check", "The person is treated as an accused: whether it was their own deed is not judged here."
    ),
    "until_now": pgettext_lazy("section check", "until now"),
    "until_now_to": pgettext_lazy("section check", "until now to {last}"),
    "what_helps": pgettext_lazy("section check", "What helps: {name} ({forum}; {provision})."),
    "which_clause": pgettext_lazy("section check", "The paper names {written} without its clause. Which one is meant?"),
    "wrong_adult_counted": pgettext_lazy("section check", "counts the person, who was {age}"),
    "wrong_age_at_end": pgettext_lazy(
        "section check", "does not go with {age} when it began and the days of the offence"
    ),
    "wrong_at_most": pgettext_lazy("section check", "at most {other}"),
    "wrong_before": pgettext_lazy("section check", "lies before {other}"),
    "wrong_child_left_out": pgettext_lazy("section check", "leaves out the person, who was {age}"),
    "wrong_day_after": pgettext_lazy("section check", "{day} lies after {other}"),
    "wrong_day_before": pgettext_lazy("section check", "{day} lies before {other}"),
    "wrong_fact": pgettext_lazy("section check", "{key}: {what}."),
    "wrong_fact_allowed": pgettext_lazy("section check", "{key}: {what}. Allowed: {allowed}."),
    "wrong_less_than": pgettext_lazy("section check", "less than {other}"),
    "wrong_more_than": pgettext_lazy("section check", "is more than {other}"),
    "wrong_name": pgettext_lazy("section check", "{written} is no name known here"),
    "wrong_not_pending": pgettext_lazy("section check", "an offence that began on {first} was not pending on {day}"),
    "wrong_older": pgettext_lazy("section check", "{age} or more, by the birthdays on the way, or unknown"),
    "wrong_one_or_more": pgettext_lazy("section check", "1 or more, or unknown"),
    "wrong_person_left_out": pgettext_lazy("section check", "leaves out the person whom the facts are about"),
    "wrong_same_or_later": pgettext_lazy("section check", "the same day or a later one"),
    "wrong_since": pgettext_lazy("section check", "days from {day}"),
    "wrong_until": pgettext_lazy("section check", "days until {day}"),
    "wrong_value": pgettext_lazy("section check", "{written} cannot be understood"),
    "wrong_year": pgettext_lazy("section check", "{day} cannot be right"),
    "wrong_years": pgettext_lazy("section check", "a date from {first} to {last}"),
    "year": pgettext_lazy("section check", "{years} year"),
    "years": pgettext_lazy("section check", "{years} years"),
    "yes": pgettext_lazy("section check", "yes"),
}
JOINED: Final[Mapping[str, str | Promise]] = {
    "and_also": pgettext_lazy("between conditions", "; AND "),
    "comma": ", ",
    "or": pgettext_lazy("between alternatives", ", or "),
    "or_else": pgettext_lazy("between conditions", "; OR "),
    "semicolon": "; ",
    "space": " ",
}


def shown(said: Said) -> str:
    return in_html(as_plain(said))


def in_text(said: Said) -> str:
    """For a message, which takes no marks."""
    if isinstance(said, Sentence):
        return str(PATTERNS[said.code]).format(**{key: in_text(value) for key, value in said.values.items()})
    if isinstance(said, Joined):
        return str(JOINED[said.by]).join(in_text(one) for one in said.parts)
    if isinstance(said, Key):
        return f"“{_fact_name(said.text)}”"
    if isinstance(said, date):
        return date_format(said)
    return said_word(said.text) if isinstance(said, Word) else str(said)


def wrong_facts(problem: InputProblem) -> str:
    """What the engine refuses, to whoever answered its questions. What has no code is about a file."""
    return in_text(problem.said) if problem.said is not None else str(OTHERWISE)


def in_html(kept: Any) -> str:
    """Plain values as `as_plain` made them. What has no code was kept by an earlier version, in English."""
    if isinstance(kept, list):
        return format_html_join(" ", "{}", ((in_html(one),) for one in kept))
    if not isinstance(kept, dict):
        return _english(kept) if kept else ""
    if "word" in kept:
        text = said_word(kept["word"])
        return _english(text) if text == kept["word"] else conditional_escape(text)
    if "key" in kept:
        return conditional_escape(_fact_name(kept["key"]))
    return _english(kept["quote"]) if "quote" in kept else _told(kept)


def _told(kept: Mapping[str, Any]) -> str:
    if "day" in kept:
        return conditional_escape(date_format(date.fromisoformat(kept["day"])))
    if "parts" in kept:
        return format_html_join(str(JOINED[kept["by"]]), "{}", ((_value(one),) for one in kept["parts"]))
    pattern, values = str(PATTERNS[kept["code"]]), {key: _value(one) for key, one in kept["values"].items()}
    return format_html(pattern, **values) if values else conditional_escape(pattern)


def _value(kept: Any) -> str:
    """A number or a name stands in every language as it is."""
    return in_html(kept) if isinstance(kept, dict) else conditional_escape(kept)


def _fact_name(key: str) -> str:
    fact = law_of().vocabulary.get(key)
    return said_word(fact.name) if fact is not None else key


def _english(text: str) -> str:
    if (get_language() or "en").startswith("en"):
        return conditional_escape(text)
    return format_html('<span lang="en">{}</span>', text)
