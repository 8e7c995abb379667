"""Facts and elements in plain words, for people who decide. Not here: the words of a whole answer (`cli`)."""

from datetime import date
from typing import Any

from rihai.law.conditions import Listing, Range, Test, Value
from rihai.law.entries import LIFE, Provision, Span
from rihai.law.evaluation import IN_FORCE, Finding, offence_of
from rihai.law.facts import Fact, Facts, Vocabulary

COMPARED = {
    "eq": "{}", "ne": "not {}", "lt": "under {}", "lte": "at most {}", "gt": "more than {}", "gte": "{} or more"
}  # fmt: skip
LONGEST = ("offence.max_years", "offence.code_max_years")
ASK_IN_FORCE = "Has this law come into force? A lawyer must find out."


def question(vocabulary: Vocabulary, key: str) -> str:
    return ASK_IN_FORCE if key == IN_FORCE else vocabulary[key].question


def question_of(vocabulary: Vocabulary, finding: Finding, key: str) -> str:
    """What to ask for one provision: of a list what matters here, of all else the plain question.

    Limits such as an age stay unsaid: whoever asks must not lead.
    """
    wanted = [test for test in finding.explained.open if test.fact == key and isinstance(test.value, tuple)]
    if not wanted or vocabulary[key].type != "many":
        return question(vocabulary, key)
    parts = dict.fromkeys(element_in_words(vocabulary, test) for test in wanted)
    return f"{vocabulary[key].question} Was it this: {', or '.join(parts)}?"


def value_in_words(fact: Fact, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Listing):
        return ", ".join(_name(fact, item) for item in fact.values if item in value.items) or "nothing of it"
    if isinstance(value, Range):
        say = years_in_words if fact.key in LONGEST else "{:g}".format
        return say(value.least) if value.least == value.most else f"{say(value.least)} to {say(value.most)}"
    return value.isoformat() if isinstance(value, date) else _name(fact, str(value))


def _name(fact: Fact, value: str) -> str:
    return fact.values.get(value, value)


def element_in_words(vocabulary: Vocabulary, test: Test) -> str:
    """What a test wants: "under 18", "recruited, or sold"."""
    fact = vocabulary[test.fact]
    if isinstance(test.value, tuple):
        return ", or ".join(_name(fact, value) for value in test.value)
    return COMPARED[test.op].format(value_in_words(fact, test.value))


def met_by(facts: Facts, test: Test) -> Value | None:
    """The value that meets a test: of a list only what the test wants."""
    value = facts.get(test.fact)
    if isinstance(value, Listing) and isinstance(test.value, tuple):
        return Listing(value.items & frozenset(test.value))
    return value


def why_met(vocabulary: Vocabulary, finding: Finding) -> str:
    """What meets the elements, one fact after the other: "done: sold; age when it happened: 15 (under 18)"."""
    wanted: dict[str, list[Test]] = {}
    for test in finding.because:
        wanted.setdefault(test.fact, []).append(test)
    return "; ".join(_met(vocabulary, finding.facts, tests) for tests in wanted.values())


def _met(vocabulary: Vocabulary, facts: Facts, tests: list[Test]) -> str:
    fact = vocabulary[tests[0].fact]
    said = value_in_words(fact, met_by(facts, tests[0]))
    limits = ", ".join(element_in_words(vocabulary, test) for test in tests)
    return f"{fact.name}: {said}" + (f" ({limits})" if fact.type == "number" else "")


def why_not(vocabulary: Vocabulary, finding: Finding) -> str:
    """Which element is missing, or that the section was not in force then."""
    if finding.fails:
        test = finding.fails[0]
        fact = vocabulary[test.fact]
        said = value_in_words(fact, finding.facts.get(test.fact))
        return f"{fact.name}: {said}, and it takes {element_in_words(vocabulary, test)}"
    return f"{finding.provision.name} was in force {span_in_words(finding.provision.in_force)}; {_when(finding.facts)}"


def _when(facts: Facts) -> str:
    offence = offence_of(facts)
    first, last = offence.first, offence.last
    if first and last:
        return f"the offence: {first}" if first == last else f"the offence: {first} to {last}"
    return f"the offence began on {first}" if first else f"the offence ended on {last}"


def span_in_words(span: Span) -> str:
    if not span.is_known:
        return "from a day that nobody has found out"
    since = f"from {span.first}" if span.first else "until now"
    return f"{since} to {span.last}" if span.last else since


def years_in_words(years: float) -> str:
    """A sentence: 99 stands for life. Where death may be given the penalty says so, apart (`Penalty.death`)."""
    if years >= LIFE:
        return "life"
    if years < 1:
        return f"{round(years * 12)} months"
    return f"{years:g} year" if years == 1 else f"{years:g} years"


def title(provision: Provision) -> str:
    return f"{provision.name}, {provision.title}"
