"""An entry of the data in words, whole, as a reviewing lawyer has to read it; conditions too, without code.

English, like the data. Not here: the sheet she gets (`review`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from rihai.law.clocks_data import Clock
from rihai.law.compensation import Amount
from rihai.law.compensation_data import Head
from rihai.law.conditions import ALWAYS, All, Condition, Test
from rihai.law.consequences import BAIL_WORDS
from rihai.law.entries import Caution, Entry, Form, Penalty, Protection, Provision, Remedy
from rihai.law.loading import Law
from rihai.law.sentences import Said, Word, joined, sentence
from rihai.law.statements import Rendering, Statement
from rihai.law.words import element_said, span_in_words, years_in_words

KINDS: Final = (
    "provision",
    "clock",
    "remedy",
    "compensation",
    "form",
    "protection",
    "caution",
    "statement",
    "rendering",
)


def entries_of(law: Law) -> Iterator[tuple[str, Entry]]:
    """Everything that a lawyer may confirm, with its kind; an id is one of its kind only."""
    found: tuple[Mapping[str, Entry], ...] = (
        *(law.provisions, law.clocks, law.remedies, law.heads, law.forms, law.protections, law.cautions),
        *(law.statements, law.renderings),
    )
    for kind, entries in zip(KINDS, found, strict=True):
        for entry in entries.values():
            yield kind, entry


def condition_words(law: Law, condition: Condition) -> str:
    return str(condition_said(law, condition))


def condition_said(law: Law, condition: Condition) -> Said:
    """ "done: recruited, or sold; AND age when it happened: under 18". Always so: "always"."""
    return sentence("always") if condition == ALWAYS else _condition(law, condition, is_inner=False)


def _condition(law: Law, condition: Condition, *, is_inner: bool) -> Said:
    if isinstance(condition, Test):
        name = Word(law.vocabulary[condition.fact].name)
        return sentence("fact", name=name, said=element_said(law.vocabulary, condition))
    parts = [_condition(law, part, is_inner=True) for part in condition.parts]
    said = joined(parts, "and_also" if isinstance(condition, All) else "or_else")
    return sentence("group", said=said) if is_inner and len(parts) > 1 else said


def conditions_of(law: Law, entry: Entry) -> str:
    """When an entry holds, in words; what is still to do says so."""
    if isinstance(entry, Provision) and entry.is_to_do:
        return "still to be written down"
    return condition_words(law, condition_of(entry))


def name_of(entry: Entry) -> str:
    """What it is called: a section with its title, a scheme with its head, or the name of the entry."""
    if isinstance(entry, Provision):
        return f"{entry.name}, {entry.title}"
    if isinstance(entry, Head):
        return f"{entry.scheme}, {entry.head}"
    if isinstance(entry, Form):
        return f"{entry.law}, {entry.number}: {entry.title}"
    return str(getattr(entry, "name", entry.id))


def law_of_entry(entry: Entry) -> str:
    """The Act, rules, scheme or case it comes from, as the data name it."""
    if isinstance(entry, Provision):
        return entry.act
    if isinstance(entry, Clock | Remedy):
        return entry.provision
    return entry.scheme if isinstance(entry, Head) else entry.law if isinstance(entry, Form) else ""


def text_of(law: Law, entry: Entry) -> str:
    """What the entry says, without its conditions."""
    lines = [f"{label}: {value}" for label, value in SAYS[type(entry)](law, entry) if value not in ("", None)]
    return "\n".join(lines)


def condition_of(entry: Entry) -> Condition:
    """Under which facts it holds; what has no condition of its own always does."""
    if isinstance(entry, Provision):
        return entry.elements
    if isinstance(entry, Remedy):
        return entry.use_when
    if isinstance(entry, Caution):
        return entry.when
    return entry.applies_when if isinstance(entry, Clock | Head) else ALWAYS


Lines = Iterator[tuple[str, Any]]


def _provision(law: Law, one: Provision) -> Lines:
    schedule = one.classification
    yield "Kind", one.kind
    yield "In force", span_in_words(one.in_force)
    yield "Punishment", one.punishment
    yield "Prison", _penalty(one.penalty) if one.penalty else ""
    yield "Cognizable", _yes_no(schedule.cognizable)
    yield "Bailable", _yes_no(schedule.bailable)
    yield "Court", schedule.court
    yield "Schedule read", _yes_no(schedule.was_read)
    yield "Corresponds to", ", ".join(one.corresponds_to)
    yield "Not beside", ", ".join(one.lesser_of)
    yield "For the person", one.harm.replace("_", " ")
    yield "Background, without elements", "yes" if one.is_background else ""


def _penalty(penalty: Penalty) -> str:
    death = ", or death" if penalty.death else ""
    said = [f"{years_in_words(penalty.min_years)} to {years_in_words(penalty.max_years)}{death}; {_bail(penalty.bail)}"]
    for band in penalty.bands:
        said.append(
            f"{band.name}: {years_in_words(band.min_years)} to {years_in_words(band.max_years)}, {_bail(band.bail)}"
        )
    for earlier in penalty.earlier:
        years = f"{years_in_words(earlier.min_years)} to {years_in_words(earlier.max_years)}"
        said.append(f"until {earlier.until}: {years}")
    return "; ".join(said)


def _bail(bucket: str) -> str:
    return f"default bail after {BAIL_WORDS.get(bucket, 'as the case below')}"


def _clock(law: Law, one: Clock) -> Lines:
    yield "Starts when", law.triggers[one.trigger].name
    yield "Period", one.limit.unit.value.replace("_", " ") if one.limit.is_words else one.limit.text
    yield "Counted", one.counting.replace("_", " ")
    yield "Courts also read", "; ".join(f"{each.limit.text} ({each.name})" for each in one.readings)
    yield (
        "If closed on the last day",
        f"next open day, by {law.sources[one.waits_by].title}" if one.waits_by else "the same day",
    )
    yield "Warn on day", ", ".join(map(str, one.warn_days))
    yield "Nature", one.nature.replace("_", " ")
    yield "On", one.duty_on
    yield "In force from", one.in_force_from
    yield "For each section", "yes" if one.is_per_section else ""
    yield "Answered when", law.triggers[one.answered_by].name if one.answered_by else ""
    yield "If missed", one.if_missed


def _remedy(_: Law, one: Remedy) -> Lines:
    yield "Before", one.forum
    for number, step in enumerate(one.steps, start=1):
        yield f"Step {number}", step


def _head(_: Law, one: Head) -> Lines:
    yield "Where", one.jurisdiction
    yield "Amount", Amount(one.min_inr, one.max_inr).text
    yield "Per cent", one.percent or ""
    yield "Conditions", one.conditions
    yield "To be looked at", one.ask
    yield "Since", one.in_force_from
    yield "Until", one.in_force_to
    yield "Status", one.status


def _form(_: Law, one: Form) -> Lines:
    yield "Where", one.jurisdiction
    yield "Filed by", one.filed_by
    yield "When", one.when
    yield "Draft, in our words", "\n".join(one.draft)


def _protection(_: Law, one: Protection) -> Lines:
    yield "Only with one of", ", ".join(one.sections)


def _caution(_: Law, one: Caution) -> Lines:
    yield "Says", one.words


def _statement(law: Law, one: Statement) -> Lines:
    yield "On a law card", one.words
    for told in one.rests_on:
        entry = law.entry(told)
        yield f"Rests on {told}", name_of(entry) if entry else ""


def _rendering(law: Law, one: Rendering) -> Lines:
    yield "Language", one.language
    yield "In English", law.statements[one.statement].words
    yield "In that language", one.words


SAYS: Final[dict[type[Entry], Callable[[Law, Any], Lines]]] = {
    Provision: _provision,
    Clock: _clock,
    Remedy: _remedy,
    Head: _head,
    Form: _form,
    Protection: _protection,
    Caution: _caution,
    Statement: _statement,
    Rendering: _rendering,
}


def _yes_no(value: bool | None) -> str:
    return "not known" if value is None else "yes" if value else "no"
